"""A question that leans on the conversation before it, made to stand alone, so that it can be searched for."""

from __future__ import annotations

from collections.abc import Sequence

from quire.answer.defusing import plain, quoted
from quire.answer.prompts import prompt
from quire.jobs import Job
from quire.plugins.contracts import Generator, Message, Sampling

_TURNS = 3  # the last ones
_ANSWER_LENGTH = 600  # characters of an answer before
_MAX_TOKENS = 96
_LONGEST = 400


def standalone(
    question: str, history: Sequence[tuple[str, str]], generator: Generator, *, job: Job | None = None
) -> str:
    """Return the question with what it leaves unsaid filled in; as it is when the model makes nothing of it.

    Args:
        history: Questions and answers before it, oldest first.

    Raises:
        InvalidInput: question and history do not fit into the model's context.
        ModelFailed: the model could not do it.
    """
    if not history:
        return question
    lines = [
        f"Question: {quoted(asked)}\nAnswer: {quoted(answer[:_ANSWER_LENGTH])}"
        for asked, answer in history[-_TURNS:]
    ]
    messages = (
        Message("system", prompt("standalone")),
        Message("user", "\n\n".join([*lines, f"Last question: {quoted(question)}"])),
    )
    said = generator.generate(messages, sampling=Sampling(max_tokens=_MAX_TOKENS, think=False), job=job)
    written = [line.strip() for line in plain(said.text, lambda _: False).splitlines() if line.strip()]
    rewritten = written[0].removeprefix("Rewritten question:").strip(" \"'“”*") if written else ""
    if said.stop != "complete" or not rewritten or len(rewritten) > _LONGEST:
        return question
    return rewritten
