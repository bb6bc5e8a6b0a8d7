"""Libraries fail in as many ways as files are broken; here that becomes one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from quire.errors import BrokenFile, QuireError
from quire.plugins.reading import Block


def guarded(blocks: Iterator[Block], what: str, programs: str) -> Iterator[Block]:
    """Yield the blocks; whatever a library raises meanwhile becomes a `BrokenFile`.

    Args:
        what: The kind of file, with its article.
        programs: What can open it and save it again.
    """
    try:
        yield from blocks
    except (QuireError, MemoryError):
        raise
    except Exception as error:
        raise BrokenFile(
            f"{what} is damaged and cannot be read",
            hint=f"open it in {programs} and save it again",
            detail=repr(error),
        ) from error
