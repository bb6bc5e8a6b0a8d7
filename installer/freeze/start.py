"""What the frozen program runs. Spawned children (readers, the model host) come through here too."""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path


def command(words: list[str]) -> list[str]:
    """Return what `quire` is asked: the window without words, or for files that a file manager hands over."""
    if not words:
        return ["gui"]
    if words[0].startswith("-") or not Path(words[0]).exists():
        return words
    return ["gui", *words]


if __name__ == "__main__":
    multiprocessing.freeze_support()  # first: a child goes no further than this line
    from quire.cli.main import main

    sys.exit(main(command(sys.argv[1:])))
