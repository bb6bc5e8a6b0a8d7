"""A query made ready for scoring: its terms, its neighbours, the places it names. No scores here."""

from __future__ import annotations

from dataclasses import dataclass

from quire.language import words_of
from quire.search.references import Reference, read_references
from quire.search.wording import Term, read_wording
from quire.types import ElementKind


@dataclass(frozen=True, slots=True)
class Question:
    """Attributes:
    asked: What is embedded: the question without instructions on the form of the answer.
    terms: Words that evidence can contain, each stem once; the words of "on page 12" are not among them.
    neighbours: Pairs of stems side by side in the question.
    phrases: Quoted by the person.
    references: Places it names.
    hints: Kinds of evidence it speaks of.
    """

    asked: str
    terms: tuple[Term, ...]
    neighbours: tuple[tuple[str, str], ...]
    phrases: tuple[str, ...]
    references: tuple[Reference, ...]
    hints: frozenset[ElementKind]


def read_question(text: str) -> Question:
    """Analyse what a person typed."""
    wording = read_wording(text)
    named = read_references(wording.asked)
    within = {
        word.stem
        for word in words_of(wording.asked)
        if any(start <= word.start < end for start, end in named.spans)
    }
    terms = tuple(term for term in wording.terms if term.stem not in within)
    neighbours = tuple(pair for pair in wording.neighbours if not within.intersection(pair))
    return Question(wording.asked, terms, neighbours, wording.phrases, named.references, named.hints)
