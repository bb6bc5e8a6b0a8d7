"""Adds files to a library in a process that is there to be killed; notes every page it reads in full.

Run as: adding_process.py LIBRARY MARKS FILE…
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import quire.read.ingest as reading
from quire.library import Library
from quire.settings import Settings, with_value
from quire.types import document_id_of

_PAGE_S = 0.05  # so that there is something to be killed in


def settings() -> Settings:
    return with_value(with_value(Settings(), "reading.ocr", False), "reading.layout", "off")


def main(folder: Path, marks: Path, files: list[Path]) -> None:
    real = reading._full_page

    def noted(pool: Any, file: Any, shape: Any, number: int, crops_dir: Path, group: Any) -> bytes:
        content = real(pool, file, shape, number, crops_dir, group)
        with marks.open("a", encoding="ascii") as stream:
            stream.write(f"{document_id_of(file.sha256)} {number}\n")
        time.sleep(_PAGE_S)
        return content

    reading._full_page = noted
    with Library.open(folder, settings=settings()) as library:
        with marks.open("a", encoding="ascii") as stream:
            stream.write("open\n")
        reports = library.add(files)
    sys.stdout.write(" ".join(report.status.value for report in reports))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
