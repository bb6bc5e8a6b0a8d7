"""The few words of a hit that show why it was found."""

from __future__ import annotations

import html
import re

from quire.gui.conversation.evidence import Evidence
from quire.types import ElementKind

_LENGTH = 260
_BEFORE = 60  # characters kept in front of the first matched word
_RULE = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?)?")
_BREAK = re.compile(r"<br\s*/?>")


def plain(text: str, kind: ElementKind) -> str:
    """Return an element's text on one line; a table's cells stand beside one another."""
    if kind is ElementKind.TABLE:
        text = _BREAK.sub(" ", _RULE.sub(" ", text)).replace("|", "  ").replace("**", "")
        return " · ".join(part.strip() for part in re.split(r"\s{2,}", text) if part.strip())
    return " ".join(text.split())


def excerpt(one: Evidence) -> str:
    """Return the part of the text with the most matched words, as plain text."""
    text = plain(one.quote[:20_000], one.kind)
    if len(text) <= _LENGTH:
        return text
    spots = [match.start() for match in _pattern(one.matched).finditer(text)] if one.matched else []
    best = max(
        spots, key=lambda spot: (sum(spot <= other < spot + _LENGTH for other in spots), -spot), default=0
    )
    start = 0 if best <= _BEFORE else text.rfind(" ", 0, best - _BEFORE) + 1
    end = (
        len(text) if len(text) - start <= _LENGTH else max(text.rfind(" ", start, start + _LENGTH), start + 1)
    )
    if end - start < _LENGTH // 2:  # a text without spaces
        end = min(start + _LENGTH, len(text))
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")


def emphasised(text: str, words: tuple[str, ...]) -> str:
    """Return plain text as rich text with `words` in bold; everything else is escaped."""
    if not words:
        return html.escape(text)
    parts, last = [], 0
    for match in _pattern(words).finditer(text):
        parts += [html.escape(text[last : match.start()]), f"<b>{html.escape(match[0])}</b>"]
        last = match.end()
    return "".join([*parts, html.escape(text[last:])])


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted({word for word in words if word}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
