"""The main process's side of the model host: starts and restarts it, and lets questions go first."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Mapping

import msgspec

from quire.errors import Cancelled, ModelError, ModelFailed
from quire.jobs import Child, ChildFailure
from quire.models.backend import BACKENDS
from quire.models.lane import PriorityLane
from quire.models.minilm import MiniLm, hosted_minilm
from quire.models.protocol import HostedModel, Payload, Request, decode_reply, encode_request
from quire.models.serving import LOAD, HostSettings, serve
from quire.plugins.contracts import TokenEmbedder

_MOST_THREADS = 8  # a batch of 8 short texts does not feed more


class ModelHost:
    """The one process that runs models. Thread-safe; lives as long as the library is open.

    Nothing starts before the first request or `prewarm`. Requests run one after another; an urgent one goes
    before every waiting bulk request, so that it waits for one batch at most.

    Args:
        threads: Threads the engines may use; 0 chooses by the machine.
        idle_unload_s: The process ends, and gives its memory back, after this long without a request.
        backends: Ways of running models, name to "module:class".
        batch_timeout_s: A batch that takes longer counts as hung; the process is killed.
        memory_limit_mb: Address-space limit of the process, 0 for none.
    """

    def __init__(
        self,
        *,
        threads: int = 0,
        idle_unload_s: float = 600.0,
        backends: Mapping[str, str] = BACKENDS,
        batch_timeout_s: float = 300.0,
        memory_limit_mb: int = 0,
    ) -> None:
        self.threads = threads or default_threads()
        self._idle_unload_s = idle_unload_s
        self._backends = dict(backends)
        self._batch_timeout_s = batch_timeout_s
        self._memory_limit_mb = memory_limit_mb
        self._lane = PriorityLane()
        self._state = threading.Lock()  # guards the four below; never held while a batch runs
        self._child: Child | None = None
        self._killed: Child | None = None
        self._closed = False
        self._last_used = time.monotonic()
        self._wake = threading.Event()

    @property
    def running(self) -> bool:
        """Whether the process exists now."""
        with self._state:
            return self._child is not None and self._child.alive

    @property
    def pid(self) -> int | None:
        """The process's id, for `quire doctor` and the memory display."""
        with self._state:
            return self._child.pid if self._child is not None else None

    @property
    def n_waiting(self) -> int:
        """How many requests queue behind the one that runs."""
        return self._lane.n_waiting

    def minilm(self) -> TokenEmbedder:
        """Return the built-in text embedder; checks its files, starts nothing.

        Raises:
            ModelMissing: a file is absent or is not the one the model card names.
        """
        return MiniLm(self, hosted_minilm())

    def prewarm(self) -> None:
        """Start the process and load the built-in embedder in the background; failures show at first use."""

        def warm() -> None:
            try:
                self.run(hosted_minilm(), LOAD, Payload())
            except (ModelError, Cancelled):
                return  # whoever needs the model is told by their own request

        threading.Thread(target=warm, name="prewarm-models", daemon=True).start()

    def run(self, model: HostedModel, operation: str, payload: Payload, *, urgent: bool = False) -> Payload:
        """Run one batch and return its result. A batch during which the process dies is tried once more.

        Raises:
            ModelFailed: the model could not do it, or the process died twice or hung.
            Cancelled: `kill` was called meanwhile.
        """
        message = encode_request(Request(model, operation, payload))
        with self._lane.hold(urgent=urgent):
            for last_try in (False, True):
                child = self._running_child()
                try:
                    return decode_reply(child.call(message, timeout_s=self._batch_timeout_s))
                except ChildFailure as failure:
                    self._forget(child)
                    if child is self._killed:
                        raise Cancelled(
                            "the model was stopped as you asked", hint="ask again; it starts anew by itself"
                        ) from None
                    if last_try or failure.reason == "timeout":  # what hung once hangs again
                        raise _explained(failure, model) from failure
                finally:
                    self._last_used = time.monotonic()
        raise AssertionError("unreachable: the last try returns or raises")

    def kill(self) -> None:
        """End the process at once, whatever it does.

        Who waits for it gets Cancelled; the next request starts a new process.
        """
        with self._state:
            child = self._child
            self._killed = child
        if child is not None:
            child.kill()

    def close(self) -> None:
        """End the process for good. Safe to call twice."""
        with self._state:
            self._closed = True
        self.kill()
        self._wake.set()
        with self._lane.hold(urgent=True):
            self._retire()

    def _running_child(self) -> Child:
        with self._state:
            if self._closed:
                raise ModelFailed("the model host is closed", hint="open the library again")
            if self._child is not None and self._child.alive:
                return self._child
            stale, self._child = self._child, self._start()
        if stale is not None:
            stale.close()
        return self._child

    def _start(self) -> Child:
        child = Child(
            serve,
            msgspec.msgpack.encode(HostSettings(self.threads, self._backends)),
            name="quire-models",
            memory_limit_mb=self._memory_limit_mb,
            environment={
                "OMP_NUM_THREADS": str(self.threads),
                "TOKENIZERS_PARALLELISM": "false",  # batches are small; its own pool would compete
                "GGML_NO_BACKTRACE": "1",  # or an aborting engine forks a debugger first
            },
        )
        threading.Thread(
            target=self._unload_when_idle, args=(child,), name="idle-models", daemon=True
        ).start()
        return child

    def _forget(self, child: Child) -> None:
        with self._state:
            if self._child is child:
                self._child = None
        child.close()

    def _retire(self) -> None:
        """End an idle process; the caller holds the lane."""
        with self._state:
            child, self._child = self._child, None
        if child is not None:
            child.close()

    def _unload_when_idle(self, child: Child) -> None:
        """End `child` once nothing has used it for long enough; runs in a thread of its own."""
        while True:
            rest = self._last_used + self._idle_unload_s - time.monotonic()
            if self._wake.wait(max(rest, 0.05)):
                return
            if self._child is not child:
                return
            if time.monotonic() - self._last_used < self._idle_unload_s:
                continue
            with self._lane.hold(urgent=False):
                idle = time.monotonic() - self._last_used >= self._idle_unload_s
                if idle and self._child is child:
                    self._retire()
                    return


def default_threads() -> int:
    """Return how many threads engines get by default: the cores this process may use, at most 8."""
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # Windows, macOS
        cores = os.cpu_count() or 1
    # Two logical processors share a core's arithmetic units on most machines with more than four of them.
    return max(1, min(_MOST_THREADS, cores if cores <= 4 else cores // 2))


def _explained(failure: ChildFailure, model: HostedModel) -> ModelFailed:
    title = model.card.title
    if failure.reason == "timeout":
        return ModelFailed(
            f"{title} did not answer in time",
            hint="close other programs or choose a smaller model",
            detail=str(failure),
        )
    return ModelFailed(
        f"{title} ended unexpectedly, twice",
        hint=f"it needs about {model.card.memory_mb} MB of free memory; `quire doctor` shows what is there",
        detail=str(failure),
    )
