"""The host process's side: loads models on first use and runs operations on them. Only in the child."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from quire.errors import ModelFailed, QuireError
from quire.models.backend import Backend, create
from quire.models.protocol import HostedModel, Payload, decode_request, encode_reply

LOAD = "load"


@dataclass(frozen=True, slots=True)
class HostSettings:
    """What the host process is told at its start."""

    threads: int
    backends: Mapping[str, str]


def serve(argument: bytes) -> Callable[[bytes], bytes]:
    """Return the request handler of a new host process (see `quire.jobs.Child`)."""
    settings = msgspec.msgpack.decode(argument, type=HostSettings)
    loaded: dict[str, Backend] = {}

    def handle(message: bytes) -> bytes:
        request = decode_request(message)
        title = request.model.card.title
        try:
            backend = loaded.get(request.model.card.id)
            if backend is None:
                backend = loaded[request.model.card.id] = _load(request.model, settings)
            if request.operation == LOAD:
                return encode_reply(Payload())
            return encode_reply(backend.run(request.operation, request.payload))
        except QuireError:
            raise
        except MemoryError as error:
            raise ModelFailed(
                f"{title} ran out of memory", hint="close other programs or choose a smaller model"
            ) from error
        except Exception as error:  # engines raise whatever they like; here it becomes one sentence
            raise ModelFailed(
                f"{title} failed on these inputs",
                hint="run `quire doctor`; it says which model and engine are in use",
                detail=traceback.format_exc(),
            ) from error

    return handle


def _load(model: HostedModel, settings: HostSettings) -> Backend:
    backend = create(model.backend, settings.backends, threads=settings.threads)
    backend.load(model.card, {name: Path(path) for name, path in model.files})
    return backend
