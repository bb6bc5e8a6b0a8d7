"""What plugins cost: finding six of them, and the MCP server on top of a search.

    .venv/bin/python -m tests.benchmarks.plugins

The second part needs the plugin quire-mcp installed. Both print the median of several rounds, in milliseconds.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from quire.library import Library
from quire.plugins.loading import installed
from quire.settings import Settings
from quire.types import Query

_ROUNDS = 31
_QUERY = "Who inspected the wall?"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        _say("finding six plugins", _finding(Path(folder)))
        _say("MCP on top of a search", _over_mcp(Path(folder)))
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


def _say(what: str, spent: list[float]) -> None:
    sys.stdout.write(f"{what}: {statistics.median(spent) * 1000:.1f} ms, at most {max(spent) * 1000:.1f} ms\n")


if __name__ == "__main__":
    sys.exit(main())
