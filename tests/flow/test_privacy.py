"""Nothing leaves the machine, and nothing is left behind outside Quire's own folders."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from quire.settings import resources

# Python runs this in the main process and in every child before anything else.
_WATCH = """
import os, sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        with open(os.environ["SOCKETS_SEEN"], "a") as file:
            file.write(f"{event} {arguments[1:]}\\n")
sys.addaudithook(watch)
with open(os.environ["SOCKETS_SEEN"], "a") as file:
    file.write("process\\n")
"""
_MAIN = "import sys; from quire.cli.main import main; sys.exit(main())"


def test_adding_and_asking_opens_no_connection_and_leaves_the_home_folder_alone(
    report: Path, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(_WATCH, encoding="utf-8")
    home, seen = tmp_path / "home", tmp_path / "seen.txt"
    home.mkdir()
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("QUIRE_", "XDG_", "ORT_"))
    } | {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "SOCKETS_SEEN": str(seen),
        "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path]),
    }
    timetable = resources() / "samples" / "ferry-timetable.png"  # makes the readers load text recognition
    for words in (["add", str(report), str(timetable)], ["ask", "Who inspected the harbour wall?"]):
        done = subprocess.run(
            [sys.executable, "-c", _MAIN, "--json", *words],
            env=environment, capture_output=True, text=True, check=True,
        )
    assert json.loads(done.stdout)["citations"]
    lines = seen.read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 4  # two commands, and at least a reader and a model host each
    assert set(lines) == {"process"}
    strangers = [
        path for path in home.rglob("*") if path.is_file() and "quire" not in str(path.relative_to(home)).lower()
    ]
    assert strangers == []
