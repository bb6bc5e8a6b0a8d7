"""What a sentence claims, as far as words show it: content words, numbers, names, what it denies. No model."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from quire.language import is_stop, words_of

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_ORDINAL_LIST = re.compile(r"^\s*(?:\d{1,2}[.)]|[-*•–])\s+")
_SHAPING = re.compile(r"[*_`#>|~]+")
_UP_TO_NINETEEN = """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_PER_CENT = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)  # written one way here and the other way there
_NUMERALS = (
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "dos tres cuatro cinco seis siete ocho nueve diez",
)
_ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth"
_SPELLED = (
    {word: str(number) for number, word in enumerate(_UP_TO_NINETEEN.split(), start=2)}
    | {word: f"{number}0" for number, word in enumerate(_TENS.split(), start=2)}
    | {word: str(number) for words in _NUMERALS for number, word in enumerate(words.split(), start=2)}
    | {word: f"{number}th" for number, word in enumerate(_ORDINALS.split(), start=2)}
)
_WHOLE_TENS = frozenset(_TENS.split())
_BELOW_TEN = {"one": "1"} | {word: _SPELLED[word] for word in _UP_TO_NINETEEN.split()[:8]}
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "prof", "st", "sr", "sra", "hr", "fr"})
_UNITS = {"mm": "millimetr", "cm": "centimetr", "km": "kilometr", "kg": "kilogram", "kw": "kilowatt", "mw": "megawatt"}
_DENYING = (
    "not no never without cannot nor neither none nobody nothing",
    "nicht kein keine keinen keiner keinem keines nie niemals weder nichts niemand",
    "nunca ningún ninguna ninguno nada nadie tampoco",
)
_DENIALS = frozenset(" ".join(_DENYING).split())
_NOT_SHORT = re.compile(r"n['’]t\b")
_BESIDE = 2
_UNIT_LENGTH = 4  # letters of a unit ("MWh", "Kr"), which is no name
_REACH = 3  # words after a denial among which stands what it denies
# Writes all nouns with capitals, so that a capital is no sign of a name.
_GERMAN_WORDS = "der das und ist ein eine von mit wurde nicht den dem im für auf wird sind"
_GERMAN = frozenset(_GERMAN_WORDS.split())
_REFUSAL = re.compile(
    r"\b(?:evidence|documents?|context|passages?|sources?|text|excerpts?)\b.{0,80}\b(?:not|no|cannot|nothing)\b"
    r"|\b(?:not|no|cannot|nothing)\b.{0,80}\b(?:evidence|documents?|context|passages?|sources?|excerpts?)\b"
    r"|\bI (?:do not|don['’]t|cannot|can['’]t) (?:know|answer|find|tell|say)\b"
    r"|\b(?:nicht|kein\w*)\b.{0,80}\b(?:Belege?\w*|Quellen?|Dokument\w*|Text\w*)\b"
    r"|\b(?:Belege?\w*|Quellen?|Dokument\w*|Text\w*)\b.{0,80}\b(?:nicht|kein\w*)\b"
    r"|\bno\b.{0,80}\b(?:documentos?|textos?|fuentes?|evidencias?)\b"
    r"|\b(?:documentos?|textos?|fuentes?|evidencias?)\b.{0,80}\bno\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says, in comparable form.

    Attributes:
        stems: Stems of its words without stop words; numbers are not among them.
        numbers: Its numbers in one spelling ("18,500" and "18500.0" are "18500", "forty" is "40").
        names: Stems of the words that are written with capitals inside the sentence, or hold a digit ("q3").
        denied: Stems that follow a denial.
        beside: For each number, the stems and numbers nearest to it, two on either side.
        counted: Number and the stem that follows it at once: what it counts or measures.
    """

    stems: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]
    denied: frozenset[str]
    beside: tuple[tuple[str, frozenset[str]], ...] = ()
    counted: frozenset[tuple[str, str]] = frozenset()

    @property
    def is_empty(self) -> bool:
        return not (self.stems or self.numbers)


def claim_of(text: str) -> Claim:
    """Read a sentence, a table row or a label."""
    text = _PER_CENT.sub(" ", _SHAPING.sub(" ", _ORDINAL_LIST.sub("", text))).strip()
    spoken = _NOT_SHORT.sub(" not", text)
    words = words_of(spoken)
    tokens = [spoken[word.start : word.end] for word in words]
    compounds = _compounds(tokens)
    stems, names, denied = set(), set(), set()
    items: list[tuple[str, bool]] = []  # stems and numbers in order; whether it is a number
    german = any(token.lower() in _GERMAN for token in tokens)
    reach = 0
    for place, (token, word) in enumerate(zip(tokens, words, strict=True)):
        if token.lower() in _DENIALS:
            reach = _REACH
            continue
        reach = max(reach - 1, 0) if place else reach
        number = compounds.get(place, number_of(token))
        if number is not None:
            if number:
                items.append((number, True))
            continue
        if is_stop(token) or (len(token) == 1 and token.isascii()):
            continue
        stems.add(_UNITS.get(word.stem, word.stem))
        items.append((_UNITS.get(word.stem, word.stem), False))
        is_unit = len(token) <= _UNIT_LENGTH and _follows_number(spoken, word.start)
        if not is_unit and _is_name(token, first=_begins(spoken, word.start), german=german):
            names.add(word.stem)
        if reach:
            denied.add(word.stem)
            reach = 0
    numbers = frozenset(item for item, is_number in items if is_number)
    return Claim(
        frozenset(stems), numbers, frozenset(names), frozenset(denied), _beside(items), _counted(items)
    )


def _compounds(tokens: list[str]) -> dict[int, str]:
    """Return the place of each spelled number of two words ("fifty-seven") to it, and that of its second word to ""."""
    found: dict[int, str] = {}
    for place, (tens, ones) in enumerate(itertools.pairwise(token.lower() for token in tokens)):
        if tens in _WHOLE_TENS and ones in _BELOW_TEN:
            found[place], found[place + 1] = _SPELLED[tens][0] + _BELOW_TEN[ones], ""
    return found


def _counted(items: list[tuple[str, bool]]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (item, following)
        for (item, is_number), (following, also) in itertools.pairwise(items)
        if is_number and not also
    )


def _beside(items: list[tuple[str, bool]]) -> tuple[tuple[str, frozenset[str]], ...]:
    found = []
    for place, (item, is_number) in enumerate(items):
        if is_number:
            near = [*items[max(place - _BESIDE, 0) : place], *items[place + 1 : place + 1 + _BESIDE]]
            found.append((item, frozenset(other for other, _ in near) - {item}))
    return tuple(found)


def number_of(token: str) -> str | None:
    """Return a number in the one spelling all are compared in; None for a word.

    Only digits count that stand at the beginning: "42cm" is 42, "q3" is a name.
    """
    spelled = _SPELLED.get(token.lower())
    if spelled is not None:
        return spelled
    match = _NUMBER.match(token)
    if match is None:
        return None
    digits = match.group()
    if _THOUSANDS.match(digits):
        digits = digits.replace(",", "")
    whole, point, decimals = digits.replace(",", ".").partition(".")
    decimals = decimals.rstrip("0")
    return (whole.lstrip("0") or "0") + (point + decimals if decimals else "")


def is_refusal(sentence: str) -> bool:
    """Whether a model says that the evidence does not tell, in the languages of the program."""
    return bool(_REFUSAL.search(_NOT_SHORT.sub(" not", sentence)))


def _is_name(token: str, *, first: bool, german: bool) -> bool:
    if any(letter.isdigit() for letter in token):
        return True
    if first or german:
        return token.isupper() and len(token) > 1
    return token[0].isupper()


def _follows_number(text: str, start: int) -> bool:
    before = text[:start].rstrip()
    return before[-1:].isdigit()


def _begins(text: str, start: int) -> bool:
    """Whether a word begins a sentence or something quoted, where everything has a capital."""
    before = text[:start].rstrip()
    if before.endswith(".") and before[:-1].rpartition(" ")[2].lower() in _TITLES:
        return False
    return not before or before[-1] in ".!?:;\"“„‘(»«—–"
