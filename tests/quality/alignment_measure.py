"""How well sentences are told apart that the evidence bears out and such that it does not.

    python -m tests.quality.alignment_measure [--words] [--sweep]

Prints precision and recall over `alignment/claims.jsonl`, by kind of sentence, and the sentences that were misjudged;
`--words` without a model of meaning; `--sweep` for other thresholds.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tests.unit.answer.test_extracting import Shelf

from quire.answer import aligning
from quire.answer.aligning import Aligner, Support
from quire.answer.evidence import Evidence, text_for_model
from quire.plugins.contracts import TextEmbedder, TextUse
from quire.types import ElementKind

CLAIMS = Path(__file__).parent / "alignment" / "claims.jsonl"
_TABLE = "TABLE:"


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence about some evidence, and what is true of it."""

    topic: str
    text: str
    kind: str
    borne_out: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """Evidence, a question to it, and sentences that might answer it."""

    question: str
    evidence: tuple[Evidence, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    claim: Claim
    support: Support

    @property
    def taken(self) -> bool:
        return self.support is Support.BORNE_OUT


class Counting(TextEmbedder):
    """Hands on to another embedder and counts what it is asked; keeps vectors, so that a sweep is quick."""

    def __init__(self, inner: TextEmbedder) -> None:
        self._inner = inner
        self.space, self.max_tokens, self.batch_size = inner.space, inner.max_tokens, inner.batch_size
        self.n_texts = self.n_calls = 0
        self._kept: dict[str, NDArray[np.float32]] = {}

    def _embed(self, texts: Sequence[str], *, use: TextUse, urgent: bool) -> NDArray[np.float32]:
        self.n_calls += 1
        self.n_texts += len(texts)
        missing = [text for text in texts if text not in self._kept]
        if missing:
            self._kept.update(zip(missing, self._inner.embed(missing), strict=True))
        return np.stack([self._kept[text] for text in texts])


def topics() -> Iterator[Topic]:
    """Read the labelled sentences."""
    for line in CLAIMS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        shelf = Shelf(
            *(
                (ElementKind.TABLE, text.removeprefix(_TABLE)) if text.startswith(_TABLE) else text
                for text in row["evidence"]
            )
        )
        hits = shelf.hits(*range(len(row["evidence"])))
        elements = [shelf.elements[hit.element_id] for hit in hits]
        evidence = tuple(
            Evidence(element, hit, text_for_model(element)) for element, hit in zip(elements, hits, strict=True)
        )
        claims = tuple(Claim(row["name"], one["text"], one["kind"], one["borne_out"]) for one in row["claims"])
        yield Topic(row["question"], evidence, claims)


def judged(embedder: TextEmbedder | None) -> list[Judged]:
    """Judge every sentence as an answer's sentence without markers."""
    return [
        Judged(claim, Aligner(topic.question, topic.evidence, embedder).check(claim.text, ()).support)
        for topic in topics()
        for claim in topic.claims
    ]


def precision_and_recall(found: Sequence[Judged]) -> tuple[float, float]:
    """Return how many of those taken for borne out are, and how many of those that are were taken."""
    right = sum(one.taken and one.claim.borne_out for one in found)
    return right / max(sum(one.taken for one in found), 1), right / sum(one.claim.borne_out for one in found)


def _report(found: Sequence[Judged]) -> None:
    precision, recall = precision_and_recall(found)
    say(f"precision {precision:.3f}, recall {recall:.3f}, {len(found)} sentences")
    kinds: Counter[tuple[bool, str]] = Counter((one.claim.borne_out, one.claim.kind) for one in found)
    for (true, kind), n in sorted(kinds.items(), reverse=True):
        n_taken = sum(one.taken for one in found if (one.claim.borne_out, one.claim.kind) == (true, kind))
        say(f"  {'borne out' if true else 'not':<9} {kind:<11} taken {n_taken} of {n}")
    for one in found:
        if one.taken != one.claim.borne_out:
            sign = "missed" if one.claim.borne_out else "TAKEN "
            say(f"  {sign} {one.claim.topic}: {one.claim.text} ({one.support})")


def _sweep(embedder: TextEmbedder | None) -> None:
    kept = {name: getattr(aligning, name) for name in ("_ENOUGH", "_SOME", "_NEAR", "_SAME")}
    rows = []
    for values in itertools.product((0.6, 0.65, 0.7, 0.75), (0.2, 0.3, 0.4), (0.62, 0.67, 0.72), (0.77, 0.82, 0.87)):
        for name, value in zip(kept, values, strict=True):
            setattr(aligning, name, value)
        precision, recall = precision_and_recall(judged(embedder))
        rows.append((2 * precision * recall / (precision + recall), precision, recall, values))
    for name, value in kept.items():
        setattr(aligning, name, value)
    for f1, precision, recall, values in sorted(rows, reverse=True)[:12]:
        say(f"f1 {f1:.3f} precision {precision:.3f} recall {recall:.3f}  {dict(zip(kept, values, strict=True))}")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def main() -> None:
    """Measure, and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", action="store_true")
    parser.add_argument("--sweep", action="store_true")
    arguments = parser.parse_args()
    if arguments.words:
        _report(judged(None))
        return
    from quire.models import ModelHost

    host = ModelHost()
    try:
        embedder = Counting(host.minilm())
        found = judged(embedder)
        _report(found)
        say(f"{embedder.n_texts} texts embedded in {embedder.n_calls} calls")
        if arguments.sweep:
            _sweep(embedder)
    finally:
        host.close()


if __name__ == "__main__":
    main()
