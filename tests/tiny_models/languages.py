"""Causal models: one that writes what it was made to write, and one that says how well a passage fits."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import gguf
import numpy as np
from numpy.typing import NDArray
from tests.tiny_models.vocabulary import SPECIAL, BytePairs, byte_pairs, finish, printable, write_byte_pairs

CHAT_TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n"
    "{% if enable_thinking is defined and not enable_thinking %}<think>\n\n</think>\n\n{% endif %}{% endif %}"
)
REPLY = "The warranty lasts two years [1]. It covers parts and labour [2]."
_WIDTH, _HEADS = 64, 2
_EPSILON = 1e-5


def tiny_generator(
    folder: Path,
    reply: str = REPLY,
    *,
    thinking: str = "",
    endless: bool = False,
    context_tokens: int = 4096,
    layers: int = 1,
    feed_forward: int = 64,
    chat_template: str = CHAT_TEMPLATE,
    name: str = "tiny-generator",
) -> Path:
    """Write a language model that answers everything with `reply`; return its path (about 1 MB).

    Each token of the reply leads to the next, whatever stood before; the first follows a prompt's last line break.

    Args:
        thinking: It thinks this aloud first.
        endless: It begins again when it has finished, until it is stopped.
        layers, feed_forward: More of them only make it slower.
        chat_template: Empty for none.
    """
    vocabulary = byte_pairs()
    text = f"<think>\n{thinking}\n</think>\n\n{reply}" if thinking else reply
    pieces = _pieces(text, taken={*vocabulary.tokens, printable("\n\n")})
    extra = tuple(printable(piece) for piece in pieces)
    ids = [len(vocabulary.tokens) + number for number in range(len(extra))]
    end = vocabulary.id_of("<|im_end|>")
    last = ids[0] if endless else end
    follows = dict(itertools.pairwise([vocabulary.id_of(printable("\n")), *ids, last]))
    double = printable("\n\n")
    if double in vocabulary.tokens:  # where thinking is switched off, the prompt ends so
        follows[vocabulary.id_of(double)] = ids[0]
    n_tokens = len(vocabulary.tokens) + len(extra)
    embeddings = np.random.default_rng(0).choice([-1.0, 1.0], (n_tokens, _WIDTH)).astype(np.float32)
    embeddings[:, 0] = 1.0  # a constant, for thresholds
    output = np.zeros_like(embeddings)
    for token, next_token in follows.items():
        output[next_token] += embeddings[token]
    output[end, 0] += _WIDTH * 0.7  # what leads nowhere ends the answer
    path = folder / f"{name}.gguf"
    writer = _begin(path, vocabulary, extra, layers, feed_forward, context_tokens, chat_template)
    _add_weights(writer, embeddings, output, layers=layers, feed_forward=feed_forward)
    return finish(writer, path)


def tiny_yes_no_reranker(
    folder: Path,
    word: str = "warranty",
    *,
    context_tokens: int = 2048,
    rerank_template: str = "",
    name: str = "tiny-yes-no",
) -> Path:
    """Write a language model that says "yes" the surer, the more often `word` stands in its prompt.

    Args:
        word: One that the vocabulary has as a token: "warranty", "page", "figure", "table", "years".
        rerank_template: A prompt of its own, with {query} and {document}, as Qwen3-Reranker's file has.
    """
    vocabulary = byte_pairs()
    n_tokens = len(vocabulary.tokens)
    embeddings = np.random.default_rng(1).normal(0.0, 0.3, (n_tokens, _WIDTH)).astype(np.float32)
    embeddings[:, 0], embeddings[:, 1] = 1.0, 0.0
    for form in (word, " " + word):
        embeddings[vocabulary.id_of(printable(form)), 1] = 1.0
    output = np.zeros_like(embeddings)
    output[vocabulary.id_of("yes"), 1] = 3.0
    output[vocabulary.id_of("no"), 0] = 1.0
    path = folder / f"{name}.gguf"
    writer = _begin(path, vocabulary, (), 1, _WIDTH, context_tokens, CHAT_TEMPLATE)
    if rerank_template:
        writer.add_string("tokenizer.chat_template.rerank", rerank_template)
    _add_weights(writer, embeddings, output, layers=1, feed_forward=_WIDTH, gather=1)
    return finish(writer, path)


def tiny_babbler(
    folder: Path, *, context_tokens: int = 2048, closing: str = "", name: str = "tiny-babbler"
) -> Path:
    """Write a language model with random weights: what it says depends on all it has read and means nothing.

    Args:
        closing: The mark that its tokenizer puts behind every text; empty for none.
    """
    vocabulary = byte_pairs()
    path = folder / f"{name}.gguf"
    writer = _begin(path, vocabulary, (), 2, _WIDTH, context_tokens, CHAT_TEMPLATE)
    if closing:
        writer.add_eos_token_id(vocabulary.id_of(closing))
        writer.add_add_eos_token(True)
    random = np.random.default_rng(6)

    def drawn(*shape: int, scale: float = 0.3) -> NDArray[np.float16]:
        return (random.standard_normal(shape) * scale).astype(np.float16)

    n_tokens = len(vocabulary.tokens)
    writer.add_tensor("token_embd.weight", drawn(n_tokens, _WIDTH))
    output = drawn(n_tokens, _WIDTH)
    output[: len(SPECIAL)] = 0.0
    writer.add_tensor("output.weight", output)
    writer.add_tensor("output_norm.weight", np.ones(_WIDTH, np.float32))
    for layer in range(2):
        for part in ("attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down"):
            writer.add_tensor(f"blk.{layer}.{part}.weight", drawn(_WIDTH, _WIDTH))
        for part in ("attn_q", "attn_k"):  # small, so that attention looks at many tokens
            writer.add_tensor(f"blk.{layer}.{part}.weight", drawn(_WIDTH, _WIDTH, scale=0.1))
        for part in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"blk.{layer}.{part}.weight", np.ones(_WIDTH, np.float32))
    return finish(writer, path)


def _pieces(text: str, *, taken: set[str]) -> list[str]:
    """Cut `text` into pieces of at least a word, no two alike and none in `taken` (both in printable form)."""
    pieces: list[str] = []
    used, piece = set(taken), ""
    for character in text:
        if piece and character == " " and printable(piece) not in used:
            pieces.append(piece)
            used.add(printable(piece))
            piece = ""
        piece += character
    if printable(piece) in used:
        piece = pieces.pop() + piece
    return [*pieces, piece]


def _begin(
    path: Path,
    vocabulary: BytePairs,
    extra: tuple[str, ...],
    layers: int,
    feed_forward: int,
    context_tokens: int,
    chat_template: str,
) -> Any:
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name(path.stem)
    writer.add_block_count(layers)
    writer.add_context_length(context_tokens)
    writer.add_embedding_length(_WIDTH)
    writer.add_feed_forward_length(feed_forward)
    writer.add_head_count(_HEADS)
    writer.add_head_count_kv(_HEADS)
    writer.add_layer_norm_rms_eps(_EPSILON)
    writer.add_rope_dimension_count(_WIDTH // _HEADS)
    writer.add_vocab_size(len(vocabulary.tokens) + len(extra))
    write_byte_pairs(writer, vocabulary, extra=extra, chat_template=chat_template)
    return writer


def _add_weights(
    writer: Any,
    embeddings: NDArray[np.float32],
    output: NDArray[np.float32],
    *,
    layers: int,
    feed_forward: int,
    gather: int | None = None,
) -> None:
    """Add the tensors. Attention looks at all tokens alike and adds their mean in dimension `gather`, or nothing."""
    writer.add_tensor("token_embd.weight", embeddings.astype(np.float16))
    writer.add_tensor("output.weight", output.astype(np.float16))
    writer.add_tensor("output_norm.weight", np.ones(_WIDTH, np.float32))
    value = np.zeros((_WIDTH, _WIDTH), np.float16)
    back = np.zeros((_WIDTH, _WIDTH), np.float16)
    if gather is not None:
        value[0, gather] = 1.0
        back[gather, 0] = 20.0
    zero = np.zeros((_WIDTH, _WIDTH), np.float16)
    for layer in range(layers):
        prefix = f"blk.{layer}."
        tensors = {"attn_q": zero, "attn_k": zero, "attn_v": value, "attn_output": back}
        tensors["ffn_gate"] = tensors["ffn_up"] = np.zeros((feed_forward, _WIDTH), np.float16)
        tensors["ffn_down"] = np.zeros((_WIDTH, feed_forward), np.float16)
        for key, tensor in tensors.items():
            writer.add_tensor(f"{prefix}{key}.weight", tensor)
        for key in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"{prefix}{key}.weight", np.ones(_WIDTH, np.float32))
