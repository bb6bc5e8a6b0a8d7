"""What a question asks, freed from how it wants to be answered: its terms, its phrases. No scores."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from quire.language import is_stop, sentences_of, words_of

# "Write the answer in list format", "Give me an integer.", "Please answer with yes or no": how to answer,
# not what is asked.
_INSTRUCTION = re.compile(
    r"^\W*(?:please\s+|kindly\s+)?"
    r"(?:(?:write|give|return|answer|format|represent|express|output|respond|round|reply)\b.*\b(?:answer"
    r"|format|formatted|list|integer|int|float|string|decimals?|numbers?|perc[ea]ntages?|units?|order|yes|places?"
    r"|sentences?|words?|yyyy)\b|(?:your|the) answer (?:should|must|has to)\b"
    r"|(?:answer|respond|reply)\s+(?:in|with|using)\b|for example\b|e\.g)",
    re.IGNORECASE | re.DOTALL,
)
_EXAMPLE = re.compile(
    r"\(?\b(?:for example|e\.g\.),?\s*[\[\"“(].*$|\((?:for example|e\.g\.)[^)]*\)|\blike \[[^\]]*\]",
    re.IGNORECASE | re.DOTALL,
)
_DATE_FORMAT = re.compile(
    r"[,;]?\s*\b(?:(?:in|as|using|with)\s+)?(?:the\s+)?(?:format\s+)?Y{2,4}(?:[-/.]?(?:MM|DD)){1,2}(?:\s+format)?\b"
)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)", re.IGNORECASE)
_PREAMBLE = re.compile(
    r"^\W*(?:according to|based on|as per|in agreement with|in) (?:the|this) "
    r"(?:document|report|paper|article|file|text|slides?|deck|presentation|brochure|guide|book|pdf)\b\W*",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"^\W*(?:please\s+)?(?:list|enumerate|name|tell|show|find|give|mention|state|repeat|describe|explain)\b"
    r"(?:\s+(?:me|us|down|out|all|the)\b)*\s*|^\W*format\s+(?=the\b)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“”]([^\"“”]{2,80})[\"“”]|(?<!\w)['‘]([^'‘’]{2,80})['’](?!\w)")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question that evidence can contain.

    Attributes:
        text: As written in the question.
        stem: What it is compared by.
        position: Its place among the question's words, so that neighbours are known.
        named: It looks like a name, a code or a number: written with a capital inside the sentence, or with
            digits.
    """

    text: str
    stem: str
    position: int
    named: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """Attributes:
    asked: The question without instructions on the form of the answer; what is embedded.
    terms: Its words without stop words, each stem once.
    neighbours: Pairs of stems that stand side by side in it (stop words between them ignored).
    phrases: What it puts in quotation marks.
    """

    asked: str
    terms: tuple[Term, ...]
    neighbours: tuple[tuple[str, str], ...]
    phrases: tuple[str, ...]


def read_wording(text: str) -> Wording:
    """Analyse a question. Works for a few keywords as well as for whole sentences."""
    asked = _asked(text)
    words = words_of(asked)
    capitals = _all_capitals(asked)
    terms: dict[str, Term] = {}
    chain: list[tuple[int, str]] = []
    for position, word in enumerate(words):
        token = asked[word.start : word.end]
        if is_stop(token) and not (token.isupper() and len(token) > 1 and not capitals):
            continue
        chain.append((position, word.stem))
        if word.stem not in terms:
            named = _is_named(token, first=_starts_sentence(asked, word.start), capitals=capitals)
            terms[word.stem] = Term(token, word.stem, position, named)
    pairs = [(a, b) for (i, a), (j, b) in pairwise(chain) if j - i == 1]
    phrases = [first or second for first, second in _QUOTED.findall(asked)]
    return Wording(asked, tuple(terms.values()), tuple(dict.fromkeys(pairs)), tuple(phrases))


def _asked(text: str) -> str:
    plain = _EXAMPLE.sub("", text)
    kept = [plain[s.start : s.end] for s in sentences_of(plain)]
    content = [sentence for sentence in kept if not _INSTRUCTION.match(sentence)]
    asked = _DATE_FORMAT.sub("", " ".join(content or kept)).strip()
    without = _ORDER.sub("", _PREAMBLE.sub("", asked))
    return without if words_of(without) else asked or text.strip()


def _all_capitals(text: str) -> bool:
    """Whether capitals are the person's way of writing, so that they mark no names."""
    tokens = re.findall(r"[^\W\d_]{2,}", text)
    n_capitals = sum(1 for token in tokens if token.isupper())
    return n_capitals > 0.4 * len(tokens)


def _starts_sentence(text: str, start: int) -> bool:
    return not text[:start].rstrip(" \"'“(").strip() or text[:start].rstrip(" \"'“(")[-1:] in ".!?:"


def _is_named(token: str, *, first: bool, capitals: bool) -> bool:
    if any(character.isdigit() for character in token):
        return not _ORDINAL.fullmatch(token)
    if capitals:
        return False
    return token[1:] != token[1:].lower() or (token[0].isupper() and not first)
