"""A plugin's command, run by the window: in a thread of its own, on the library that is open."""

from __future__ import annotations

import argparse
import json
import shlex
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from PySide6.QtCore import QObject, Signal

from quire.errors import InvalidInput, QuireError
from quire.plugins.loading import interrupt
from quire.plugins.offers import CommandOffer

if TYPE_CHECKING:
    from quire.library import Library

STOPPED = 130


@dataclass(slots=True)
class WindowOutput:
    """What a command writes goes to `tell`, line by line."""

    tell: Callable[[str], None]
    as_json: bool = False

    def say(self, text: str) -> None:
        self.tell(text)

    def remark(self, text: str) -> None:
        self.tell(text)

    def json_line(self, value: dict[str, Any]) -> None:
        self.tell(json.dumps(value, ensure_ascii=False))


@dataclass(frozen=True, slots=True)
class WindowContext:
    """A command's context; its library is the window's, which stays open."""

    output: WindowOutput
    opened: Library
    offline: bool

    @property
    def folder(self) -> Path | None:
        return self.opened.folder

    def library(self) -> AbstractContextManager[Library]:
        return _lent(self.opened)


class CommandRun(QObject):
    """One run of a command. Lives in the GUI thread.

    Signals:
        said: A line of its output.
        ended: Its exit code; 130 when it was stopped.
    """

    said = Signal(str)
    ended = Signal(int)

    def __init__(self, offer: CommandOffer, library: Library, *, offline: bool) -> None:
        super().__init__()
        self._offer = offer
        self._context = WindowContext(WindowOutput(self._tell), library, offline)
        self._thread: threading.Thread | None = None

    def start(self, words: str) -> None:
        """Run it with these arguments; `ended` follows, also when they are wrong."""
        name = f"command-{self._offer.name}"
        self._thread = threading.Thread(target=self._run, args=(words,), name=name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Interrupt it as Ctrl+C does in a terminal; code that waits for something hears of it later."""
        if self._thread is not None and self._thread.ident is not None and self._thread.is_alive():
            interrupt(self._thread.ident, KeyboardInterrupt)

    def _run(self, words: str) -> None:
        try:
            code = self._code(words)
        except KeyboardInterrupt:
            code = STOPPED
        try:
            self.ended.emit(code)
        except RuntimeError:  # the window is gone
            return

    def _code(self, words: str) -> int:
        try:
            parser = parser_of(self._offer, self._tell)
            return int(self._offer.run(self._context, parser.parse_args(_split(words))) or 0)
        except _Done as done:
            return done.code
        except QuireError as error:
            self._tell(f"{error.message}\n{error.hint}".strip())
            return error.exit_code
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # a stranger's code; SystemExit too
            self._tell(f"{self._offer.name}: {str(error) or type(error).__name__}")
            return 1

    def _tell(self, text: str) -> None:
        try:
            self.said.emit(text)
        except RuntimeError:  # the window is gone
            raise KeyboardInterrupt from None


class _Done(Exception):
    """The parser said all there was to say."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class _Parser(argparse.ArgumentParser):
    """Speaks to the window instead of ending the program."""

    tell: Callable[[str], None] = staticmethod(lambda _: None)

    def _print_message(self, message: str, file: Any = None) -> None:
        type(self).tell(message.rstrip())

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        if message:
            self._print_message(message)
        raise _Done(status)

    def error(self, message: str) -> NoReturn:
        raise InvalidInput(message, hint=self.format_usage().strip())


def parser_of(offer: CommandOffer, tell: Callable[[str], None]) -> argparse.ArgumentParser:
    """Return the parser of a command; what it says goes to `tell`. Whatever the plugin raises comes through."""
    kind = type("_Telling", (_Parser,), {"tell": staticmethod(tell)})  # parsers of sub-commands are made of it too
    parser: argparse.ArgumentParser = kind(prog=offer.name, description=offer.help, allow_abbrev=False)
    offer.arguments(parser)
    return parser


def takes_arguments(parser: argparse.ArgumentParser) -> bool:
    """Tell whether there is anything to say to it but -h."""
    return any(action.dest != "help" for action in parser._actions)


def _split(words: str) -> list[str]:
    try:
        return shlex.split(words)
    except ValueError as error:
        message = f"these arguments cannot be told apart: {error}"
        raise InvalidInput(message, hint="close the quotation marks") from error


@contextmanager
def _lent(library: Library) -> Iterator[Library]:
    yield library
