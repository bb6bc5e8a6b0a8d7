"""Questions whose answer is a picture: "Which photo shows a red boat?", "a picture of the harbour"."""

from __future__ import annotations

import re

_ASKED_FOR = re.compile(
    r"\b(?:(?:which|what|an?|the|any|some|(?:is|are) there (?:an?|any))\s+)?"
    r"(?:photos?|photographs?|pictures?|images?|pics?|snapshots?)\s+"
    r"(?:(?:that|which)\s+)?(?:shows?|showing|of|with|depicts?|depicting|contains?|containing)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\W*(?:please\s+)?(?:(?:show|find|give)\s+(?:me\s+)?)?", re.IGNORECASE)


def pictures_asked_for(text: str) -> list[tuple[int, int]]:
    """Return the character ranges that ask for a picture; what is to be in it comes after each."""
    return [match.span() for match in _ASKED_FOR.finditer(text)]


def asks_for_picture(question: str) -> bool:
    """Whether the question begins by asking for a picture, so that one is its answer."""
    start = _BEFORE.match(question)
    return start is not None and _ASKED_FOR.match(question, start.end()) is not None
