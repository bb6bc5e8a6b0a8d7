"""Words of questions and of evidence: tokens, stems, stop words. Decides what counts as a word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

# A number keeps its decimals and thousands ("1,862.5"). Thai, Japanese and Chinese letters stand alone: those
# scripts put no spaces between words. A fiscal year is two words ("FY2022"), so that it meets "fiscal year 2022" or
# "2022" alone. Everything else is a run of letters and digits.
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff"
_TOKEN = re.compile(rf"\d+(?:[.,]\d+)+|[FCfc][Yy](?=\d\d)|[{_UNSPACED}]|[^\W_{_UNSPACED}]+")

STOP_WORDS = frozenset(
    """
    a about above after again all also am an and any are as at be because been before being below
    between both but by can could d did do does doing down during each every few for from further had
    has have having he her here hers him his how i if in into is it its itself just ll many may me might
    mine more most much must my no nor not now of off on once only or other our ours out over own please
    re s same shall she should so some such t than that the their theirs them then there these they this
    those through to too under until up upon us ve very was we were what when where which while who whom
    whose why will with would you your yours
    """.split()  # noqa: SIM905 - a list of quoted words is harder to read
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in a text, `text[start:end]`, and the stem it is compared by."""

    stem: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Return the words of a text in order, stop words included."""
    return [Word(stem(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def stems_of(text: str) -> list[str]:
    """Return the stems of a text in order, stop words included."""
    return [stem(token) for token in _TOKEN.findall(text)]


def is_stop(token: str) -> bool:
    return token.lower() in STOP_WORDS


def is_number(token: str) -> bool:
    return token[:1].isdigit() and token.replace(".", "").replace(",", "").isdigit()


@lru_cache(maxsize=200_000)
def stem(token: str) -> str:
    """Return what a word is compared by: lower case, English stem, numbers without thousands separators."""
    lowered = token.lower()
    if lowered[0].isdigit():
        return lowered.replace(",", "")
    if lowered in STOP_WORDS or not lowered.isascii():
        return lowered
    return str(_stemmer().stemWord(lowered))


@cache
def _stemmer() -> Any:
    import snowballstemmer  # brings the stemmers of thirty languages, which opening a library does not wait for

    return snowballstemmer.stemmer("english")
