"""Server-sent events (WHATWG HTML, section 9.2): the data of each, from bytes that come in any pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def events(chunks: Iterable[bytes], *, most: int) -> Iterator[bytes]:
    """Return the data of each event; of one that was not ended by an empty line too, as some servers forget that.

    Args:
        most: Bytes that may come in all.

    Raises:
        OverflowError: more came.
    """
    data: list[bytes] = []
    for line in _lines(chunks, most):
        if not line:
            if data:
                yield b"\n".join(data)
            data = []
        elif line.startswith(b"data:"):
            data.append(line[5:].removeprefix(b" "))
    if data:
        yield b"\n".join(data)


def _lines(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    held = bytearray()
    seen = 0
    for chunk in chunks:
        seen += len(chunk)
        if seen > most:
            raise OverflowError("a stream without end")
        held += chunk
        *whole, rest = held.split(b"\n") if b"\n" in chunk else [held]
        for line in whole:
            yield bytes(line).removesuffix(b"\r")
        held = bytearray(rest)
    if held:
        yield bytes(held).removesuffix(b"\r")
