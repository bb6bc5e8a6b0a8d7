"""Long tables as pieces of a bearable length, each with its header and the name of where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from quire.plugins.reading import Table

ROWS = 39  # beside the header; a piece is what is found and cited


def pieces(rows: Sequence[tuple[str, ...]], name: Callable[[int, int], str]) -> Iterator[Table]:
    """Yield tables of at most `ROWS` rows and the header.

    Args:
        rows: The whole table; its first row is the header.
        name: Gets the index of the first and of the last row of a piece, returns its caption.
    """
    if len(rows) < 2:
        if rows:
            yield Table(tuple(rows), name(0, 0), header=False)
        return
    for start in range(1, len(rows), ROWS):
        stop = min(start + ROWS, len(rows))
        first = 0 if start == 1 else start
        yield Table((rows[0], *rows[start:stop]), name(first, stop - 1))
