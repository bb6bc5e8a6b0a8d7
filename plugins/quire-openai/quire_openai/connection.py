"""Requests to a server: permission first, bounded in time and size, repeated only where that does no harm."""

from __future__ import annotations

import json
import random
import ssl
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, NoReturn

import httpcore

from quire.errors import ModelFailed
from quire.jobs import Job
from quire_openai.configuration import Endpoint
from quire_openai.events import events
from quire_openai.keys import key_of
from quire_openai.permission import check_may_send
from quire_openai.refusals import Refusal, refused, without_key, words_of
from quire_openai.watched import Watch, WatchedBackend

_MOST_BYTES = 64 * 2**20  # an answer as a whole: 64 vectors of 4,096 numbers have about 6 MB
_MOST_STREAMED = 16 * 2**20
_REFUSAL_BYTES = 64 * 2**10
_TRIES = 4
_FIRST_WAIT_S = 0.25
_BUSY = (429, 503)  # nothing was begun
_PASSING = (500, 502, 504)  # something may have been begun
_WRITING_S = 3600.0
_NETWORK = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError, OSError)


class Connection:
    """One endpoint. Thread-safe: every request has a connection of its own."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._tls: ssl.SSLContext | None = None

    def get(self, path: str, *, patience_s: float = 10.0) -> Any:
        """Return what lies at a path; see `ask`."""
        return self._whole("GET", path, None, self._watch(patience_s, None))

    def ask(self, path: str, body: dict[str, Any], *, patience_s: float, job: Job | None = None) -> Any:
        """Ask for something that may be asked twice, and return the whole answer as JSON.

        Raises:
            ModelFailed: not allowed, not there, refused, or not understood.
            ModelMissing: the server does not know the model.
            TooLong: what was sent does not fit into the model.
            Cancelled: the job was cancelled.
        """
        return self._whole("POST", path, body, self._watch(patience_s, job))

    @contextmanager
    def stream(self, path: str, body: dict[str, Any], *, job: Job | None = None) -> Iterator[Iterator[Any]]:
        """Ask for an answer in pieces: inside the context, an iterator of JSON values; it ends when the server is done.

        A server that answers in one piece gives one value. It is asked again only when it refused to begin; what is
        raised is as for `ask`, ModelFailed also when the answer breaks off.
        """
        watch = self._watch(_WRITING_S, job)
        key = self._key()
        with self._open("POST", path, body, watch, key, repeatable=False) as response:
            if "event-stream" in _headers(response).get("content-type", ""):
                yield self._pieces(response, watch, key)
            else:
                yield iter([self._understood(self._bytes(response, watch, _MOST_STREAMED), key)])

    # one request -------------------------------------------------------------------------------------------------

    def _whole(self, method: str, path: str, body: dict[str, Any] | None, watch: Watch) -> Any:
        key = self._key()
        for attempt in range(_TRIES):
            try:
                with self._open(method, path, body, watch, key, repeatable=True) as response:
                    return self._understood(self._bytes(response, watch, _MOST_BYTES), key)
            except _BrokenOff as error:
                if attempt + 1 == _TRIES or not self._may_wait(watch, _pause(attempt)):
                    raise ModelFailed(error.message, hint=error.hint, detail=error.detail) from error
                watch.wait(_pause(attempt))
        raise AssertionError

    @contextmanager
    def _open(
        self, method: str, path: str, body: dict[str, Any] | None, watch: Watch, key: str, *, repeatable: bool
    ) -> Iterator[httpcore.Response]:
        """Send a request until it is answered with 200; give the answer, unread."""
        content = json.dumps(body).encode() if body is not None else None
        for attempt in range(_TRIES):
            check_may_send(self.endpoint.address)
            with ExitStack() as stack:
                try:
                    pool = stack.enter_context(self._pool(watch))
                    url = self.endpoint.address.base_url + path
                    sending = pool.stream(method, url, headers=_sent_headers(key), content=content)
                    response = stack.enter_context(sending)
                except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                    if attempt + 1 == _TRIES or not self._may_wait(watch, _pause(attempt)):
                        self._not_there(error)
                    watch.wait(_pause(attempt))
                    continue
                except httpcore.TimeoutException as error:
                    self._silent(error, watch)
                except _NETWORK as error:
                    self._broke_off(error, begun=False)
                if response.status == 200:
                    yield response
                    return
                refusal = Refusal(response.status, _headers(response), self._beginning(response, watch))
            pause = self._pause_after(refusal, attempt, repeatable=repeatable)
            if pause is None or attempt + 1 == _TRIES or not self._may_wait(watch, pause):
                raise refused(self.endpoint, refusal, key=key)
            watch.wait(pause)

    def _key(self) -> str:
        check_may_send(self.endpoint.address)  # a keyring may ask the person to unlock it: not for what is forbidden
        return key_of(self.endpoint)

    def _pool(self, watch: Watch) -> httpcore.ConnectionPool:
        address = self.endpoint.address
        proxy = None
        if not address.is_this_machine and not urllib.request.proxy_bypass(address.name):
            named = urllib.request.getproxies().get(address.scheme)
            proxy = httpcore.Proxy(named) if named else None
        if address.scheme == "https" and self._tls is None:
            import httpx

            self._tls = httpx.create_ssl_context()
        return httpcore.ConnectionPool(
            ssl_context=self._tls, proxy=proxy, max_connections=1, network_backend=WatchedBackend(watch)
        )

    def _watch(self, patience_s: float, job: Job | None) -> Watch:
        stopped = (lambda: job.cancelled) if job is not None else (lambda: False)
        return Watch(silence_s=self.endpoint.timeout_s, total_s=patience_s, stopped=stopped)

    # what comes back ---------------------------------------------------------------------------------------------

    def _chunks(self, response: httpcore.Response, watch: Watch) -> Iterator[bytes]:
        packing = _headers(response).get("content-encoding", "identity")
        if packing != "identity":
            self._not_understood(b"", ValueError(f"packed with {packing}, though that was not asked for"))
        try:
            yield from response.iter_stream()
        except httpcore.TimeoutException as error:
            self._silent(error, watch)
        except _NETWORK as error:
            self._broke_off(error, begun=True)

    def _beginning(self, response: httpcore.Response, watch: Watch) -> bytes:
        content = bytearray()
        with suppress(ModelFailed):  # its status says enough
            for chunk in self._chunks(response, watch):
                content += chunk
                if len(content) > _REFUSAL_BYTES:
                    break
        return bytes(content[:_REFUSAL_BYTES])

    def _bytes(self, response: httpcore.Response, watch: Watch, most: int) -> bytes:
        content = bytearray()
        for chunk in self._chunks(response, watch):
            content += chunk
            if len(content) > most:
                raise ModelFailed(f"{self.endpoint.address.host} answers without end", hint="see the log of the server")
        return bytes(content)

    def _pieces(self, response: httpcore.Response, watch: Watch, key: str) -> Iterator[Any]:
        try:
            for event in events(self._chunks(response, watch), most=_MOST_STREAMED):
                if event.strip() == b"[DONE]":
                    return
                yield self._understood(event, key)
        except OverflowError as error:
            self._not_understood(b"", error)

    def _understood(self, content: bytes, key: str) -> Any:
        try:
            value = json.loads(content)
        except (ValueError, RecursionError) as error:
            self._not_understood(content, error)
        if isinstance(value, dict) and value.get("error"):
            refusal = Refusal(500, {}, content)
            said = without_key(words_of(value), key)
            if refusal.is_too_long:
                raise refused(self.endpoint, refusal, key=key)
            raise ModelFailed(f"{self.endpoint.address.host} failed: {said[:200]}", hint="see the log of the server")
        return value

    # what can go wrong -------------------------------------------------------------------------------------------

    def _pause_after(self, refusal: Refusal, attempt: int, *, repeatable: bool) -> float | None:
        """Return how long to wait before the request is sent again; None when it must not be."""
        if refusal.is_too_long or refusal.status not in (*_BUSY, *_PASSING):
            return None
        if refusal.status in _PASSING:
            return _pause(attempt) if repeatable and attempt == 0 else None
        wanted = refusal.retry_after_s()
        return max(wanted, 0.05) if wanted is not None else 4 * _pause(attempt)

    def _may_wait(self, watch: Watch, seconds: float) -> bool:
        return seconds < min(watch.left_s, 60.0)

    def _not_there(self, error: Exception) -> NoReturn:
        address = self.endpoint.address
        hint = "start the server" if address.is_this_machine else "see whether it runs and can be reached from here"
        raise ModelFailed(f"{address.host} does not answer", hint=hint, detail=repr(error)) from error

    def _silent(self, error: Exception, watch: Watch) -> NoReturn:
        host = self.endpoint.address.host
        why = "took too long" if watch.left_s <= 0 else f"was silent for {self.endpoint.timeout_s:g} seconds"
        hint = "it may be loading the model: try again, or give it more time (timeout_s in openai.toml)"
        raise ModelFailed(f"{host} {why}", hint=hint, detail=repr(error)) from error

    def _broke_off(self, error: Exception, *, begun: bool) -> NoReturn:
        host = self.endpoint.address.host
        message = f"{host} broke off in the middle of its answer" if begun else f"{host} closed the connection"
        raise _BrokenOff(message, hint="see the log of the server", detail=repr(error)) from error

    def _not_understood(self, content: bytes, error: Exception) -> NoReturn:
        raise ModelFailed(
            f"what {self.endpoint.address.host} answers cannot be understood",
            hint="see whether the address is that of an OpenAI-compatible server",
            detail=f"{error}: {without_key(content[:200].decode('utf-8', 'replace'), '')}",
        ) from error


class _BrokenOff(ModelFailed):
    """The connection ended early."""


def _pause(attempt: int) -> float:
    """Return seconds to wait: twice as long each time, a little at random so that many do not come back at once."""
    return float(_FIRST_WAIT_S * 2**attempt * random.uniform(0.8, 1.2))


def _sent_headers(key: str) -> list[tuple[bytes | str, bytes | str]]:
    headers: list[tuple[bytes | str, bytes | str]] = [
        ("Content-Type", "application/json"),
        ("Accept", "application/json, text/event-stream"),
        ("Accept-Encoding", "identity"),
        ("User-Agent", "quire-openai"),
    ]
    return [*headers, ("Authorization", f"Bearer {key}")] if key else headers


def _headers(response: httpcore.Response) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1").lower() for name, value in response.headers}

