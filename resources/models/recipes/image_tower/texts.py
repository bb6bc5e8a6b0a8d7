"""Vectors of captions by the frozen text side, the built-in all-MiniLM-L6-v2, kept in a file between runs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray


def vectors(captions: list[str], kept: Path) -> NDArray[np.float32]:
    """Return a unit vector per caption, shape (n, 384)."""
    known: dict[str, NDArray[np.float32]] = {}
    if kept.exists():
        with np.load(kept) as file:
            known = dict(zip(file["captions"].tolist(), file["rows"], strict=True))
    missing = sorted(set(captions) - set(known))
    if missing:
        from quire.models import ModelHost

        host = ModelHost(threads=1)
        try:
            rows = host.minilm().embed(missing, use="query")
        finally:
            host.close()
        known |= dict(zip(missing, rows, strict=True))
        np.savez(kept, captions=np.array(list(known)), rows=np.stack(list(known.values())))
    return np.stack([known[caption] for caption in captions])
