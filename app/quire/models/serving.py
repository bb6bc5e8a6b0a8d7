"""The host process's side: loads models on first use and runs operations on them. Only in the child."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from quire.errors import ModelFailed, QuireError
from quire.jobs import Line
from quire.jobs.line import StreamHandler
from quire.models.backend import Talk
from quire.models.loaded import LoadedModels
from quire.models.protocol import Payload, Request, decode_request, encode_reply

LOAD = "load"
UNLOAD = "unload"


@dataclass(frozen=True, slots=True)
class HostSettings:
    """What the host process is told at its start.

    Attributes:
        gpu: Whether engines may use a graphics processor.
        context_tokens: How much a language model shall read at most; 0 sets no limit.
        idle_unload_s: A model that was not used for so long is unloaded when another is asked for.
    """

    threads: int
    backends: Mapping[str, str]
    gpu: bool = True
    context_tokens: int = 0
    idle_unload_s: float = 600.0


def serve(argument: bytes) -> StreamHandler:
    """Return the request handler of a new host process (see `quire.jobs.Child`)."""
    settings = msgspec.msgpack.decode(argument, type=HostSettings)
    models = LoadedModels(
        settings.backends,
        threads=settings.threads,
        gpu=settings.gpu,
        context_tokens=settings.context_tokens,
        idle_unload_s=settings.idle_unload_s,
    )

    def handle(message: bytes, line: Line) -> bytes:
        request = decode_request(message)
        title = request.model.card.title
        try:
            return encode_reply(_answer(models, request, line))
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


def _answer(models: LoadedModels, request: Request, line: Line) -> Payload:
    if request.operation == UNLOAD:
        models.unload(request.model)
        return Payload()
    backend = models.get(request.model)
    if request.operation == LOAD:
        backend.ready()
        return Payload()
    if not request.streams:
        return backend.run(request.operation, request.payload)
    talk = Talk(part=lambda payload: line.part(encode_reply(payload)), stopped=lambda: line.stopped)
    return backend.stream(request.operation, request.payload, talk)
