"""A child process that tries whether a folder of Chroma can be used at all: on a graph file that is cut short
Chroma does not raise but takes its whole process down (segmentation fault, seen with 1.5.9).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from quire.jobs import Child, ChildFailure
from quire.store.chroma import ChromaFolder, IndexFault

_TIMEOUT_S = 300.0


class Trial(msgspec.Struct):
    """What to try: the folder, and of each collection its space, level and dimension."""

    path: str
    collections: list[tuple[str, str, int]]


def survives(path: Path, collections: list[tuple[str, str, int]]) -> bool:
    """Return whether Chroma opens the folder and walks every graph in it without failing (about 2 s)."""
    child = Child(_factory, name="index-check")
    try:
        return (
            child.call(msgspec.msgpack.encode(Trial(str(path), collections)), timeout_s=_TIMEOUT_S)
            == b"sound"
        )
    except ChildFailure:
        return False
    finally:
        child.close()


def _factory(_: bytes) -> Callable[[bytes], bytes]:
    return _try


def _try(message: bytes) -> bytes:
    import numpy as np

    trial = msgspec.msgpack.decode(message, type=Trial)
    try:
        chroma = ChromaFolder(Path(trial.path))
        for space_id, level, dim in trial.collections:
            chroma.reachable(space_id, level, np.ones(dim, np.float32))
        chroma.close()
    except IndexFault:
        return b"faulty"
    return b"sound"
