"""Which evidence bears out a sentence; what nothing bears out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.unit.answer.test_extracting import Shelf

from quire.answer.aligning import Aligner, Found, Support
from quire.answer.evidence import found_evidence
from quire.plugins.contracts import TextEmbedder, TextUse
from quire.types import ElementKind, EmbeddingSpace

_SHELF = Shelf(
    "The northern harbour wall was inspected in March 2024 by the engineer Ingrid Solheim. "
    "She found three cracks near the ferry pier, the longest of them measuring 42 centimetres.",
    "Repairing the cracks will cost 18,500 crowns. The board pays the sum from the storm fund, set up after the flood "
    "of 1987.",
    (ElementKind.TABLE, "| Year | Pairs |\n|---|---|\n| 2011 | 20 |\n| 2023 | 40 |"),
    "The rats were not removed from the island. Kittiwakes nest on the cliff.",
    (ElementKind.FIGURE, ""),
)


def _check(
    sentence: str,
    *marked: int,
    question: str = "What is known?",
    embedder: TextEmbedder | None = None,
    seen: Sequence[int] = (),
) -> Found:
    evidence = found_evidence(_SHELF.hits(0, 1, 2, 3, 4), _SHELF.fetch)
    return Aligner(question, evidence, embedder, seen=seen).check(sentence, marked)


def _quotes(found: Found) -> list[str]:
    assert found.support is Support.BORNE_OUT
    return [piece.quote for _, piece in found.places]


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Ingrid Solheim inspected the northern harbour wall in March 2024.", "The northern harbour wall"),
        ("The longest crack measures 42 cm.", "She found three cracks"),
        ("3 cracks were found near the ferry pier.", "She found three cracks"),
        ("The repair of the cracks costs 18500 crowns.", "Repairing the cracks"),
        ("In the year 2023 there were 40 pairs.", "| 2023 | 40 |"),
        ("There were 20 pairs in 2011 and 40 in 2023.", "| 2011 | 20 |"),
        ("The repair of the cracks costs 18,500 Kr.", "Repairing the cracks"),
        ("**Rats** were _never_ removed from the island.", "The rats were not removed"),
    ],
)
def test_a_sentence_is_cited_where_it_stands(sentence: str, quote: str) -> None:
    assert _quotes(_check(sentence))[0].startswith(quote)


@pytest.mark.parametrize(
    "sentence",
    [
        "The repair costs 19,500 crowns.",  # another number
        "The longest crack measures 42.5 centimetres.",
        "Five cracks were found near the ferry pier.",
        "The repair of the cracks costs 42 crowns.",  # the number is that of something else
        "In the year 2011 there were 40 pairs.",  # both numbers are there, in two rows
        "The northern harbour wall was inspected in March 2024 by John Smith.",  # another name
        "Rats were removed from the island.",  # the contrary
        "No cracks were found near the ferry pier.",
        "The northern harbour wall was blown up.",  # another deed
        "The engineer drank tea and danced with the mayor.",
        "Buy stocks now.",
    ],
)
def test_what_the_evidence_does_not_say_has_no_support(sentence: str) -> None:
    for marked in [(), (1,), (1, 2, 3, 4)]:
        assert _check(sentence, *marked).support is Support.NONE


def test_a_wrong_marker_is_moved_and_a_right_one_kept() -> None:
    [(number, _)] = _check("The repair costs 18,500 crowns.", 4).places
    assert number == 2
    [(number, _)] = _check("The repair costs 18,500 crowns.", 2).places
    assert number == 2
    assert [number for number, _ in _check("Repairing the cracks costs 18,500 crowns.", 2, 99).places] == [2]


def test_a_sentence_may_stand_in_two_places() -> None:
    quotes = _quotes(_check("Ingrid Solheim inspected the harbour wall, and repairing cracks will cost 18,500 crowns."))
    assert len(quotes) == 2


def test_saying_the_question_again_neither_helps_nor_hurts() -> None:
    asked = "What is the total price of mending the damaged masonry?"
    said = "The total price of mending the damaged masonry is 18,500 crowns."
    assert _check(said, question=asked).support is Support.BORNE_OUT
    assert _check("The damaged masonry is priced.", question=asked).support is Support.NONE


@pytest.mark.parametrize(
    "sentence",
    [
        "The evidence does not say who paid.",
        "Die Belege sagen dazu nichts, und es steht nicht im Dokument.",
        "Here is what was found:",
        "| Year | Pairs |",
        "|---|---|",
        "***",
    ],
)
def test_what_claims_nothing_needs_no_support(sentence: str) -> None:
    assert _check(sentence).support is Support.SAYS_NOTHING


def test_a_claim_cannot_hide_in_a_refusal() -> None:
    assert _check("The evidence does not say so, but Mallory owns the harbour.").support is Support.NONE
    assert _check("The evidence does not say so, but it is 77.").support is Support.NONE


def test_what_was_read_from_a_picture_keeps_its_marker() -> None:
    found = _check("The chart shows a red line that rises.", 5, seen=(5,))
    assert found.support is Support.SEEN
    assert [number for number, _ in found.places] == [5]
    assert _check("The chart shows a red line that rises.", 5).support is Support.NONE
    assert _check("The chart shows a red line that rises.", 1, seen=(5,)).support is Support.NONE


class Meanings(TextEmbedder):
    """Texts that share a word of the same group mean the same."""

    def __init__(self, *groups: str) -> None:
        self.space = EmbeddingSpace("meanings", "meanings", "1", len(groups) + 1, ("text",))
        self.max_tokens = 100
        self.n_texts = 0
        self._groups = [set(group.split()) for group in groups]

    def _embed(self, texts: Sequence[str], *, use: TextUse, urgent: bool) -> NDArray[np.float32]:
        self.n_texts += len(texts)
        rows = []
        for text in texts:
            words = set(text.lower().strip(".").split())
            row = [float(bool(words & group)) for group in self._groups]
            rows.append([*row, 0.0 if any(row) else 1.0])
        return np.array(rows, np.float32)


def test_meaning_bears_out_what_is_said_in_other_words() -> None:
    meanings = Meanings("möwen kittiwakes", "cost kosten")
    said = "Auf der Klippe brüten die Möwen."
    assert _check(said).support is Support.NONE
    assert _quotes(_check(said, embedder=meanings)) == ["Kittiwakes nest on the cliff."]


def test_meaning_never_outvotes_a_number() -> None:
    meanings = Meanings("cost kosten")
    assert _check("Die Kosten sind 19500 Kronen.", embedder=meanings).support is Support.NONE


def test_what_says_most_of_a_sentence_may_not_deny_it() -> None:
    meanings = Meanings("rats island removed")  # all of one meaning
    assert _check("The rats were removed from the island.", embedder=meanings).support is Support.NONE


def test_a_number_belongs_to_what_it_counts() -> None:
    shelf = Shelf("The flood took 27 bridges, and more than 200 homes were destroyed.")
    aligner = Aligner("What happened?", found_evidence(shelf.hits(0), shelf.fetch), None)
    assert aligner.check("More than 200 homes and 27 bridges were destroyed.", ()).support is Support.BORNE_OUT
    assert aligner.check("More than 27 homes and 200 bridges were destroyed.", ()).support is Support.NONE


def test_a_sentence_is_compared_in_one_call_and_no_piece_twice() -> None:
    meanings = Meanings("möwen kittiwakes")
    calls: list[Sequence[str]] = []
    plain = meanings._embed

    def counted(texts: Sequence[str], *, use: TextUse, urgent: bool) -> NDArray[np.float32]:
        calls.append(texts)
        return plain(texts, use=use, urgent=urgent)

    meanings._embed = counted  # type: ignore[method-assign]
    meanings.batch_size = 100
    evidence = found_evidence(_SHELF.hits(0, 1, 2, 3, 4), _SHELF.fetch)
    aligner = Aligner("What is known?", evidence, meanings)
    aligner.check("Auf der Klippe brüten die Möwen.", ())
    aligner.check("Die Möwen sind da.", ())
    assert [len(texts) for texts in calls][1:] == [1]
    assert len({text for texts in calls for text in texts}) == sum(map(len, calls))


def test_meaning_is_not_asked_when_words_suffice() -> None:
    meanings = Meanings("cost kosten")
    _check("The repair of the cracks costs 18500 crowns.", embedder=meanings)
    assert meanings.n_texts == 0
