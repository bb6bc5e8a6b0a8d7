"""One window per library: a second start hands its files to the first and brings it forward."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_CONNECT_MS = 300
_ANSWER_MS = 2_000
_LONGEST_BYTES = 4_000_000  # some 20,000 long paths
_TOKEN = "XDG_ACTIVATION_TOKEN"  # what a Wayland launcher gives so that a window may come forward


class SingleInstance(QObject):
    """The rendezvous of all starts on one library.

    Signals:
        called: Another start was made; its paths, and the token that allows the window to come forward.
    """

    called = Signal(tuple, str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        who = f"{_user()}:{os.path.abspath(folder)}"
        self._name = f"quire-{hashlib.sha256(who.encode()).hexdigest()[:24]}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)

    def hand_over(self, files: Sequence[Path]) -> bool:
        """Give `files` to a running window; False when there is none."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_CONNECT_MS):
            return False
        content = {"files": [os.path.abspath(path) for path in files], "token": os.environ.get(_TOKEN, "")}
        socket.write(json.dumps(content).encode() + b"\n")
        socket.flush()
        return bool(socket.waitForReadyRead(_ANSWER_MS))

    def listen(self) -> None:
        """Be the one that others hand over to. A name left behind by a crash is taken over."""
        if not self._server.listen(self._name):
            QLocalServer.removeServer(self._name)
            self._server.listen(self._name)

    def close(self) -> None:
        self._server.close()

    def _greet(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _LONGEST_BYTES:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        try:
            content = json.loads(bytes(socket.readLine().data()))
            files = tuple(Path(str(path)) for path in content["files"])
            token = str(content.get("token", ""))
        except (ValueError, KeyError, TypeError, AttributeError):
            socket.abort()
            return
        socket.write(b"ok\n")
        socket.flush()
        self.called.emit(files, token)


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
