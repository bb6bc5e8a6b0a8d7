"""A language model at a server: answers come piece by piece and can be stopped between two of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from quire.errors import Cancelled, InvalidInput, ModelFailed, ModelMissing
from quire.jobs import Job
from quire.models.llama.pieces import Piece, Pieces
from quire.plugins.contracts import Generated, Generator, Message, Sampling, StopReason
from quire_openai.configuration import WriterEndpoint, configuration
from quire_openai.connection import Connection
from quire_openai.wire import about_tokens, chat_request, without_what_is_unknown

_PLAIN = Sampling()
_CHARACTERS_A_TOKEN = 32  # a server that goes on beyond so many for each token it was allowed does not heed the limit
_TOKENS_A_BYTE = 0.17  # no text has fewer


class RemoteGenerator(Generator):
    """The language model that was set up."""

    def __init__(self, endpoint: WriterEndpoint | None = None) -> None:
        endpoint = endpoint or configuration().generator
        if endpoint is None:
            raise ModelMissing("no language model is set up", hint="quire openai use generator URL MODEL")
        self._endpoint = endpoint
        self._connection = Connection(endpoint)
        self.name = f"{endpoint.model} at {endpoint.address.host}"
        self.context_tokens = endpoint.context_tokens
        self.sees = endpoint.sees
        self.remote = endpoint.address.host

    def generate(
        self,
        messages: Sequence[Message],
        *,
        sampling: Sampling = _PLAIN,
        on_text: Callable[[str], None] | None = None,
        on_thinking: Callable[[str], None] | None = None,
        job: Job | None = None,
    ) -> Generated:
        self._check_room(messages, sampling)
        answer = _Answer(sampling, on_text, on_thinking)
        try:
            body = chat_request(self._endpoint.model, messages, sampling, sees=self.sees)
        except ValueError as error:
            raise InvalidInput("the schema for the answer is no JSON", detail=str(error)) from error
        try:
            while True:
                try:
                    with self._connection.stream("/chat/completions", body, job=job) as parts:
                        self._take(parts, answer)
                    break
                except ModelFailed as error:
                    simpler = None if answer.begun else without_what_is_unknown(body, error.detail)
                    if simpler is None or not error.detail.startswith(("status 400", "status 422")):
                        raise
                    body = simpler
        except Cancelled:
            answer.stop = "cancelled"
        return answer.result()

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [about_tokens(text) for text in texts]

    def _take(self, parts: Iterator[Any], answer: _Answer) -> None:
        for part in parts:
            answer.take(part, self._endpoint.address.host)
            if answer.ended:
                return
        if not answer.stop:
            host = self._endpoint.address.host
            if answer.begun:
                raise ModelFailed(f"{host} broke off in the middle of its answer", hint="ask again")
            # llama-cpp-python's server ends so when the question does not fit into its context.
            hint = "ask again; if that does not help, its context may be shorter than --context says"
            raise ModelFailed(f"{host} broke off before it said anything", hint=hint)

    def _check_room(self, messages: Sequence[Message], sampling: Sampling) -> None:
        n_bytes = sum(len(message.text.encode("utf-8", "replace")) for message in messages)
        if n_bytes * _TOKENS_A_BYTE + sampling.max_tokens > self.context_tokens:
            raise InvalidInput(
                f"the question with its evidence and an answer of {sampling.max_tokens} tokens do not fit into the "
                f"{self.context_tokens} tokens that {self.name} reads",
                hint="give it less evidence; if the model reads more, say so with --context",
            )


class _Answer:
    """What has come so far."""

    def __init__(
        self,
        sampling: Sampling,
        on_text: Callable[[str], None] | None,
        on_thinking: Callable[[str], None] | None,
    ) -> None:
        self._pieces = Pieces("", sampling.stop)
        self._most = _CHARACTERS_A_TOKEN * sampling.max_tokens + 256
        self._listeners = (on_text, on_thinking)
        self._texts: list[str] = []
        self._thoughts: list[str] = []
        self._began = time.monotonic()
        self._first_at = 0.0
        self._n_parts = 0
        self._n_characters = 0
        self._usage: dict[str, int] = {}
        self.stop: StopReason | None = None
        self.ended = False

    @property
    def begun(self) -> bool:
        return self._first_at > 0.0

    def take(self, part: Any, host: str) -> None:
        """Take the next part. Raises ModelFailed when it is none."""
        if not isinstance(part, dict):
            raise _not_understood(host, part)
        self._take_usage(part.get("usage"))
        choices = part.get("choices") or []
        if not isinstance(choices, list) or not all(isinstance(choice, dict) for choice in choices):
            raise _not_understood(host, part)
        for choice in choices[:1]:
            said = choice.get("delta") or choice.get("message") or {}
            if not isinstance(said, dict):
                raise _not_understood(host, part)
            thought = said.get("reasoning_content") or said.get("reasoning") or ""
            text = said.get("content") or ""
            if not isinstance(thought, str) or not isinstance(text, str):
                raise _not_understood(host, part)
            self._add(text, thought)
            if choice.get("finish_reason"):
                self._finish(str(choice["finish_reason"]), host)

    def result(self) -> Generated:
        if not self.ended:  # else what was held back might begin a stop text
            self._show(self._pieces.add(b"", last=True))
        now = time.monotonic()
        first = self._first_at or now
        return Generated(
            text="".join(self._texts),
            thinking="".join(self._thoughts).strip(),
            stop=self.stop or "complete",
            n_prompt_tokens=self._usage.get("prompt_tokens", 0),
            n_tokens=self._usage.get("completion_tokens", self._n_parts),
            prompt_s=first - self._began,
            writing_s=now - first,
        )

    def _add(self, text: str, thought: str) -> None:
        if not text and not thought:
            return
        self._first_at = self._first_at or time.monotonic()
        self._n_parts += 1
        self._n_characters += len(text) + len(thought)
        piece = self._pieces.add(text.encode("utf-8", "replace")) if text else Piece()
        self._show(Piece(piece.text, thought + piece.thinking))
        if self._pieces.stopped:
            self.stop, self.ended = "complete", True
        elif self._n_characters > self._most:
            self.stop, self.ended = "length", True

    def _show(self, piece: Piece) -> None:
        kept = (self._texts, self._thoughts)
        for said, so_far, listener in zip((piece.text, piece.thinking), kept, self._listeners, strict=True):
            if said:
                so_far.append(said)
                if listener is not None:
                    listener(said)

    def _finish(self, reason: str, host: str) -> None:
        if reason == "content_filter":
            raise ModelFailed(f"{host} withheld its answer", hint="ask in other words, or use another model")
        self.stop = "length" if reason == "length" else "complete"

    def _take_usage(self, usage: Any) -> None:
        if isinstance(usage, dict):
            for key in ("prompt_tokens", "completion_tokens"):
                if isinstance(usage.get(key), int) and usage[key] >= 0:
                    self._usage[key] = usage[key]


def _not_understood(host: str, part: Any) -> ModelFailed:
    return ModelFailed(
        f"what {host} answers cannot be understood",
        hint="see whether the address is that of an OpenAI-compatible server",
        detail=repr(part)[:200],
    )
