"""A connection that can be given up at any moment: it is read in short steps, and each heeds clock and person."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from quire.errors import Cancelled

_STEP_S = 0.1  # how soon a stop is heeded
_CONNECT_S = 5.0


class Watch:
    """Limits of one request.

    Args:
        silence_s: The server may say nothing for so long.
        total_s: The whole request may take so long.
        stopped: Whether the person wants it to end.
    """

    def __init__(self, *, silence_s: float, total_s: float, stopped: Callable[[], bool] = lambda: False) -> None:
        self.silence_s = silence_s
        self._ends = time.monotonic() + total_s
        self._stopped = stopped

    @property
    def left_s(self) -> float:
        """Seconds until the request must be over."""
        return self._ends - time.monotonic()

    def check(self) -> None:
        """Raises Cancelled when the person wants it to end."""
        if self._stopped():
            raise Cancelled("stopped as you asked")

    def wait(self, seconds: float) -> None:
        """Wait, in steps. Raises Cancelled."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.check()
            time.sleep(min(_STEP_S, left))
        self.check()


class WatchedBackend(httpcore.NetworkBackend):
    """Opens connections that heed a watch."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        self._watch.check()
        limit = max(_STEP_S, min(_CONNECT_S, self._watch.left_s))
        stream = self._plain.connect_tcp(host, port, limit, local_address, socket_options)
        return _WatchedStream(stream, self._watch)


class _WatchedStream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, watch: Watch) -> None:
        self._stream = stream
        self._watch = watch

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        silent_until = time.monotonic() + self._watch.silence_s
        while True:
            self._watch.check()
            left = min(silent_until - time.monotonic(), self._watch.left_s)
            if left <= 0:
                raise httpcore.ReadTimeout("silent too long")
            try:
                return self._stream.read(max_bytes, min(_STEP_S, left))
            except httpcore.ReadTimeout:
                continue

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._watch.check()
        self._stream.write(buffer, min(self._watch.silence_s, max(_STEP_S, self._watch.left_s)))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _WatchedStream(self._stream.start_tls(ssl_context, server_hostname, _CONNECT_S), self._watch)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
