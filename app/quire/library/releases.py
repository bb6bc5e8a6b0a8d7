"""Whether a newer Quire is out: one question to the page of releases, only when the person asks."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from quire import __version__
from quire.errors import InvalidInput, NotFound
from quire.models.shelf.hub import host_of, secure

if TYPE_CHECKING:
    import httpx

# Where the newest release is told, as GitHub's API does: https://api.github.com/repos/OWNER/NAME/releases/latest.
# Whoever publishes packages sets it; without it Quire says that it does not know.
ADDRESS = ""

_SILENCE_S = 10.0
_LONGEST_S = 20.0
_MOST_BYTES = 1_000_000
_MOST_REDIRECTS = 3
_MOST_NOTES = 4_000  # characters


@dataclass(frozen=True, slots=True)
class Release:
    """The newest release there is.

    Attributes:
        version: Without a leading "v".
        page: Where to read about it and to get it; empty when none is told that is safe to open.
        notes: What its makers say, as plain text.
        newer: Whether it is newer than the Quire that asks.
    """

    version: str
    page: str
    notes: str
    newer: bool


def newest_release(address: str = ADDRESS, *, offline: bool, running: str = __version__) -> Release:
    """Ask for the newest release. Nothing is sent but the version of Quire; nothing is downloaded or installed.

    Raises:
        InvalidInput: Quire is to stay offline, or the address is not encrypted.
        NotFound: no address is known, the page cannot be reached, or what it says is no release.
    """
    if offline:
        raise InvalidInput("Quire is set to stay offline", hint="switch that off under Privacy, then check again")
    if not address:
        raise NotFound(
            "this copy of Quire does not know where new versions are announced", hint="look where you got it from"
        )
    told = _told(_fetched(address), host_of(address))
    version = _version(str(told["tag_name"]), host_of(address))
    return Release(version, _page(told), str(told.get("body") or "")[:_MOST_NOTES], _is_newer(version, running))


def _fetched(address: str) -> bytes:
    import httpx

    given_up = time.monotonic() + _LONGEST_S
    headers = {"User-Agent": f"quire/{__version__}", "Accept": "application/json"}
    try:
        with httpx.Client(timeout=_SILENCE_S, headers=headers) as client:
            for _ in range(_MOST_REDIRECTS):
                with client.stream("GET", secure(address)) as response:
                    if not response.has_redirect_location:
                        return _content(response, given_up)
                    address = urljoin(address, response.headers["Location"])
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, ImportError) as error:  # the last two: an unusable proxy
        raise _unreachable(address, f"{type(error).__name__} {error}".strip()) from error
    raise _unreachable(address, "too many redirects")


def _content(response: httpx.Response, given_up: float) -> bytes:
    response.raise_for_status()
    content = bytearray()
    for piece in response.iter_bytes():
        content += piece
        if len(content) > _MOST_BYTES:
            raise _unreachable(str(response.url), f"more than {_MOST_BYTES} bytes")
        if time.monotonic() > given_up:
            raise _unreachable(str(response.url), f"not done after {_LONGEST_S:.0f} s")
    return bytes(content)


def _unreachable(address: str, detail: str) -> NotFound:
    return NotFound(
        f"{host_of(address)} does not tell which version is the newest",
        hint="check the network, or try again later",
        detail=detail,
    )


def _told(content: bytes, host: str) -> dict[str, Any]:
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _no_release(host, repr(error)) from error
    if not isinstance(told, dict) or not isinstance(told.get("tag_name"), str):
        raise _no_release(host, "no tag_name")
    return told


def _no_release(host: str, detail: str) -> NotFound:
    return NotFound(f"what {host} answered is no release of Quire", hint="try again later", detail=detail)


def _version(tag: str, host: str) -> str:
    from packaging.version import InvalidVersion, Version

    try:
        return str(Version(tag))
    except InvalidVersion as error:
        raise _no_release(host, str(error)[:200]) from error


def _is_newer(version: str, running: str) -> bool:
    from packaging.version import Version

    return Version(version) > Version(running)


def _page(told: dict[str, Any]) -> str:
    try:
        return secure(str(told.get("html_url") or ""))
    except InvalidInput:
        return ""
