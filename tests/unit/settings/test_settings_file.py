"""The settings file: reading forgives and reports, writing is atomic and keeps what it does not know."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from quire.errors import StorageFull
from quire.settings import Settings, load, save, settings_file, with_value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_missing_file_gives_the_defaults_without_a_problem(path: Path) -> None:
    loaded = load(path)
    assert loaded.settings == Settings()
    assert loaded.problems == ()


def test_what_is_saved_is_loaded(path: Path) -> None:
    settings = with_value(Settings(), "reading.layout", "off")
    settings = with_value(settings, "reading.page_timeout_s", 12.5)
    settings = with_value(settings, "library.folder", 'C:\\papers "old"\n')
    save(settings, path)
    assert load(path).settings == settings


def test_defaults_are_not_written_so_that_better_defaults_can_follow(path: Path) -> None:
    save(with_value(Settings(), "models.threads", 20), path)
    assert path.read_text(encoding="utf-8").split() == ["version", "=", "1", "[models]", "threads", "=", "20"]


def test_a_row_set_back_to_its_default_is_saved(path: Path) -> None:
    save(with_value(Settings(), "models.threads", 20), path)
    save(Settings(), path)
    assert load(path).settings == Settings()


def test_comments_and_unknown_keys_survive_a_save(path: Path) -> None:
    written(
        path, '# mine\nversion = 1\n[models]\nthreads = 5 # few\nfuture = "x"\n[elsewhere]\nkey = [1, 2]\n'
    )
    save(with_value(load(path).settings, "models.threads", 6), path)
    text = path.read_text(encoding="utf-8")
    assert "# mine" in text
    assert "threads = 6 # few" in text
    assert 'future = "x"' in text
    assert "key = [1, 2]" in text


def test_a_wrong_value_is_reported_and_the_others_count(path: Path) -> None:
    loaded = load(written(path, '[models]\nthreads = "many"\n[reading]\nocr = false\n'))
    assert loaded.settings.models.threads == 0
    assert loaded.settings.reading.ocr is False
    (problem,) = loaded.problems
    assert "models.threads" in problem.message
    assert "whole number from 0 to 256" in problem.hint


def test_a_section_that_is_no_table_is_ignored(path: Path) -> None:
    assert load(written(path, "search = 3\n")).settings == Settings()


def test_a_broken_file_gives_defaults_and_is_kept_when_saving(path: Path) -> None:
    written(path, "[search\nthreads = 5")
    loaded = load(path)
    assert loaded.settings == Settings()
    assert len(loaded.problems) == 1
    save(with_value(Settings(), "models.threads", 6), path)
    assert load(path).settings.models.threads == 6
    assert path.with_suffix(".broken.toml").read_text(encoding="utf-8").startswith("[search")


def test_an_older_file_is_migrated_step_by_step(path: Path) -> None:
    def rename(content: dict[str, Any]) -> dict[str, Any]:
        return {"models": {"threads": content["models"].pop("size")}}

    def double(content: dict[str, Any]) -> dict[str, Any]:
        return {"models": {"threads": content["models"]["threads"] * 2}}

    written(path, "[models]\nsize = 4\n")
    assert load(path, migrations=(rename, double)).settings.models.threads == 8
    written(path, "version = 2\n[models]\nthreads = 4\n")
    assert load(path, migrations=(rename, double)).settings.models.threads == 8
    written(path, "version = 3\n[models]\nthreads = 4\n")
    assert load(path, migrations=(rename, double)).settings.models.threads == 4


def test_a_newer_file_is_used_as_far_as_understood_and_said(path: Path) -> None:
    loaded = load(written(path, "version = 99\n[models]\nthreads = 4\n"))
    assert loaded.settings.models.threads == 4
    assert "version 99" in loaded.problems[0].message


def test_a_failed_save_leaves_the_old_file_and_no_litter(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(with_value(Settings(), "models.threads", 20), path)

    def refuse(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(StorageFull, match="cannot be saved"):
        save(with_value(Settings(), "models.threads", 30), path)
    assert load(path).settings.models.threads == 20
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.toml"]


def test_the_environment_moves_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIRE_CONFIG_DIR", str(tmp_path / "elsewhere"))
    assert settings_file() == tmp_path / "elsewhere" / "settings.toml"
