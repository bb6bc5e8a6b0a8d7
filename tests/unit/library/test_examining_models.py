"""`quire doctor` on models: who does what, what is missing, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tiny_models import tiny_generator

from quire.jobs import Job
from quire.library import examining_models
from quire.library.examining_models import chosen_findings, machine_findings
from quire.models.machine import Machine
from quire.models.shelf import Shelf
from quire.settings import Settings, with_value

HERE = Machine(16 * 1024, 12 * 1024, 4)


@pytest.fixture(autouse=True)
def engines_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining_models, "is_there", lambda engine: True)


def test_unfilled_roles_say_what_happens_instead() -> None:
    found = {finding.name: finding for finding in chosen_findings(Settings(), HERE)}
    assert set(found) == {"picture embedder", "reranker", "answers"}
    assert all(finding.ok for finding in found.values())
    assert "quoted sentences" in found["answers"].value


def test_a_chosen_model_is_named_with_its_device(tmp_path: Path) -> None:
    model = Shelf.of(Settings()).bring_in([tiny_generator(tmp_path)], job=Job())
    settings = with_value(Settings(), "models.generator", model.card.id)
    (answers,) = (item for item in chosen_findings(settings, HERE) if item.name == "answers")
    assert answers.ok
    assert "the processor" in answers.value


def test_a_chosen_model_that_is_gone_comes_with_what_to_do(tmp_path: Path) -> None:
    path = tiny_generator(tmp_path)
    model = Shelf.of(Settings()).bring_in([path], job=Job())
    path.unlink()
    settings = with_value(Settings(), "models.generator", model.card.id)
    (answers,) = (item for item in chosen_findings(settings, HERE) if item.name == "answers")
    assert not answers.ok
    assert "import it" in answers.hint


def test_a_missing_engine_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    model = Shelf.of(Settings()).bring_in([tiny_generator(tmp_path)], job=Job())
    monkeypatch.setattr(examining_models, "is_there", lambda engine: False)
    settings = with_value(Settings(), "models.generator", model.card.id)
    (answers,) = (item for item in chosen_findings(settings, HERE) if item.name == "answers")
    assert "llama.cpp, which is not installed" in answers.value
    assert "quire models download" in answers.hint


def test_the_machine_is_described_with_its_engines() -> None:
    names = [finding.name for finding in machine_findings(HERE)]
    assert names[:3] == ["cores", "memory", "graphics"]
    assert "llama.cpp" in names
