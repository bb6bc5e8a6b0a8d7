"""The server over HTTP: on this machine's own address only, and only for whoever has the token."""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
import socket
from pathlib import Path
from typing import Any

import uvicorn
from mcp.server import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from quire.errors import InvalidInput, StorageFull
from quire.settings import config_folder

HOST = "127.0.0.1"
PORT = 8321
_TOKEN_BYTES = 32


def token_file() -> Path:
    return config_folder() / "mcp-token"


def token(*, new: bool = False) -> str:
    """Return the token of this person, made at the first time and kept in a file that only they can read.

    Raises:
        StorageFull: it cannot be kept.
    """
    path = token_file()
    if not new:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            kept = path.read_text(encoding="ascii").strip()
            if len(kept) >= _TOKEN_BYTES:
                os.chmod(path, 0o600)
                return kept
    made = secrets.token_urlsafe(_TOKEN_BYTES)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # whoever holds it open shall not read the new one
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(made + "\n")
    except OSError as error:
        raise StorageFull(
            f"the token cannot be kept in {path}", hint="allow writing there", detail=str(error)
        ) from error
    return made


def bound(port: int) -> socket.socket:
    """Return a socket that listens on this machine only; port 0 takes any that is free.

    Raises:
        InvalidInput: the port is taken or not allowed.
    """
    try:
        return socket.create_server((HOST, port))
    except (OSError, OverflowError) as error:
        raise InvalidInput(f"port {port} cannot be used: {error}", hint="choose another one with --port") from error


def http_server(server: MCPServer[Any], listening: socket.socket, secret: str) -> uvicorn.Server:
    """Return what serves on the socket when it is run; set its `should_exit` to end it."""
    port = listening.getsockname()[1]
    names = (f"{HOST}:{port}", f"localhost:{port}")
    checks = TransportSecuritySettings(  # a page in a browser that calls this machine by another name is turned away
        enable_dns_rebinding_protection=True,
        allowed_hosts=list(names),
        allowed_origins=[f"http://{name}" for name in names],
    )
    app = Guarded(server.streamable_http_app(transport_security=checks, host=HOST), secret)
    return uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=2))


class Guarded:
    """Lets through what carries the token."""

    def __init__(self, app: ASGIApp, secret: str) -> None:
        self._app = app
        self._wanted = f"Bearer {secret}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            given = [value for name, value in scope.get("headers", ()) if name == b"authorization"]
            if scope["type"] != "http" or len(given) != 1 or not hmac.compare_digest(given[0], self._wanted):
                refusal = PlainTextResponse("the token is missing or wrong\n", 401, {"WWW-Authenticate": "Bearer"})
                await refusal(scope, receive, send)
                return
        await self._app(scope, receive, send)
