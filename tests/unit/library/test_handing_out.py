"""Exported documents are files that other programs read, and nothing in them is lost or dressed up."""

from __future__ import annotations

import errno
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))  # for `store_making`

from store_making import SPACE, add, make_document

from quire.errors import Cancelled, InvalidInput, NotFound, StorageFull
from quire.jobs import Job
from quire.library.handing_out import as_markdown, hand_out
from quire.store import Store
from quire.types import Box, Document, Element, ElementKind, Page, Place, Source, TextOrigin


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "library") as opened:
        opened.declare_space(SPACE)
        yield opened


def document_of(*elements: tuple[ElementKind, int, str]) -> Document:
    made = tuple(
        Element(
            f"abc:{number}",
            kind,
            text,
            Place("abc", page, (Box(1, 2, 3, 4),)),
            level=1 if kind is ElementKind.HEADING else 0,
        )
        for number, (kind, page, text) in enumerate(elements)
    )
    source = Source("/papers/a.pdf", "0" * 64, "application/pdf", 1, 1.0)
    pages = tuple(Page(number, 100, 100, TextOrigin.LAYER) for number in (1, 2, 3))
    return Document("abc", source, "A *title*", pages, made, (), (), "pdf/1", ())


def test_folder_holds_text_figures_and_elements(store: Store, tmp_path: Path) -> None:
    document = make_document("one")
    add(store, document)
    made = hand_out(store, tmp_path / "out", [document.id])
    assert (made.n_documents, made.n_elements, made.n_pictures, made.missing_pictures) == (1, 8, 1, ())
    text = (tmp_path / "out" / "one.md").read_text(encoding="utf-8")
    assert text.startswith("# The one\n")
    assert text.index('<a id="page-1"></a>') < text.index("part 0") < text.index('<a id="page-2"></a>')
    assert text.index('<a id="page-2"></a>') < text.index("part 4")
    assert "![Figure 1](one/figure-3.webp)" in text
    assert "confidential footer" not in text
    assert (tmp_path / "out" / "one" / "figure-3.webp").read_bytes() == store.crop(f"{document.id}/figure-3.webp")
    lines = [json.loads(line) for line in (tmp_path / "out" / "elements.jsonl").read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == [element.id for element in document.elements[:-1]]
    assert lines[3]["image"] == "one/figure-3.webp"
    assert (lines[4]["page"], lines[4]["kind"], lines[4]["section"]) == (2, "text", ["Findings", "Chapter 2"])
    (box,) = document.elements[4].place.boxes
    assert lines[4]["boxes"] == [[box.x0, box.y0, box.x1, box.y1]]


def test_markdown_shows_text_as_it_is_and_tables_as_tables() -> None:
    text = as_markdown(
        document_of(
            (ElementKind.HEADING, 1, "Prices # of 1987"),
            (ElementKind.TEXT, 1, "# no heading, *no* [link](x) <script>\n1. no list\n- none"),
            (ElementKind.TABLE, 3, "| a | b |\n|---|---|\n| 1 | 2 |"),
            (ElementKind.CODE, 3, "``` still inside"),
            (ElementKind.LIST, 3, "- one\n- two"),
        ),
        {},
    )
    assert "# A \\*title\\*\n" in text
    assert "\n## Prices # of 1987\n" in text
    assert "\\# no heading, \\*no\\* \\[link\\](x) \\<script\\>\n1\\. no list\n\\- none" in text
    assert "\n| a | b |\n|---|---|\n| 1 | 2 |\n" in text
    assert "````\n``` still inside\n````" in text
    assert "\n- one\n- two\n" in text
    assert [text.index(f'<a id="page-{number}">') for number in (1, 2, 3)] == sorted(
        text.index(f'<a id="page-{number}">') for number in (1, 2, 3)
    )


def test_names_fit_every_system_and_never_collide(store: Store, tmp_path: Path) -> None:
    names = ["/a/report.pdf", "/b/Report.pdf", "/c/con.pdf", "/d/x:y?*.pdf", "/e/....pdf", "/f/" + "n" * 200 + ".pdf"]
    ids = []
    for number, path in enumerate(names):
        document = make_document(f"d{number}", path=path)
        add(store, document)
        ids.append(document.id)
    hand_out(store, tmp_path / "out", ids)
    written = sorted(path.name for path in (tmp_path / "out").glob("*.md"))
    assert len({name.lower() for name in written}) == len(names)
    assert all(len(name) < 110 and not set(name) & set(':?*"<>|\\') for name in written)
    assert "con.md" not in written


def test_zip_and_lines_alone(store: Store, tmp_path: Path) -> None:
    document = make_document("one")
    add(store, document)
    hand_out(store, tmp_path / "out.zip", [document.id])
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert sorted(archive.namelist()) == ["elements.jsonl", "one.md", "one/figure-3.webp"]
    made = hand_out(store, tmp_path / "out.jsonl", [document.id])
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == made.n_elements == 8
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library", "out.jsonl", "out.zip"]


def test_lost_picture_is_named(store: Store, tmp_path: Path) -> None:
    document = make_document("one")
    add(store, document)
    (store.crops_dir(document.id) / "figure-3.webp").unlink()
    made = hand_out(store, tmp_path / "out", [document.id])
    assert made.missing_pictures == (f"{document.id}/figure-3.webp",)


def test_nothing_is_overwritten_and_nothing_half_written_stays(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = make_document("one")
    add(store, document)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("dear diary")
    (tmp_path / "mine.zip").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    for place in (tmp_path / "mine", tmp_path / "mine.zip"):
        with pytest.raises(InvalidInput):
            hand_out(store, place, [document.id])
    with pytest.raises(NotFound):
        hand_out(store, tmp_path / "out", [])
    with pytest.raises(NotFound):
        hand_out(store, tmp_path / "out", ["unknown"])
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        hand_out(store, tmp_path / "out", [document.id], job=job)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(StorageFull):
        hand_out(store, tmp_path / "out", [document.id])
    assert sorted(tmp_path.rglob("*")) == before
