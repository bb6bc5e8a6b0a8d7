"""One file over HTTP: resumed where it stood, tried again when the network stumbles, checked before it counts."""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from quire import __version__
from quire.errors import InvalidInput, ModelFailed, ModelMissing
from quire.jobs import Job
from quire.models.shelf.hub import host_of, secure
from quire.models.shelf.parts import (
    Note,
    Wanted,
    check_room,
    discard,
    disk_trouble,
    length_of,
    read_note,
    sha256_of,
    sync_folder,
    write_note,
)

if TYPE_CHECKING:
    import httpx

_CONNECT_S, _SILENCE_S = 15.0, 20.0
_MOST_REDIRECTS = 10
_TRIES = 5  # in a row without a byte gained
_LONGEST_WAIT_S = 60.0
_TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_SHA256 = re.compile(r"[0-9a-f]{64}")

OnBytes = Callable[[int, int], None]


class _Stumbled(Exception):
    """The network or the server failed in a way that may pass; `busy`: the server wants a rest."""

    def __init__(self, reason: str, *, detail: str = "", busy: bool = False, wait_s: float = 0.0) -> None:
        super().__init__(reason)
        self.detail = detail or reason
        self.busy = busy
        self.wait_s = wait_s


class _WrongBytes(Exception):
    """The whole file arrived and is not the one that was wanted."""


def fetch(
    wanted: Wanted,
    *,
    job: Job,
    on_bytes: OnBytes = lambda done, total: None,
    backoff_s: float = 1.0,
    silence_s: float = _SILENCE_S,
) -> str:
    """Bring the file to its target and return its SHA-256, computed over what is on the disk.

    Args:
        job: Pauses (the connection is given up meanwhile) and cancels between two pieces.
        on_bytes: Receives how many bytes are there and how many it will be (0: not known), after each piece.
        backoff_s: First wait after a stumble; doubled each time.
        silence_s: A connection that says nothing for so long is given up and tried again.

    Raises:
        ModelMissing: no address can give it, or the network is down; what arrived stays for the next time.
        ModelFailed: twice the wrong bytes arrived.
        StorageFull: the disk has no room for it.
        Cancelled: the job was cancelled; what arrived stays.
    """
    import httpx

    problems: list[_Stumbled] = []
    timeout = httpx.Timeout(silence_s, connect=min(_CONNECT_S, silence_s))
    try:
        client = httpx.Client(timeout=timeout, headers={"User-Agent": f"quire/{__version__}"})
    except (ValueError, ImportError) as error:  # a proxy in the environment that cannot be used
        raise ModelMissing(
            "the proxy that the environment names cannot be used", hint="check HTTPS_PROXY", detail=str(error)
        ) from error
    with client:
        for url in wanted.urls:
            try:
                return _from_one(client, wanted, url, job, on_bytes, backoff_s)
            except _Stumbled as error:
                problems.append(error)
            except ModelMissing as error:
                if url == wanted.urls[-1] and not problems:
                    raise
                problems.append(_Stumbled(error.message))
    raise ModelMissing(
        f"{wanted.title} could not be downloaded: {problems[-1]}",
        hint=(
            "wait a while, then start it again; it goes on where it stopped"
            if problems[-1].busy
            else "check the network, then start it again; it goes on where it stopped"
        ),
        detail="\n".join(f"{host_of(url)}: {one.detail}" for url, one in zip(wanted.urls, problems, strict=True)),
    )


def _from_one(
    client: httpx.Client, wanted: Wanted, url: str, job: Job, on_bytes: OnBytes, backoff_s: float
) -> str:
    """Fetch from one address, through stumbles; raises _Stumbled when they do not end."""
    n_failed, n_wrong = 0, 0
    while True:
        before = length_of(wanted.part)
        try:
            _receive(client, wanted, url, job, on_bytes)
            return _placed(wanted, job)
        except _WrongBytes as error:
            discard(wanted)
            n_wrong += 1
            if n_wrong > 1:
                raise ModelFailed(
                    f"{wanted.title} arrived twice, and is not the file it should be",
                    hint="nothing of it was kept; try again later, or another mirror",
                    detail=f"{url}: {error}",
                ) from None
        except _Stumbled as error:
            n_failed = 0 if length_of(wanted.part) > before else n_failed + 1
            if n_failed >= _TRIES:
                raise
            wait = min(max(backoff_s * 2**n_failed, error.wait_s), _LONGEST_WAIT_S)
            now, label = job.sample(), f"{error}; trying again in {max(1, round(wait))} s"
            job.report("waiting", done=now.done, total=now.total, unit=now.unit, label=label)
            _wait(wait, job)


def _receive(client: httpx.Client, wanted: Wanted, url: str, job: Job, on_bytes: OnBytes) -> None:
    """Append to the part until it is whole."""
    import httpx

    while True:
        job.checkpoint()
        have, note = length_of(wanted.part), read_note(wanted)
        whole = wanted.size_bytes or note.size_bytes
        if have and have == whole:  # ended between the last byte and the check
            return
        resumable = have > 0 and bool(note.etag or note.sha256 or wanted.sha256)
        headers = {"Accept-Encoding": "identity"}
        if resumable:
            headers["Range"] = f"bytes={have}-"
            if note.etag:
                headers["If-Range"] = note.etag
        try:
            with _opened(client, wanted, url, headers) as (response, linked):
                start, offer = _understood(response, wanted, url, linked, have if resumable else 0)
                _check_same(wanted, note, offer, start)
                _check_end(wanted, offer, response)
                check_room(wanted, offer.size_bytes - start)
                write_note(wanted, offer)
                if _append(response, wanted, start, offer.size_bytes, job, on_bytes):
                    return
        except httpx.HTTPError as error:
            raise _Stumbled(_fault(error, host_of(url)), detail=f"{type(error).__name__} {error}") from error
        except OSError as error:
            raise disk_trouble(wanted, error) from error


def _fault(error: httpx.HTTPError, host: str) -> str:
    """Return what went wrong on the way to a server, as a person would say it."""
    import httpx

    if isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)):
        return f"{host} cannot be reached"
    if isinstance(error, httpx.TimeoutException):
        return f"{host} stopped answering"
    return f"the connection to {host} broke"


@contextlib.contextmanager
def _opened(
    client: httpx.Client, wanted: Wanted, url: str, headers: dict[str, str]
) -> Iterator[tuple[httpx.Response, Note]]:
    """Open the file behind `url`, following redirects by our own rules.

    Yields the response and what the hub said on the way about the file: its hash and its length.
    """
    linked = Note()
    secret = wanted.token_of(url)
    for _ in range(_MOST_REDIRECTS):
        asked = headers | ({"Authorization": f"Bearer {secret}"} if secret else {})
        with client.stream("GET", url, headers=asked) as response:
            linked = _linked(response, linked)
            if not response.is_redirect:
                yield response, linked
                return
            following = urljoin(url, response.headers.get("Location", ""))
        if urlsplit(url).scheme == "https" and urlsplit(following).scheme != "https":
            raise ModelMissing(
                f"{wanted.title} was not fetched: {host_of(url)} leads to an address without encryption",
                hint="try another mirror",
            )
        try:
            secure(following)
        except InvalidInput as error:
            raise ModelMissing(f"{wanted.title} was not fetched: {error.message}", hint=error.hint) from error
        if host_of(following) != host_of(url):
            secret = ""
        url = following
    raise ModelMissing(f"{wanted.title} was not fetched: too many redirects", hint="try another mirror")


def _linked(response: httpx.Response, before: Note) -> Note:
    """Return what the hub says about a large file: its ETag there is the SHA-256."""
    etag = response.headers.get("X-Linked-Etag", "").removeprefix("W/").strip('"')
    size = response.headers.get("X-Linked-Size", "")
    return Note(
        sha256=etag if _SHA256.fullmatch(etag) else before.sha256,
        size_bytes=int(size) if size.isdecimal() else before.size_bytes,
    )


def _understood(
    response: httpx.Response, wanted: Wanted, url: str, linked: Note, have: int
) -> tuple[int, Note]:
    """Return from which byte the body goes on, and what it is a body of.

    Raises:
        ModelMissing: the server will not give it.
        _Stumbled: it may give it later, or its answer makes no sense.
    """
    status, host = response.status_code, host_of(url)
    if status in _TRY_AGAIN:
        after = response.headers.get("Retry-After", "")
        reason = f"{host} is asked too often" if status == 429 else f"{host} is out of order or overloaded"
        wait_s = float(after) if after.isdecimal() else 0.0
        raise _Stumbled(reason, detail=f"status {status}", busy=True, wait_s=wait_s)
    if status == 416:  # the part is longer than the file, or the file is whole and its hash decides
        discard(wanted)
        raise _Stumbled(f"{host} has less than what is here")
    if status not in (200, 206):
        raise _refused(wanted, status)
    etag = response.headers.get("ETag", "")
    etag = "" if etag.startswith("W/") else etag  # weak ones do not promise the same bytes
    length = response.headers.get("Content-Length", "")
    size = int(length) if length.isdecimal() else 0
    if status == 200:
        return 0, Note(etag, linked.sha256, size or linked.size_bytes)
    match = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+|\*)", response.headers.get("Content-Range", ""))
    if match is None or int(match[1]) != have:
        discard(wanted)
        raise _Stumbled(f"{host} sent another part than was asked for")
    total = int(match[3]) if match[3] != "*" else linked.size_bytes
    return have, Note(etag, linked.sha256, total)


def _refused(wanted: Wanted, status: int) -> ModelMissing:
    if status in (401, 403):
        return ModelMissing(
            f"{wanted.title} is not given to everybody",
            hint="accept its licence on its page in the hub, and set HF_TOKEN to a token of yours",
            detail=f"status {status}",
        )
    if status in (404, 410):
        return ModelMissing(f"{wanted.title} is no longer there", hint="look for a newer version of Quire")
    return ModelMissing(f"{wanted.title} was not given: the server said {status}", hint="try again later")


def _check_end(wanted: Wanted, offer: Note, response: httpx.Response) -> None:
    """Refuse a body of which nobody could tell whether it is whole."""
    told = wanted.size_bytes or wanted.sha256 or offer.size_bytes or offer.sha256
    if not told and response.headers.get("Transfer-Encoding", "").lower() != "chunked":
        raise ModelMissing(
            f"{wanted.title} was not fetched: the server does not say how long it is", hint="try another mirror"
        )


def _check_same(wanted: Wanted, note: Note, offer: Note, start: int) -> None:
    """Refuse a file that cannot be the one wanted, before it is fetched in vain."""
    if wanted.sha256 and offer.sha256 and offer.sha256 != wanted.sha256:
        raise ModelMissing(
            f"{wanted.title} was replaced by another file since this version of Quire was made",
            hint="look for a newer version of Quire, or import the file you trust",
            detail=f"SHA-256 {offer.sha256}, expected {wanted.sha256}",
        )
    if wanted.size_bytes and offer.size_bytes and offer.size_bytes != wanted.size_bytes:
        raise ModelMissing(
            f"{wanted.title} is offered with {offer.size_bytes} bytes, not the {wanted.size_bytes} it should have",
            hint="look for a newer version of Quire, or try another mirror",
        )
    if start and note.sha256 and offer.sha256 and note.sha256 != offer.sha256:
        discard(wanted)
        raise _Stumbled("the file has changed since its first part was fetched")


def _append(
    response: httpx.Response, wanted: Wanted, start: int, total: int, job: Job, on_bytes: OnBytes
) -> bool:
    """Write the body behind the first `start` bytes; False when it was left because the job was paused."""
    expected = wanted.size_bytes or total
    done, left = start, False
    with wanted.part.open("r+b" if start else "wb") as file:
        file.truncate(start)
        file.seek(start)
        on_bytes(done, expected)
        for piece in response.iter_raw():
            if expected and done + len(piece) > expected:
                raise ModelMissing(
                    f"{wanted.title} is longer than the {expected} bytes it should have", hint="try another mirror"
                )
            file.write(piece)
            done += len(piece)
            on_bytes(done, expected)
            left = job.cancelled or job.paused
            if left:
                break
        file.flush()
        os.fsync(file.fileno())
    if left:
        return bool(expected) and done == expected
    if done < expected:
        raise _Stumbled(
            f"the connection to {response.url.host} broke", detail=f"it ended after {done} of {expected} bytes"
        )
    return True


def _placed(wanted: Wanted, job: Job) -> str:
    """Check the whole part, move it to its target and return its SHA-256."""
    note = read_note(wanted)
    expected = wanted.sha256 or note.sha256
    digest = sha256_of(wanted.part, job=job, label=wanted.title)
    if expected and digest != expected:
        raise _WrongBytes(f"SHA-256 {digest}, expected {expected}")
    try:
        os.replace(wanted.part, wanted.target)
        wanted.note.unlink(missing_ok=True)
        sync_folder(wanted.target.parent)
    except OSError as error:
        raise disk_trouble(wanted, error) from error
    return digest


def _wait(seconds: float, job: Job) -> None:
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        job.checkpoint()
        time.sleep(min(left, 0.1))
