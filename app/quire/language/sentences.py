"""Where sentences begin and end. Rules, not a model: abbreviations, initials and decimals do not end one."""

from __future__ import annotations

import re
from dataclasses import dataclass

_END = re.compile(
    r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9•])|[。！？]|\n\s*\n|\n(?=\s*(?:[-•▪*●◦‣]|\d+[.)])\s)"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Za-z]|[A-Z]\.[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Fig|Figs|Tab|Eq|Sec|Ch|vs|etc|al|cf|e\.g|i\.e|approx|ca|Inc"
    r"|Ltd|Co|Corp|Jr|Sr|Vol|pp?|ed|eds|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|\d{1,2})\.$"
)
_LONGEST_ABBREVIATION = 6


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it stands in a text: `text[start:end]`, without the white space around it."""

    start: int
    end: int


def sentences_of(text: str) -> list[Sentence]:
    """Return the sentences of a text in order; together they hold every character that is not white space."""
    found: list[Sentence] = []
    start = 0
    for match in _END.finditer(text):
        before = max(0, match.start() - _LONGEST_ABBREVIATION - 1)
        if match.group().startswith(".") and _ABBREVIATION.search(text, before, match.start() + 1):
            continue
        _append(found, text, start, match.end())
        start = match.end()
    _append(found, text, start, len(text))
    return found


def _append(found: list[Sentence], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        first = start + len(piece) - len(piece.lstrip())
        found.append(Sentence(first, first + len(stripped)))
