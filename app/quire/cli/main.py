"""The command `quire`: global options, dispatch, exit codes. Loads next to nothing; a command loads what it needs."""

from __future__ import annotations

import argparse
import functools
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from quire import __version__
from quire.cli.paths import named_path

if TYPE_CHECKING:
    from quire.cli.command import Command
    from quire.cli.plugged import OwnCommands

EXIT_CANCELLED = 130


def _adding() -> tuple[Command, ...]:
    from quire.cli import adding

    return adding.COMMANDS


def _asking() -> tuple[Command, ...]:
    from quire.cli import asking

    return asking.COMMANDS


def _keeping() -> tuple[Command, ...]:
    from quire.cli import keeping

    return keeping.COMMANDS


def _showing() -> tuple[Command, ...]:
    from quire.cli import showing

    return showing.COMMANDS


def _keeping_safe() -> tuple[Command, ...]:
    from quire.cli import keeping_safe

    return keeping_safe.COMMANDS


def _models() -> tuple[Command, ...]:
    from quire.cli import models

    return models.COMMANDS


def _measuring() -> tuple[Command, ...]:
    from quire.cli import measuring

    return measuring.COMMANDS


def _self_checking() -> tuple[Command, ...]:
    from quire.cli import self_check

    return self_check.COMMANDS


def _reindexing() -> tuple[Command, ...]:
    from quire.cli import reindex

    return reindex.COMMANDS


def _plugins() -> tuple[Command, ...]:
    from quire.cli import plugins

    return plugins.COMMANDS


def _watching() -> tuple[Command, ...]:
    from quire.cli import watching

    return watching.COMMANDS


def _window() -> tuple[Command, ...]:
    from quire.cli import window

    return window.COMMANDS


class _Row(NamedTuple):
    name: str
    help: str
    load: Callable[[], tuple[Command, ...]]


_TABLE = (
    _Row("add", "add files and folders to the library", _adding),
    _Row("search", "find evidence: ranked pages, passages, tables and figures", _asking),
    _Row("ask", "answer a question from the library, with citations", _asking),
    _Row("list", "documents in the library", _keeping),
    _Row("show", "one document: what was found in it, its problems; a page of it as a picture", _showing),
    _Row("remove", "forget documents; the files themselves stay", _keeping),
    _Row("collections", "list, create, rename, delete and fill collections", _keeping),
    _Row("verify", "check that the library is whole", _keeping),
    _Row("repair", "rebuild the vector index from the catalogue", _keeping),
    _Row("reindex", "embed the library anew, by the chosen models; it goes on answering", _reindexing),
    _Row("watch", "folders kept in step: add, list, remove, run", _watching),
    _Row("backup", "the whole library into one file, while it is open", _keeping_safe),
    _Row("restore", "a library out of a backup, into a new folder", _keeping_safe),
    _Row("move", "the library to another folder or disk", _keeping_safe),
    _Row("export", "documents as Markdown, figures and JSON lines", _keeping_safe),
    _Row("import", "the documents of another library or of a backup", _keeping_safe),
    _Row("doctor", "versions, models, devices, library health; what to do", _keeping),
    _Row("settings", "list, get, set and reset settings", _keeping),
    _Row("models", "language, picture and reranking models: list, download, import, use", _models),
    _Row("plugins", "list, enable and disable plugins; begin a new one", _plugins),
    _Row("evaluate", "recall, nDCG, regions and latency on a question set", _measuring),
    _Row("demo", "the main job on the sample documents", _measuring),
    _Row("self-check", "check that this installation works, on the sample documents", _self_checking),
    _Row("gui", "open the window", _window),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (see CONTRACT in the README)."""
    _prepare_streams()
    try:
        argv = sys.argv[1:] if argv is None else argv
        arguments = build_parser(_plugged(argv)).parse_args(argv)
        with _terminated_like_interrupted(arguments.command):
            return _run(arguments)
    except KeyboardInterrupt:
        sys.stderr.write("quire: stopped\n")
        return EXIT_CANCELLED
    except BrokenPipeError:
        from quire.cli.output import let_go_of_stdout

        let_go_of_stdout()  # the reader (head, less) has enough
        return 0


def _run(arguments: argparse.Namespace) -> int:
    from quire.cli.command import Context
    from quire.cli.output import Output
    from quire.errors import QuireError

    output = Output(as_json=arguments.json, quiet=arguments.quiet)
    context = Context(output=output, folder=arguments.library, offline=arguments.offline)
    try:
        return int(arguments.run(context, arguments))
    except QuireError as error:
        output.error(error)
        if arguments.verbose and error.detail:
            output.remark(error.detail)
        return error.exit_code


def _plugged(argv: Sequence[str]) -> list[_Row]:
    """Return the commands of plugins, unless one of Quire's own was meant: then no plugin is looked at."""
    meant = _meant(argv)
    if not meant or meant in {row.name for row in _TABLE}:
        return []
    from quire.cli.plugged import plugged_commands

    return [
        _Row(name, text, functools.partial(tuple, (command,)))
        for name, text, command in plugged_commands(own_commands())
    ]


def _meant(argv: Sequence[str]) -> str:
    """Return the first word that is no option, the command, or the wish for help; empty when there is none."""
    words = iter(argv)
    for word in words:
        if word == "--library":
            next(words, None)
        elif word in ("-h", "--help") or not word.startswith("-"):
            return word
    return ""


def own_commands() -> OwnCommands:
    """Return Quire's own commands as a plugin registers its."""
    from quire.cli.plugged import OwnCommands

    return OwnCommands(_TABLE)


# arguments -------------------------------------------------------------------------------------------------------


class _CommandParser(argparse.ArgumentParser):
    """Learns its arguments, and loads the code behind them, when its command is called.

    Also the parser of what a command can do ("collections create"): the global options may stand there too.
    """

    row: _Row | None = None

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_abbrev": False} | options)
        _add_globals(self, top=False)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        if self.row is not None:
            row, self.row = self.row, None
            command = next(command for command in row.load() if command.name == row.name)
            command.arguments(self)
            self.set_defaults(run=command.run)
        return super().parse_known_args(args, namespace)


def build_parser(plugged: Sequence[_Row] = ()) -> argparse.ArgumentParser:
    """Return the parser with every command, those of plugins after Quire's own."""
    parser = argparse.ArgumentParser(
        prog="quire",
        description="Answers from your own papers and pictures, on your own machine.",
        allow_abbrev=False,  # or a new option would change what a script's shortened one means
    )
    parser.add_argument("--version", action="version", version=f"quire {__version__}")
    _add_globals(parser, top=True)
    subparsers = parser.add_subparsers(
        dest="command", metavar="COMMAND", required=True, parser_class=_CommandParser
    )
    for row in (*_TABLE, *plugged):
        subparsers.add_parser(row.name, help=row.help, description=row.help).row = row
    return parser


def _add_globals(parser: argparse.ArgumentParser, *, top: bool) -> None:
    """Accept the global options before and after the command; only the top level sets defaults."""

    def default(value: object) -> object:
        return value if top else argparse.SUPPRESS

    parser.add_argument("--library", type=named_path, metavar="DIR", default=default(None), help="where the library is")
    parser.add_argument(
        "--offline", action="store_true", default=default(False), help="open no network connection at all"
    )
    parser.add_argument(
        "--json", action="store_true", default=default(False), help="one JSON object per line on stdout"
    )
    parser.add_argument("--quiet", action="store_true", default=default(False), help="no progress, no remarks")
    parser.add_argument(
        "-v", "--verbose", action="store_true", default=default(False), help="technical detail of errors"
    )


# streams and signals ---------------------------------------------------------------------------------------------


def _prepare_streams() -> None:
    """Let no character end a command: what the terminal's encoding lacks is written as an escape."""
    if sys.stdout is None:  # closed by the caller (`>&-`)
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - lives as long as the process
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


@contextmanager
def _terminated_like_interrupted(command: str) -> Iterator[None]:
    """Let SIGTERM end a command as Ctrl+C does: tidy, with a word. The window sees to its own end."""
    if command == "gui" or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
