"""`quire gui`: open the window."""

from __future__ import annotations

import argparse

from quire.cli.command import Command, Context
from quire.cli.paths import named_path
from quire.settings import library_folder


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", type=named_path, metavar="FILE", help="files and folders to add")


def _run(context: Context, arguments: argparse.Namespace) -> int:
    from quire.gui import quick_start

    quick_start.begin()  # before the imports that it shortens
    from quire.gui import app

    context.settle_move()
    settings = context.settings()
    return app.run(context.folder or library_folder(settings), settings, arguments.files)


COMMANDS = (Command("gui", _arguments, _run),)
