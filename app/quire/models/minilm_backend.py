"""all-MiniLM-L6-v2 on onnxruntime. Runs only inside the model host process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quire.errors import ModelFailed
from quire.models.backend import Backend
from quire.models.minilm_weights import graph_weights
from quire.models.protocol import Payload
from quire.models.words import kept_words, word_means, word_of_token, word_spans
from quire.types import ModelCard


@dataclass(frozen=True, slots=True)
class WordRows:
    """Word vectors of several texts, one text after the other; `counts` says how many belong to each."""

    rows: NDArray[np.float32]
    counts: list[int]
    words: list[str]


class MiniLmEncoder:
    """The model in full size: texts to last hidden states, pooled vectors and whole-word vectors."""

    def __init__(self, card: ModelCard, files: Mapping[str, Path], *, threads: int) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.tokenizer: Any = Tokenizer.from_file(str(files["tokenizer.json"]))
        self.tokenizer.no_padding()  # the file pads everything to 128
        self.tokenizer.enable_truncation(card.context_tokens)
        self.tokenizer.encode_special_tokens = (
            True  # a literal "[SEP]" in a document is text, not a control token
        )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        # Spinning wins nothing on a quiet machine (104 texts/s without, 98 with) and takes the readers' cores
        # on a busy one.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        weights = graph_weights(files["model.safetensors"])
        values = [onnxruntime.OrtValue.ortvalue_from_numpy(array) for array in weights.values()]
        options.add_external_initializers(list(weights), values)
        graph = files["graph.onnx"].read_bytes()
        self._session: Any = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        # The session reads these arrays in place: freeing them is a segmentation fault at the next run.
        self._kept_alive = (weights, values, options)

    def encode(self, texts: Sequence[str]) -> tuple[list[Any], NDArray[np.float32]]:
        """Return each text's tokens and last hidden states, shape (n, longest, 384), padded at the end."""
        encodings: list[Any] = self.tokenizer.encode_batch(list(texts))
        lengths = np.asarray([len(encoding.ids) for encoding in encodings], np.int32)
        ids = np.zeros((len(encodings), int(lengths.max())), np.int32)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = encoding.ids
        return encodings, self._session.run(["states"], {"ids": ids, "lengths": lengths})[0]

    @staticmethod
    def pooled(encodings: Sequence[Any], states: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the mean of each text's states, shape (n, 384); special tokens count, as in training."""
        means = [
            text[: len(encoding.ids)].mean(axis=0) for encoding, text in zip(encodings, states, strict=True)
        ]
        return np.stack(means)

    @staticmethod
    def word_rows(
        texts: Sequence[str],
        encodings: Sequence[Any],
        states: NDArray[np.float32],
        *,
        drop_stop_words: bool,
    ) -> WordRows:
        """Return the mean state of each whole word; punctuation and, on demand, stop words have none."""
        rows: list[NDArray[np.float32]] = [np.zeros((0, states.shape[2]), np.float32)]
        counts: list[int] = []
        words: list[str] = []
        for text, encoding, text_states in zip(texts, encodings, states, strict=True):
            spans = word_spans(text)
            kept = kept_words(text, spans, drop_stop_words=drop_stop_words)
            offsets = np.asarray(encoding.offsets, np.int64).reshape(-1, 2)
            means, present = word_means(text_states[: len(offsets)], word_of_token(offsets, spans), kept)
            rows.append(means)
            counts.append(len(present))
            words += [text[slice(*spans[index])].lower() for index in present]
        return WordRows(np.concatenate(rows), counts, words)


class MiniLmBackend(Backend):
    """Operation "encode": texts to unit vectors and, when asked, word vectors of reduced dimension.

    Options: use ("query" or "passage"), vectors, tokens (bool).
    Reply: arrays cut (n,: whether only the beginning was read), vectors (n, 384), counts (n,), rows (sum of counts,
    token dim); texts are the rows' words.
    """

    _encoder: MiniLmEncoder
    _reduction: NDArray[np.float32]

    def load(self, card: ModelCard, files: Mapping[str, Path]) -> None:
        from safetensors.numpy import load_file

        self._encoder = MiniLmEncoder(card, files, threads=self.threads)
        self._reduction = load_file(files["reduction.safetensors"])["projection"]

    def run(self, operation: str, payload: Payload) -> Payload:
        if operation != "encode":
            raise ModelFailed(f"the built-in embedder cannot {operation!r}")
        encodings, states = self._encoder.encode(payload.texts)
        arrays: dict[str, NDArray[Any]] = {"cut": np.asarray([bool(one.overflowing) for one in encodings])}
        words: list[str] = []
        if payload.options["vectors"]:
            arrays["vectors"] = unit_rows(self._encoder.pooled(encodings, states))
        if payload.options["tokens"]:
            drop = payload.options["use"] == "passage"
            found = self._encoder.word_rows(payload.texts, encodings, states, drop_stop_words=drop)
            arrays["rows"] = unit_rows(found.rows @ self._reduction)
            arrays["counts"] = np.asarray(found.counts, np.int32)
            words = found.words
        return Payload(tuple(words), {}, arrays)


def unit_rows(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return `rows` scaled to length 1; zero rows stay zero."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: NDArray[np.float32] = (rows / np.maximum(lengths, 1e-12)).astype(np.float32)
    return scaled
