"""What an unknown model file is for, told from what it says about itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from quire.errors import InvalidInput
from quire.models.shelf.gguf import GgufHeader
from quire.types import ModelCard, ModelFile, ModelRole

_MIB = 1024 * 1024
_POOLINGS = {1: "mean", 2: "cls", 3: "last", 4: "rank"}  # llama.cpp, enum llama_pooling_type
_ENCODERS = frozenset(
    {"bert", "nomic-bert", "nomic-bert-moe", "neo-bert", "modern-bert", "jina-bert-v2", "jina-bert-v3", "eurobert"}
    | {"gemma-embedding", "t5encoder"}
)
_OVERHEAD_MB = 300  # engine and buffers beside the weights
_MOST_CONTEXT_COUNTED = 8192
_LONGEST_CONFIG = 1 << 20
_LONGEST_HEADER = 100 * _MIB  # as the safetensors format itself limits it
_SAYS_NOTHING = re.compile(
    r"(?:ggml[-._])?(?:model|weights|gguf|ggml)(?:[-._].*)?|(?:sha256-)?[0-9a-f]{32,}", re.IGNORECASE
)
_QUANTISATION = re.compile(r"\.(?=(?:[IT]?Q\d|BF16|F16|F32)\w*$)", re.IGNORECASE)  # the point before it

WEIGHTS, CONFIG = "open_clip_model.safetensors", "open_clip_config.json"


@dataclass(frozen=True, slots=True)
class Guess:
    """What a model seems to be."""

    role: ModelRole
    title: str
    pooling: str
    context_tokens: int
    memory_mb: int
    licence: str
    template: str = ""


def guess_gguf(path: Path, header: GgufHeader, *, sees: bool, size_bytes: int) -> Guess:
    """Tell what a GGUF model is for.

    Args:
        sees: Whether a projector for pictures lies with it.
        size_bytes: Of all its files.
    """
    name = _name(path, header)
    pooling = _POOLINGS.get(header.own("pooling_type") or 0, "")
    called = f"{path.stem} {header.text('general.name')}".lower()
    role = _role(header, pooling, called, sees=sees)
    if role is ModelRole.RERANKER and pooling != "rank":
        pooling = "yes-no"
    elif role in (ModelRole.GENERATOR, ModelRole.VLM):
        pooling = ""
    context = header.own("context_length") or 2048
    return Guess(
        role,
        name,
        pooling,
        context,
        size_bytes // _MIB + _OVERHEAD_MB + _cache_mb(header, min(context, _MOST_CONTEXT_COUNTED)),
        _short(header.text("general.license")) or "not stated in the file",
        _template(header),
    )


def _name(path: Path, header: GgufHeader) -> str:
    """Return what a person calls the model: its file's name, which says the quantisation too, unless that says nothing.

    Names inside files are often those of a training run ("Smollm2 135M 8k Lc100K Mix1 Ep2").
    """
    stem = re.sub(r"-00001-of-\d{5}$", "", path.stem)
    if _SAYS_NOTHING.fullmatch(stem):
        return _short(header.text("general.name")) or stem
    return _short(_QUANTISATION.sub(" ", stem))


def _role(header: GgufHeader, pooling: str, called: str, *, sees: bool) -> ModelRole:
    if pooling == "rank" or "rerank" in called:
        return ModelRole.RERANKER
    if sees:
        return ModelRole.VLM
    if pooling or header.architecture in _ENCODERS or "embed" in called:
        return ModelRole.TEXT_EMBEDDER
    return ModelRole.GENERATOR


def _cache_mb(header: GgufHeader, context: int) -> int:
    """Return what keys and values of a full context take in half precision."""
    layers, width = header.own("block_count") or 0, header.own("embedding_length") or 0
    heads = header.own("attention.head_count") or 1
    kv_heads = header.own("attention.head_count_kv") or heads
    if header.architecture in _ENCODERS:
        return 0
    return 2 * 2 * layers * context * width * kv_heads // max(heads, 1) // _MIB


def _short(text: str) -> str:
    return " ".join(text.split())[:80]


def _template(header: GgufHeader) -> str:
    template = header.text("tokenizer.chat_template")
    if "<think>" in template:
        return "thinks before it answers"
    return "" if template else "has no chat template"


def is_projector(header: GgufHeader) -> bool:
    """Tell whether a GGUF file is the part of a VLM that turns pictures into tokens."""
    return header.architecture == "clip" or header.text("general.type") == "mmproj"


def split_parts(path: Path) -> list[Path]:
    """Return all parts of a model that was split into files (`NAME-00001-of-00003.gguf`), else the file alone.

    Raises:
        InvalidInput: a part is missing.
    """
    match = re.fullmatch(r"(.+)-(\d{5})-of-(\d{5})(\.gguf)", path.name)
    if match is None or not 1 <= int(match[3]) <= 999:
        return [path]
    parts = [
        path.with_name(f"{match[1]}-{number:05d}-of-{match[3]}.gguf") for number in range(1, int(match[3]) + 1)
    ]
    for part in parts:
        if not part.is_file():
            raise InvalidInput(f"{part.name} is missing, one of the model's {len(parts)} files", hint="get it too")
    return parts


def guess_open_clip(folder: Path) -> Guess:
    """Tell what an open_clip folder holds.

    Raises:
        InvalidInput: its configuration or its weights are not what they should be.
        OSError: they cannot be read.
    """
    config = folder / CONFIG
    if config.stat().st_size > _LONGEST_CONFIG:
        raise InvalidInput(f"{CONFIG} is too long to be one", hint="get the folder again")
    try:
        content = msgspec.json.decode(config.read_bytes(), type=dict[str, Any])
        model = content["model_cfg"]
        context = int(model.get("text_cfg", {}).get("context_length", 77))
        int(model["embed_dim"])
    except (msgspec.DecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise InvalidInput(
            f"{CONFIG} in {folder} does not describe a model", hint="get the folder again", detail=str(error)
        ) from error
    check_safetensors(folder / WEIGHTS)
    size_mb = (folder / WEIGHTS).stat().st_size // _MIB
    return Guess(
        ModelRole.DUAL_ENCODER, folder.name, "", context, 2 * size_mb + 3 * _OVERHEAD_MB, "not stated in the folder"
    )


def check_safetensors(path: Path) -> None:
    """Make sure that a file has the shape of safetensors: a JSON header, then the tensors it names.

    Raises:
        InvalidInput: it has not.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if not 2 <= length <= min(_LONGEST_HEADER, size - 8):
            raise InvalidInput(f"{path.name} is no whole safetensors file", hint="download it again")
        try:
            header = msgspec.json.decode(file.read(length), type=dict[str, Any])
            ends = [int(entry["data_offsets"][1]) for name, entry in header.items() if name != "__metadata__"]
        except (msgspec.DecodeError, KeyError, IndexError, TypeError, ValueError) as error:
            raise InvalidInput(
                f"{path.name} is no safetensors file", hint="download it again", detail=str(error)
            ) from error
    if max(ends, default=0) != size - 8 - length:
        raise InvalidInput(f"{path.name} is cut off", hint="download it again")


def id_from(name: str) -> str:
    """Return an id made of the name of a file or folder."""
    whole = re.sub(r"-00001-of-\d{5}$", "", name.lower())
    return re.sub(r"[^a-z0-9._-]+", "-", whole).strip("-._")[:80] or "model"


def card_from(guess: Guess, model_id: str, files: tuple[ModelFile, ...], *, engine: str) -> ModelCard:
    """Return the card of an imported model."""
    return ModelCard(
        model_id,
        guess.role,
        guess.title,
        files,
        guess.licence,
        guess.memory_mb,
        guess.context_tokens,
        engine=engine,
        pooling=guess.pooling,
        languages=("many",),
        template=guess.template,
        reason="imported",
        note="Brought in from this machine; what it is for was told from the file itself.",
    )
