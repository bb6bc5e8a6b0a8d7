from __future__ import annotations

import msgspec
import numpy as np
import pytest

from quire.errors import ModelFailed
from quire.models.protocol import (
    HostedModel,
    Payload,
    Request,
    decode_reply,
    decode_request,
    encode_reply,
    encode_request,
)


def test_request_survives_the_pipe(fake_model: HostedModel) -> None:
    arrays = {
        "x": np.asfortranarray(np.arange(6, dtype=np.int16).reshape(2, 3)),
        "one": np.float64(3.5) * np.ones(()),
    }
    request = decode_request(
        encode_request(Request(fake_model, "encode", Payload(("a", ""), {"k": 1.5}, arrays)))
    )
    assert (request.model, request.operation) == (fake_model, "encode")
    assert (request.payload.texts, request.payload.options) == (("a", ""), {"k": 1.5})
    np.testing.assert_array_equal(request.payload.arrays["x"], arrays["x"])
    assert request.payload.arrays["one"].shape == ()


def test_request_without_a_model_is_refused() -> None:
    with pytest.raises(ModelFailed):
        decode_request(encode_reply(Payload()))


@pytest.mark.parametrize("message", [b"", b"\x05\x00\x00\x00abc", b"\xff\xff\xff\xff"])
def test_garbage_is_a_known_failure(message: bytes) -> None:
    with pytest.raises(ModelFailed, match="understood"):
        decode_reply(message)


def test_truncated_array_is_a_known_failure() -> None:
    with pytest.raises(ModelFailed, match="understood"):
        decode_reply(encode_reply(Payload(arrays={"x": np.zeros(100)}))[:-8])


def test_other_protocol_version_is_refused() -> None:
    header = msgspec.msgpack.encode({"protocol": 999, "texts": [], "options": {}, "arrays": []})
    with pytest.raises(ModelFailed, match="999"):
        decode_reply(len(header).to_bytes(4, "little") + header)
