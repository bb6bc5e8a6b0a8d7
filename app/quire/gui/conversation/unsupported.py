"""Sentences that no evidence bears out, found again in the document that Markdown was made into.

Markdown is parsed by Qt, which keeps no positions. So each sentence goes in between two private characters, which are
taken out again before anything is laid out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QTextCursor, QTextDocument

_BEGIN, _END = "\ue000", "\ue001"
_MOST = 200
# What makes a quotation, list, heading or stress; the mark goes behind it.
_LEAD = re.compile(r"(?:[\s>]|[-+*][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|[*_~`|])*")
_TRAIL = " \t\n*_~`|"


def with_marks(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return Markdown with the sentences `text[start:end]` between marks, inside whatever emphasis they stand in."""
    pieces, done = [], 0
    for start, end in spans[:_MOST]:
        if not done <= start < end <= len(text):
            continue
        sentence = _without_marks(text[start:end])
        lead = _LEAD.match(sentence)
        first = lead.end() if lead is not None else 0
        last = len(sentence.rstrip(_TRAIL))
        pieces.append(_without_marks(text[done:start]))
        done = end
        if first >= last:
            pieces.append(sentence)
        else:
            pieces += [sentence[:first], _BEGIN, sentence[first:last], _END, sentence[last:]]
    return "".join([*pieces, _without_marks(text[done:])])


def take_marks(document: QTextDocument) -> list[tuple[int, int]]:
    """Take the marks out of a document and return where the sentences stand: first position, one past the last."""
    found: list[tuple[int, int]] = []
    begun, position = -1, 0
    mark = QRegularExpression(f"[{_BEGIN}{_END}]")
    while not (cursor := document.find(mark, position)).isNull():
        position = cursor.selectionStart()
        begins = document.characterAt(position) == _BEGIN
        cursor.removeSelectedText()
        if begins:
            begun = position
        elif begun >= 0:
            found.append((begun, position))
            begun = -1
    return [(start, end) for start, end in found if start < end]


def sentence_at(document: QTextDocument, spans: Sequence[tuple[int, int]], position: int) -> str:
    """Return the sentence that stands at a position; empty when it is none of these."""
    for start, end in spans:
        if start <= position < end:
            cursor = QTextCursor(document)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            return cursor.selectedText().replace("\u2029", " ")
    return ""


def _without_marks(text: str) -> str:
    return text.replace(_BEGIN, "").replace(_END, "")
