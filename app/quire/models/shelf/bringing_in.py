"""Models the person already has: recognised, hashed, and used where they lie or copied."""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quire.errors import InvalidInput, NotFound, StorageFull
from quire.jobs import Job
from quire.models.shelf import guessing
from quire.models.shelf.gguf import MAGIC, GgufHeader, read_header
from quire.models.shelf.installed import InstalledModel, Placed, write_installed
from quire.models.shelf.parts import sha256_of
from quire.types import ModelCard, ModelFile, ModelRole

_RUN_CODE = frozenset({".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".joblib", ".npz", ".h5", ".keras"})
_TOKENIZER = (
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "vocab.txt",
    "merges.txt",
    "vocab.json",
)
_OF_ROLE = {
    "llama": (ModelRole.TEXT_EMBEDDER, ModelRole.RERANKER, ModelRole.GENERATOR, ModelRole.VLM),
    "open_clip": (ModelRole.DUAL_ENCODER,),
}


@dataclass(frozen=True, slots=True)
class Found:
    """Files that make up one model."""

    engine: str
    files: tuple[Path, ...]
    guess: guessing.Guess


def look_at(paths: Sequence[Path]) -> Found:
    """Recognise the model in a file, in several files that belong together, or in a folder.

    Raises:
        NotFound: a path does not exist.
        InvalidInput: it is no model, more than one, broken, or of a kind that could run code when opened.
    """
    for path in paths:
        if not path.exists():
            raise NotFound(f"{path} does not exist", hint="check the path")
    paths = [path.absolute() for path in paths]
    try:
        if len(paths) == 1 and paths[0].is_dir():
            return _in_folder(paths[0])
        if len(paths) == 1 and paths[0].suffix == ".safetensors":
            return _weights(paths[0])
        return _gguf(paths)
    except OSError as error:
        raise InvalidInput(
            f"{paths[0]} cannot be read", hint="allow reading it", detail=str(error)
        ) from error


def bring_in(
    found: Found,
    folder: Path,
    catalogue: Sequence[ModelCard],
    installed: Sequence[InstalledModel],
    *,
    role: ModelRole | None,
    copy: bool,
    job: Job,
) -> InstalledModel:
    """Install a recognised model below `folder`.

    Args:
        catalogue: When the files are those of one of these cards, the model takes the card, with all it knows.
        installed: Models that are there; one with the same bytes is replaced, so that a file may move.
        role: What it is for, when the person knows better.
        copy: Copy the files into the model's own folder; else they are used where they lie.

    Raises:
        InvalidInput: the role does not go with this kind of file.
        StorageFull: there is no room, or the folder cannot be written.
        Cancelled: the job was cancelled; nothing is installed then.
    """
    if role is not None and role not in _OF_ROLE[found.engine]:
        raise InvalidInput(
            f"{found.files[0].name} cannot be a {role.value}",
            hint="it can be: " + ", ".join(kind.value for kind in _OF_ROLE[found.engine]),
        )
    placed = []
    for path in found.files:
        digest = sha256_of(path, job=job, label=path.name)
        placed.append(Placed(path.name, str(path), digest, path.stat().st_size))
    known = _matching(catalogue, placed, found.engine) or _imported_before(installed, placed)
    card = known or _made_card(found, placed, {*(c.id for c in catalogue), *(m.card.id for m in installed)})
    if role is not None and role is not card.role:
        pooling = "yes-no" if role is ModelRole.RERANKER and card.pooling != "rank" else card.pooling
        card = dataclasses.replace(card, role=role, pooling=pooling)
    own = folder / card.id
    if copy:
        placed = [_copied(file, own, job) for file in placed]
    files = tuple(ModelFile(file.name, f"file:{file.path}", file.sha256, file.size_bytes) for file in placed)
    model = InstalledModel(dataclasses.replace(card, files=files), own, tuple(placed), "import")
    write_installed(model)
    return model


# recognising -----------------------------------------------------------------------------------------------------


def _weights(path: Path) -> Found:
    """Recognise an open_clip model by its weights; other models in their folder were not meant."""
    if not (path.parent / guessing.CONFIG).is_file():
        raise InvalidInput(
            f"{path.name} is not enough: {guessing.CONFIG} does not lie beside it",
            hint="get the whole folder of the model, or a GGUF file",
        )
    return _in_folder(path.parent, weights=path.name)


def _in_folder(folder: Path, *, weights: str = guessing.WEIGHTS) -> Found:
    if (folder / guessing.CONFIG).is_file():
        if weights != guessing.WEIGHTS or not (folder / weights).is_file():
            raise InvalidInput(
                f"{folder} has no {guessing.WEIGHTS}",
                hint="other kinds of weights can run code when they are opened; get the model as safetensors",
            )
        guess = guessing.guess_open_clip(folder)
        names = (guessing.CONFIG, weights, *_TOKENIZER)
        return Found("open_clip", tuple(folder / name for name in names if (folder / name).is_file()), guess)
    found = sorted(path for path in folder.iterdir() if path.suffix == ".gguf" and path.is_file())
    if found:
        return _gguf(found)
    unsafe = [path for path in folder.iterdir() if path.suffix.lower() in _RUN_CODE]
    if unsafe:
        raise _refused(unsafe[0])
    raise InvalidInput(
        f"there is no model in {folder} that Quire can run",
        hint=f"it takes GGUF files, and open_clip folders with {guessing.CONFIG} and {guessing.WEIGHTS}",
    )


def _gguf(paths: Sequence[Path]) -> Found:
    models: dict[Path, GgufHeader] = {}
    projectors: list[Path] = []
    for path in paths:
        if path.is_dir():
            raise InvalidInput("give one folder, or files of one model", hint="import them one after another")
        _check_kind(path)
        header = read_header(path)
        if guessing.is_projector(header):
            projectors.append(path)
        else:
            models[path] = header
    firsts = {guessing.split_parts(path)[0] for path in models}
    if not models:
        raise InvalidInput(
            f"{paths[0].name} is only the eyes of a model that sees", hint="import it together with its language model"
        )
    if len(firsts) > 1 or len(projectors) > 1:
        names = ", ".join(path.name for path in [*sorted(firsts), *projectors])
        raise InvalidInput(f"there are several models: {names}", hint="name the files of the one you want")
    first = firsts.pop()
    parts = guessing.split_parts(first)
    header = models.get(first) or read_header(first)
    files = [*parts, *(projectors or _projector_beside(parts))]
    size = sum(path.stat().st_size for path in files)
    guess = guessing.guess_gguf(first, header, sees=len(files) > len(parts), size_bytes=size)
    return Found("llama", tuple(files), guess)


def _projector_beside(parts: Sequence[Path]) -> list[Path]:
    """Return the projector in the model's folder, when nothing else lies there that it could belong to."""
    others = [path for path in parts[0].parent.glob("*.gguf") if path.is_file() and path not in parts]
    try:
        return others if len(others) == 1 and guessing.is_projector(read_header(others[0])) else []
    except (InvalidInput, OSError):
        return []


def _check_kind(path: Path) -> None:
    """Refuse what is no GGUF file, with a word about what it is."""
    with path.open("rb") as file:
        begins = file.read(4)
    if begins == MAGIC:
        return
    if path.suffix.lower() in _RUN_CODE or begins[:2] in (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05"):
        raise _refused(path)
    if path.suffix == ".gguf":
        raise InvalidInput(f"{path.name} is no GGUF file, whatever its name says", hint="download it again")
    raise InvalidInput(
        f"{path.name} is no model that Quire can run",
        hint=f"it takes GGUF files, and open_clip folders with {guessing.CONFIG} and {guessing.WEIGHTS}",
    )


def _refused(path: Path) -> InvalidInput:
    return InvalidInput(
        f"{path.name} is of a kind that can run programs when it is opened, and is not used",
        hint="get the model as GGUF or safetensors",
    )


# installing ------------------------------------------------------------------------------------------------------


def _matching(catalogue: Sequence[ModelCard], placed: Sequence[Placed], engine: str) -> ModelCard | None:
    """Return the card of the catalogue that these files are: by hash where it has one, else by name and length."""
    for card in catalogue:
        if card.engine != engine or len(card.files) != len(placed):
            continue
        by_name = {file.name: file for file in card.files}
        if all(_same(by_name.get(file.name), file) for file in placed):
            return card
    return None


def _same(file: ModelFile | None, placed: Placed) -> bool:
    if file is None or (file.size_bytes and file.size_bytes != placed.size_bytes):
        return False
    return file.sha256 == placed.sha256 if file.sha256 else bool(file.size_bytes)


def _imported_before(installed: Sequence[InstalledModel], placed: Sequence[Placed]) -> ModelCard | None:
    digests = sorted(file.sha256 for file in placed)
    for model in installed:
        if model.origin == "import" and sorted(file.sha256 for file in model.placed) == digests:
            return model.card
    return None


def _made_card(found: Found, placed: Sequence[Placed], taken: set[str]) -> ModelCard:
    first = found.files[0]
    name = first.parent.name if found.engine == "open_clip" else first.stem
    model_id = _free_id(name, taken)
    files = tuple(ModelFile(file.name, f"file:{file.path}", file.sha256, file.size_bytes) for file in placed)
    return guessing.card_from(found.guess, model_id, files, engine=found.engine)


def _free_id(name: str, taken: set[str]) -> str:
    base = guessing.id_from(name)
    candidate, number = base, 1
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def _copied(file: Placed, folder: Path, job: Job) -> Placed:
    """Copy one file into the model's folder, as a part until it is whole."""
    target = folder / file.name
    part = folder / f"{file.name}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
        if file.size_bytes > free:
            raise StorageFull(
                f"there is no room for a copy of {file.name}",
                hint="free some space, or import it without copying: it is used where it lies",
            )
        with Path(file.path).open("rb") as source, part.open("wb") as copy:
            done = 0
            while piece := source.read(1 << 22):
                copy.write(piece)
                done += len(piece)
                job.report("copying", done=done, total=file.size_bytes, unit="bytes", label=file.name)
                job.checkpoint()
            copy.flush()
            os.fsync(copy.fileno())
        os.replace(part, target)
    except OSError as error:
        raise StorageFull(
            f"{file.name} cannot be copied to {folder}",
            hint="free some space or allow writing there",
            detail=str(error),
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return dataclasses.replace(file, path=file.name)
