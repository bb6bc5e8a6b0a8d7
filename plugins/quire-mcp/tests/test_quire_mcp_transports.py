"""The command as other programs start and call it: over standard streams, and over HTTP with a token."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.types import ElicitResult
from quire_mcp.http import bound, http_server, token, token_file
from quire_mcp.server import server_of

from quire.errors import InvalidInput, StorageFull
from quire.library import Library
from quire.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # anyio's memory streams at the end of a client
PROGRAM = (
    "import sys, argparse, quire_mcp\n"
    "from pathlib import Path\n"
    "from quire.cli.command import Context\n"
    "from quire.cli.output import Output\n"
    "if __name__ == '__main__':\n"
    "    parser = argparse.ArgumentParser()\n"
    "    (offer,) = quire_mcp.register_commands()\n"
    "    offer.arguments(parser)\n"
    "    context = Context(output=Output(as_json=False, quiet=True), folder=Path(sys.argv[1]), offline=True)\n"
    "    sys.exit(offer.run(context, parser.parse_args(sys.argv[2:])))\n"
)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIRE_CONFIG_DIR", str(tmp_path / "config"))


@pytest.fixture
def command(tmp_path: Path) -> tuple[list[str], dict[str, str]]:
    """The command on an empty library, and its environment."""
    script = tmp_path / "serve.py"
    script.write_text(PROGRAM, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return [sys.executable, str(script), str(tmp_path / "library")], environment


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "harbour.txt"
    file.write_text("The northern wall was inspected by Ingrid Solheim in March 2024.\n", encoding="utf-8")
    return file


async def agree(_context: Any, _request: Any) -> ElicitResult:
    return ElicitResult(action="accept", content={"add": True})


async def add_and_search(client: Client, file: Path) -> str:
    """Return what is found after the file was added with consent."""
    added = await client.call_tool("add", {"path": str(file)})
    assert not added.is_error, added.content
    found = await client.call_tool("search", {"query": "Who inspected the wall?"})
    return str(found.structured_content["results"][0]["text"])


def test_over_standard_streams(command: tuple[list[str], dict[str, str]], file: Path) -> None:
    (program, *arguments), environment = command

    async def run() -> str:
        server = StdioServerParameters(command=program, args=arguments, env=environment)
        async with Client(server, elicitation_callback=agree) as client:
            return await add_and_search(client, file)

    assert "Ingrid Solheim" in anyio.run(run)


@contextlib.contextmanager
def serving(library: Library, secret: str) -> Iterator[str]:
    """Serve in a thread; yields the address."""
    with bound(0) as listening:
        server = http_server(server_of(library), listening, secret)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/mcp"
        finally:
            server.should_exit = True
            thread.join(20)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with Library.open(tmp_path / "http", settings=Settings()) as library, serving(library, "open-sesame") as url:
        yield url


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_over_http_with_the_token(address: str, file: Path, mode: Any) -> None:
    async def run() -> str:
        headers = {"Authorization": "Bearer open-sesame"}
        async with httpx2.AsyncClient(headers=headers, timeout=60) as http:
            transport = streamable_http_client(address, http_client=http)
            async with Client(transport, mode=mode, elicitation_callback=agree) as client:
                return await add_and_search(client, file)

    assert "Ingrid Solheim" in anyio.run(run)


MESSAGE = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": "open-sesame"}, 401),
        ({"Authorization": "Basic open-sesame"}, 401),
        ({"Authorization": "Bearer open-sesame", "Host": "evil.example:80"}, 421),
        ({"Authorization": "Bearer open-sesame", "Origin": "https://evil.example"}, 403),
    ],
)
def test_without_token_or_from_elsewhere_nothing_is_told(address: str, headers: dict[str, str], status: int) -> None:
    headers |= {"Accept": "application/json, text/event-stream"}
    for path in (address, address.removesuffix("/mcp") + "/"):
        if status != 401 and path != address:
            continue
        reply = httpx2.post(path, json=MESSAGE, headers=headers, timeout=60)
        assert reply.status_code == status
        assert "search" not in reply.text


def test_only_this_machine_can_connect(address: str) -> None:
    port = int(address.rsplit(":", 1)[1].removesuffix("/mcp"))
    with bound(0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"
    with pytest.raises(InvalidInput, match=f"port {port} cannot be used"):
        bound(port)
    others = {entry[4][0] for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    for other in others:
        if not str(other).startswith("127."):
            with pytest.raises(OSError, match=r".+"), socket.create_connection((str(other), port), timeout=5):
                pass


@pytest.mark.parametrize("port", [-1, 99999])
def test_a_port_that_is_none_is_refused(port: int) -> None:
    with pytest.raises(InvalidInput):
        bound(port)


def test_the_token_is_random_kept_and_readable_by_its_owner_only() -> None:
    first = token()
    assert len(first) >= 32
    assert token() == first
    assert token_file().stat().st_mode & 0o077 == 0
    second = token(new=True)
    assert second != first
    assert token() == second
    token_file().chmod(0o644)
    token()
    assert token_file().stat().st_mode & 0o077 == 0
    token_file().write_text("short", encoding="ascii")
    assert len(token()) >= 32


def test_a_token_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where a folder should be", encoding="ascii")
    with pytest.raises(StorageFull, match="token"):
        token()


def test_the_command_says_where_it_serves(command: tuple[list[str], dict[str, str]]) -> None:
    words, environment = command
    process = subprocess.Popen(
        [*words, "--http", "--port", "0"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert process.stdout is not None
        address, header = process.stdout.readline().strip(), process.stdout.readline().strip()
        assert header == f"Authorization: Bearer {token()}"

        async def run() -> Any:
            name, _, value = header.partition(": ")
            async with (
                httpx2.AsyncClient(headers={name: value}, timeout=60) as http,
                Client(streamable_http_client(address, http_client=http)) as client,
            ):
                return await client.call_tool("list_documents", {})

        assert anyio.run(run).structured_content == {"documents": []}
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()
