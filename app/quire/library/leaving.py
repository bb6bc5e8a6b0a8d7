"""What the person is told when a question, or evidence, was sent to another host."""

from __future__ import annotations

from quire.library.serving import Serving
from quire.plugins.contracts import Generator, ListRanker, Reranker


def left_by_search(serving: Serving, judge: Reranker | ListRanker | None) -> tuple[str, ...]:
    """Return a sentence for each model at another host that a search asked.

    Args:
        judge: The model that judged the results; None when none did.
    """
    notes = []
    if serving.embedder is not None and serving.embedder.remote:
        notes.append(f"your question was sent to {serving.embedder.remote}, which embedded it")
    if judge is not None and judge.remote:
        notes.append(f"your question and the passages found were sent to {judge.remote}, which put them in order")
    return tuple(notes)


def left_by_answer(generator: Generator) -> tuple[str, ...]:
    """Return a sentence when a model at another host wrote the answer."""
    if not generator.remote:
        return ()
    return (f"this answer was written by {generator.remote}: your question and the evidence were sent there",)
