"""Addresses of model files: on the Hugging Face hub, its mirrors, and in the hub's cache on this machine."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from quire.errors import InvalidInput
from quire.types import ModelFile

_HUB = "https://huggingface.co"
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_IN_HUB = re.compile(r"hub:([\w.-]+)/([\w.-]+?)(?:@([\w.-]+))?/([^?#\\\x00-\x1f]+)")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class InHub:
    """A file in a repository of the hub; `revision` is a branch or a commit."""

    owner: str
    name: str
    revision: str
    path: str


def in_hub(file: ModelFile) -> InHub | None:
    """Return where in the hub a file lies, or None when it lies elsewhere.

    Raises:
        InvalidInput: it claims to lie in the hub, but not where.
    """
    if not file.url.startswith("hub:"):
        return None
    match = _IN_HUB.fullmatch(file.url)
    if match is None or ".." in match[4].split("/"):
        raise InvalidInput(f"{file.url!r} is no address in a model hub", hint="hub:OWNER/NAME/PATH")
    return InHub(match[1], match[2], match[3] or "main", match[4])


def addresses(file: ModelFile, *, hub: str, mirrors: Sequence[str] = ()) -> list[str]:
    """Return the addresses to fetch a file from, in the order to try them.

    Args:
        hub: Address of the hub; empty: `HF_ENDPOINT`, else huggingface.co.
        mirrors: Addresses of other hubs with the same repositories.

    Raises:
        InvalidInput: the file has no address on the network, or one without encryption.
    """
    place = in_hub(file)
    if place is None:
        return [secure(file.url)]
    path = f"{place.owner}/{place.name}/resolve/{place.revision}/{quote(place.path)}"
    return [secure(f"{base.rstrip('/')}/{path}") for base in (hub_address(hub), *mirrors)]


def hub_address(configured: str) -> str:
    """Return the address of the hub without a slash at its end."""
    return (configured or os.environ.get("HF_ENDPOINT", "") or _HUB).rstrip("/")


def secure(url: str) -> str:
    """Return `url` when it may be used: https, or http to this very machine.

    Raises:
        InvalidInput: it may not.
    """
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return url
    if parts.scheme == "http" and parts.hostname in _LOCAL:
        return url
    raise InvalidInput(f"{url} is not fetched: the connection would not be encrypted", hint="use an https address")


def host_of(url: str) -> str:
    return urlsplit(url).hostname or ""


def token_for(url: str, *, hub: str) -> str:
    """Return the person's token for the hub, for requests to the hub itself only; empty when there is none."""
    if host_of(url) != host_of(hub_address(hub)):
        return ""
    return os.environ.get("HF_TOKEN", "").strip()


# the hub's cache ---------------------------------------------------------------------------------------------------


def cache_of_hub() -> Path:
    """Return where Hugging Face's own programs keep what they downloaded."""
    direct = os.environ.get("HF_HUB_CACHE", "") or os.environ.get("HUGGINGFACE_HUB_CACHE", "")
    if direct:
        return Path(direct).expanduser()
    home = os.environ.get("HF_HOME", "")
    if home:
        return Path(home).expanduser() / "hub"
    cache = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(cache) if cache else Path.home() / ".cache") / "huggingface" / "hub"


def cached(file: ModelFile) -> Path | None:
    """Return a complete copy of a file in the hub's cache, the newest revision first; its hash is not computed.

    A copy of another length than the card's, or whose recorded hash is another, is passed over.
    """
    place = in_hub(file)
    if place is None:
        return None
    repository = cache_of_hub() / f"models--{place.owner}--{place.name}"
    for snapshot in _snapshots(repository, place.revision):
        found = snapshot / place.path
        try:
            size = found.stat().st_size
            recorded = Path(os.path.realpath(found)).name  # blobs of large files are named by their SHA-256
        except OSError:
            continue
        if file.size_bytes and size != file.size_bytes:
            continue
        if file.sha256 and _SHA256.fullmatch(recorded) and recorded != file.sha256:
            continue
        return found
    return None


def _snapshots(repository: Path, revision: str) -> list[Path]:
    try:
        all_of_them = sorted(
            (repository / "snapshots").iterdir(), key=lambda path: path.stat().st_mtime, reverse=True
        )
    except OSError:
        return []
    try:
        wanted = (repository / "refs" / revision).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        wanted = revision
    return sorted(all_of_them, key=lambda path: path.name != wanted)
