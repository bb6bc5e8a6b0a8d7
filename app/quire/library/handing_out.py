"""Documents out of a library as files that any program reads: Markdown with page anchors, figures beside it, and one
line of JSON per element with its place.
"""

from __future__ import annotations

import json
import os
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quire.errors import InvalidInput, NotFound
from quire.jobs import Job
from quire.library.places import clear, draft_of, put_in_place, require_empty, writing_to
from quire.store import DocumentSummary, Store
from quire.types import Document, Element, ElementKind

ELEMENTS = "elements.jsonl"
_LONGEST_NAME = 80
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)  # no names of files on Windows
_UNSAFE = re.compile(r"[^\w .()-]")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$])|^(\s*)([#>+-]|\d+\.)(?=\s)", re.MULTILINE)
_PICTURED = (ElementKind.FIGURE, ElementKind.IMAGE)


@dataclass(frozen=True, slots=True)
class HandedOut:
    """What was written.

    Attributes:
        missing_pictures: Crops that documents name and the library has no more.
    """

    place: Path
    n_documents: int
    n_elements: int
    n_pictures: int
    missing_pictures: tuple[str, ...]


def hand_out(store: Store, place: Path, document_ids: Sequence[str], *, job: Job | None = None) -> HandedOut:
    """Write documents to a new or empty folder, a new `.zip` of one, or a new `.jsonl` of elements alone.

    It appears only when it is whole.

    Raises:
        InvalidInput: something is there already.
        NotFound: there is nothing to write, or one of the documents is not in the library.
        StorageFull: there is no space for it, or it cannot be written.
        Cancelled: nothing was written.
    """
    job = job or Job()
    place = Path(os.path.abspath(place))
    suffix = place.suffix.lower()
    if suffix in (".zip", ".jsonl"):
        if place.exists():
            raise InvalidInput(f"{place} is there already", hint="choose another name, or remove it first")
    else:
        require_empty(place)
    summaries = store.summaries(document_ids=document_ids) if document_ids else []
    if len(summaries) < len(set(document_ids)):
        raise NotFound("one of the documents is not in the library any more", hint="`quire list` shows what there is")
    if not summaries:
        raise NotFound("there is nothing to export", hint="`quire list` shows what there is")
    folder, packed = draft_of(place), draft_of(place, "packed")
    try:
        with writing_to(place):
            clear(folder)
            folder.mkdir(parents=True)
            written = _write(store, folder, summaries, job, elements_only=suffix == ".jsonl")
            if suffix == ".zip":
                _pack(folder, packed, job)
        made = {".zip": packed, ".jsonl": folder / ELEMENTS}.get(suffix, folder)
        put_in_place(made, place)
    finally:
        clear(folder)
        clear(packed)
    return HandedOut(place, len(summaries), *written)


def as_markdown(document: Document, pictures: dict[str, str]) -> str:
    """Return a document as Markdown; `<a id="page-N">` stands where each page begins.

    Args:
        pictures: The name of an element's picture in the library to its path beside the Markdown.
    """
    lines, page = [f"# {_plain(document.title)}", ""], 0
    for element in document.elements:
        if element.kind is ElementKind.FURNITURE:
            continue
        while page < element.place.page_number:
            page += 1
            lines += [f'<a id="page-{page}"></a>', ""]
        lines += [*_markdown(element, pictures), ""]
    return "\n".join(lines).rstrip() + "\n"


def _markdown(element: Element, pictures: dict[str, str]) -> Iterator[str]:
    if element.level:
        yield f"{'#' * min(element.level + 1, 6)} {' '.join(_plain(element.text).split())}"
    elif element.kind is ElementKind.TABLE:
        yield element.text  # Markdown already
    elif element.kind in (ElementKind.CODE, ElementKind.FORMULA):
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", element.text)), default=0))
        yield f"{fence}\n{element.text}\n{fence}"
    else:
        if element.kind in _PICTURED and element.image in pictures:
            target = pictures[element.image].replace(" ", "%20").replace("(", "%28").replace(")", "%29")
            yield f"![{_plain(element.label) or 'Figure'}]({target})"
            yield ""
        if element.kind is ElementKind.LIST:
            yield from (line if _listed(line) else _plain(line) for line in element.text.splitlines())
        else:
            yield _plain(element.text)


def _listed(line: str) -> bool:
    return re.match(r"\s*([-*+]|\d+[.)])\s", line) is not None


def _write(
    store: Store, folder: Path, summaries: Sequence[DocumentSummary], job: Job, *, elements_only: bool
) -> tuple[int, int, tuple[str, ...]]:
    names, n_elements, n_pictures, missing = set[str](), 0, 0, list[str]()
    with (folder / ELEMENTS).open("w", encoding="utf-8", newline="\n") as lines:
        for number, summary in enumerate(summaries):
            job.checkpoint()
            job.report("exporting", done=number, total=len(summaries), unit="documents", label=summary.title)
            document = store.document(summary.id, with_words=False)
            name = _name_for(summary, names)
            pictures = dict[str, str]() if elements_only else _write_pictures(store, folder, name, document, missing)
            n_pictures += len(pictures)
            sections = {section.id: section.heading_path for section in document.sections}
            for element in document.elements:
                if element.kind is not ElementKind.FURNITURE:
                    line = _line(summary, element, sections.get(element.section_id, ()), pictures)
                    lines.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n")
                    n_elements += 1
            if not elements_only:
                text = as_markdown(document, pictures).encode("utf-8", "replace")
                (folder / f"{name}.md").write_bytes(text)
    return n_elements, n_pictures, tuple(missing)


def _write_pictures(
    store: Store, folder: Path, name: str, document: Document, missing: list[str]
) -> dict[str, str]:
    written = dict[str, str]()
    for element in document.elements:
        if not element.image:
            continue
        try:
            content = store.crop(element.image)
        except NotFound:
            missing.append(element.image)
            continue
        path = folder / name / Path(element.image).name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        written[element.image] = f"{name}/{path.name}"
    return written


def _line(
    summary: DocumentSummary, element: Element, headings: tuple[str, ...], pictures: dict[str, str]
) -> dict[str, object]:
    return {
        "id": element.id,
        "document": Path(summary.path).name,
        "document_id": summary.id,
        "title": summary.title,
        "path": summary.path,
        "sha256": summary.sha256,
        "page": element.place.page_number,
        "boxes": [[box.x0, box.y0, box.x1, box.y1] for box in element.place.boxes],
        "kind": element.kind.value,
        "section": list(headings),
        "label": element.label,
        "text": element.text,
        "image": pictures.get(element.image or ""),
    }


def _pack(folder: Path, target: Path, job: Job) -> None:
    with target.open("wb") as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            job.checkpoint()
            if path.is_file():
                archive.write(path, path.relative_to(folder).as_posix())


def _name_for(summary: DocumentSummary, taken: set[str]) -> str:
    """Return a name that every system can write, and that no other document has."""
    stem = _UNSAFE.sub("_", Path(summary.path).stem).strip(" .")[:_LONGEST_NAME].strip(" .")
    if not stem or _RESERVED.fullmatch(stem.split(".")[0]) or stem.lower() in taken:
        stem = f"{stem or 'document'} {summary.id}"
    taken.add(stem.lower())
    return stem


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return _SPECIAL.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    special, space, mark = found.groups()
    if special:
        return f"\\{special}"
    return f"{space}{mark[:-1]}\\{mark[-1]}"
