"""Words of a text that was read, and of its printed pages, made comparable: case, accents, signs, hyphens at line
ends, and the ways numbers are written do not count. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # written without blanks: each character counts
_GROUP = ",'’.\u00a0\u202f"
_TOKEN = re.compile(rf"\d+(?:[{_GROUP}]\d+)*|[{_CJK}]|[^\W_{_CJK}]+")
_GROUPED = re.compile(
    r"\d{1,3}(?:[,'’\u00a0\u202f]\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d+\.\d+"
)
_HYPHENS = ("-", "\u00ad", "\u2010")
_UNSEEN = "\u00ad\u200b\u2060\ufeff"  # where a word may be broken or must not


@dataclass(frozen=True, slots=True)
class Token:
    """What is compared: a word, a number, a character of a script without blanks.

    Attributes:
        first, last: Indexes of the words it stands in; two where a word goes on on the next line, -1 without one.
    """

    text: str
    first: int
    last: int


def parts_of(text: str) -> Iterator[tuple[str, int]]:
    """Yield what is compared of a text, each part with the offset where it begins."""
    if text.isascii():
        for match in _TOKEN.finditer(text):
            yield _canonical(match[0].lower()), match.start()
        return
    offsets = [offset for offset, char in enumerate(text) if char not in _UNSEEN]
    for match in _TOKEN.finditer("".join(text[offset] for offset in offsets)):
        yield _canonical(_folded(match[0])), offsets[match.start()]


def read_tokens(text: str, starts: Sequence[int], ends: Sequence[int], first_word: int) -> list[Token]:
    """Return the tokens of an element's text; those inside none of its words have the index -1.

    Args:
        starts, ends: Offsets of its words in the text, ascending.
        first_word: Index of the first of them among all words that were read.
    """
    found: list[Token] = []
    index = 0
    for part, offset in parts_of(text):
        while index < len(ends) and ends[index] <= offset:
            index += 1
        inside = index < len(ends) and starts[index] <= offset
        word = first_word + index if inside else -1
        found.append(Token(part, word, word))
    return found


def printed_tokens(words: Sequence[str], ends_line: Sequence[bool], read: Sequence[Token]) -> list[Token]:
    """Return the tokens of printed words, those joined that the end of a line broke in two.

    Args:
        ends_line: Of each word, whether it is the last on its line.
        read: What was read; it tells a broken word from two.
    """
    known = {token.text for token in read}
    pairs = {(one.text, two.text) for one, two in zip(read, read[1:], strict=False)}
    found: list[Token] = []
    broken = False  # the last token may go on in the next word
    hyphened = False
    for index, word in enumerate(words):
        for number, (part, _) in enumerate(parts_of(word)):
            if number == 0 and broken and found:
                before = found[-1]
                joined = before.text + part
                whole = (before.text in known) and (part in known)
                if joined in known and (before.text, part) not in pairs and (hyphened or not whole):
                    found[-1] = Token(joined, before.first, index)
                    continue
            found.append(Token(part, index, index))
        broken = ends_line[index]
        hyphened = word.endswith(_HYPHENS)
    return found


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def _canonical(text: str) -> str:
    """Return a number without the signs that group its digits and without zeros at its end."""
    if not text[0].isdigit() or not _GROUPED.fullmatch(text):
        return text
    if text.count(".") > 1:
        text = text.replace(".", "").replace(",", ".")
    text = re.sub(r"[^\d.]", "", text)
    return text.rstrip("0").rstrip(".") if "." in text else text
