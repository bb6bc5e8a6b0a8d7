"""A question that leans on the conversation before it, made to stand alone, so that it can be searched for."""

from __future__ import annotations

from collections.abc import Sequence

from quire.answer.claims import claim_of
from quire.answer.defusing import plain, quoted
from quire.answer.prompts import prompt
from quire.jobs import Job
from quire.plugins.contracts import Generator, Message, Sampling

_TURNS = 3  # the last ones
_ANSWER_LENGTH = 600  # characters of an answer before
_MAX_TOKENS = 96
_LONGEST = 400
_KEPT = 0.5  # share of the question's own words that must stay
_NEW_WORDS = 2  # that stand nowhere in the conversation: "instead", "located"


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
    return rewritten if _asks_the_same(rewritten, question, history[-_TURNS:]) else question


def _asks_the_same(rewritten: str, question: str, history: Sequence[tuple[str, str]]) -> bool:
    """Whether it is still the question: small models answer it instead, from memory.

    It stays a question, keeps most of its words, and takes what it adds from the conversation.
    """
    if question.rstrip().endswith("?") and not rewritten.endswith("?"):
        return False
    asked, new = claim_of(question), claim_of(rewritten)
    before = [claim_of(text) for turn in history for text in turn]
    known = asked.stems.union(*(claim.stems for claim in before))
    numbers = asked.numbers.union(*(claim.numbers for claim in before))
    kept = len(asked.stems & new.stems) >= _KEPT * len(asked.stems)
    return kept and new.numbers <= numbers and len(new.stems - known) <= _NEW_WORDS
