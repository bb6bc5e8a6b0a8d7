"""What travels to and from the model host: a msgpack header, then arrays as raw bytes. No pickle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec

from quire.errors import ModelFailed
from quire.types import ModelCard

if TYPE_CHECKING:
    from numpy.typing import NDArray

PROTOCOL = 2

Scalar = str | int | float | bool


@dataclass(frozen=True, slots=True)
class HostedModel:
    """What the host needs to load a model; sent with each request, so that a restarted host knows it.

    Attributes:
        card: What is known of it.
        backend: Name of the backend that runs it, as registered with the host.
        files: Where each of the card's files lies on this machine.
    """

    card: ModelCard
    backend: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Payload:
    """What goes into an operation and what comes out of it.

    Attributes:
        texts: Strings.
        options: Named scalars.
        arrays: Named arrays of any fixed-size dtype; they arrive read-only.
    """

    texts: tuple[str, ...] = ()
    options: Mapping[str, Scalar] = field(default_factory=dict)
    arrays: Mapping[str, NDArray[Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Request:
    """One operation on one model; "load" only loads it, "unload" frees its memory.

    Attributes:
        streams: Parts may be sent before the last reply.
    """

    model: HostedModel
    operation: str
    payload: Payload
    streams: bool = False


class _ArraySpec(msgspec.Struct, frozen=True):
    name: str
    dtype: str
    shape: tuple[int, ...]


class _Header(msgspec.Struct, frozen=True):
    protocol: int
    texts: tuple[str, ...]
    options: dict[str, Scalar]
    arrays: tuple[_ArraySpec, ...]
    operation: str = ""
    model: HostedModel | None = None
    streams: bool = False


_decode_header = msgspec.msgpack.Decoder(_Header).decode  # worked out once, by one thread: see jobs/child.py


def encode_request(request: Request) -> bytes:
    """Return the message for the host."""
    return _encode(request.payload, request)


def decode_request(message: bytes) -> Request:
    """Return what the main process asked.

    Raises:
        ModelFailed: the message is not one of this protocol.
    """
    header, payload = _decode(message)
    if header.model is None:
        raise ModelFailed("the model host was asked something it does not understand", hint=_MIXED)
    return Request(header.model, header.operation, payload, header.streams)


def encode_reply(payload: Payload) -> bytes:
    """Return the message for the main process: a part of an answer, or its last reply."""
    return _encode(payload)


def decode_reply(message: bytes) -> Payload:
    """Return what the host answered.

    Raises:
        ModelFailed: the message is not one of this protocol.
    """
    return _decode(message)[1]


_MIXED = "two versions of Quire are mixed on this machine; install it again"


def _encode(payload: Payload, request: Request | None = None) -> bytes:
    import numpy as np

    arrays = {name: np.asarray(array, order="C") for name, array in payload.arrays.items()}
    header = msgspec.msgpack.encode(
        _Header(
            protocol=PROTOCOL,
            texts=payload.texts,
            options=dict(payload.options),
            arrays=tuple(_ArraySpec(name, array.dtype.str, array.shape) for name, array in arrays.items()),
            operation=request.operation if request else "",
            model=request.model if request else None,
            streams=request.streams if request else False,
        )
    )
    parts = [len(header).to_bytes(4, "little"), header, *(array.tobytes() for array in arrays.values())]
    return b"".join(parts)


def _decode(message: bytes) -> tuple[_Header, Payload]:
    import numpy as np

    try:
        end = 4 + int.from_bytes(message[:4], "little")
        header = _decode_header(message[4:end])
        if header.protocol != PROTOCOL:
            raise ModelFailed(
                f"the model host speaks protocol {header.protocol}, not {PROTOCOL}", hint=_MIXED
            )
        arrays: dict[str, NDArray[Any]] = {}
        for spec in header.arrays:
            flat = np.frombuffer(message, np.dtype(spec.dtype), count=int(np.prod(spec.shape)), offset=end)
            arrays[spec.name] = flat.reshape(spec.shape)
            end += flat.nbytes
    except (msgspec.DecodeError, ValueError, TypeError) as error:
        raise ModelFailed(
            "a message of the model host cannot be understood", hint=_MIXED, detail=str(error)
        ) from error
    return header, Payload(header.texts, header.options, arrays)
