"""A first look at what was dropped, before anything is read: does it answer, is it a folder, is it still growing.

A network folder that hangs would hold up the reader for good, so each file is asked for in a thread that may be left
behind.
"""

from __future__ import annotations

import os
import queue
import stat
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quire.jobs import Job

PATIENCE_S = 5.0
_FRESH_S = 2.0  # a file changed so recently may still be written to
_SETTLE_S = 0.4
_POLL_S = 0.1


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen.

    Attributes:
        ready: To be read, in the order given; also what is not there, since reading it says why.
        folders: Those of `ready` that are folders.
        silent: What did not answer in time.
        growing: Files that are being written right now.
    """

    ready: tuple[Path, ...]
    folders: frozenset[Path]
    silent: tuple[Path, ...]
    growing: tuple[Path, ...]


def look(paths: Sequence[Path], *, job: Job, patience_s: float = PATIENCE_S) -> Looked:
    """Look at every path, giving each `patience_s` to answer.

    Raises:
        Cancelled: the job was cancelled.
    """
    silent: list[Path] = []
    seen = dict(_ask(paths, job, patience_s, silent))
    now = time.time()
    fresh = {
        path: status
        for path, status in seen.items()
        if status is not None and stat.S_ISREG(status.st_mode) and 0 <= now - status.st_mtime < _FRESH_S
    }
    growing = _still_growing(fresh, job, patience_s) if fresh else set()
    return Looked(
        ready=tuple(path for path in seen if path not in growing),
        folders=frozenset(path for path, status in seen.items() if status and stat.S_ISDIR(status.st_mode)),
        silent=tuple(silent),
        growing=tuple(path for path in seen if path in growing),
    )


def _still_growing(fresh: dict[Path, os.stat_result], job: Job, patience_s: float) -> set[Path]:
    time.sleep(_SETTLE_S)
    now = dict(_ask(list(fresh), job, patience_s, []))
    return {path for path, before in fresh.items() if _changed(before, now.get(path)) or not before.st_size}


def _changed(before: os.stat_result, after: os.stat_result | None) -> bool:
    return after is not None and (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns)


def _ask(
    paths: Sequence[Path], job: Job, patience_s: float, silent: list[Path]
) -> Iterator[tuple[Path, os.stat_result | None]]:
    """Yield what each path is, None when it cannot be told; those that do not answer go to `silent`.

    What lies beside a silent file is not asked for: it hangs too.
    """
    todo = list(paths)
    while todo:
        answers: queue.SimpleQueue[os.stat_result | None] = queue.SimpleQueue()
        threading.Thread(target=_stat_all, args=(todo, answers), name="look", daemon=True).start()
        for number, path in enumerate(todo):
            try:
                yield path, _wait(answers, job, patience_s)
            except queue.Empty:
                hung = [other for other in todo[number + 1 :] if other.parent == path.parent]
                silent += [path, *hung]
                todo = [other for other in todo[number + 1 :] if other.parent != path.parent]
                break
        else:
            return


def _wait(
    answers: queue.SimpleQueue[os.stat_result | None], job: Job, patience_s: float
) -> os.stat_result | None:
    deadline = time.monotonic() + patience_s
    while True:
        job.checkpoint()
        try:
            return answers.get(timeout=_POLL_S)
        except queue.Empty:
            if time.monotonic() > deadline:
                raise


def _stat_all(paths: Sequence[Path], answers: queue.SimpleQueue[os.stat_result | None]) -> None:
    for path in paths:
        try:
            answers.put(os.stat(path))
        except (OSError, ValueError):  # a name no system call takes is told by reading it
            answers.put(None)
