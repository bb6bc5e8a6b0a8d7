"""How fast documents become searchable and ready, what each stage costs, and how large the main process grows.

    python -m tests.benchmarks.adding FOLDER [--library DIR]

Prints one JSON object. Run it on a quiet machine; the library must not exist yet, or everything is `unchanged`.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from pathlib import Path

from quire.library import Library
from quire.settings import Settings
from quire.types import IngestReport


def measure(folder: Path, library_folder: Path) -> dict[str, object]:
    """Add every file of `folder` to a new library and return the figures."""
    searchable: list[float] = []
    began = time.monotonic()
    with Library.open(library_folder, settings=Settings()) as library:
        reports = library.add([folder], on_searchable=lambda _: searchable.append(time.monotonic() - began))
        total_s = time.monotonic() - began
        sizes = library.sizes()
    return figures(reports, searchable_s=max(searchable, default=0.0), total_s=total_s) | {
        "main_process_peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "library_bytes": {
            name: getattr(sizes, name) for name in type(sizes).__slots__ if isinstance(getattr(sizes, name), int)
        },
    }


def figures(reports: list[IngestReport], *, searchable_s: float, total_s: float) -> dict[str, object]:
    """Return pages per second up to each stage; the stages of one file follow each other."""
    pages = sum(report.counts.pages for report in reports)
    stages = {
        "read": sum(report.seconds.read for report in reports),
        "embed": sum(report.seconds.embed for report in reports),
        "store": sum(report.seconds.store for report in reports),
    }
    return {
        "files": len(reports),
        "statuses": {status: sum(report.status == status for report in reports) for status in
                     sorted({report.status for report in reports})},
        "pages": pages,
        "elements": sum(report.counts.elements for report in reports),
        "ocr_pages": sum(report.counts.ocr_pages for report in reports),
        "searchable_s": round(searchable_s, 1),
        "searchable_pages_per_s": round(pages / searchable_s, 1) if searchable_s else None,
        "total_s": round(total_s, 1),
        "pages_per_s": round(pages / total_s, 2) if total_s else None,
        "stage_s": {name: round(seconds, 1) for name, seconds in stages.items()},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--library", type=Path)
    arguments = parser.parse_args()
    if arguments.library is not None:
        found = measure(arguments.folder, arguments.library)
    else:
        with tempfile.TemporaryDirectory() as folder:
            found = measure(arguments.folder, Path(folder) / "library")
    print(json.dumps(found, indent=1))  # noqa: T201 - this is a command


if __name__ == "__main__":
    main()
