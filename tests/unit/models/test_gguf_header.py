"""Headers of GGUF files: read as written, and nothing a stranger writes there does harm."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.tiny_models import tiny_embedder

from quire.errors import InvalidInput
from quire.models.shelf.gguf import read_header


def text(value: bytes) -> bytes:
    return struct.pack("<Q", len(value)) + value


def header(*pairs: bytes, n_pairs: int | None = None, version: int = 3, n_tensors: int = 0) -> bytes:
    count = len(pairs) if n_pairs is None else n_pairs
    return b"GGUF" + struct.pack("<IQQ", version, n_tensors, count) + b"".join(pairs)


def test_what_the_writer_of_ggml_writes_is_read(tmp_path: Path) -> None:
    found = read_header(tiny_embedder(tmp_path, dim=32, context_tokens=77))
    assert (found.architecture, found.own("context_length"), found.own("embedding_length")) == ("bert", 77, 32)
    assert found.lengths["tokenizer.ggml.tokens"] > 10
    assert found.n_tensors > 5


BAD = {
    "cut off": header(text(b"general.name") + struct.pack("<I", 8) + text(b"x"))[:-1],
    "a text longer than the file": header(text(b"k") + struct.pack("<IQ", 8, 1 << 62)),
    "a key longer than allowed": header(text(b"k" * 5000)),
    "an array longer than the file": header(text(b"k") + struct.pack("<IIQ", 9, 4, 1 << 61)),
    "more texts than the file can hold": header(text(b"k") + struct.pack("<IIQ", 9, 8, 1 << 40)),
    "an array in an array": header(text(b"k") + struct.pack("<IIQ", 9, 9, 1)),
    "an unknown kind": header(text(b"k") + struct.pack("<I", 77)),
    "an old version": header(version=1),
    "another byte order": header(version=3 << 24),
    "values without end": header(n_pairs=1 << 60),
    "tensors without end": header(n_tensors=1 << 60),
    "no text": header(text(b"k") + struct.pack("<I", 8) + text(b"\xff\xfe")),
    "nothing": b"",
    "something else": b"PK\3\4",
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_a_broken_header_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "m.gguf"
    path.write_bytes(content)
    with pytest.raises(InvalidInput, match="no whole GGUF file"):
        read_header(path)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(position=st.integers(0, 2000), junk=st.binary(min_size=1, max_size=16), end=st.integers(0, 3000))
def test_random_damage_is_refused_or_read(tmp_path: Path, position: int, junk: bytes, end: int) -> None:
    whole = tmp_path / "whole.gguf"
    content = bytearray((whole if whole.exists() else tiny_embedder(tmp_path, name="whole")).read_bytes()[: 1 << 16])
    content[position : position + len(junk)] = junk
    path = tmp_path / "m.gguf"
    path.write_bytes(content[: len(content) - end])
    try:
        read_header(path)
    except InvalidInput as error:
        assert error.hint  # noqa: PT017 - either outcome is right; another exception is not
