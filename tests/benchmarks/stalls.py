"""How long the window's event loop stands still while documents are being indexed.

    QT_QPA_PLATFORM=offscreen .venv/bin/python tests/benchmarks/stalls.py [--pages 500]

Makes PDFs of ten pages each, adds them through the window, and asks a question now and then meanwhile. Prints
percentiles of the time between two turns of the event loop, and where the longest stalls were.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import pymupdf
from PySide6.QtCore import QEventLoop, QTimer

from quire.gui.display import make_application
from quire.gui.session import Session
from quire.gui.theme import Theme
from quire.gui.watchdog import Watchdog
from quire.gui.window import MainWindow
from quire.settings import Settings

_PAGES_A_FILE = 10
_ASK_EVERY_MS = 5_000
_SENTENCE = "Paper {file} says on page {page} how the tide drove the turbine past the harbour wall in the year {year}. "


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=500)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"QUIRE_CONFIG_DIR": f"{folder}/config", "QUIRE_DATA_DIR": f"{folder}/data"}
        papers = Path(folder) / "papers"
        _make(papers, arguments.pages)
        watchdog, seconds = _index(Path(folder) / "library", papers, arguments.pages // _PAGES_A_FILE)
    say = sys.stdout.write
    say(f"{arguments.pages} pages in {seconds:.0f} s\n")
    for percentile in (50, 90, 99, 99.9, 100):
        say(f"{percentile:>5} % of the turns waited at most {watchdog.gap_s(percentile) * 1000:6.1f} ms\n")
    for stall in sorted(watchdog.stalls, key=lambda stall: -stall.seconds)[:5]:
        say(f"\n{stall.seconds * 1000:.0f} ms\n{stall.stack}")
    return 0


def _make(folder: Path, n_pages: int) -> None:
    folder.mkdir()
    for file in range(n_pages // _PAGES_A_FILE):
        with pymupdf.open() as paper:
            for page in range(_PAGES_A_FILE):
                text = "\n".join(
                    _SENTENCE.format(file=file, page=page + 1, year=1900 + line) for line in range(40)
                )
                paper.new_page().insert_textbox(pymupdf.Rect(60, 60, 540, 780), text, fontsize=10)
            paper.save(folder / f"paper-{file:03}.pdf")


def _index(library: Path, papers: Path, n_files: int) -> tuple[Watchdog, float]:
    application = make_application()
    Theme.current().set(choice="light")
    session = Session(library, Settings())
    window = MainWindow(session)
    window.show()
    loop = QEventLoop()
    session.opened.connect(loop.quit)
    session.open()
    loop.exec()
    watchdog = Watchdog(parent=application)
    began = time.monotonic()
    session.add([papers])
    watchdog.start()
    asking = QTimer(interval=_ASK_EVERY_MS)
    asking.timeout.connect(lambda: window.conversation_pane.ask("What drove the turbine in the year 1912?"))
    asking.start()

    def look() -> None:
        open_library = session.library
        if open_library is not None and sum(row.stage == "ready" for row in open_library.documents()) == n_files:
            loop.quit()

    looking = QTimer(interval=2_000)
    looking.timeout.connect(lambda: session.tasks.run(lambda _: look(), on_done=lambda _: None, owner=window))
    looking.start()
    loop.exec()
    watchdog.stop()
    asking.stop()
    looking.stop()
    seconds = time.monotonic() - began
    window.close()
    session.close()
    return watchdog, seconds


if __name__ == "__main__":
    sys.exit(main())
