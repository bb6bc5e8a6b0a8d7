"""A GGUF language model as the main process sees it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

import numpy as np

from quire.errors import Cancelled
from quire.jobs import Job
from quire.models.llama.wire import request_of
from quire.models.llama.writing import DEFAULT_CONTEXT
from quire.models.protocol import HostedModel, Payload
from quire.plugins.contracts import Generated, Generator, Message, Sampling, StopReason

if TYPE_CHECKING:
    from quire.models.host import ModelHost


_PLAIN = Sampling()


def sees(model: HostedModel) -> bool:
    """Tell whether a model has a projector for pictures among its files."""
    return any("mmproj" in name.lower() for name, _ in model.files)


class GgufGenerator(Generator):
    """Writes in the host process, piece by piece; sees pictures when its card names a projector (mmproj) file.

    While it reads, it reports "reading" with the tokens read to the job it was given.
    """

    def __init__(self, host: ModelHost, model: HostedModel) -> None:
        self._host = host
        self._model = model
        self.name = model.card.title
        self.sees = sees(model)
        self._picture_tokens: dict[tuple[int, int], int] = {}

    @functools.cached_property
    def context_tokens(self) -> int:  # type: ignore[override]  # the contract names an attribute; asking may load the model
        """How many tokens question, evidence and answer may have together."""
        limit = self._host.context_tokens or DEFAULT_CONTEXT
        known = self._model.card.context_tokens
        if not known:
            said = self._host.run(self._model, "describe", Payload(), urgent=True).options
            known = int(said["context_tokens"])
        return min(known, limit)

    def generate(
        self,
        messages: Sequence[Message],
        *,
        sampling: Sampling = _PLAIN,
        on_text: Callable[[str], None] | None = None,
        on_thinking: Callable[[str], None] | None = None,
        job: Job | None = None,
    ) -> Generated:
        texts: list[str] = []
        thoughts: list[str] = []

        def receive(part: Payload) -> None:
            if not part.texts:
                _report(part, job)
                return
            text, thinking = part.texts
            for piece, so_far, listener in ((thinking, thoughts, on_thinking), (text, texts, on_text)):
                if piece:
                    so_far.append(piece)
                    if listener is not None:
                        listener(piece)

        try:
            said = self._host.stream(
                self._model, "generate", request_of(messages, sampling), on_part=receive, job=job
            ).options
        except Cancelled:  # it did not heed the stop and was ended; what it wrote stays
            return Generated("".join(texts), "".join(thoughts).strip(), "cancelled")
        return Generated(
            text="".join(texts),
            thinking="".join(thoughts).strip(),
            stop=cast(StopReason, said["stop"]),
            n_prompt_tokens=int(said["n_prompt_tokens"]),
            n_tokens=int(said["n_tokens"]),
            prompt_s=float(said["prompt_s"]),
            writing_s=float(said["writing_s"]),
        )

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        if not texts:
            return []
        reply = self._host.run(self._model, "count", Payload(tuple(texts)), urgent=True)
        return [int(count) for count in reply.arrays["counts"]]

    def picture_tokens(self, sizes: Sequence[tuple[int, int]]) -> list[int]:
        missing = sorted(set(sizes) - self._picture_tokens.keys())
        if missing:
            payload = Payload(arrays={"sizes": np.asarray(missing, np.int32)})
            reply = self._host.run(self._model, "picture_tokens", payload, urgent=True)
            self._picture_tokens.update(zip(missing, reply.arrays["counts"].tolist(), strict=True))
        return [self._picture_tokens[size] for size in sizes]


def _report(part: Payload, job: Job | None) -> None:
    """Tell the job how much of the prompt is read."""
    if job is not None:
        job.report("reading", done=int(part.options["read"]), total=int(part.options["of"]), unit="tokens")
