"""BERT-like models with the word pieces of all-MiniLM-L6-v2: a bag of words, and a cross-encoder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gguf
import numpy as np
from numpy.typing import NDArray
from tests.tiny_models.vocabulary import finish, word_pieces, write_word_pieces

_HEADS = 2


def tiny_embedder(
    folder: Path, *, dim: int = 32, context_tokens: int = 128, pooling: str = "mean", name: str = "tiny-embedder"
) -> Path:
    """Write an embedder whose vectors are bags of words: texts are alike that share words (about 2 MB)."""
    embeddings = np.random.default_rng(2).normal(0.0, 1.0, (len(word_pieces()), dim)).astype(np.float32)
    pooling_type = {"mean": gguf.PoolingType.MEAN, "cls": gguf.PoolingType.CLS}[pooling]
    for mark in ("[CLS]", "[SEP]"):
        embeddings[word_pieces().index(mark)] = 0.0  # or all short texts are alike
    path = folder / f"{name}.gguf"
    writer = _begin(path, dim, context_tokens, pooling_type)
    _add_weights(writer, embeddings, context_tokens)
    return finish(writer, path)


def tiny_cross_encoder(
    folder: Path,
    word: str = "warranty",
    *,
    dim: int = 32,
    context_tokens: int = 128,
    rerank_template: str = "",
    name: str = "tiny-ranker",
) -> Path:
    """Write a cross-encoder whose score grows with the share of `word` in question and passage together.

    Args:
        rerank_template: How a pair is written, with {query} and {document}; empty: as BERT does it.
    """
    vocabulary = word_pieces()
    embeddings = np.random.default_rng(3).normal(0.0, 0.3, (len(vocabulary), dim)).astype(np.float32)
    embeddings[:, 0], embeddings[:, 1] = 2.0, 0.0
    first = next(word[:end] for end in range(len(word), 0, -1) if word[:end] in vocabulary)  # "warrant" of "warranty"
    embeddings[vocabulary.index(first), 1] = 4.0
    path = folder / f"{name}.gguf"
    writer = _begin(path, dim, context_tokens, gguf.PoolingType.RANK)
    writer.add_classifier_output_labels(["relevant"])
    if rerank_template:
        writer.add_string("tokenizer.chat_template.rerank", rerank_template)
    _add_weights(writer, embeddings, context_tokens, gather=1)
    dense = np.zeros((dim, dim), np.float32)
    dense[0, 1] = 0.5
    head = np.zeros((1, dim), np.float32)
    head[0, 0] = 6.0
    writer.add_tensor("cls.weight", dense)
    writer.add_tensor("cls.bias", np.zeros(dim, np.float32))
    writer.add_tensor("cls.output.weight", head)
    writer.add_tensor("cls.output.bias", np.full(1, -3.0, np.float32))
    return finish(writer, path)


def _begin(path: Path, dim: int, context_tokens: int, pooling: gguf.PoolingType) -> Any:
    writer = gguf.GGUFWriter(path, "bert")
    writer.add_name(path.stem)
    writer.add_block_count(1)
    writer.add_context_length(context_tokens)
    writer.add_embedding_length(dim)
    writer.add_feed_forward_length(dim)
    writer.add_head_count(_HEADS)
    writer.add_layer_norm_eps(1e-12)
    writer.add_causal_attention(False)
    writer.add_pooling_type(pooling)
    write_word_pieces(writer)
    return writer


def _add_weights(
    writer: Any, embeddings: NDArray[np.float32], context_tokens: int, *, gather: int | None = None
) -> None:
    """Add the tensors. Attention looks at all tokens alike and adds their mean in dimension `gather`, or nothing."""
    dim = embeddings.shape[1]
    writer.add_tensor("token_embd.weight", embeddings.astype(np.float16))
    writer.add_tensor("token_types.weight", np.zeros((2, dim), np.float32))
    writer.add_tensor("position_embd.weight", np.zeros((context_tokens, dim), np.float32))
    value, back = np.zeros((dim, dim), np.float16), np.zeros((dim, dim), np.float16)
    if gather is not None:
        value[0, gather] = 1.0
        back[gather, 0] = 20.0
    zero = np.zeros((dim, dim), np.float16)
    tensors = {"attn_q": zero, "attn_k": zero, "attn_v": value, "attn_output": back, "ffn_up": zero, "ffn_down": zero}
    for key, tensor in tensors.items():
        writer.add_tensor(f"blk.0.{key}.weight", tensor)
        writer.add_tensor(f"blk.0.{key}.bias", np.zeros(dim, np.float32))
    for key in ("token_embd_norm", "blk.0.attn_output_norm", "blk.0.layer_output_norm"):
        writer.add_tensor(f"{key}.weight", np.ones(dim, np.float32))
        writer.add_tensor(f"{key}.bias", np.zeros(dim, np.float32))
