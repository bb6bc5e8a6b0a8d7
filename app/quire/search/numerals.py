"""Numbers as people write them in questions: "12", "twelve", "twenty-one", "iv", "second", "3rd", "last"."""

from __future__ import annotations

import re

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen""".split()  # noqa: SIM905 - quoted word by word it is harder to read
_TEN_WORDS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_TENS = {word: 10 * number for number, word in enumerate(_TEN_WORDS, start=2)}
_ORDINALS = """zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split()  # noqa: SIM905 - as above

_CARDINAL_OF = {word: number for number, word in enumerate(_UNITS)} | _TENS
_ORDINAL_OF = {word: number for number, word in enumerate(_ORDINALS)} | {
    "last": -1,
    "final": -1,
    "penultimate": -2,
}
_COMPOUND = f"(?:{'|'.join(_TENS)})[- ]?(?:{'|'.join(_UNITS[1:10])})"

# Patterns for larger expressions; to be matched without regard to case.
NUMBER = rf"(?:\d{{1,5}}(?![\w%]|[.,]\d)|\b[ivxlc]{{1,7}}\b|\b(?:{_COMPOUND}|{'|'.join(_CARDINAL_OF)})\b)"
ORDINAL = rf"(?:{'|'.join(_ORDINAL_OF)}|\d{{1,4}}(?:st|nd|rd|th))"


def cardinal(token: str) -> int:
    """Return the value of "12", "twelve" or "twenty-one"; 0 for anything else, Roman numbers included."""
    lowered = token.lower()
    if lowered.isdigit():
        return int(lowered)
    if lowered in _CARDINAL_OF:
        return _CARDINAL_OF[lowered]
    for tens, value in _TENS.items():
        if lowered.startswith(tens):
            return value + _CARDINAL_OF.get(lowered[len(tens) :].strip(" -"), 0)
    return 0


def ordinal(token: str) -> int:
    """Return the value of "second" or "2nd"; counted from the end, negative, for "last"."""
    lowered = token.lower()
    digits = re.match(r"\d+", lowered)
    return int(digits.group()) if digits else _ORDINAL_OF[lowered]


def is_roman(token: str) -> bool:
    return re.fullmatch("[ivxlc]+", token.lower()) is not None
