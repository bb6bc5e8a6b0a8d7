"""A spawned process that answers requests over a pipe, so that native code may crash, hang or swell without us.

Messages are bytes both ways: msgspec or raw arrays, never pickle, since a hostile file may have made what comes back.
The main side is `Child`; the child side answers in `_run`. A handler that streams sends parts before its reply.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Literal, cast

import msgspec

from quire.errors import QuireError
from quire.jobs.line import PART, Line, StreamHandler
from quire.jobs.no_network import give_up_network

_OK, _KNOWN, _BUG = b"+", b"!", b"?"
_READY = b"ready"
_LOOK_S = 0.02  # how often a wish to stop is looked for
_PATIENCE_S = 3.0  # how long a child may take to heed it

Handler = Callable[[bytes], bytes]
Factory = Callable[[bytes], Handler] | Callable[[bytes], StreamHandler]
FailureReason = Literal["died", "timeout", "start", "stopped"]


class ChildFailure(Exception):
    """The process died, hung, never came up, or did not heed a wish to stop. It is gone when this is raised.

    Attributes:
        reason: "died", "timeout", "start" or "stopped".
        exit_code: Negative signal number or exit status; None when we killed it.
    """

    def __init__(self, reason: FailureReason, *, exit_code: int | None, name: str) -> None:
        super().__init__(f"{name}: {reason} (exit code {exit_code})")
        self.reason: FailureReason = reason
        self.exit_code = exit_code


class _Known(msgspec.Struct):
    """A QuireError on its way over the pipe."""

    kind: str
    message: str
    hint: str
    detail: str


# msgspec works a type out when it is first used, and takes the process down when two threads do that at the same time.
# So every module names the types that it decodes while it is imported, which one thread does.
_decode_known = msgspec.msgpack.Decoder(_Known).decode


class Child:
    """One child process, without a network. `call` may be used from several threads; calls go one after another.

    Args:
        factory: Module-level function run in the child; sets up and returns the request handler.
        streams: The handler takes a `Line` beside the message, through which it answers piece by piece.
        argument: Settings for `factory`, encoded by the caller.
        name: For logs and `ps`.
        memory_limit_mb: Address-space limit set in the child (where the platform has one); 0 for none.
        environment: Variables set in the child before anything heavy is imported.
        start_timeout_s: How long `factory` may take.
    """

    def __init__(
        self,
        factory: Factory,
        argument: bytes = b"",
        *,
        name: str,
        streams: bool = False,
        memory_limit_mb: int = 0,
        environment: dict[str, str] | None = None,
        start_timeout_s: float = 60.0,
    ) -> None:
        self.name = name
        self._lock = threading.Lock()
        context = multiprocessing.get_context("spawn")
        self._pipe, remote = context.Pipe()
        self._stops: Connection | None = None
        remote_stops: Connection | None = None
        if streams:
            remote_stops, self._stops = context.Pipe(duplex=False)
        self._n_sent = 0
        self._process = context.Process(
            target=_run,
            args=(remote, remote_stops, factory, argument, memory_limit_mb, environment or {}),
            name=name,
            daemon=True,
        )
        self._start_timeout_s = start_timeout_s
        self._ready = False
        with _interrupts_held_back():
            self._process.start()
        remote.close()
        if remote_stops is not None:
            remote_stops.close()

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def wait_ready(self) -> None:
        """Block until the child has set itself up.

        Raises:
            ChildFailure: it died or did not finish in time.
            QuireError: `factory` refused with a known error.
        """
        with self._lock:
            self._await_ready()

    def call(self, message: bytes, *, timeout_s: float | None = None) -> bytes:
        """Send a request and return its reply.

        Raises:
            ChildFailure: the child died, or took longer than `timeout_s` and was killed.
            QuireError: the handler raised one; same kind, message and hint.
            RuntimeError: the handler had a bug; the text is its traceback.
        """
        with self._lock:
            self._send(message)
            return self._reply(self._receive(timeout_s))

    def stream(
        self,
        message: bytes,
        on_part: Callable[[bytes], None],
        *,
        stop: Callable[[], bool] = lambda: False,
        silence_s: float | None = None,
    ) -> bytes:
        """Send a request, hand on each part of the answer as it comes, and return the last reply.

        Args:
            on_part: Called in this thread. What it raises stops the child and is raised when that has ended its answer.
            stop: Looked at 50 times a second. The child is then asked to end early, and its last reply returned;
                one that has not replied after 3 s is killed.
            silence_s: How long the child may send nothing.

        Raises:
            ChildFailure: as in `call`, or with the reason "stopped": it did not heed `stop` and was killed.
            QuireError: the handler raised one; same kind, message and hint.
            RuntimeError: the handler had a bug; the text is its traceback.
        """
        with self._lock:
            self._send(message)
            return self._reply(self._conversation(on_part, stop, silence_s))

    def kill(self) -> None:
        """End the process at once. Safe from any thread, also while another waits in `call`."""
        with contextlib.suppress(Exception):
            self._process.kill()
        self._process.join(5)

    def close(self) -> None:
        """Let an idle child end by itself; kill it when it does not."""
        with contextlib.suppress(OSError):
            self._pipe.close()
            if self._stops is not None:
                self._stops.close()
        self._process.join(2)
        if self._process.is_alive():
            self.kill()

    def _await_ready(self) -> None:
        if self._ready:
            return
        try:
            reply = self._reply(self._receive(self._start_timeout_s))
        except ChildFailure as error:
            raise ChildFailure("start", exit_code=error.exit_code, name=self.name) from None
        if reply != _READY:
            raise self._failure("start")
        self._ready = True

    def _send(self, message: bytes) -> None:
        self._await_ready()
        try:
            self._pipe.send_bytes(message)
        except (BrokenPipeError, OSError):
            raise self._failure("died") from None
        self._n_sent += 1

    def _receive(self, timeout_s: float | None) -> bytes:
        try:
            if not self._pipe.poll(timeout_s):
                self.kill()
                raise self._failure("timeout")
            return self._pipe.recv_bytes()
        except (EOFError, ConnectionResetError, OSError):
            raise self._failure("died") from None

    def _conversation(
        self, on_part: Callable[[bytes], None], stop: Callable[[], bool], silence_s: float | None
    ) -> bytes:
        """Return the last reply, its status included."""
        heard = time.monotonic()
        asked: float | None = None
        broken: BaseException | None = None
        while True:
            now = time.monotonic()
            if asked is None and (broken is not None or stop()):
                asked = now
                self._ask_to_stop()
            if asked is not None and now - asked > _PATIENCE_S:
                self.kill()
                raise broken or self._failure("stopped")
            if not self._has_reply():
                if silence_s is not None and now - heard > silence_s:
                    self.kill()
                    raise self._failure("timeout")
                continue
            reply = self._receive(None)
            heard = now
            if reply[:1] != PART:
                if broken is not None:
                    raise broken
                return reply
            if broken is None:
                try:
                    on_part(reply[1:])
                except BaseException as error:  # raised again once the child has ended its answer
                    broken = error

    def _has_reply(self) -> bool:
        try:
            return self._pipe.poll(_LOOK_S)
        except (EOFError, OSError):
            raise self._failure("died") from None

    def _ask_to_stop(self) -> None:
        assert self._stops is not None, "only a child that streams can be asked to stop"
        with contextlib.suppress(OSError):  # a dead child is noticed at the next look
            self._stops.send_bytes(self._n_sent.to_bytes(8, "little"))

    def _reply(self, reply: bytes) -> bytes:
        status, body = reply[:1], reply[1:]
        if status == _OK:
            return body
        if status == _KNOWN:
            raise _revive(_decode_known(body))
        raise RuntimeError(f"bug in {self.name}:\n{body.decode('utf-8', 'replace')}")

    def _failure(self, reason: FailureReason) -> ChildFailure:
        self._process.join(5)
        exit_code = self._process.exitcode
        if self._process.is_alive():
            self.kill()
        return ChildFailure(reason, exit_code=exit_code, name=self.name)


def _revive(known: _Known) -> QuireError:
    """Rebuild the error class that has this kind."""
    pending: list[type[QuireError]] = [QuireError]
    while pending:
        candidate = pending.pop()
        if candidate.kind == known.kind:
            return candidate(known.message, hint=known.hint, detail=known.detail)
        pending.extend(candidate.__subclasses__())
    return QuireError(known.message, hint=known.hint, detail=known.detail)


def _run(
    pipe: Connection,
    stops: Connection | None,
    factory: Factory,
    argument: bytes,
    memory_limit_mb: int,
    environment: dict[str, str],
) -> None:
    """Child side: set limits, set up, answer until the pipe closes."""
    _ignore_interrupts()
    os.environ.update(environment)
    give_up_network()
    _limit_memory(memory_limit_mb)
    _die_with_parent()
    made: list[Handler] = []

    def set_up(argument: bytes) -> bytes:
        made.append(_handler(factory, argument, pipe, stops))
        return _READY

    pipe.send_bytes(_answer(set_up, argument))
    if not made:
        return
    handler = made[0]
    while True:
        try:
            message = pipe.recv_bytes()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        reply = _answer(handler, message)
        try:
            pipe.send_bytes(reply)
        except (BrokenPipeError, OSError):
            return


def _handler(factory: Factory, argument: bytes, pipe: Connection, stops: Connection | None) -> Handler:
    """Return what answers a message, made by `factory`."""
    if stops is None:
        return cast(Handler, factory(argument))
    streaming = cast(StreamHandler, factory(argument))
    line = Line(pipe, stops)

    def handle(message: bytes) -> bytes:
        line.next_request()
        return streaming(message, line)

    return handle


def _answer(handler: Handler, message: bytes) -> bytes:
    try:
        return _OK + handler(message)
    except QuireError as error:
        known = _Known(error.kind, error.message, error.hint, error.detail)
        return _KNOWN + msgspec.msgpack.encode(known)
    except MemoryError:
        known = _Known("too-large", "this needs more memory than a child process may use", "", "")
        return _KNOWN + msgspec.msgpack.encode(known)
    except Exception:
        return _BUG + traceback.format_exc().encode()


def _limit_memory(memory_limit_mb: int) -> None:
    if not memory_limit_mb:
        return
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        limit = memory_limit_mb * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


@contextlib.contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Start a process that no Ctrl+C reaches before it says itself that it ignores it; it inherits the mask.

    Otherwise a Ctrl+C while its interpreter starts prints a traceback of it into the person's terminal.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # started with the first child otherwise, and resets the mask then
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ignore_interrupts() -> None:
    """Leave Ctrl+C to the main process."""
    with contextlib.suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _die_with_parent() -> None:
    """End when the main process ends, however it ends, so that no orphan keeps memory, a GPU or a file.

    Not PR_SET_PDEATHSIG: Linux sends that when the *thread* that started the child ends.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, name="watch-parent", daemon=True).start()
