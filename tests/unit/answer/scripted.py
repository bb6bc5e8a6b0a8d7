"""A language model that writes what the test tells it, and remembers what it was told."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from quire.errors import InvalidInput, ModelFailed
from quire.jobs import Job
from quire.plugins.contracts import Generated, Generator, Message, Sampling, StopReason

_PLAIN = Sampling()


class ScriptedGenerator(Generator):
    """Writes `reply`, or what it returns for the prompt, in small pieces; a word or sign is a token.

    Args:
        fails_after: Fails after so many pieces.
        sees: Whether pictures may be shown to it.
        thinking: It thinks this aloud first.
        size: Characters of a piece.
    """

    def __init__(
        self,
        reply: str | Callable[[Sequence[Message]], str] = "",
        *,
        context_tokens: int = 8192,
        fails_after: int | None = None,
        sees: bool = False,
        thinking: str = "",
        size: int = 3,
        stop: StopReason = "complete",
    ) -> None:
        self.name = "scripted"
        self.context_tokens = context_tokens
        self.sees = sees
        self.asked: list[tuple[Message, ...]] = []
        self.samplings: list[Sampling] = []
        self._reply = reply
        self._fails_after = fails_after
        self._thinking = thinking
        self._size = size
        self._stop: StopReason = stop

    @property
    def prompt(self) -> str:
        """All that it was told the last time."""
        return "\n".join(message.text for message in self.asked[-1])

    def generate(
        self,
        messages: Sequence[Message],
        *,
        sampling: Sampling = _PLAIN,
        on_text: Callable[[str], None] | None = None,
        on_thinking: Callable[[str], None] | None = None,
        job: Job | None = None,
    ) -> Generated:
        self.asked.append(tuple(messages))
        self.samplings.append(sampling)
        n_prompt = sum(self.count_tokens([message.text for message in messages]))
        if n_prompt + sampling.max_tokens > self.context_tokens:
            raise InvalidInput(f"{n_prompt} + {sampling.max_tokens} tokens are more than {self.context_tokens}")
        if self._thinking and sampling.think and on_thinking is not None:
            on_thinking(self._thinking)
        text = self._reply if isinstance(self._reply, str) else self._reply(messages)
        written = ""
        for number, start in enumerate(range(0, len(text), self._size)):
            if job is not None and job.cancelled:
                return Generated(written, self._thinking, "cancelled", n_prompt, number)
            if number == self._fails_after:
                raise ModelFailed("scripted ended unexpectedly")
            written += text[start : start + self._size]
            if on_text is not None:
                on_text(text[start : start + self._size])
        if self._fails_after is not None and not text:
            raise ModelFailed("scripted ended unexpectedly")
        return Generated(written, self._thinking, self._stop, n_prompt, len(written) // self._size, 0.5, 1.5)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(re.findall(r"\w+|[^\w\s]", text)) for text in texts]
