"""What checking an answer costs for each token of it, when words suffice and when nothing is borne out.

    python -m tests.benchmarks.answers
"""

from __future__ import annotations

import statistics
import sys
import time

from tests.quality.alignment_measure import topics
from tests.unit.answer.scripted import ScriptedGenerator
from tests.unit.answer.test_extracting import Shelf

from quire.answer import write
from quire.models import ModelHost
from quire.plugins.contracts import TextEmbedder
from quire.settings import AnswerSection

_ROUNDS = 5
_CHARACTERS_A_TOKEN = 4.2  # English in the vocabularies of today


def cost(sentences: list[str], shelf: Shelf, embedder: TextEmbedder | None) -> tuple[float, float]:
    """Return milliseconds a token for the whole path, and for checking alone."""
    text = " ".join(sentences)
    n_tokens = len(text) / _CHARACTERS_A_TOKEN
    model = ScriptedGenerator(text, size=4)
    rows = range(len(shelf.elements))
    began = time.perf_counter()
    made = write("What is known?", shelf.hits(*rows), shelf.fetch, model, embedder, manner=AnswerSection())
    return 1000 * (time.perf_counter() - began) / n_tokens, 1000 * made.seconds["check"] / n_tokens


def main() -> None:
    """Measure both kinds of answers, with and without a model of meaning."""
    told = [topic for topic in topics() if topic.claims[0].topic not in ("planets", "german")]
    shelf = Shelf(*(one.text for topic in told for one in topic.evidence))
    true = [claim.text for topic in told for claim in topic.claims if claim.borne_out][:25]
    false = [claim.text for topic in told for claim in topic.claims if claim.kind == "invented"] * 2
    host = ModelHost()
    try:
        meaning = host.minilm()
        meaning.embed(["ready"])
        for name, sentences in (("borne out", true), ("nothing borne out", false)):
            for by, embedder in (("words alone", None), ("with all-MiniLM-L6-v2", meaning)):
                rounds = [cost(sentences, shelf, embedder) for _ in range(_ROUNDS)]
                whole, check = (statistics.median(times) for times in zip(*rounds, strict=True))
                sys.stdout.write(f"{name}, {by}: {whole:.2f} ms a token, of which checking {check:.2f} ms\n")
    finally:
        host.close()


if __name__ == "__main__":
    main()
