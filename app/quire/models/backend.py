"""What a way of running models must be, and which ones there are. Nothing here imports an engine.

A backend lives in the host process only. To add one (open_clip, llama.cpp): subclass `Backend` in a module of
its own, import the engine inside its methods, and name it in `BACKENDS`.
"""

from __future__ import annotations

import importlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from quire.errors import ModelFailed
from quire.models.protocol import Payload
from quire.types import ModelCard

# Name -> "module:class"; resolved inside the host, so a backend costs nothing until it is needed.
BACKENDS: Mapping[str, str] = {
    "minilm": "quire.models.minilm_backend:MiniLmBackend",
    "tower": "quire.models.tower.backend:TowerBackend",
    "llama": "quire.models.llama.backend:LlamaBackend",
    "plugged": "quire.models.plugged_backend:PluggedBackend",
    "open_clip": "quire.models.open_clip.backend:OpenClipBackend",
}


@dataclass(frozen=True, slots=True)
class Talk:
    """What a streaming operation has beside its payload.

    Attributes:
        part: Sends a piece of the answer.
        stopped: Whether to end early; cheap, and may be asked from any thread. The reply then holds what there is.
    """

    part: Callable[[Payload], None]
    stopped: Callable[[], bool]


class Backend(ABC):
    """One loaded model inside the host process. Calls come one after another, from one thread.

    Args:
        threads: How many threads the engine may use.
        gpu: Whether it may use a graphics processor, where there is one.
        context_tokens: How much a language model shall read at most, whatever it could; 0 sets no limit.
    """

    def __init__(self, *, threads: int, gpu: bool = True, context_tokens: int = 0) -> None:
        self.threads = threads
        self.gpu = gpu
        self.context_tokens = context_tokens

    @abstractmethod
    def load(self, card: ModelCard, files: Mapping[str, Path]) -> None:
        """Load the model; called once, before the first `run`.

        Raises:
            ModelFailed: the engine refuses the files.
        """

    def ready(self) -> None:  # noqa: B027 - most are, once loaded
        """Do what the first request would otherwise wait for; called after `load`, perhaps again and again.

        Raises:
            ModelFailed: the engine failed.
        """

    @abstractmethod
    def run(self, operation: str, payload: Payload) -> Payload:
        """Do one batch of work. It cannot be interrupted, so it must stay short: a question waits for it.

        Raises:
            ModelFailed: the operation is unknown or the engine failed.
        """

    def stream(self, operation: str, payload: Payload, talk: Talk) -> Payload:
        """Do something long, piece by piece, and return the last reply.

        Raises:
            ModelFailed: the operation is unknown or the engine failed.
        """
        raise ModelFailed(f"this kind of model cannot {operation!r} piece by piece")

    def close(self) -> None:  # noqa: B027 - most engines free it when the object goes
        """Free the model's memory; nothing is called afterwards."""


def create(
    name: str, backends: Mapping[str, str], *, threads: int, gpu: bool = True, context_tokens: int = 0
) -> Backend:
    """Return a new, unloaded backend.

    Raises:
        ModelFailed: no such backend, or its engine is not installed.
    """
    target = backends.get(name)
    if target is None:
        raise ModelFailed(
            f"nothing here runs models of the kind {name!r}", hint="enable the plugin that does"
        )
    module_name, _, class_name = target.partition(":")
    try:
        backend = getattr(importlib.import_module(module_name), class_name)
    except (ImportError, AttributeError) as error:
        raise ModelFailed(
            f"what runs models of the kind {name!r} cannot be loaded",
            hint="install Quire again, or the plugin that brings it",
            detail=str(error),
        ) from error
    made = backend(threads=threads, gpu=gpu, context_tokens=context_tokens)
    if not isinstance(made, Backend):
        raise ModelFailed(f"{target} is not a backend", hint="disable the plugin that brings it")
    return made
