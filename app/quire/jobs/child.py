"""A spawned process that answers requests over a pipe, so that native code may crash, hang or swell without us.

Messages are bytes both ways: msgspec or raw arrays, never pickle, since a hostile file may have made what comes back.
The main side is `Child`; the child side runs `serve`.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Literal

import msgspec

from quire.errors import QuireError
from quire.jobs.no_network import give_up_network

_OK, _KNOWN, _BUG = b"+", b"!", b"?"
_READY = b"ready"

Handler = Callable[[bytes], bytes]
FailureReason = Literal["died", "timeout", "start"]


class ChildFailure(Exception):
    """The process died, hung, or never came up. It is gone when this is raised.

    Attributes:
        reason: "died", "timeout" or "start".
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


class Child:
    """One child process, without a network. `call` may be used from several threads; calls go one after another.

    Args:
        factory: Module-level function run in the child; sets up and returns the request handler.
        argument: Settings for `factory`, encoded by the caller.
        name: For logs and `ps`.
        memory_limit_mb: Address-space limit set in the child (where the platform has one); 0 for none.
        environment: Variables set in the child before anything heavy is imported.
        start_timeout_s: How long `factory` may take.
    """

    def __init__(
        self,
        factory: Callable[[bytes], Handler],
        argument: bytes = b"",
        *,
        name: str,
        memory_limit_mb: int = 0,
        environment: dict[str, str] | None = None,
        start_timeout_s: float = 60.0,
    ) -> None:
        self.name = name
        self._lock = threading.Lock()
        context = multiprocessing.get_context("spawn")
        self._pipe, remote = context.Pipe()
        self._process = context.Process(
            target=_run,
            args=(remote, factory, argument, memory_limit_mb, environment or {}),
            name=name,
            daemon=True,
        )
        self._start_timeout_s = start_timeout_s
        self._ready = False
        with _interrupts_held_back():
            self._process.start()
        remote.close()

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
            self._await_ready()
            try:
                self._pipe.send_bytes(message)
            except (BrokenPipeError, OSError):
                raise self._failure("died") from None
            return self._receive(timeout_s)

    def kill(self) -> None:
        """End the process at once. Safe from any thread, also while another waits in `call`."""
        with contextlib.suppress(Exception):
            self._process.kill()
        self._process.join(5)

    def close(self) -> None:
        """Let an idle child end by itself; kill it when it does not."""
        with contextlib.suppress(OSError):
            self._pipe.close()
        self._process.join(2)
        if self._process.is_alive():
            self.kill()

    def _await_ready(self) -> None:
        if self._ready:
            return
        try:
            reply = self._receive(self._start_timeout_s)
        except ChildFailure as error:
            raise ChildFailure("start", exit_code=error.exit_code, name=self.name) from None
        if reply != _READY:
            raise self._failure("start")
        self._ready = True

    def _receive(self, timeout_s: float | None) -> bytes:
        try:
            if not self._pipe.poll(timeout_s):
                self.kill()
                raise self._failure("timeout")
            reply = self._pipe.recv_bytes()
        except (EOFError, ConnectionResetError, OSError):
            raise self._failure("died") from None
        status, body = reply[:1], reply[1:]
        if status == _OK:
            return body
        if status == _KNOWN:
            raise _revive(msgspec.msgpack.decode(body, type=_Known))
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
    factory: Callable[[bytes], Handler],
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
        made.append(factory(argument))
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
