"""GGUF models on llama.cpp. Runs only inside the model host process."""

from __future__ import annotations

import functools
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from quire.errors import InvalidInput, ModelFailed
from quire.models.backend import Backend, Talk
from quire.models.llama.chat import ChatFormat
from quire.models.llama.cross_encoding import CrossEncoding
from quire.models.llama.embedding import Embedding
from quire.models.llama.pieces import Piece
from quire.models.llama.sight import Sight
from quire.models.llama.weights import Weights, choose_device, engine_description
from quire.models.llama.wire import chat_of, sampling_of
from quire.models.llama.writing import DEFAULT_CONTEXT, Writing
from quire.models.llama.yes_no import YesNo, YesNoWords, looked_at
from quire.models.protocol import Payload
from quire.models.shelf.gguf import read_header
from quire.types import ModelCard, ModelRole

_RANK = "4"
_PROJECTOR = "clip"  # the architecture of every mmproj file
_PART_EVERY_S = 0.02  # a screen shows 50 pieces a second; fewer messages leave more time for the model


class LlamaBackend(Backend):
    """Operations "embed", "rerank", "count", "describe"; streaming "generate".

    embed: texts; options dimension (0: whole). Reply: arrays vectors (n, dim), counts and read (n,).
    rerank: texts are the question, then passages. Reply: array scores (n,), probabilities.
    count: texts. Reply: array counts (n,).
    look: texts are question and words; array picture; option longest_px. Reply: option chance, a probability.
    picture_tokens: array sizes (n, 2), widths and heights. Reply: array counts (n,).
    describe: Reply: options context_tokens, dim, device, engine, thinks, sees; whatever the model is for.
    generate: see `wire`. Parts: texts (answer, thinking), or options read and of while it reads.
    """

    _weights: Weights
    _card: ModelCard

    def load(self, card: ModelCard, files: Mapping[str, Path]) -> None:
        path, self._projector = model_files(files, title=card.title)
        self._card = card
        self._device = choose_device(gpu=self.gpu)
        self._weights = Weights(path, title=card.title, layers=self._device.layers)

    def ready(self) -> None:
        if self._card.role is ModelRole.RERANKER:
            if "_judging" not in self.__dict__:  # the first one reads the weights from the disk
                self._judging.judge("ready", ["ready"])
        elif self._card.role in (ModelRole.GENERATOR, ModelRole.VLM):
            _ = self._writing
        else:
            _ = self._embedding

    def run(self, operation: str, payload: Payload) -> Payload:
        operations = {
            "embed": self._embed,
            "rerank": self._rerank,
            "count": self._count,
            "look": self._look,
            "picture_tokens": self._picture_tokens,
            "describe": self._describe,
        }
        if operation not in operations:
            raise ModelFailed(f"a model that runs on llama.cpp cannot {operation!r}")
        return operations[operation](payload)

    def stream(self, operation: str, payload: Payload, talk: Talk) -> Payload:
        if operation != "generate":
            return super().stream(operation, payload, talk)
        parts = _Parts(talk)
        written = self._writing.write(
            chat_of(payload),
            sampling_of(payload),
            on_piece=parts.add,
            on_read=lambda read, of: talk.part(Payload(options={"read": read, "of": of})),
            stopped=talk.stopped,
        )
        parts.flush()
        return Payload(
            options={
                "stop": written.stop,
                "n_prompt_tokens": written.n_prompt_tokens,
                "n_reused": written.n_reused,
                "n_tokens": written.n_tokens,
                "prompt_s": written.prompt_s,
                "writing_s": written.writing_s,
            }
        )

    def close(self) -> None:
        if "_sight" in self.__dict__ and self._sight is not None:
            self._sight.close()
        self._weights.close()

    @functools.cached_property
    def _chat(self) -> ChatFormat:
        weights = self._weights
        bos, eos = (
            weights.piece(token, special=True).decode("utf-8", "replace") if token >= 0 else ""
            for token in (weights.mark("bos"), weights.mark("eos"))
        )
        return ChatFormat(weights.template(), bos, eos, weights.control_texts)

    @functools.cached_property
    def _embedding(self) -> Embedding:
        card = self._card
        return Embedding(self._weights, pooling=card.pooling, limit=card.context_tokens, threads=self.threads)

    @functools.cached_property
    def _judging(self) -> CrossEncoding | YesNo:
        card = self._card
        in_file = self._weights.about("pooling_type") == _RANK
        if card.pooling == "rank" or (in_file and card.pooling != "yes-no"):
            return CrossEncoding(self._weights, limit=card.context_tokens, threads=self.threads)
        return YesNo(
            self._weights,
            self._chat,
            instruction=card.query_instruction,
            limit=card.context_tokens,
            threads=self.threads,
        )

    @functools.cached_property
    def _yes_no(self) -> YesNoWords:
        return YesNoWords(self._weights)

    @functools.cached_property
    def _sight(self) -> Sight | None:
        if self._projector is None:
            return None
        return Sight(self._weights, self._projector, threads=self.threads, gpu=self._device.layers > 0)

    @functools.cached_property
    def _writing(self) -> Writing:
        limit = self.context_tokens or DEFAULT_CONTEXT
        return Writing(
            self._weights,
            self._chat,
            limit=min(limit, self._card.context_tokens or limit),
            threads=self.threads,
            sight=self._sight,
        )

    def _embed(self, payload: Payload) -> Payload:
        found = self._embedding.embed(payload.texts)
        dimension = int(payload.options.get("dimension", 0)) or self._embedding.dim
        return Payload(
            arrays={"vectors": found.vectors[:, :dimension], "counts": found.counts, "read": found.read}
        )

    def _rerank(self, payload: Payload) -> Payload:
        question, *passages = payload.texts
        return Payload(arrays={"scores": self._judging.judge(question, passages)})

    def _look(self, payload: Payload) -> Payload:
        question, words = payload.texts
        asked = looked_at(question, words, payload.arrays["picture"].tobytes())
        scores = self._writing.scores_after(asked, longest_px=int(payload.options["longest_px"]))
        return Payload(options={"chance": self._yes_no.probability(scores)})

    def _picture_tokens(self, payload: Payload) -> Payload:
        if self._sight is None:
            raise ModelFailed(f"{self._weights.title} does not see pictures", hint="choose a model that does")
        counts = [self._sight.n_tokens(int(width), int(height)) for width, height in payload.arrays["sizes"]]
        return Payload(arrays={"counts": np.asarray(counts, np.int32)})

    def _count(self, payload: Payload) -> Payload:
        counts = [len(self._weights.tokens(text)) for text in payload.texts]
        return Payload(arrays={"counts": np.asarray(counts, np.int32)})

    def _describe(self, payload: Payload) -> Payload:
        import llama_cpp

        return Payload(
            options={
                "context_tokens": self._weights.trained_context,
                "dim": int(llama_cpp.llama_model_n_embd_out(self._weights.raw.model)),
                "device": self._device.reason,
                "engine": engine_description(),
                "thinks": "<think>" in self._weights.template(),
                "sees": self._projector is not None,
            }
        )


class _Parts:
    """Gathers pieces so that at most fifty parts a second are sent; the first goes at once."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._text: list[str] = []
        self._thinking: list[str] = []
        self._sent = 0.0

    def add(self, piece: Piece) -> None:
        self._text.append(piece.text)
        self._thinking.append(piece.thinking)
        if time.monotonic() - self._sent >= _PART_EVERY_S:
            self.flush()

    def flush(self) -> None:
        text, thinking = "".join(self._text), "".join(self._thinking)
        self._text, self._thinking = [], []
        if text or thinking:
            self._talk.part(Payload((text, thinking)))
            self._sent = time.monotonic()


def model_files(files: Mapping[str, Path], *, title: str) -> tuple[Path, Path | None]:
    """Return a model's GGUF file (the first one of several) and its projector, if it has one.

    Each file is read by ourselves before llama.cpp does, which ends the process over some broken ones.

    Raises:
        ModelFailed: there is no GGUF file, or one of them is broken.
    """
    models: list[Path] = []
    projectors: list[Path] = []
    for name in sorted(name for name in files if name.lower().endswith(".gguf")):
        found = projectors if _architecture(files[name], title) == _PROJECTOR else models
        found.append(files[name])
    if not models:
        raise ModelFailed(f"{title} has no GGUF file with a language", hint="download it again")
    return models[0], projectors[0] if projectors else None


def _architecture(path: Path, title: str) -> str:
    try:
        return read_header(path).architecture
    except InvalidInput as error:
        raise ModelFailed(
            f"{path.name} of {title} is no whole GGUF file", hint="download it again", detail=error.detail
        ) from error
    except OSError as error:
        raise ModelFailed(
            f"{path.name} of {title} cannot be opened", hint="download it again", detail=str(error)
        ) from error
