"""The command `quire`: global options, dispatch, exit codes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from quire import __version__
from quire.cli.command import Command, Context
from quire.cli.output import Output
from quire.errors import QuireError

EXIT_CANCELLED = 130


def commands(argv: Sequence[str]) -> tuple[Command, ...]:
    """Return the command table; for `gui …` that command alone, so that the window need not wait 0.3 s for the rest."""
    from quire.cli import window

    if "gui" in argv[:1]:
        return window.COMMANDS
    from quire.cli import adding, asking, keeping, measuring

    return (*adding.COMMANDS, *asking.COMMANDS, *keeping.COMMANDS, *measuring.COMMANDS, *window.COMMANDS)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (see CONTRACT in the README)."""
    argv = sys.argv[1:] if argv is None else argv
    parser = build_parser(argv)
    arguments = parser.parse_args(argv)
    output = Output(as_json=arguments.json, quiet=arguments.quiet)
    context = Context(output=output, folder=arguments.library, offline=arguments.offline)
    try:
        return int(arguments.run(context, arguments))
    except QuireError as error:
        output.error(error)
        if arguments.verbose and error.detail:
            output.remark(error.detail)
        return error.exit_code
    except KeyboardInterrupt:
        output.remark("stopped; what was finished is kept")
        return EXIT_CANCELLED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader (head, less) has enough
        return 0


def build_parser(argv: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Return the parser with every command (see `commands`); the help of each stands in its own table."""
    parser = argparse.ArgumentParser(
        prog="quire", description="Answers from your own papers and pictures, on your own machine."
    )
    parser.add_argument("--version", action="version", version=f"quire {__version__}")
    _add_globals(parser, top=True)
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in commands(argv):
        sub = subparsers.add_parser(command.name, help=command.help, description=command.help)
        _add_globals(sub, top=False)
        command.arguments(sub)
        sub.set_defaults(run=command.run)
    return parser


def _add_globals(parser: argparse.ArgumentParser, *, top: bool) -> None:
    """Accept the global options before and after the command; only the top level sets defaults."""

    def default(value: object) -> object:
        return value if top else argparse.SUPPRESS

    parser.add_argument("--library", type=Path, metavar="DIR", default=default(None), help="where the library is")
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
