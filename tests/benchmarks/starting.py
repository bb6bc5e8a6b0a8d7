"""How long the window takes to start on a large library, and what it then weighs.

    xvfb-run -a .venv/bin/python tests/benchmarks/starting.py [--documents 1000] [--starts 5]

Prints one line per start and the median. `visible`: the window has painted itself; `usable`: the library is open and
its documents are listed. Without a display it runs on Qt's offscreen platform. Python keeps compiled modules, as it
does where Quire is installed, whatever PYTHONDONTWRITEBYTECODE says.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from quire.library import Library
from quire.settings import Settings
from quire.store import Stage
from quire.types import (
    Box,
    Document,
    Element,
    ElementKind,
    IngestStatus,
    Page,
    Place,
    Section,
    Source,
    TextOrigin,
)

_ELEMENTS_A_DOCUMENT = 60
_PAGES_A_DOCUMENT = 12


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--starts", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _fill(Path(folder) / "library", arguments.documents)
        times = [_start(Path(folder)) for _ in range(arguments.starts + 1)][1:]  # the first warms the disk
    for row in times:
        sys.stdout.write(_line(row) + "\n")
    median = {name: statistics.median(row[name] for row in times) for name in times[0]}
    sys.stdout.write(f"median  {_line(median)}\n")
    return 0


def _fill(folder: Path, n_documents: int) -> None:
    began = time.monotonic()
    with Library.open(folder, settings=Settings()) as library:
        for number in range(n_documents):
            library.store.put(_document(number), stage=Stage.READY, status=IngestStatus.ADDED)
    sys.stdout.write(f"{n_documents} documents made in {time.monotonic() - began:.0f} s" + "\n")


def _document(number: int) -> Document:
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    ident = digest[:16]
    elements = tuple(
        Element(
            id=f"{ident}:{part}",
            kind=ElementKind.TEXT,
            text=f"Paper {number} says in its part {part} how the tide drove the turbine past the harbour wall. " * 4,
            place=Place(ident, part * _PAGES_A_DOCUMENT // _ELEMENTS_A_DOCUMENT + 1, (Box(72, 80, 500, 120),)),
            section_id=f"{ident}/s0",
        )
        for part in range(_ELEMENTS_A_DOCUMENT)
    )
    return Document(
        id=ident,
        source=Source(f"/papers/paper-{number}.pdf", digest, "application/pdf", 1_000_000, 1_700_000_000.0),
        title=f"Paper number {number}",
        pages=tuple(Page(n + 1, 595.0, 842.0, TextOrigin.LAYER) for n in range(_PAGES_A_DOCUMENT)),
        elements=elements,
        sections=(Section(f"{ident}/s0", ("Part",), tuple(element.id for element in elements)),),
        outline=(),
        reader="pdf/1",
        problems=(),
    )


def _start(folder: Path) -> dict[str, float]:
    environment = os.environ | {
        "QUIRE_CONFIG_DIR": str(folder / "config"),
        "QUIRE_DATA_DIR": str(folder / "data"),
        "QUIRE_START_BENCHMARK": repr(time.time()),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    code = "import sys; from quire.cli.main import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "gui", "--library", str(folder / "library")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=120)
    times: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return times


def _line(row: dict[str, float]) -> str:
    return (
        f"visible {row['visible_s']:.2f} s  usable {row['usable_s']:.2f} s  "
        f"CPU {row['cpu_s']:.2f} s  memory {row['memory_mb']:.0f} MB"
    )


if __name__ == "__main__":
    sys.exit(main())
