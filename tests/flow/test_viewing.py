"""What a viewer asks of a document: words, phrases, thumbnails, names, and where the original lies."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from PIL import Image
from tests.flow.conftest import write_report

from quire.errors import InvalidInput, NotFound
from quire.library import Library
from quire.types import Query


@pytest.fixture(scope="module")
def document_id(filled: Library) -> str:
    return filled.documents()[0].id


def test_pages_have_the_sizes_of_the_file(filled: Library, document_id: str) -> None:
    pages = filled.pages(document_id)
    assert [page.number for page in pages] == [1, 2, 3]
    assert {(round(page.width_pt), round(page.height_pt)) for page in pages} == {(595, 842)}


def test_words_lie_where_the_page_has_them(filled: Library, document_id: str, report: Path) -> None:
    import pymupdf

    words = filled.page_words(document_id, 1)
    assert words.texts[:5] == ("Harbour", "wall", "inspection", "The", "northern")
    assert len(words.texts) == len(words.boxes) == len(words.after)
    with pymupdf.open(report) as document:
        for text, box in zip(words.texts, words.boxes, strict=True):
            assert text in document[0].get_textbox(pymupdf.Rect(box.x0 - 1, box.y0 - 1, box.x1 + 1, box.y1 + 1))


def test_phrase_is_found_over_a_line_end_with_a_box_for_each_line(filled: Library, document_id: str) -> None:
    (place,) = filled.find_in_document(document_id, "paIrs of kittiwakes NEST")
    assert place.page_number == 3
    words = filled.page_words(document_id, 3)
    every_pair = zip(words.texts, words.texts[1:], words.boxes, words.boxes[1:], strict=False)
    first, second = next(pair[:2] for pair in every_pair if pair[3].y0 > pair[2].y1)
    (broken,) = filled.find_in_document(document_id, f"{first} {second}")
    assert len(broken.boxes) == 2


def test_find_goes_through_all_pages_and_stops_at_the_limit(filled: Library, document_id: str) -> None:
    places = filled.find_in_document(document_id, "the")
    assert [place.page_number for place in places] == sorted(place.page_number for place in places)
    assert {place.page_number for place in places} == {1, 2, 3}
    assert filled.find_in_document(document_id, "the", limit=2) == places[:2]
    assert filled.find_in_document(document_id, "  ") == []
    assert filled.find_in_document(document_id, "zeppelin") == []
    with pytest.raises(NotFound):
        filled.find_in_document("nobody", "the")


def test_thumbnail_is_made_once_and_outlives_the_original(empty: Library, tmp_path: Path) -> None:
    path = write_report(tmp_path / "paper.pdf")
    document_id = empty.add([path])[0].document_id
    made = empty.thumbnail(document_id)
    assert made
    image = Image.open(io.BytesIO(made))
    assert (image.format, image.width) == ("WEBP", 320)
    path.unlink()
    assert empty.thumbnail(document_id) == made
    empty.remove([document_id])
    assert [file for file in empty.folder.rglob("*") if document_id in str(file)] == []


def test_thumbnail_of_a_missing_file_is_none(empty: Library, tmp_path: Path) -> None:
    path = write_report(tmp_path / "paper.pdf")
    document_id = empty.add([path])[0].document_id
    path.rename(tmp_path / "elsewhere.pdf")
    assert empty.thumbnail(document_id) is None
    empty.relink(document_id, tmp_path / "elsewhere.pdf")
    assert empty.thumbnail(document_id)


def test_thumbnail_of_a_locked_file_comes_from_its_kept_pages(empty: Library, tmp_path: Path) -> None:
    path = write_report(tmp_path / "locked.pdf", password="opensesame")
    document_id = empty.add([path], passwords=["opensesame"])[0].document_id
    empty._passwords.clear()  # as in the next session
    assert empty.thumbnail(document_id)


def test_loose_picture_has_thumbnail_crop_and_vector(empty: Library, tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    Image.new("RGB", (800, 400), (200, 30, 30)).save(path)
    document_id = empty.add([path])[0].document_id
    path.unlink()
    made = empty.thumbnail(document_id)
    assert made
    assert Image.open(io.BytesIO(made)).size == (320, 160)
    (element,) = empty.page_elements(document_id, 1)
    assert element.image
    assert Image.open(io.BytesIO(empty.crop(element.image))).size == (800, 400)
    assert empty.verify() == []  # known by its name at least


def test_original_is_missed_and_found_again_at_its_new_place(empty: Library, tmp_path: Path) -> None:
    path = write_report(tmp_path / "paper.pdf")
    document_id = empty.add([path])[0].document_id
    assert not empty.is_missing(document_id)
    moved = tmp_path / "moved.pdf"
    shutil.copy(path, moved)  # same bytes, another time
    path.unlink()
    assert empty.is_missing(document_id)
    empty.relink(document_id, moved)
    assert not empty.is_missing(document_id)
    assert empty.resolve("moved.pdf") == document_id
    assert empty.page_picture(document_id, 1)


def test_only_the_very_same_bytes_can_be_relinked(empty: Library, tmp_path: Path) -> None:
    path = write_report(tmp_path / "paper.pdf")
    document_id = empty.add([path])[0].document_id
    other = write_report(tmp_path / "other.pdf", {1: ("Oil", "Lamp oil.")})
    words = tmp_path / "program"
    words.write_bytes(b"\x7fELF" + bytes(100))
    for wrong in (other, words, tmp_path / "nothing.pdf", tmp_path):
        with pytest.raises(InvalidInput):
            empty.relink(document_id, wrong)
    assert empty.documents()[0].path == str(path)
    with pytest.raises(NotFound):
        empty.relink("nobody", path)


def test_own_title_is_shown_found_and_taken_back(empty: Library, tmp_path: Path) -> None:
    path = write_report(tmp_path / "paper.pdf")
    document_id = empty.add([path])[0].document_id
    before = empty.documents()[0].title
    empty.rename(document_id, "  The zeppelin\n file ")
    assert empty.documents()[0].title == "The zeppelin file"
    assert empty.search(Query(text="zeppelin")).hits[0].document_title == "The zeppelin file"
    empty.rename(document_id, "")
    assert empty.documents()[0].title == before


def test_sizes_count_what_is_there(filled: Library) -> None:
    sizes = filled.sizes()
    assert sizes.catalogue > 0
    assert sizes.total >= sizes.catalogue + sizes.index
