"""Switches a library to another embedder in a process that is there to be killed; tells every text it embeds.

Run as: switching_process.py LIBRARY MARKS
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from tests.word_embedders import TurnedEmbedder, WordTokenEmbedder

from quire.jobs import Job
from quire.library.serving import TextSpaces, Wanted
from quire.library.switching import Switched, Switching
from quire.plugins.contracts import TextEmbedder
from quire.store import Store, chroma

_BATCH_S = 0.01  # so that there is something to be killed in

# Chroma writes its graph every 60 records here, so that many kills fall into a write.
chroma._HNSW.update(sync_threshold=60, batch_size=20)


def models() -> dict[str, TextEmbedder]:
    return {"words": WordTokenEmbedder("words"), "turned": TurnedEmbedder("turned")}


def spaces_of(store: Store, wanted: str) -> TextSpaces:
    return TextSpaces(store, models().__getitem__, lambda _: (), lambda: Wanted(wanted))


def switch(folder: Path, embedder: TextEmbedder) -> Switched:
    """Switch to "turned", by way of an embedder that may do more than embed."""
    known = models() | {"turned": embedder}
    with Store.open(folder) as store:
        spaces = TextSpaces(store, known.__getitem__, lambda _: (), lambda: Wanted("turned"))
        return Switching(store, spaces, threading.Lock()).switch(Wanted("turned"), Job())


def main(folder: Path, marks: Path) -> None:
    embedder = TurnedEmbedder("turned")

    def noted(texts: Sequence[str]) -> None:
        with marks.open("a", encoding="utf-8") as stream:
            stream.writelines(f"{text.splitlines()[-1]}\n" for text in texts)
        time.sleep(_BATCH_S)

    embedder.before = noted
    with marks.open("a", encoding="utf-8") as stream:
        stream.write("start\n")
    switch(folder, embedder)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
