from __future__ import annotations

from quire.language import passage_text
from quire.types import Element, ElementKind, Place


def _element(kind: ElementKind, text: str, *, label: str = "", context: str = "") -> Element:
    return Element("d:0", kind, text, Place("d", 1, ()), "d/s0", label=label, context=context)


def test_headings_stand_before_the_text() -> None:
    text = passage_text(_element(ElementKind.TEXT, "We counted."), ("2 Methods", "2.1\nData"))
    assert text == "2 Methods > 2.1 Data\nWe counted."


def test_heading_is_not_its_own_context() -> None:
    assert passage_text(_element(ElementKind.HEADING, "Data"), ("Methods", "Data")) == "Methods\nData"


def test_figure_brings_its_label_and_context_once() -> None:
    figure = _element(
        ElementKind.FIGURE, "Figure 3: Sales", label="Figure 3", context="As Figure 3 shows, sales fell."
    )
    assert passage_text(figure, ()) == "As Figure 3 shows, sales fell.\nFigure 3: Sales"


def test_text_without_headings_stands_alone() -> None:
    assert passage_text(_element(ElementKind.TEXT, "Alone."), ()) == "Alone."
