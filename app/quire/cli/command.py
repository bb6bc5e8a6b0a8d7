"""What a command is, and what it is given."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quire.cli.output import Output
from quire.settings import Settings, library_folder, load, move_note, with_value

if TYPE_CHECKING:
    from quire.library import Library


@dataclass(frozen=True, slots=True)
class Context:
    """What every command needs: where to write, which library, whether the network may be used."""

    output: Output
    folder: Path | None
    offline: bool

    def settings(self) -> Settings:
        """Load the settings; problems in the file are remarks, and its defaults are used."""
        loaded = load()
        for problem in loaded.problems:
            self.output.remark(f"settings: {problem.message}")
        return with_value(loaded.settings, "privacy.offline", True) if self.offline else loaded.settings

    def settle_move(self) -> None:
        """Bring in order what a killed move of the library left, and say so; without one this costs a look."""
        if move_note().exists():
            from quire.library.moving import settle_move

            told = settle_move()
            if told:
                self.output.remark(told)

    def library(self) -> Library:
        """Open the library that was named, else the configured one, else the platform's default."""
        from quire.library import Library  # costs 0.3 s, which the window must not wait for

        self.settle_move()
        settings = self.settings()
        return Library.open(self.folder or library_folder(settings), settings=settings)


@dataclass(frozen=True, slots=True)
class Command:
    """What a command takes and does; what it is for stands in the table of `cli.main`."""

    name: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Context, argparse.Namespace], int]
