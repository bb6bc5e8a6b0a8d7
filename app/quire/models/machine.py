"""What this machine can run: memory, cores, graphics; and whether a model fits. Only what is cheap to learn."""

from __future__ import annotations

import importlib.util
import platform
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from quire.types import ModelCard, ModelRole

_MIB = 1024 * 1024
_SYSTEM_MB = 3072  # what the system, a browser and Quire itself want beside a model
_NVIDIA_TIMEOUT_S = 5.0


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine as models see it.

    Attributes:
        memory_mb: Installed memory, in MiB.
        free_mb: What programs can have right now without swapping, in MiB.
        cores: Logical processors.
        gpu: Name of the graphics device models could use, or empty.
        gpu_memory_mb: Its own memory; on Apple silicon the shared one.
    """

    memory_mb: int
    free_mb: int
    cores: int
    gpu: str = ""
    gpu_memory_mb: int = 0

    @property
    def size(self) -> str:
        """The size of machine that catalogue cards speak of: "8gb", "16gb" or "32gb"."""
        if self.memory_mb >= 30 * 1024:
            return "32gb"
        return "16gb" if self.memory_mb >= 14 * 1024 else "8gb"


class Fitting(StrEnum):
    FITS = "fits"
    TIGHT = "tight"
    TOO_LARGE = "too large"


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a model fits, and a sentence with the numbers."""

    fitting: Fitting
    text: str


def this_machine() -> Machine:
    """Look at this machine; asks `nvidia-smi` where it is installed, which takes some tenths of a second."""
    import psutil  # type: ignore[import-untyped]  # ships no types

    memory = psutil.virtual_memory()
    total_mb = int(memory.total) // _MIB
    gpu, gpu_memory_mb = _graphics(total_mb)
    return Machine(total_mb, int(memory.available) // _MIB, psutil.cpu_count() or 1, gpu, gpu_memory_mb)


def fit(card: ModelCard, machine: Machine) -> Fit:
    """Tell whether a model fits into the memory that is installed, and whether it would right now."""
    needs, room = card.memory_mb, machine.memory_mb - _SYSTEM_MB
    numbers = f"needs about {_gb(needs)}; this machine has {_gb(machine.memory_mb)}, {_gb(machine.free_mb)} free now"
    if needs > room and needs > machine.gpu_memory_mb:
        return Fit(Fitting.TOO_LARGE, f"too large: {numbers}")
    if needs > machine.free_mb:
        return Fit(Fitting.TIGHT, f"tight: {numbers}; close other programs first")
    return Fit(Fitting.FITS, numbers)


def recommended(cards: Sequence[ModelCard], machine: Machine) -> list[ModelCard]:
    """Return the set of models recommended for a machine of this size: one per role, in the order of the cards."""
    return [card for card in cards if machine.size in card.recommended]


def offload_kinds() -> tuple[str, ...]:
    """Return which graphics interfaces the installed llama.cpp was built for ("cuda", "metal", "vulkan", …).

    Told from the names of its libraries; nothing is loaded.
    """
    found = importlib.util.find_spec("llama_cpp")
    if found is None or found.origin is None:
        return ()
    names = " ".join(path.name for path in (Path(found.origin).parent / "lib").glob("*ggml-*"))
    return tuple(kind for kind in ("cuda", "metal", "vulkan", "hip", "sycl") if f"ggml-{kind}" in names)


def where_it_runs(card: ModelCard, machine: Machine, *, gpu: bool) -> str:
    """Say on which device a model would run, and why.

    Args:
        gpu: Whether the settings allow a graphics processor.
    """
    if card.engine in ("minilm", "tower"):
        return "onnxruntime on the processor: the fastest way for a model this small"
    if not gpu:
        return "the processor, because `models.gpu` is off"
    if not machine.gpu:
        return "the processor: there is no graphics processor that models could use"
    if card.engine == "open_clip":
        return f"{machine.gpu}, if PyTorch was built for it, else the processor"
    kinds = offload_kinds()
    if not kinds:
        return f"the processor: this llama.cpp was built without support for {machine.gpu}"
    if card.memory_mb > machine.gpu_memory_mb:
        return f"{machine.gpu} is too small for it ({_gb(machine.gpu_memory_mb)}): set `models.gpu` to off"
    return f"{machine.gpu} through {', '.join(kinds)}"


def role_setting(role: ModelRole) -> str:
    """Return the name of the setting a model of this kind is chosen with."""
    return {
        ModelRole.TEXT_EMBEDDER: "models.embedder",
        ModelRole.DUAL_ENCODER: "models.images",
        ModelRole.VLM_EMBEDDER: "models.images",
        ModelRole.RERANKER: "models.reranker",
        ModelRole.GENERATOR: "models.generator",
        ModelRole.VLM: "models.generator",
    }[role]


def _graphics(memory_mb: int) -> tuple[str, int]:
    """Return name and memory of the graphics device that engines can use, or an empty name."""
    if platform.system() == "Darwin" and platform.machine() == "arm64":
        return "Apple silicon (Metal)", memory_mb
    program = shutil.which("nvidia-smi")
    if program is None:
        return "", 0
    command = [program, "--query-gpu=name,memory.total", "--format=csv,noheader,nounits"]
    try:
        answer = subprocess.run(
            command, capture_output=True, text=True, timeout=_NVIDIA_TIMEOUT_S, check=True, stdin=subprocess.DEVNULL
        ).stdout
        name, _, memory = answer.splitlines()[0].rpartition(",")
        return name.strip(), int(memory)
    except (OSError, subprocess.SubprocessError, IndexError, ValueError):
        return "", 0  # a driver that does not answer runs no model either


def _gb(mebibytes: int) -> str:
    return f"{mebibytes / 1024:.1f} GB"
