"""Cards for the tiny models."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from quire.models import HostedModel
from quire.types import ModelCard, ModelFile, ModelRole


def hosted(
    path: Path, role: ModelRole, *more: Path, context_tokens: int = 0, name: str = "", **card: Any
) -> HostedModel:
    """Return a tiny model as the host wants it: `path` and further files (a projector), with a card made for them.

    Args:
        name: Id of the model; that of the file, when there is none.
    """
    files = tuple(
        ModelFile(
            file.name,
            f"file:{file}",
            hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else "",
            file.stat().st_size if file.is_file() else 0,
        )
        for file in (path, *more)
    )
    fields: dict[str, Any] = {"licence": "AGPL-3.0-or-later", "memory_mb": 30, "engine": "llama"} | card
    made = ModelCard(
        id=name or path.stem,
        role=role,
        title=f"The tiny model {name or path.stem}",
        files=files,
        context_tokens=context_tokens,
        **fields,
    )
    return HostedModel(made, made.engine, tuple((file.name, str(file)) for file in (path, *more)))
