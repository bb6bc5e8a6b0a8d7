"""A download that is killed goes on in the next process; two processes fetch a model once."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.models.web import Served, Web, serving

from quire.settings import Settings, save, with_value

CONTENT = bytes(range(256)) * 2000  # 512,000 bytes
PATH = "/o/n/resolve/main/tiny.gguf"
MAIN = "import sys; from quire.cli.main import main; sys.exit(main())"
COMMAND = [sys.executable, "-c", MAIN, "models", "download", "tiny", "--yes", "--json"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")


@pytest.fixture
def web(own_folders: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HF_HUB_CACHE", str(own_folders / "no-cache"))
    cards = own_folders / "config" / "models"
    cards.mkdir(parents=True)
    (cards / "tiny.toml").write_text(
        'id = "tiny"\nrole = "generator"\ntitle = "Tiny"\nlicence = "MIT"\nmemory_mb = 1\ncontext_tokens = 64\n'
        f'[[files]]\nname = "tiny.gguf"\nurl = "hub:o/n/tiny.gguf"\nsize_bytes = {len(CONTENT)}\n'
        f'sha256 = "{hashlib.sha256(CONTENT).hexdigest()}"\n'
    )
    with serving() as server:
        server.paths[PATH] = Served(CONTENT, etag='"one"', slice_s=0.004)
        save(with_value(Settings(), "models.hub", server.url))
        yield server


def start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ)


def test_a_killed_download_goes_on_where_it_stood(web: Web, own_folders: Path) -> None:
    folder = own_folders / "data" / "models" / "tiny"
    part = folder / "tiny.gguf.part"
    with start() as process:
        deadline = time.monotonic() + 60
        while not (part.exists() and part.stat().st_size > 50_000):
            assert time.monotonic() < deadline, "nothing arrived"
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    arrived = part.stat().st_size
    assert not (folder / "card.toml").exists()
    with start() as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err.decode()
    assert b'"status": "downloaded"' in out
    assert (folder / "tiny.gguf").read_bytes() == CONTENT
    begun = int(web.ranges_asked[-1].removeprefix("bytes=").removesuffix("-"))
    assert 0 < begun <= arrived


def test_two_processes_fetch_a_model_once(web: Web, own_folders: Path) -> None:
    with start() as first, start() as second:
        errors = [process.communicate(timeout=60)[1].decode() for process in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0), errors
    assert len(web.asked) == 1
    assert (own_folders / "data" / "models" / "tiny" / "tiny.gguf").read_bytes() == CONTENT
