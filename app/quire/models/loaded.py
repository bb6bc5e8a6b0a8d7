"""The models a host process holds: loaded on first use, the least recently used unloaded when memory is short."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from quire.errors import ModelFailed
from quire.models.backend import Backend, create
from quire.models.protocol import HostedModel

_MIB = 1024 * 1024


class LoadedModels:
    """Backends by model id, each with its weights.

    Args:
        backends: Ways of running models, name to "module:class".
        idle_unload_s: A model that was not used for so long goes when another one is loaded.
        available_mb: Says how much memory is free now, in MiB.
    """

    def __init__(
        self,
        backends: Mapping[str, str],
        *,
        threads: int,
        gpu: bool,
        context_tokens: int,
        idle_unload_s: float,
        available_mb: Callable[[], float] | None = None,
    ) -> None:
        self._backends = backends
        self._threads = threads
        self._gpu = gpu
        self._context_tokens = context_tokens
        self._idle_unload_s = idle_unload_s
        self._available_mb = available_mb or free_mb
        self._loaded: dict[HostedModel, tuple[Backend, float]] = {}  # least recently used first

    @property
    def ids(self) -> list[str]:
        """The loaded models, least recently used first."""
        return [model.card.id for model in self._loaded]

    def get(self, model: HostedModel) -> Backend:
        """Return the backend that holds `model`, loaded now if it is not.

        Raises:
            ModelFailed: it cannot be loaded, or needs more memory than this machine has.
        """
        held = self._loaded.pop(model, None)
        backend = held[0] if held is not None else self._load(model)
        self._loaded[model] = (backend, time.monotonic())
        return backend

    def unload(self, model: HostedModel) -> None:
        """Free a model's memory, if it is loaded."""
        if model in self._loaded:
            self._unload(model)

    def _load(self, model: HostedModel) -> Backend:
        self._make_room(model)
        backend = create(
            model.backend,
            self._backends,
            threads=self._threads,
            gpu=self._gpu,
            context_tokens=self._context_tokens,
        )
        backend.load(model.card, {name: Path(path) for name, path in model.files})
        return backend

    def _make_room(self, wanted: HostedModel) -> None:
        for model in [model for model in self._loaded if model.card.id == wanted.card.id]:
            self._unload(model)  # another version of the same
        now = time.monotonic()
        for model in [model for model, (_, used) in self._loaded.items() if now - used > self._idle_unload_s]:
            self._unload(model)
        while self._loaded and self._available_mb() < wanted.card.memory_mb:
            self._unload(next(iter(self._loaded)))
        if wanted.card.memory_mb > _total_mb():
            raise ModelFailed(
                f"{wanted.card.title} needs about {wanted.card.memory_mb} MB of memory, more than this machine has",
                hint="choose a smaller model",
            )

    def _unload(self, model: HostedModel) -> None:
        backend, _ = self._loaded.pop(model)
        backend.close()
        del backend
        gc.collect()  # engines hold their weights in reference cycles


def free_mb() -> float:
    """Return how much memory programs can have now without swapping, in MiB."""
    import psutil  # type: ignore[import-untyped]  # it ships no types

    return float(psutil.virtual_memory().available) / _MIB


def _total_mb() -> float:
    import psutil

    return float(psutil.virtual_memory().total + psutil.swap_memory().total) / _MIB
