"""Many reader calls at once in bounded memory: results come as they finish, cancel ends the rest."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TypeVar

from quire.errors import ReaderCrashed
from quire.jobs import Job
from quire.read.pool import CallGroup

TaskT = TypeVar("TaskT")
ResultT = TypeVar("ResultT")

_LOOK_EVERY_S = 0.2  # how long a cancel may go unnoticed
_GRACE_S = 0.5  # what a page under way may still take after a cancel before its process is ended


def stream(
    tasks: Iterable[TaskT],
    work: Callable[[TaskT, CallGroup], ResultT],
    *,
    n_parallel: int,
    job: Job,
) -> Iterator[tuple[TaskT, ResultT | ReaderCrashed]]:
    """Run `work` on `n_parallel` threads and yield (task, result) in the order of completion.

    `tasks` is drawn only as fast as results are taken, so that neither piles up. A `ReaderCrashed` is a
    result: it belongs to its task; any other exception ends the stream.

    Raises:
        Cancelled: the job was cancelled; processes still at work were ended.
    """
    group = CallGroup()
    pending: dict[Future[ResultT], TaskT] = {}
    source = iter(tasks)
    executor = ThreadPoolExecutor(n_parallel, thread_name_prefix="reader-call")
    try:
        while True:
            job.checkpoint()
            while len(pending) < 2 * n_parallel:
                try:
                    task = next(source)
                except StopIteration:
                    break
                pending[executor.submit(work, task, group)] = task
            if not pending:
                return
            for future in wait(pending, timeout=_LOOK_EVERY_S, return_when=FIRST_COMPLETED).done:
                task = pending.pop(future)
                try:
                    result: ResultT | ReaderCrashed = future.result()
                except ReaderCrashed as error:
                    result = error
                yield task, result
    finally:
        _give_up(executor, pending, group)


def _give_up(executor: ThreadPoolExecutor, pending: Iterable[Future[ResultT]], group: CallGroup) -> None:
    """End what still runs: nothing after a normal end, the calls under way after a cancel or an error."""
    running = [future for future in pending if not future.cancel()]
    if running:
        deadline = time.monotonic() + _GRACE_S
        wait(running, timeout=max(0.0, deadline - time.monotonic()))
        group.stop()
    executor.shutdown(wait=True, cancel_futures=True)
