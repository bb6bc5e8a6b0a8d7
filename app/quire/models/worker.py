"""One model process as the main process sees it: started on demand, restarted after a crash, ended when idle."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import msgspec

from quire.errors import Cancelled, ModelError, ModelFailed
from quire.jobs import Child, ChildFailure, Job
from quire.models.lane import PriorityLane
from quire.models.protocol import HostedModel, Payload, Request, decode_reply, encode_request
from quire.models.serving import UNLOAD, HostSettings, serve

OnPart = Callable[[Payload], None]


class Worker:
    """A process that runs models, one request after another; urgent requests go before waiting bulk.

    Args:
        name: For `ps`.
        settings: What the process is told.
        batch_timeout_s: A batch that takes longer, or a stream that is silent longer, counts as hung.
        memory_limit_mb: Address-space limit of the process, 0 for none.
    """

    def __init__(
        self, name: str, settings: HostSettings, *, batch_timeout_s: float, memory_limit_mb: int
    ) -> None:
        self._name = name
        self._settings = settings
        self._batch_timeout_s = batch_timeout_s
        self._memory_limit_mb = memory_limit_mb
        self._lane = PriorityLane()
        self._state = threading.Lock()  # guards the five below; never held while a batch runs
        self._child: Child | None = None
        self._models: list[HostedModel] = []  # what it has loaded, as far as we know; least recently used first
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
        """The process's id."""
        with self._state:
            return self._child.pid if self._child is not None else None

    @property
    def n_waiting(self) -> int:
        """How many requests queue behind the one that runs."""
        return self._lane.n_waiting

    @property
    def busy(self) -> bool:
        """Whether a request runs now."""
        return self._lane.held

    def run(self, model: HostedModel, operation: str, payload: Payload, *, urgent: bool) -> Payload:
        """Run one batch and return its result. A batch during which the process dies is tried once more.

        Raises:
            ModelFailed: the model could not do it, or the process died twice or hung.
            Cancelled: `kill` was called meanwhile.
        """
        message = encode_request(Request(model, operation, payload))

        def ask(child: Child) -> bytes:
            return child.call(message, timeout_s=self._batch_timeout_s)

        return self._ask(model, ask, urgent=urgent, may_repeat=lambda: True)

    def stream(
        self,
        model: HostedModel,
        operation: str,
        payload: Payload,
        *,
        urgent: bool,
        on_part: OnPart | None,
        job: Job | None,
    ) -> Payload:
        """Run one long operation whose answer comes in parts; see `ModelHost.stream`."""
        message = encode_request(Request(model, operation, payload, streams=True))
        n_parts = 0

        def receive(part: bytes) -> None:
            nonlocal n_parts
            n_parts += 1
            if on_part is not None:
                on_part(decode_reply(part))

        def ask(child: Child) -> bytes:
            stop = (lambda: job.cancelled) if job is not None else (lambda: False)
            return child.stream(message, receive, stop=stop, silence_s=self._batch_timeout_s)

        if job is not None:
            job.checkpoint()
        return self._ask(model, ask, urgent=urgent, may_repeat=lambda: n_parts == 0)

    def holds(self, model: HostedModel) -> bool:
        """Tell whether the process has loaded this model, as far as is known here."""
        with self._state:
            return model in self._models

    def unload_one(self) -> bool:
        """Free the memory of the model used longest ago; False when there is none, or the process is at work."""
        with self._lane.hold_if_free() as free:
            with self._state:
                child, model = self._child, next(iter(self._models), None)
            if not free or child is None or model is None:
                return False
            message = encode_request(Request(model, UNLOAD, Payload()))
            try:
                child.call(message, timeout_s=self._batch_timeout_s)
            except ChildFailure:
                self._forget(child)
            except ModelError:  # it let go of the model before the engine complained
                pass
            with self._state:
                self._models = [one for one in self._models if one != model]
            return True

    def kill(self) -> None:
        """End the process at once. Who waits for it gets Cancelled; the next request starts a new process."""
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

    def _ask(
        self,
        model: HostedModel,
        ask: Callable[[Child], bytes],
        *,
        urgent: bool,
        may_repeat: Callable[[], bool],
    ) -> Payload:
        with self._lane.hold(urgent=urgent):
            for last_try in (False, True):
                child = self._running_child()
                try:
                    reply = decode_reply(ask(child))
                    self._note_used(model)
                    return reply
                except ChildFailure as failure:
                    self._forget(child)
                    if child is self._killed or failure.reason == "stopped":
                        raise Cancelled(
                            "the model was stopped as you asked", hint="ask again; it starts anew by itself"
                        ) from None
                    if last_try or failure.reason == "timeout" or not may_repeat():  # what hung once hangs again
                        raise _explained(failure, model) from failure
                finally:
                    self._last_used = time.monotonic()
        raise AssertionError("unreachable: the last try returns or raises")

    def _note_used(self, model: HostedModel) -> None:
        with self._state:
            self._models = [*(one for one in self._models if one != model), model]

    def _running_child(self) -> Child:
        with self._state:
            if self._closed:
                raise ModelFailed("the model host is closed", hint="open the library again")
            if self._child is not None and self._child.alive:
                return self._child
            stale, self._child = self._child, self._start()
            self._models = []
        if stale is not None:
            stale.close()
        return self._child

    def _start(self) -> Child:
        threads = self._settings.threads
        child = Child(
            serve,
            msgspec.msgpack.encode(self._settings),
            name=self._name,
            streams=True,
            memory_limit_mb=self._memory_limit_mb,
            environment={
                "OMP_NUM_THREADS": str(threads),
                # Threads that wait must sleep: spinning ones keep others from working while documents are read. On two
                # busy cores a token of a small model took 125 ms on the mean with spinning, 4.5 ms without.
                "OMP_WAIT_POLICY": "PASSIVE",
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
                self._models = []
        child.close()

    def _retire(self) -> None:
        """End an idle process; the caller holds the lane."""
        with self._state:
            child, self._child = self._child, None
            self._models = []
        if child is not None:
            child.close()

    def _unload_when_idle(self, child: Child) -> None:
        """End `child` once nothing has used it for long enough; runs in a thread of its own."""
        idle_s = self._settings.idle_unload_s
        while True:
            rest = self._last_used + idle_s - time.monotonic()
            if self._wake.wait(max(rest, 0.05)):
                return
            if self._child is not child:
                return
            if time.monotonic() - self._last_used < idle_s:
                continue
            with self._lane.hold(urgent=False):
                if time.monotonic() - self._last_used >= idle_s and self._child is child:
                    self._retire()
                    return


def _explained(failure: ChildFailure, model: HostedModel) -> ModelFailed:
    title = model.card.title
    if failure.reason == "timeout":
        return ModelFailed(
            f"{title} did not answer in time",
            hint="close other programs or choose a smaller model",
            detail=str(failure),
        )
    return ModelFailed(
        f"{title} ended unexpectedly",
        hint=f"it needs about {model.card.memory_mb} MB of free memory; `quire doctor` shows what is there",
        detail=str(failure),
    )
