"""The header of a GGUF file, read with bounds: files come from strangers, and llama.cpp aborts on broken ones.

Only what tells models apart is kept; arrays (vocabularies) are skipped. Format: ggml, docs/gguf.md.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from quire.errors import InvalidInput

MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_MOST_PAIRS = 1 << 14
_MOST_TENSORS = 1 << 16
_MOST_TEXTS = 1 << 22  # in an array; the largest vocabularies have some 300,000
_LONGEST_KEY = 1 << 12
_LONGEST_TEXT = 1 << 20  # chat templates have some tens of kilobytes
_STRING, _ARRAY = 8, 9
_FORMATS = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q", 12: "<d"}

Value = bool | int | float | str


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """What a GGUF file says about itself.

    Attributes:
        values: All single values by key; texts longer than 1 MiB are left out.
        lengths: How many items each array has, by key.
        n_tensors: How many tensors it holds.
    """

    values: dict[str, Value]
    lengths: dict[str, int]
    n_tensors: int

    @property
    def architecture(self) -> str:
        return self.text("general.architecture")

    def text(self, key: str) -> str:
        value = self.values.get(key, "")
        return value if isinstance(value, str) else ""

    def own(self, name: str) -> int | None:
        """Return the whole number that the architecture calls `name` ("context_length"), or None."""
        value = self.values.get(f"{self.architecture}.{name}")
        return value if isinstance(value, int) and not isinstance(value, bool) else None


def read_header(path: Path) -> GgufHeader:
    """Read the header of a GGUF file.

    Raises:
        InvalidInput: it is no GGUF file, is broken or cut off, or claims what cannot be.
        OSError: it cannot be read.
    """
    size = path.stat().st_size
    with path.open("rb", buffering=1 << 20) as file:
        try:
            return _Reader(file, size).header()
        except (struct.error, UnicodeDecodeError, ValueError, OverflowError) as error:
            raise InvalidInput(
                f"{path.name} is no whole GGUF file", hint="download it again", detail=str(error)
            ) from error


class _Reader:
    """Reads forward through a header; every length is compared with what is left of the file."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size

    def header(self) -> GgufHeader:
        if self._file.read(4) != MAGIC:
            raise ValueError("it does not begin with GGUF")
        version = self._number("<I")
        if version not in _VERSIONS:
            raise ValueError(f"version {version}")
        n_tensors, n_pairs = self._number("<Q"), self._number("<Q")
        if n_tensors > _MOST_TENSORS or n_pairs > _MOST_PAIRS:
            raise ValueError(f"{n_tensors} tensors, {n_pairs} values")
        values: dict[str, Value] = {}
        lengths: dict[str, int] = {}
        for _ in range(n_pairs):
            key = self._text(_LONGEST_KEY)
            if key is None:
                raise ValueError("a key is too long")
            kind = self._number("<I")
            if kind == _ARRAY:
                lengths[key] = self._skip_array()
            elif kind == _STRING:
                text = self._text(_LONGEST_TEXT)
                if text is not None:
                    values[key] = text
            else:
                values[key] = self._single(kind)
        return GgufHeader(values, lengths, n_tensors)

    def _number(self, form: str) -> int:
        return int(self._unpacked(form))

    def _unpacked(self, form: str) -> bool | int | float:
        value: bool | int | float = struct.unpack(form, self._file.read(struct.calcsize(form)))[0]
        return value

    def _single(self, kind: int) -> Value:
        form = _FORMATS.get(kind)
        if form is None:
            raise ValueError(f"a value of the unknown kind {kind}")
        return self._unpacked(form)

    def _text(self, longest: int) -> str | None:
        """Return a text, or None when it is longer than wanted; it is skipped then."""
        length = self._number("<Q")
        if length > longest:
            self._skip(length)
            return None
        data = self._file.read(length)
        if len(data) < length:
            raise ValueError("it ends inside a text")
        return data.decode("utf-8")

    def _skip_array(self) -> int:
        kind, count = self._number("<I"), self._number("<Q")
        form = _FORMATS.get(kind)
        if form is not None:
            self._skip(count * struct.calcsize(form))
        elif kind == _STRING:
            if count > _MOST_TEXTS or count * 8 > self._left():
                raise ValueError(f"{count} texts")
            for _ in range(count):
                self._skip(self._number("<Q"))
        else:
            raise ValueError(f"an array of the kind {kind}")
        return count

    def _skip(self, length: int) -> None:
        if length > self._left():
            raise ValueError("it ends inside a value")
        self._file.seek(length, 1)

    def _left(self) -> int:
        return self._size - self._file.tell()
