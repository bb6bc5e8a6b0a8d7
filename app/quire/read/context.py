"""What explains a table or figure: its caption and the sentence of the text that refers to it. A loose picture has
nothing beside it but the name that somebody gave its file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from quire.read.content import RawElement
from quire.types import ElementKind

_POINTS_AHEAD = re.compile(r"\b(following|below|as follows|next)\b|:\s*$", re.IGNORECASE)
_LABEL = re.compile(r"^([A-Za-z]+)\s+(\S+)$")
_SHORT = {"Figure": r"Fig(?:ure|s|ures)?\.?", "Table": r"Tab(?:le|les)?\.?"}
_MAX_LENGTH = 500
_TALKING = (ElementKind.TEXT, ElementKind.LIST)

_NAME_PART = re.compile(r"\d+|[^\W\d_][a-zß-öø-ÿ]+|[^\W\d_]+")  # splits "HarbourAtDusk" too
_GIVEN_BY_PROGRAMS = re.compile(
    "img|images?|dsc[nf]?|pxl|mvimg|pano|photo|pictures?|pic|scan(ned)?|screen(shot)?|shot|snapshot|capture|untitled|whats|app"
    "|unnamed|unknown|download|file|copy|page|whatsapp|signal|telegram|foto|bild|imagen|captura|pantalla|bildschirmfoto",
    re.IGNORECASE,
)

Numbered = tuple[int, RawElement]  # page number, element


def with_context(elements: Sequence[Numbered]) -> list[str]:
    """Return the context of each element; empty for all but tables and figures."""
    contexts = []
    for index, (page_number, element) in enumerate(elements):
        if element.kind not in (ElementKind.TABLE, ElementKind.FIGURE):
            contexts.append("")
            continue
        sentence = _referring(elements, element.label, page_number) if element.label else ""
        sentence = sentence or _announcing(elements, index)
        parts = [" ".join(element.caption.split()), sentence]
        contexts.append(" ".join(part for part in parts if part)[: 2 * _MAX_LENGTH])
    return contexts


def name_in_words(path: str) -> str:
    """Return what a file's name says in words: "red-fishing-boat_2.jpg" is "red fishing boat 2".

    Empty for the names that cameras and programs give: "IMG_2041", "Screenshot 2024-03-01 at 10.15.02".
    """
    parts = _NAME_PART.findall(Path(path).stem)
    words = [part for part in parts if part.isalpha() and (len(part) > 2 or not part.isascii())]
    return " ".join(parts) if any(not _GIVEN_BY_PROGRAMS.fullmatch(word) for word in words) else ""


def _referring(elements: Sequence[Numbered], label: str, page_number: int) -> str:
    """Return the sentence nearest to `page_number` that names the label."""
    match = _LABEL.match(label)
    if match is None:
        return ""
    name = _SHORT.get(match[1], re.escape(match[1]))
    pattern = re.compile(rf"\b{name}\s*{re.escape(match[2])}(?![\w]|[.\-]\d)", re.IGNORECASE)
    best: tuple[int, str] | None = None
    for number, element in elements:
        if element.kind not in _TALKING or (best is not None and abs(number - page_number) >= best[0]):
            continue
        found = pattern.search(element.text)
        if found:
            best = (abs(number - page_number), sentence_around(element.text, found.start()))
    return best[1] if best else ""


def sentence_around(text: str, position: int) -> str:
    """Return the sentence of `text` that holds `position`, shortened to a bearable length."""
    start = max(
        (m.end() for m in re.finditer(r"(?<!Fig)(?<!Tab)(?<!al)[.!?]\s+(?=[A-Z(])|\n", text[:position])),
        default=0,
    )
    end_match = re.search(r"(?<!Fig)(?<!Tab)[.!?](?=\s+[A-Z(]|\s*$)|\n", text[position:])
    end = position + end_match.end() if end_match else len(text)
    return " ".join(text[start:end].split())[:_MAX_LENGTH]


def _announcing(elements: Sequence[Numbered], index: int) -> str:
    """Return the last sentence before an unnamed table or figure when it points ahead to it."""
    if not index:
        return ""
    (page_number, before), (own_page, _) = elements[index - 1], elements[index]
    if page_number != own_page or before.kind not in _TALKING:
        return ""
    text = before.text.rstrip()
    last = sentence_around(text, max(0, len(text) - 2))
    return last if _POINTS_AHEAD.search(last) else ""
