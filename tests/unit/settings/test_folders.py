"""Folders: the platform's by default, moved by the environment; resources in all three ways of installing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import quire
from quire.settings import (
    Settings,
    cache_folder,
    config_folder,
    data_folder,
    default_library_folder,
    library_folder,
    resources,
    with_value,
)


def test_folders_follow_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIRE_CONFIG_DIR", str(tmp_path / "c"))
    monkeypatch.setenv("QUIRE_DATA_DIR", str(tmp_path / "d"))
    assert config_folder() == tmp_path / "c"
    assert data_folder() == tmp_path / "d"
    assert cache_folder() == tmp_path / "d" / "cache"
    assert default_library_folder() == tmp_path / "d" / "library"


def test_folders_have_a_place_without_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUIRE_CONFIG_DIR", raising=False)
    monkeypatch.delenv("QUIRE_DATA_DIR", raising=False)
    for folder in (config_folder(), data_folder(), cache_folder()):
        assert folder.is_absolute()
        assert "quire" in str(folder).lower()


def test_the_library_lies_where_the_settings_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIRE_DATA_DIR", str(tmp_path))
    assert library_folder(Settings()) == tmp_path / "library"
    assert library_folder(with_value(Settings(), "library.folder", "~/papers")) == Path.home() / "papers"


def test_resources_are_found_in_the_source_tree() -> None:
    assert (resources() / "samples" / "questions.jsonl").is_file()


def test_resources_are_found_in_an_installed_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "quire"
    monkeypatch.setattr(quire, "__file__", str(package / "__init__.py"))
    assert resources() == package / "_resources"


def test_resources_are_found_in_a_frozen_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quire, "__file__", str(tmp_path / "quire" / "__init__.py"))
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources() == tmp_path / "resources"
