"""An answer on a terminal while it is written."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from quire.cli.output import Output, one_line
from quire.jobs import Job
from quire.library import Library
from quire.types import Answer, Citation, Hit, Progress, Query, SearchResult, page_in_words

_WAKE_S = 0.1
T = TypeVar("T")

_PLACES = 3
_DIM, _PLAIN, _CLEAR = "\x1b[2m", "\x1b[0m", "\r\x1b[K"
_TOLD_STAGES = ("reading", "reranking")


class Telling:
    """Writes an answer piece by piece where a person watches; elsewhere nothing before it is complete.

    Args:
        live: Whether a person watches.
        thinking: Whether to say that the model thinks.
        finding: Whether to show first what was found, because the answer will take a while.
    """

    def __init__(
        self, output: Output, *, live: bool, thinking: bool = False, finding: bool = False
    ) -> None:
        self._output = output
        self._live = live and not output.as_json
        self._finding = finding and self._live
        self._lock = threading.Lock()  # words come from the thread that asks, waiting from the one that waits
        self._status = ""
        self._thinking = thinking and not output.as_json
        self._said = ""

    def results(self, found: SearchResult) -> None:
        """Show the best places once, before a reranking model has put them in order."""
        best = [hit for hit in found.hits if hit.relevant][:_PLACES]
        if not self._finding or not best:
            return
        self._finding = False
        self.clear()
        dim, plain = (_DIM, _PLAIN) if sys.stdout.isatty() else ("", "")
        for hit in best:
            line = f"  found: {where(hit)}: {' '.join(hit.text.split())}"
            self._output.styled(line[: self._output.width - 1], dim, plain)

    def piece(self, text: str) -> None:
        if self._live:
            self._said += text  # from now on nothing is told but this
            self.clear()
            self._output.piece(text)

    def waiting(self, now: Progress) -> None:
        """Tell on a terminal how far the model has read, as long as it has not written."""
        if not self._live or self._said or self._output.quiet or not sys.stderr.isatty():
            return
        if now.stage not in _TOLD_STAGES or not now.total:
            return
        status = f"{now.stage} {now.done} of {now.total} {now.unit}"
        with self._lock:
            if status != self._status and not self._said:
                self._status = status
                sys.stderr.write(f"{_CLEAR}{_DIM}{status}{_PLAIN}")
                sys.stderr.flush()

    def clear(self) -> None:
        """Take away what was told while waiting."""
        with self._lock:
            if self._status:
                self._status = ""
                sys.stderr.write(_CLEAR)
                sys.stderr.flush()

    def thought(self, _: str) -> None:
        """Say once that the model thinks; what it thinks is folded away."""
        if self._thinking:
            self._thinking = False
            self.clear()
            dim = sys.stderr.isatty()
            sys.stderr.write(f"{_DIM}thinking…{_PLAIN}\n" if dim else "thinking…\n")
            sys.stderr.flush()

    def told(self, made: Answer) -> bool:
        """End the line; return whether all of the answer's text stands there."""
        self.clear()
        if self._said:
            self._output.say("")
        return self._said == made.text


def where(found: Hit | Citation) -> str:
    """Return the file and the page: "costs.xlsx, Sheet Costs"."""
    page = page_in_words(found.place.page_number, found.page_name)
    return f"{one_line(Path(found.document_path).name)}, {one_line(page)}"


def ask_stoppable(library: Library, query: Query, telling: Telling) -> Answer:
    """Ask so that an interrupt stops the model and what it wrote stays.

    Raises:
        Cancelled: it was interrupted before anything was written.
    """
    job = Job()
    try:
        return stoppable(
            lambda: library.ask(
                query, job=job, on_text=telling.piece, on_thinking=telling.thought, on_results=telling.results
            ),
            job,
            waiting=telling.waiting,
        )
    finally:
        telling.clear()


def stoppable(work: Callable[[], T], job: Job, *, waiting: Callable[[Progress], None] = lambda _: None) -> T:
    """Do work in a thread of its own, so that an interrupt cancels its job instead of striking anywhere inside it.

    Args:
        waiting: Called about ten times a second with the job's progress, in this thread.

    Raises:
        KeyboardInterrupt: a second interrupt; the work is left alone.
        Exception: what the work raised.
    """
    made: list[T] = []
    failed: list[BaseException] = []
    done = threading.Event()

    def run() -> None:
        try:
            made.append(work())
        except BaseException as error:  # handed to the thread that waits
            failed.append(error)
        finally:
            done.set()

    threading.Thread(target=run, name="ask", daemon=True).start()
    # Not join: interrupted, it takes a thread that runs for one that has ended (Python 3.11).
    while not done.is_set():
        try:
            if not done.wait(_WAKE_S):  # Windows hears an interrupt only between two waits
                waiting(job.sample())
        except KeyboardInterrupt:
            if job.cancelled:
                raise  # a second one: at once
            job.cancel()
    if failed:
        raise failed[0]
    return made[0]
