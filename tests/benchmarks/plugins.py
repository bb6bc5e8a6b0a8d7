"""What plugins cost: finding six of them, the MCP server on top of a search, a Word document of a hundred pages.

    PYTHONPATH=plugins/quire-mcp:plugins/quire-office .venv/bin/python -m tests.benchmarks.plugins

All print the median of several rounds, in milliseconds; of the document, until it can be found by its words.
"""

from __future__ import annotations

import contextlib
import statistics
import sys
import tempfile
import time
from pathlib import Path

from quire.errors import Cancelled
from quire.jobs import Job
from quire.library import Library
from quire.library.plugged import take_over
from quire.plugins.loading import Found, PluginManager, installed
from quire.settings import Settings, with_value
from quire.types import Query

_ROUNDS = 31
_QUERY = "Who inspected the wall?"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        _say("finding six plugins", _finding(Path(folder)))
        _say("MCP on top of a search", _over_mcp(Path(folder)))
        _say("100 pages of Word to searchable", _reading_word(Path(folder)))
    return 0


def _finding(folder: Path) -> list[float]:
    site = folder / "site"
    for number in range(6):
        info = site / f"quire_made{number}-1.0.dist-info"
        info.mkdir(parents=True)
        metadata = f"Metadata-Version: 2.1\nName: quire-made{number}\nVersion: 1.0\nSummary: One.\n"
        (info / "METADATA").write_text(metadata, encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[quire]\nmade{number} = quire_made{number}\n", encoding="utf-8")
    sys.path.insert(0, str(site))
    spent = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        n_found = sum(plugin.name.startswith("made") for plugin in installed())
        spent.append(time.perf_counter() - began)
        if n_found != 6:
            raise RuntimeError(f"{n_found} of six plugins were found")
    return spent


def _over_mcp(folder: Path) -> list[float]:
    import anyio  # here: only this part needs the plugin
    from mcp import Client
    from quire_mcp.server import server_of

    file = folder / "harbour.txt"
    file.write_text("The northern wall was inspected by Ingrid Solheim in March 2024.\n", encoding="utf-8")
    added: list[float] = []

    async def compare(library: Library) -> None:
        async with Client(server_of(library)) as client:
            for _ in range(_ROUNDS):
                began = time.perf_counter()
                library.search(Query(text=_QUERY))
                between = time.perf_counter()
                await client.call_tool("search", {"query": _QUERY})
                added.append((time.perf_counter() - between) - (between - began))

    with Library.open(folder / "library", settings=Settings()) as library:
        library.add([file])
        anyio.run(compare, library)
    return added


def _reading_word(folder: Path) -> list[float]:
    file = _word_file(folder / "long.docx")
    spent = []
    for number in range(3):
        settings = with_value(Settings(), "plugins.enabled", "office")
        plugins = PluginManager(["office"], discover=lambda: [Found("office", "quire-office", "1", str, _office)])
        with Library.open(folder / f"word{number}", settings=settings) as library:
            library.plugins = plugins
            take_over(library)
            library.pool.prewarm()
            library.add([_warming(folder)])
            job, found = Job(), list[float]()

            def searchable(_: object, job: Job = job, found: list[float] = found) -> None:
                found.append(time.perf_counter())
                job.cancel()

            began = time.perf_counter()
            with contextlib.suppress(Cancelled):
                library.add([file], job=job, on_searchable=searchable)
            spent.append(found[0] - began)
            n_pages = max(row.n_pages for row in library.documents())
            if n_pages < 95:
                raise RuntimeError(f"the document has {n_pages} pages")
    return spent


def _office() -> object:
    import quire_office

    return quire_office


def _warming(folder: Path) -> Path:
    file = folder / "warming.txt"
    file.write_text("The first file starts the readers.\n", encoding="utf-8")
    return file


def _word_file(path: Path) -> Path:
    import docx

    document = docx.Document()
    for chapter in range(100):
        document.add_heading(f"Chapter {chapter}", 1)
        for paragraph in range(5):
            document.add_paragraph(" ".join(f"word{(chapter * 7 + paragraph * 3 + n) % 3000}" for n in range(90)))
        table = document.add_table(rows=5, cols=4)
        for number, row in enumerate(table.rows):
            for column, cell in enumerate(row.cells):
                cell.text = f"{chapter}.{number}{column}"
    document.save(str(path))
    return path


def _say(what: str, spent: list[float]) -> None:
    sys.stdout.write(f"{what}: {statistics.median(spent) * 1000:.1f} ms, at most {max(spent) * 1000:.1f} ms\n")


if __name__ == "__main__":
    sys.exit(main())
