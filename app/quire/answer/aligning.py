"""Which places of the evidence bear out a sentence of an answer. Deterministic; the model's own markers only hint.

A sentence is borne out when its words stand in the evidence, or its meaning is near enough, and when all its numbers
and names stand there exactly: words may be said otherwise, a number may not.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from quire.answer.claims import Claim, claim_of, is_refusal
from quire.answer.evidence import Evidence
from quire.answer.pieces import Piece, pieces_of
from quire.plugins.contracts import TextEmbedder
from quire.types import ElementKind

_ENOUGH = 0.7  # share of a sentence's words, weighed, that bears it out by itself
_SOME = 0.4  # with so many words, the meaning may decide
_NEAR = 0.67  # cosine that bears out a sentence with some of its words
_SAME = 0.82  # cosine that bears one out that says it all in other words
_AROUND = 0.7  # a word in the header, caption or heading counts so much of one in the piece
_ECHO = 0.15  # a word of the question that the piece does not repeat weighs so much: a model says the question again
_FURTHER = 0.18  # a further place must add such a share of the words
_ALSO = 0.5  # a marker of the model's own is kept when its evidence says such a share of the sentence by itself
_TRUST = 0.1  # the model's own marker decides between equals
_MOST = 3  # places for one sentence
_STRANGE = 1.5  # weight of a word that stands nowhere in the evidence: it may be the very thing that was made up
_NAMED = 2  # pieces of the evidence that the model named, whose meaning is compared with a sentence
_FOREIGN = 16  # pieces compared with a sentence of which no word stands in the evidence
_HINT = 0.1  # a piece with a smaller share of a sentence's words says nothing of it
_FEW_WORDS = 8  # of an introduction such as "The report names these risks:"


class Support(StrEnum):
    BORNE_OUT = "borne out"
    SEEN = "seen"  # read from a picture that the model was shown; words cannot tell
    NONE = "none"
    SAYS_NOTHING = "says nothing"  # "Here is what I found:", or that something is not in the evidence


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a sentence: the places to be cited, evidence number and piece, best first."""

    support: Support
    places: tuple[tuple[int, Piece], ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """A piece of the evidence, read: what it says, what is said around it, and the first cell of a table's row."""

    number: int
    piece: Piece
    claim: Claim
    around: Claim
    head: Claim | None


@dataclass(frozen=True, slots=True)
class _Pick:
    reads: tuple[_Read, ...]
    share: float


class Aligner:
    """Checks sentences against the evidence of one answer.

    Args:
        seen: Numbers of the evidence that was shown as pictures.
        embedder: Decides by meaning what words leave open; None leaves words alone.
    """

    def __init__(
        self,
        question: str,
        evidence: Sequence[Evidence],
        embedder: TextEmbedder | None,
        *,
        seen: Iterable[int] = (),
    ) -> None:
        self._asked = claim_of(question)
        self._embedder = embedder
        self._seen = frozenset(seen)
        self._reads = [
            read for number, one in enumerate(evidence, start=1) for read in _read(number, one)
        ]
        counts = Counter(stem for read in self._reads for stem in read.claim.stems)
        self._weights = {stem: math.log(1 + len(self._reads) / (1 + n)) for stem, n in counts.items()}
        self._unknown = math.log(1 + max(len(self._reads), 1) / 2)  # as one that stands in a single piece
        self._stems = frozenset().union(
            self._asked.stems, *(read.claim.stems | read.around.stems for read in self._reads)
        )
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def check(self, sentence: str, marked: Sequence[int]) -> Found:
        """Find what bears a sentence out.

        Args:
            sentence: Without markers.
            marked: Evidence that the model named for it.
        """
        claim = claim_of(sentence)
        if self._tells_nothing(sentence, claim):
            return Found(Support.SAYS_NOTHING)
        if not claim.names <= self._stems:
            return self._seen_or_none(marked)
        if self._denied(claim):
            return self._seen_or_none(marked)
        own = [read for read in self._reads if read.number in marked]
        for reads in (own, self._reads):
            pick = self._pick(claim, reads, marked)
            if pick is not None and self._bears_out(sentence, claim, pick):
                return Found(Support.BORNE_OUT, self._places(claim, pick, marked))
        if (meant := self._by_meaning(sentence, claim, marked)) is not None:
            return Found(Support.BORNE_OUT, ((meant.number, meant.piece),))
        return self._seen_or_none(marked)

    def _denied(self, claim: Claim) -> bool:
        """Whether what says most of the sentence says the contrary."""
        best = max(self._reads, key=lambda read: self._share(claim, [read]), default=None)
        return best is not None and _contradicts(claim, best.claim) and self._share(claim, [best]) >= _SOME

    def _tells_nothing(self, sentence: str, claim: Claim) -> bool:
        """Whether there is nothing to bear out: an introduction, a table's header, that the evidence does not tell."""
        if _introduces(sentence, claim) or (_is_header(sentence, claim) and claim.stems <= self._stems):
            return True
        adds_nothing = claim.names <= self._stems and claim.numbers <= self._asked.numbers
        return adds_nothing and is_refusal(sentence)

    def _seen_or_none(self, marked: Sequence[int]) -> Found:
        shown = [number for number in marked if number in self._seen]
        if not shown:
            return Found(Support.NONE)
        whole = {read.number: read.piece for read in reversed(self._reads) if read.number in shown}
        places = [(number, whole[number]) for number in dict.fromkeys(shown) if number in whole]
        return Found(Support.SEEN, tuple(places)) if places else Found(Support.NONE)

    def _pick(self, claim: Claim, reads: Sequence[_Read], marked: Sequence[int]) -> _Pick | None:
        """Take the piece that says most of the sentence, then what others add to it."""
        chosen: list[_Read] = []
        share = 0.0
        while len(chosen) < _MOST:
            best: tuple[float, float, _Read] | None = None
            for read in reads:
                if read in chosen or not self._touches(claim, read) or _contradicts(claim, read.claim):
                    continue
                value = self._share(claim, [*chosen, read]) + self._numbers(claim, [*chosen, read])
                rank = value + (_TRUST if read.number in marked else 0.0)
                if best is None or rank > best[0] + 1e-9:
                    best = (rank, value, read)
            if best is None or (chosen and best[1] - share < _FURTHER):
                break
            chosen.append(best[2])
            share = best[1]
        return _Pick(tuple(chosen), self._share(claim, chosen)) if chosen else None

    def _touches(self, claim: Claim, read: _Read) -> bool:
        """Whether they share more than the words of the question do by themselves."""
        common = claim.stems & read.claim.stems
        return bool(claim.numbers & read.claim.numbers or common - self._asked.stems or len(common) > 1)

    def _share(self, claim: Claim, reads: Sequence[_Read]) -> float:
        """Return how much of a sentence's words stands in these pieces, 0 to 1."""
        inside = frozenset().union(*(read.claim.stems for read in reads))
        around = frozenset().union(*(read.around.stems for read in reads))
        said = total = 0.0
        for stem in claim.stems:
            weight = self._weights.get(stem, self._unknown)
            if stem in inside:
                said += weight
            elif stem in around:
                said += _AROUND * weight
            elif stem in self._asked.stems:
                weight *= _ECHO
            elif stem not in self._stems:
                weight *= _STRANGE
            total += weight
        there = claim.numbers & frozenset().union(*(read.claim.numbers | read.around.numbers for read in reads))
        said += self._unknown * len(there)
        total += self._unknown * len(claim.numbers)
        return said / total if total else 0.0

    def _numbers(self, claim: Claim, reads: Sequence[_Read]) -> float:
        """Return the share of its numbers that stand in these pieces: it decides which ones are taken."""
        if not claim.numbers:
            return 0.0
        there = frozenset().union(*(read.claim.numbers | read.around.numbers for read in reads))
        return len(claim.numbers & there) / len(claim.numbers)

    def _bears_out(self, sentence: str, claim: Claim, pick: _Pick) -> bool:
        if not self._exact(claim, pick.reads):
            return False
        if pick.share >= _ENOUGH:
            return True
        return pick.share >= _SOME and self._cosine(sentence, pick.reads) >= _NEAR

    def _exact(self, claim: Claim, reads: Sequence[_Read]) -> bool:
        """Whether all numbers stand in these pieces or around them, with the words they have in the sentence.

        Numbers of the question may stand elsewhere in the same element.
        """
        if _mixes_rows(claim, reads):
            return False
        there = frozenset().union(*(read.claim.numbers | read.around.numbers for read in reads))
        missing = claim.numbers - there
        if not all(self._belongs(number, near, reads) for number, near in claim.beside if number not in missing):
            return False
        if _counts_other_things(claim, reads):
            return False
        if not missing:
            return True
        if not missing <= self._asked.numbers:
            return False
        elements = {read.piece.element.id for read in reads}
        near = (read.claim.numbers for read in self._reads if read.piece.element.id in elements)
        return missing <= frozenset().union(*near)

    def _belongs(self, number: str, near: frozenset[str], reads: Sequence[_Read]) -> bool:
        """Whether a piece has the number together with half of what stands beside it in the sentence."""
        for read in reads:
            if number not in read.claim.numbers | read.around.numbers:
                continue
            there = read.claim.stems | read.claim.numbers | read.around.stems | read.around.numbers
            told = {item for item in near if item in self._stems or item[0].isdigit()} - (self._asked.stems - there)
            if 2 * len(told & there) >= len(told):
                return True
        return False

    def _places(self, claim: Claim, pick: _Pick, marked: Sequence[int]) -> tuple[tuple[int, Piece], ...]:
        """Add the evidence that the model named as well, where it says the sentence too."""
        reads = list(pick.reads)
        for number in dict.fromkeys(marked):
            if len(reads) == _MOST or any(read.number == number for read in reads):
                continue
            also = self._pick(claim, [read for read in self._reads if read.number == number], marked)
            if also is not None and also.share >= _ALSO and self._exact(claim, also.reads[:1]):
                reads.append(also.reads[0])
        return tuple((read.number, read.piece) for read in reads)

    def _by_meaning(self, sentence: str, claim: Claim, marked: Sequence[int]) -> _Read | None:
        """Return the piece that says the same in other words (another language, for one), if any does."""
        if self._embedder is None:
            return None
        exact = [
            read
            for read in self._reads
            if self._exact(claim, [read]) and not _contradicts(claim, read.claim) and read.piece.quote.strip()
        ]
        # Words that say a little decide by themselves: comparing meanings as well changed none of 126 sentences, and
        # cost most of the time. Where no piece says a word of it, another language may be spoken.
        named = [read for read in exact if read.number in marked]
        if not named and any(self._share(claim, [read]) >= _HINT for read in exact):
            return None
        near = sorted(named or exact, key=lambda read: (-self._share(claim, [read]), read.number))
        near = near[: _NAMED if named else _FOREIGN]
        self._embed([sentence, *map(_said, near)])
        cosines = [(self._cosine(sentence, [read]), read) for read in near]
        best = max(cosines, key=lambda one: one[0], default=None)
        return best[1] if best is not None and best[0] >= _SAME else None

    def _cosine(self, sentence: str, reads: Sequence[_Read]) -> float:
        """Return how near a sentence is to what some pieces say together."""
        if self._embedder is None:
            return 0.0
        texts = [_said(read) for read in reads]
        self._embed([sentence, *texts])
        together = np.sum([self._vectors[text] for text in texts], axis=0)
        return float(self._vectors[sentence] @ together) / max(float(np.linalg.norm(together)), 1e-6)

    def _embed(self, texts: Sequence[str]) -> None:
        """Embed what was not embedded yet, in one call: most of its cost is the way there and back."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if missing and self._embedder is not None:
            self._vectors.update(zip(missing, self._embedder.embed(missing, urgent=True), strict=True))


def _said(read: _Read) -> str:
    return f"{read.piece.about} {read.piece.shown}".strip()


def _counts_other_things(claim: Claim, reads: Sequence[_Read]) -> bool:
    """Whether the sentence gives a number to what these pieces count otherwise: "27 homes", where 27 are bridges."""
    counted = frozenset().union(*(read.claim.counted for read in reads))
    numbers, things = {number for number, _ in counted}, {thing for _, thing in counted}
    return any(
        number in numbers and thing in things and (number, thing) not in counted for number, thing in claim.counted
    )


def _mixes_rows(claim: Claim, reads: Sequence[_Read]) -> bool:
    """Whether the sentence puts the head of one row of a table to the cells of another."""
    heads_alone, cells_alone = set(), set()
    for read in reads:
        if read.head is None:
            continue
        key = read.head.numbers | read.head.stems
        said = (read.claim.numbers | read.claim.stems) & (claim.numbers | claim.stems)
        if said & key and not said - key:
            heads_alone.add(read.piece.element.id)
        elif said - key and not said & key:
            cells_alone.add(read.piece.element.id)
    return bool(heads_alone & cells_alone)


def _read(number: int, one: Evidence) -> list[_Read]:
    around = f"{' '.join(one.hit.heading_path)} {one.element.label} {one.hit.document_title}"
    return [
        _Read(number, piece, claim_of(piece.quote), claim_of(f"{piece.about} {around}"), _head(piece))
        for piece in pieces_of(one.element)
        if not one.shortened or _was_read(piece, one)
    ]


def _head(piece: Piece) -> Claim | None:
    if piece.element.kind is not ElementKind.TABLE or "|" not in piece.quote:
        return None
    cells = (cell for cell in piece.quote.split("|") if cell.strip())
    return claim_of(next(cells, ""))


def _was_read(piece: Piece, one: Evidence) -> bool:
    """Whether the model read this piece of evidence whose end was left out."""
    return piece.end <= len(one.text)


def _contradicts(claim: Claim, other: Claim) -> bool:
    """Whether one denies what the other says."""
    common = claim.stems & other.stems
    return bool((claim.denied ^ other.denied) & common)


def _is_header(sentence: str, claim: Claim) -> bool:
    """Whether it may be the first row of a table."""
    return sentence.lstrip().startswith("|") and not claim.numbers


def _introduces(sentence: str, claim: Claim) -> bool:
    """Whether it only leads to what follows, or holds no word at all."""
    if claim.is_empty:
        return True
    leads = sentence.rstrip(" *_").endswith(":") and len(claim.stems) <= _FEW_WORDS
    return leads and not claim.numbers and not claim.names
