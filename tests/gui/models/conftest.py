"""A model server on this machine, and cards that lead to it."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from quire.settings import config_folder

PIECE = 1 << 14


class ModelServer:
    """Serves files by name; can be told to give only so much, and to go on later.

    Attributes:
        asked: Every request: name, and from which byte.
    """

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: list[tuple[str, int]] = []
        self.may_give = threading.Event()
        self.may_give.set()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.answer(self)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        name = request.path.strip("/")
        content, found = self.files.get(name, b""), name in self.files
        ranged = request.headers.get("Range", "")
        start = int(ranged.removeprefix("bytes=").split("-")[0]) if ranged else 0
        self.asked.append((name, start))
        request.send_response((206 if ranged else 200) if found else 404)
        request.send_header("Content-Length", str(len(content) - start))
        request.send_header("ETag", f'"{name}"')
        if ranged:
            request.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        request.end_headers()
        try:
            for at in range(start, len(content), PIECE):
                if at > len(content) // 2:  # half of it always comes
                    self.may_give.wait(20)
                request.wfile.write(content[at : at + PIECE])
                time.sleep(0.001)  # a network, not a memory
        except OSError:
            return  # the download was stopped

    def close(self) -> None:
        self.may_give.set()
        self._http.shutdown()
        self._http.server_close()


@pytest.fixture
def server() -> Iterator[ModelServer]:
    made = ModelServer()
    yield made
    made.close()


@pytest.fixture
def write_card(server: ModelServer) -> Callable[..., str]:
    """Put a card into the person's own catalogue, with a file on the server; returns its id."""

    def write(
        model_id: str,
        role: str = "generator",
        *,
        size: int = 200_000,
        served: bool = True,
        recommended: tuple[str, ...] = (),
        memory_mb: int = 100,
    ) -> str:
        content = (model_id.encode() * size)[:size]
        if served:
            server.files[f"{model_id}.gguf"] = content
        folder = config_folder() / "models"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{model_id}.toml").write_text(
            f'id = "{model_id}"\nrole = "{role}"\ntitle = "The model {model_id}"\nlicence = "Apache-2.0"\n'
            f'licence_url = "https://example.org/licence"\nmemory_mb = {memory_mb}\ncontext_tokens = 4096\n'
            f'engine = "llama"\nreason = "it is small"\nrecommended = {list(recommended)!r}\n'
            f'[[files]]\nname = "{model_id}.gguf"\nurl = "{server.url}/{model_id}.gguf"\nsize_bytes = {size}\n'
            f'sha256 = "{hashlib.sha256(content).hexdigest()}"\n'
        )
        return model_id

    return write


@pytest.fixture
def models_folder(own_folders: Path) -> Path:
    """Return where models go."""
    return own_folders / "data" / "models"
