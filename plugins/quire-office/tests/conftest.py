"""Every test has its own settings; LibreOffice, where it is installed, is used by those only that ask for it."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def office_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings file: no LibreOffice."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("QUIRE_CONFIG_DIR", str(home / "config"))
    monkeypatch.setenv("QUIRE_DATA_DIR", str(home / "data"))
    file = home / "config" / "settings.toml"
    file.parent.mkdir()
    file.write_text('[plugins.office]\nlibreoffice = "off"\n', encoding="utf-8")
    return file
