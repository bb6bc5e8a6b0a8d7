"""Runs models of plugins inside the host process: whatever they raise, return or hang in stays there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from quire.errors import ModelFailed
from quire.jobs import Job
from quire.models.backend import Backend, Talk
from quire.models.llama.wire import chat_of, sampling_of
from quire.models.protocol import Payload
from quire.models.remote import PluggedModel, made
from quire.plugins.contracts import Generator, Reranker, TextEmbedder, TextUse
from quire.types import ModelCard


class PluggedBackend(Backend):
    """One model of a plugin."""

    _model: PluggedModel

    def load(self, card: ModelCard, files: Mapping[str, Path]) -> None:
        self._model = made(card)

    def run(self, operation: str, payload: Payload) -> Payload:
        model = self._model
        if operation == "embed" and isinstance(model, TextEmbedder):
            use: TextUse = "query" if payload.options.get("use") == "query" else "passage"
            return Payload(arrays={"vectors": model.embed(payload.texts, use=use)})
        if operation == "rerank" and isinstance(model, Reranker):
            scores = model.rerank(payload.texts[0], payload.texts[1:])
            return Payload(arrays={"scores": np.asarray(scores, np.float64)})
        if operation == "count" and isinstance(model, Generator):
            return Payload(arrays={"counts": np.asarray(model.count_tokens(payload.texts), np.int64)})
        if operation == "describe" and isinstance(model, Generator):
            return Payload(options={"context_tokens": model.context_tokens})
        raise ModelFailed(f"a model of a plugin cannot {operation!r}")

    def stream(self, operation: str, payload: Payload, talk: Talk) -> Payload:
        if operation != "generate" or not isinstance(self._model, Generator):
            return super().stream(operation, payload, talk)
        job = Job()

        def sending(place: int) -> Callable[[str], None]:
            """Return what sends a piece of the text (0) or of the thinking (1)."""

            def send(piece: str) -> None:
                talk.part(Payload((piece, "") if place == 0 else ("", piece)))
                if talk.stopped():
                    job.cancel()

            return send

        said = self._model.generate(
            chat_of(payload),
            sampling=sampling_of(payload),
            on_text=sending(0),
            on_thinking=sending(1),
            job=job,
        )
        return Payload(
            options={
                "stop": said.stop,
                "n_prompt_tokens": said.n_prompt_tokens,
                "n_tokens": said.n_tokens,
                "prompt_s": said.prompt_s,
                "writing_s": said.writing_s,
            }
        )
