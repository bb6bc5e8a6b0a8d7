"""A whole model from the catalogue: what it means to the person first, then file by file, the record last."""

from __future__ import annotations

import dataclasses
import functools
import shutil
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from quire.errors import InvalidInput, ModelFailed, ModelMissing, StorageFull
from quire.jobs import Job
from quire.models.shelf import hub as hubs
from quire.models.shelf.installed import InstalledModel, Origin, Placed, checked_id, write_installed
from quire.models.shelf.parts import Wanted, sha256_of
from quire.models.shelf.transfer import fetch
from quire.types import ModelCard, ModelFile

_REPORT_S, _SPEED_OVER_S = 0.1, 5.0
_LOCK_POLL_S = 0.2


@dataclass(frozen=True, slots=True)
class Offer:
    """What downloading a model means: shown before anything is fetched.

    Attributes:
        size_bytes: What is still to be fetched, as far as the card knows; about, where it does not know each file's.
        n_unknown: Files whose length the card does not know.
        hosts: Who learns of it.
        folder: Where it goes.
        free_bytes: Room there.
        cached: Names of files that are already in the hub's cache here; they are used where they lie.
    """

    card: ModelCard
    size_bytes: int
    n_unknown: int
    hosts: tuple[str, ...]
    folder: Path
    free_bytes: int
    cached: tuple[str, ...]


def offer(card: ModelCard, folder: Path, *, hub: str, mirrors: Sequence[str] = ()) -> Offer:
    """Say what `download` would do; opens no connection.

    Raises:
        InvalidInput: the model cannot be downloaded.
    """
    there = _in_cache(card)
    missing = [file for file in card.files if file.name not in there]
    hosts = {hubs.host_of(url) for file in missing for url in hubs.addresses(file, hub=hub, mirrors=mirrors)}
    unknown = [file for file in missing if not file.size_bytes]
    size = sum(max(0, file.size_bytes - _fetched(folder / file.name)) for file in missing)
    if unknown:
        size = max(size, card.about_mb * 1_000_000 - sum(_fetched(folder / file.name) for file in missing))
    return Offer(
        card,
        size,
        len(unknown),
        tuple(sorted(hosts)),
        folder,
        shutil.disk_usage(existing(folder)).free,
        tuple(there),
    )


def download(
    card: ModelCard,
    folder: Path,
    *,
    hub: str,
    offline: bool,
    job: Job,
    mirrors: Sequence[str] = (),
    backoff_s: float = 1.0,
) -> InstalledModel:
    """Fetch what is missing of a model into `folder` and record it; call it again to go on where it stopped.

    Two processes that want the same file fetch it once. Files in the hub's cache are used where they lie.

    Raises:
        InvalidInput: the card cannot be downloaded from.
        ModelMissing: offline, or no address gives it.
        ModelFailed, StorageFull, Cancelled: as `fetch`.
    """
    there = _in_cache(card)
    missing = [file for file in card.files if file.name not in there]
    _check(card, folder, missing, offline=offline, needs=offer(card, folder, hub=hub, mirrors=mirrors))
    placed = {name: _use_cached(_named(card, name), path, job) for name, path in there.items()}
    pace = _Pace(card, [file for file in card.files if file in missing], job)
    for file in missing:
        placed[file.name] = _fetch_one(card, file, folder, hub, mirrors, job, pace, backoff_s)
    origin: Origin = "download" if missing else "hub-cache"
    model = InstalledModel(_recorded(card, placed), folder, tuple(placed[f.name] for f in card.files), origin)
    write_installed(model)
    return model


def _check(card: ModelCard, folder: Path, missing: Sequence[ModelFile], *, offline: bool, needs: Offer) -> None:
    """Refuse what cannot succeed before anything that could open a socket is even imported; make the folder."""
    checked_id(card.id)
    for file in card.files:
        if Path(file.name).name != file.name or file.name in ("", ".", ".."):
            raise InvalidInput(f"{file.name!r} is no name of a file", hint="the model's card is wrong")
    if missing and offline:
        raise ModelMissing(
            f"{card.title} is not on this machine, and Quire is set to stay offline",
            hint="switch `privacy.offline` off to download it, or import the files from a disk",
        )
    if needs.size_bytes > needs.free_bytes:
        raise StorageFull(
            f"there is no room for {card.title}: it takes {needs.size_bytes / 1e9:.1f} GB more, "
            f"{needs.free_bytes / 1e9:.1f} GB are free",
            hint="free some space, or choose another folder with `quire settings set models.folder`",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFull(f"{folder} cannot be made", hint="allow writing there", detail=str(error)) from error


def existing(folder: Path) -> Path:
    """Return `folder`, or the nearest folder above it that exists."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def _fetch_one(
    card: ModelCard,
    file: ModelFile,
    folder: Path,
    hub: str,
    mirrors: Sequence[str],
    job: Job,
    pace: _Pace,
    backoff_s: float,
) -> Placed:
    """Fetch one file, or take the one that another process has fetched meanwhile."""
    target = folder / file.name
    wanted = Wanted(
        card.title if len(card.files) == 1 else f"{file.name} of {card.title}",
        tuple(hubs.addresses(file, hub=hub, mirrors=mirrors)),
        target,
        file.sha256,
        file.size_bytes,
        functools.partial(hubs.token_for, hub=hub),
    )
    with _locked(target, job, wanted.title):
        if target.exists():
            digest = sha256_of(target, job=job, label=wanted.title)
            if not file.sha256 or digest == file.sha256:
                return Placed(file.name, file.name, digest, target.stat().st_size)
        digest = fetch(wanted, job=job, on_bytes=pace.of(file), backoff_s=backoff_s)
        return Placed(file.name, file.name, digest, target.stat().st_size)


@contextmanager
def _locked(target: Path, job: Job, title: str) -> Iterator[None]:
    """Hold the right to fetch one file; wait for another process that has it, and stop waiting when cancelled."""
    from filelock import FileLock, Timeout

    lock = FileLock(target.with_name(f".{target.name}.lock"))
    while not lock.is_locked:
        try:
            lock.acquire(timeout=_LOCK_POLL_S)
        except Timeout:
            job.report("waiting", label=f"another program downloads {title}")
            job.checkpoint()
    try:
        yield
    finally:
        lock.release()


class _Pace:
    """Folds the bytes of several files into one progress with speed and time left."""

    def __init__(self, card: ModelCard, files: Sequence[ModelFile], job: Job) -> None:
        self._title = card.title
        self._job = job
        self._totals = {file.name: file.size_bytes for file in files}
        self._done = {file.name: 0 for file in files}
        self._seen: deque[tuple[float, int]] = deque()  # of the last seconds: when, bytes so far
        self._reported = 0.0

    def of(self, file: ModelFile) -> Callable[[int, int], None]:
        """Return the listener of one file."""

        def listen(done: int, total: int) -> None:
            if done < self._done[file.name]:
                self._seen.clear()  # it began again
            self._done[file.name] = done
            self._totals[file.name] = total
            self._tell(finished=done == total)

        return listen

    def _tell(self, *, finished: bool) -> None:
        now, done = time.monotonic(), sum(self._done.values())
        if now - self._reported < _REPORT_S and not finished:
            return
        self._reported = now
        self._seen.append((now, done))
        while now - self._seen[0][0] > _SPEED_OVER_S:
            self._seen.popleft()
        (began, first), total = self._seen[0], sum(self._totals.values())
        speed = (done - first) / (now - began) if now > began else 0.0
        known = all(self._totals.values())
        self._job.report(
            "downloading",
            done=done,
            total=total if known else 0,
            unit="bytes",
            label=f"{self._title}, {speed / 1e6:.1f} MB/s" if speed else self._title,
            eta_s=(total - done) / speed if speed and known else None,
        )


# the hub's cache ---------------------------------------------------------------------------------------------------


def _in_cache(card: ModelCard) -> dict[str, Path]:
    """Return the files that lie in the hub's cache, by name.

    open_clip wants all files of a model in one folder, so there it is all of them or none.
    """
    found = {file.name: path for file in card.files if (path := hubs.cached(file)) is not None}
    if card.engine == "open_clip":
        whole = len(found) == len(card.files) and len({path.parent for path in found.values()}) == 1
        return found if whole else {}
    return found


def _use_cached(file: ModelFile, path: Path, job: Job) -> Placed:
    digest = sha256_of(path, job=job, label=file.name)
    if file.sha256 and digest != file.sha256:
        raise ModelFailed(
            f"the copy of {file.name} in the cache of Hugging Face is not the file it should be",
            hint=f"delete {path}, then download the model again",
            detail=f"SHA-256 {digest}, expected {file.sha256}",
        )
    return Placed(file.name, str(path), digest, path.stat().st_size)


def _fetched(target: Path) -> int:
    """Return how much of a file is already in the model's folder."""
    for path in (target, target.with_name(target.name + ".part")):
        if path.exists():
            return path.stat().st_size
    return 0


def _named(card: ModelCard, name: str) -> ModelFile:
    return next(file for file in card.files if file.name == name)


def _recorded(card: ModelCard, placed: dict[str, Placed]) -> ModelCard:
    """Return the card with the hashes and lengths that were found: trusted at first sight, compared from then on."""
    files = tuple(
        dataclasses.replace(file, sha256=placed[file.name].sha256, size_bytes=placed[file.name].size_bytes)
        for file in card.files
    )
    return dataclasses.replace(card, files=files)
