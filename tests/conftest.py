"""For every test: folders of its own, no display, and no trace of the person's own settings or library."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell does that to what it starts in the background
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test its own configuration and data folders; return the folder that holds both."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("QUIRE_CONFIG_DIR", str(home / "config"))
    monkeypatch.setenv("QUIRE_DATA_DIR", str(home / "data"))
    return home


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of the checkout."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def samples(root: Path) -> Path:
    """Return the folder of the sample documents."""
    return root / "resources" / "samples"
