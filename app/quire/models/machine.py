"""What this machine can run: memory, cores, graphics; and whether a model fits. Only what is cheap to learn."""

from __future__ import annotations

import platform
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

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
