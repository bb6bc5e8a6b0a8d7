"""all-MiniLM-L6-v2 on onnxruntime. Runs only inside the model host process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


class MiniLmBackend(Backend):
    """Operation "encode": texts to unit vectors and, when asked, word vectors of reduced dimension.

    Options: use ("query" or "passage"), vectors, tokens (bool).
    Reply: arrays vectors (n, 384), counts (n,), rows (sum of counts, token dim); texts are the rows' words.
    """

    _tokenizer: Any
    _session: Any
    _kept_alive: Any
    _reduction: NDArray[np.float32]

    def load(self, card: ModelCard, files: Mapping[str, Path]) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(files["tokenizer.json"]))
        self._tokenizer.no_padding()  # the file pads everything to 128
        self._tokenizer.enable_truncation(card.context_tokens)
        self._tokenizer.encode_special_tokens = (
            True  # a literal "[SEP]" in a document is text, not a control token
        )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        # Spinning wins nothing on a quiet machine (104 texts/s without, 98 with) and takes the readers' cores
        # on a busy one.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        weights = graph_weights(files["model.safetensors"])
        values = [onnxruntime.OrtValue.ortvalue_from_numpy(array) for array in weights.values()]
        options.add_external_initializers(list(weights), values)
        graph = files["graph.onnx"].read_bytes()
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        # The session reads these arrays in place: freeing them is a segmentation fault at the next run.
        self._kept_alive = (weights, values, options)
        with np.load(files["reduction.npz"]) as archive:
            self._reduction = archive["projection"].astype(np.float32)

    def run(self, operation: str, payload: Payload) -> Payload:
        if operation != "encode":
            raise ModelFailed(f"the built-in embedder cannot {operation!r}")
        encodings = self._tokenizer.encode_batch(list(payload.texts))
        states, mask = self._states(encodings)
        arrays: dict[str, NDArray[Any]] = {}
        words: list[str] = []
        if payload.options["vectors"]:
            arrays["vectors"] = _unit(pooled(states, mask))
        if payload.options["tokens"]:
            drop = payload.options["use"] == "passage"
            rows, counts, words = self._word_rows(payload.texts, encodings, states, drop_stop_words=drop)
            arrays["rows"] = _unit(rows @ self._reduction)
            arrays["counts"] = np.asarray(counts, np.int32)
        return Payload(tuple(words), {}, arrays)

    def _states(self, encodings: Sequence[Any]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Return the last hidden states, shape (n, longest, 384), and which of them are not padding."""
        lengths = np.asarray([len(encoding.ids) for encoding in encodings], np.int32)
        ids = np.zeros((len(encodings), int(lengths.max())), np.int32)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = encoding.ids
        states = self._session.run(["states"], {"ids": ids, "lengths": lengths})[0]
        return states, np.arange(ids.shape[1]) < lengths[:, None]

    def _word_rows(
        self,
        texts: Sequence[str],
        encodings: Sequence[Any],
        states: NDArray[np.float32],
        *,
        drop_stop_words: bool,
    ) -> tuple[NDArray[np.float32], list[int], list[str]]:
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
        return np.concatenate(rows), counts, words


def pooled(states: NDArray[np.float32], mask: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return the mean of each text's states; padding does not count, special tokens do, as in training."""
    weights = mask.astype(np.float32)[:, :, None]
    means: NDArray[np.float32] = (states * weights).sum(axis=1) / weights.sum(axis=1)
    return means


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: NDArray[np.float32] = (rows / np.maximum(lengths, 1e-12)).astype(np.float32)
    return scaled
