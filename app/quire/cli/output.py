"""Where the command line writes: results on stdout, progress and complaints on stderr."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from quire.errors import QuireError

if TYPE_CHECKING:
    from rich.table import Table

    from quire.jobs import Job
    from quire.types import Progress

_SAMPLE_S = 0.1
_WIDTH_WITHOUT_TERMINAL = 1000


class Output:
    """Writes for a person, or one JSON object per line for a script.

    Args:
        as_json: JSON on stdout and nothing else there.
        quiet: No progress and no remarks; results and errors only.
    """

    def __init__(self, *, as_json: bool, quiet: bool) -> None:
        self.as_json = as_json
        self.quiet = quiet
        if as_json:
            speak_utf8(sys.stdout)

    def json_line(self, value: dict[str, Any]) -> None:
        _write(json.dumps(value, ensure_ascii=False))

    def say(self, text: str) -> None:
        """Print a result for a person; markup is never interpreted."""
        _write(printable(text))

    def styled(self, text: str, begin: str, end: str) -> None:
        """Print a line between two escape sequences of our own."""
        _write(f"{begin}{printable(text)}{end}")

    def piece(self, text: str) -> None:
        """Print a part of a result that is still being written, without ending the line."""
        _write(printable(text), end="")

    @property
    def width(self) -> int:
        """Columns a line may take: those of the terminal, else as many as it likes."""
        return shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDTH_WITHOUT_TERMINAL

    def table(self, table: Table) -> None:
        """Print a table, cut to `width`."""
        from rich.console import Console

        text = io.StringIO()
        terminal = sys.stdout.isatty()
        Console(file=text, force_terminal=terminal, highlight=False, width=self.width).print(table)
        _write("\n".join(line.rstrip() for line in text.getvalue().splitlines()))

    def remark(self, text: str) -> None:
        """Say something that is not a result."""
        if not self.quiet:
            sys.stderr.write(printable(text) + "\n")
            sys.stderr.flush()

    def error(self, error: QuireError) -> None:
        """Say what went wrong and what to do, on stderr, also when quiet."""
        sys.stderr.write(f"quire: {printable(str(error))}\n")
        if error.hint:
            sys.stderr.write(f"       {printable(error.hint)}\n")
        sys.stderr.flush()

    @contextmanager
    def progress(self, job: Job) -> Iterator[None]:
        """Show a bar with ETA on stderr while the block runs; nothing when stderr is no terminal."""
        if self.quiet or not sys.stderr.isatty():
            yield
            return
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[amount]}"),
            TextColumn("[dim]{task.fields[left]}[/dim]"),
        )
        stop = threading.Event()
        # Results on the same terminal go above the bar; those that go elsewhere must not be drawn into it.
        both = sys.stdout.isatty()
        with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=both) as bar:
            task = bar.add_task("", total=None, amount="", left="")

            def sample() -> None:
                while not stop.wait(_SAMPLE_S):
                    now = job.sample()
                    amount = _amount(now)
                    left = f"{_duration(now.eta_s)} left" if now.eta_s is not None else ""
                    bar.update(
                        task,
                        description=f"{now.stage} {printable(now.label)[:40]}".replace("[", "("),
                        completed=now.done,
                        total=now.total or None,
                        amount=amount,
                        left=left,
                    )

            watcher = threading.Thread(target=sample, name="progress", daemon=True)
            watcher.start()
            try:
                yield
            finally:
                stop.set()
                watcher.join()


@contextmanager
def going_on_unheard() -> Iterator[None]:
    """Let work go on when whoever read its results has left (`| head`)."""
    try:
        yield
    except BrokenPipeError:
        let_go_of_stdout()


def let_go_of_stdout() -> None:
    """Send what is still to be written nowhere, so that the end of the process does not stumble over it."""
    with suppress(OSError, ValueError):  # no real file behind it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def speak_utf8(stream: object) -> None:
    """Make a standard stream UTF-8 whatever the locale says: JSON is UTF-8."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # a lone surrogate becomes \\udcff, as in JSON


def _write(text: str, *, end: str = "\n") -> None:
    try:
        sys.stdout.write(text + end)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        let_go_of_stdout()
        raise QuireError(
            f"the results cannot be written: {error.strerror or error}",
            hint="check where the output goes: its disk may be full",
        ) from error


def printable(text: str) -> str:
    """Return `text` with control characters made visible, so that no file name drives a terminal.

    Newlines and tabs stay.
    """
    return "".join(
        char if char in "\n\t" or char.isprintable() else repr(char)[1:-1] for char in text
    )


def one_line(text: str) -> str:
    """Return `text` with line breaks made visible, for names in a line of their own."""
    return text.replace("\n", "\\n").replace("\r", "\\r")


def _amount(now: Progress) -> str:
    if now.unit == "bytes":
        return f"{now.done / 1e6:.0f}" + (f"/{now.total / 1e6:.0f} MB" if now.total else " MB")
    return f"{now.done}/{now.total} {now.unit}" if now.total else ""


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    if seconds < 3600:
        return f"{round(seconds / 60)} min"
    return f"{seconds / 3600:.1f} h"
