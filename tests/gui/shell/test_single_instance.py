"""A second start hands over to the first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from quire.gui.single_instance import SingleInstance


def _hand_over(qtbot: QtBot, files: list[Path], folder: Path) -> bool:
    """Start a second process that hands over, and let this one answer."""
    code = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from quire.gui.single_instance import SingleInstance; app = QCoreApplication([]);"
        "print(SingleInstance(Path(sys.argv[1])).hand_over([Path(path) for path in sys.argv[2:]]))"
    )
    second = subprocess.Popen(
        [sys.executable, "-c", code, str(folder), *map(str, files)], stdout=subprocess.PIPE, text=True
    )
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    output, _ = second.communicate()
    return output.strip() == "True"


def test_a_second_start_gives_its_files_to_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    first.listen()
    with qtbot.waitSignal(first.called) as called:
        assert _hand_over(qtbot, [tmp_path / "ä b.pdf"], tmp_path)
    assert called.args[0] == (tmp_path / "ä b.pdf",)
    first.close()


def test_the_first_start_finds_nobody(qtbot: QtBot, tmp_path: Path) -> None:
    assert not SingleInstance(tmp_path).hand_over([])


def test_another_library_is_another_window(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path / "one")
    first.listen()
    assert not _hand_over(qtbot, [], tmp_path / "two")
    first.close()


def test_nonsense_on_the_socket_is_ignored(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    first.listen()
    calls: list[object] = []
    first.called.connect(lambda files, token: calls.append(files))
    for nonsense in (b"not json\n", b"[]\n", b'{"files": 3}\n'):
        socket = QLocalSocket()
        with qtbot.waitSignal(socket.disconnected):
            socket.connectToServer(first._name)
            socket.write(nonsense)
    assert calls == []
    with qtbot.waitSignal(first.called):
        assert _hand_over(qtbot, [], tmp_path)
    first.close()
