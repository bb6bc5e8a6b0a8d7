"""Sentences that nothing in the library supports are marked where they stand, whatever Markdown they stand in."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLabel
from tests.gui.conversation.conftest import Desk
from tests.gui.conversation.scripted import answer_of

from quire.gui.conversation.answer_view import AnswerView
from quire.gui.conversation.markdown import Shown, to_document
from quire.gui.conversation.unsupported import with_marks

DOTTED = QTextCharFormat.UnderlineStyle.DotLine


def texts(shown: Shown) -> list[str]:
    found = []
    for start, end in shown.unsupported:
        cursor = QTextCursor(shown.document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        found.append(cursor.selectedText())
    return found


def span(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


@pytest.mark.parametrize(
    ("text", "part", "shown"),
    [
        ("It rains. It pours.", "It pours.", "It pours."),
        ("- It rains.\n- It pours.", "- It pours.", "It pours."),
        ("1. It rains.\n2. It pours.", "It pours.", "It pours."),
        ("It rains. **It pours.** So.", "**It pours.**", "It pours."),
        ("It rains. It *really* pours. So.", "It *really* pours.", "It really pours."),
        ("> It pours.", "> It pours.", "It pours."),
        ("## It pours\n\nSo.", "## It pours", "It pours"),
        ("It pours [1]. So.", "It pours [1].", "It pours [1]."),
        ("| a | b |\n| - | - |\n| It pours. | c |", "It pours.", "It pours."),
        ("\ue000It rains\ue001. It pours.", "It pours.", "It pours."),
    ],
)
def test_a_sentence_is_found_again_in_the_document(text: str, part: str, shown: str, qapp: object) -> None:
    plain = to_document(text.replace("\ue000", "").replace("\ue001", ""), {1})
    marked = to_document(text, {1}, [span(text, part)])
    assert texts(marked) == [shown]
    assert marked.document.toPlainText() == plain.document.toPlainText()
    assert [number for _, _, number in marked.cites] == [number for _, _, number in plain.cites]


@pytest.mark.parametrize("spans", [[(5, 2)], [(-1, 3)], [(0, 99)], [(0, 0)], [(0, 5), (3, 8)]])
def test_spans_that_make_no_sense_are_passed_over(spans: list[tuple[int, int]], qapp: object) -> None:
    shown = to_document("It rains. It pours.", (), spans)
    assert shown.document.toPlainText() == "It rains. It pours."
    assert len(shown.unsupported) <= 1


def test_a_text_without_spans_stays_as_it_is() -> None:
    assert with_marks("It *rains*.", ()) == "It *rains*."


def test_the_view_underlines_and_says_it(qtbot: object) -> None:
    view = AnswerView()
    text = "It rains [1]. It pours."
    view.show_text(text, {1: "rain"}, [span(text, "It pours.")])
    assert view.doubtful() == ["It pours."]
    assert "It pours." in view.accessibleDescription()
    cursor = QTextCursor(view.document())
    cursor.setPosition(text.index("pours") + 2)
    assert cursor.charFormat().underlineStyle() == DOTTED
    cursor.setPosition(3)
    assert cursor.charFormat().underlineStyle() != DOTTED
    view.show_text(text, {1: "rain"})
    assert view.accessibleDescription() == ""
    view.deleteLater()


def test_an_answer_tells_what_the_dots_mean_and_who_wrote_it(desk: Desk) -> None:
    hits, text = desk.hits(), "The seal leaks [1]. Mars is red."
    made = answer_of(text, hits)
    made = dataclasses.replace(
        made, model="Writer 4B", unsupported=(span(text, "Mars is red."),), n_tokens=50, seconds={"write": 2.0}
    )
    desk.library.script = lambda query: made
    view = desk.ask("And?")
    assert view.answer is not None
    assert view.answer.doubtful() == ["Mars is red."]
    shown = " ".join(label.text() for label in view.findChildren(QLabel))
    assert "nothing in your library supports it" in shown
    assert "written by Writer 4B, 25 tokens/\u2060s" in shown
