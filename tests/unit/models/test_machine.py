"""The machine as models see it: its size, what fits, and where a model would run."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from quire.models import machine as looking
from quire.models.machine import Fitting, Machine, fit, this_machine, where_it_runs
from quire.types import ModelCard, ModelRole

PLAIN = Machine(16 * 1024, 12 * 1024, 4)
WITH_CARD = Machine(16 * 1024, 12 * 1024, 4, "Fast Card", 8 * 1024)


def card(memory_mb: int, *, engine: str = "llama") -> ModelCard:
    return ModelCard("m", ModelRole.GENERATOR, "M", (), "MIT", memory_mb, 4096, engine=engine)


def test_this_machine_has_memory_and_cores() -> None:
    here = this_machine()
    assert 0 < here.free_mb <= here.memory_mb
    assert here.cores >= 1


@pytest.mark.parametrize(
    ("memory_mb", "size"), [(4000, "8gb"), (7900, "8gb"), (15800, "16gb"), (31800, "32gb"), (65000, "32gb")]
)
def test_the_size_of_a_machine_is_what_is_sold_as_that(memory_mb: int, size: str) -> None:
    assert Machine(memory_mb, memory_mb, 4).size == size


@pytest.mark.parametrize(
    ("needs_mb", "fitting"), [(2000, Fitting.FITS), (12500, Fitting.TIGHT), (14000, Fitting.TOO_LARGE)]
)
def test_fitting_leaves_room_for_the_system(needs_mb: int, fitting: Fitting) -> None:
    assert fit(card(needs_mb), PLAIN).fitting is fitting


def test_the_device_comes_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "offload_kinds", lambda: ("cuda",))
    assert "models.gpu" in where_it_runs(card(1000), WITH_CARD, gpu=False)
    assert "no graphics processor" in where_it_runs(card(1000), PLAIN, gpu=True)
    assert where_it_runs(card(1000), WITH_CARD, gpu=True) == "Fast Card through cuda"
    assert "too small" in where_it_runs(card(9000), WITH_CARD, gpu=True)
    assert "if PyTorch" in where_it_runs(card(1000, engine="open_clip"), WITH_CARD, gpu=True)
    monkeypatch.setattr(looking, "offload_kinds", tuple)
    assert "built without support for Fast Card" in where_it_runs(card(1000), WITH_CARD, gpu=True)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("echo 'NVIDIA GeForce RTX 4060, 8188'", ("NVIDIA GeForce RTX 4060", 8188)),
        ("echo 'driver mismatch'", ("", 0)),
        ("exit 9", ("", 0)),
        ("exit 0", ("", 0)),
    ],
)
def test_a_driver_that_does_not_answer_is_no_graphics_processor(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, expected: tuple[str, int]
) -> None:
    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        assert command[0] == "nvidia-smi"
        return real_run(["sh", "-c", script], **options)  # type: ignore[call-overload, no-any-return]

    real_run = subprocess.run
    monkeypatch.setattr(looking.platform, "system", lambda: "Linux")
    monkeypatch.setattr(looking.shutil, "which", lambda _: "nvidia-smi")
    monkeypatch.setattr(looking.subprocess, "run", run)
    here = this_machine()
    assert (here.gpu, here.gpu_memory_mb) == expected
