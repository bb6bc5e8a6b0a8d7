from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from quire.embed import passage_text
from quire.types import Document, ElementKind

MakeDocument = Callable[..., Document]


def test_headings_stand_before_the_text_and_the_title_does_not(make_document: MakeDocument) -> None:
    document = make_document((("2 Methods", "2.1\nData"), [(ElementKind.TEXT, "We counted.")]))
    text = passage_text(document, document.elements[0], ("2 Methods", "2.1\nData"))
    assert text == "2 Methods > 2.1 Data\nWe counted."


def test_heading_is_not_its_own_context(make_document: MakeDocument) -> None:
    document = make_document((("Methods", "Data"), [(ElementKind.HEADING, "Data")]))
    assert passage_text(document, document.elements[0], ("Methods", "Data")) == "Methods\nData"


def test_figure_brings_its_label_and_context_once(make_document: MakeDocument) -> None:
    document = make_document(((), [(ElementKind.FIGURE, "Figure 3: Sales")]))
    figure = replace(document.elements[0], label="Figure 3", context="As Figure 3 shows, sales fell.")
    assert passage_text(document, figure, ()) == "As Figure 3 shows, sales fell.\nFigure 3: Sales"


def test_text_without_headings_stands_alone(make_document: MakeDocument) -> None:
    document = make_document(((), [(ElementKind.TEXT, "Alone.")]))
    assert passage_text(document, document.elements[0], ()) == "Alone."
