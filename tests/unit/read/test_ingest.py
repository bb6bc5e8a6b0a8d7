"""Whole documents: pages of any order become one document, failures become problems, a killed reading resumes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from quire.errors import Cancelled, PasswordNeeded, ReadError
from quire.jobs import Job
from quire.read import ReaderPool, read_full, read_text, sniff
from quire.types import Document, ElementKind, Source


class Drafts(dict[int, bytes]):
    def put(self, page_number: int, content: bytes) -> None:
        self[page_number] = content


@pytest.fixture
def fragile_pool(fragile_reader: ModuleType) -> Iterator[ReaderPool]:
    made = ReaderPool(n_processes=2, page_timeout_s=1.5, memory_limit_mb=3072, factory=fragile_reader.fragile)
    yield made
    made.close()


def _texts(document: Document) -> str:
    return "\n".join(element.text for element in document.elements)


def _full(
    pool: ReaderPool, source: Source, crops: Path, drafts: Drafts | None = None, **options: str
) -> Document:
    return read_full(
        pool, source, drafts=Drafts() if drafts is None else drafts, crops_dir=crops, job=Job(), **options
    )


def test_read_text_returns_all_pages_in_order(pool: ReaderPool, make_pdf: Callable[..., Path]) -> None:
    document = read_text(pool, sniff(make_pdf(n_pages=60)), job=Job())
    assert [page.number for page in document.pages] == list(range(1, 61))
    numbers = [element.place.page_number for element in document.elements]
    assert numbers == sorted(numbers)
    assert {f"text of page {number}," in _texts(document) for number in range(1, 61)} == {True}
    assert not document.problems


def test_progress_counts_pages(pool: ReaderPool, make_pdf: Callable[..., Path]) -> None:
    job = Job()
    read_text(pool, sniff(make_pdf("a.pdf", n_pages=5)), job=job)
    progress = job.sample()
    assert (progress.stage, progress.done, progress.total, progress.unit) == ("reading", 5, 5, "pages")
    assert progress.label == "a.pdf"


def test_read_full_gives_the_same_document_twice(
    pool: ReaderPool, make_pdf: Callable[..., Path], tmp_path: Path
) -> None:
    source = sniff(make_pdf(n_pages=4))
    assert _full(pool, source, tmp_path) == _full(pool, source, tmp_path)


def test_page_with_a_draft_is_not_read_again(
    fragile_pool: ReaderPool, make_pdf: Callable[..., Path], tmp_path: Path
) -> None:
    source = sniff(make_pdf(n_pages=1))
    drafts = Drafts()
    first = _full(fragile_pool, source, tmp_path, drafts)
    assert _full(fragile_pool, source, tmp_path, drafts) == first
    assert len(list(tmp_path.glob("read-0-*"))) == 1


def test_draft_of_another_recipe_or_a_damaged_one_is_read_again(
    fragile_pool: ReaderPool, make_pdf: Callable[..., Path], tmp_path: Path
) -> None:
    source = sniff(make_pdf(n_pages=1))
    drafts = Drafts({1: b"\xc1 damaged"})
    _full(fragile_pool, source, tmp_path, drafts)
    fragile_pool.ocr = False
    _full(fragile_pool, source, tmp_path, drafts)
    assert len(list(tmp_path.glob("read-0-*"))) == 2


def test_each_kept_page_is_told_once(pool: ReaderPool, make_pdf: Callable[..., Path], tmp_path: Path) -> None:
    told: list[int] = []
    drafts = Drafts()
    read_full(
        pool,
        sniff(make_pdf(n_pages=5)),
        drafts=drafts,
        crops_dir=tmp_path,
        job=Job(),
        on_page=lambda number: told.append(number) or None,
    )
    assert sorted(told) == sorted(drafts) == [1, 2, 3, 4, 5]


def test_failing_pages_become_problems_and_keep_their_plain_text(
    fragile_pool: ReaderPool, make_pdf: Callable[..., Path], tmp_path: Path
) -> None:
    document = _full(fragile_pool, sniff(make_pdf(n_pages=8)), tmp_path)
    kinds = {problem.page: problem.kind for problem in document.problems}
    assert kinds == {
        2: "reader-crashed",
        4: "page-timeout",
        5: "too-large",
        6: "broken-page",
        7: "reader-crashed",
    }
    assert all(problem.message for problem in document.problems)
    text = _texts(document)
    assert "full text of page 3" in text
    for number in (2, 4, 5):
        assert f"plain text of page {number}" in text
    assert "page 7" not in text
    assert len(document.pages) == 8
    assert all(page.width_pt == 595.0 for page in document.pages)


def test_read_text_loses_only_the_page_that_crashes(
    fragile_pool: ReaderPool, make_pdf: Callable[..., Path]
) -> None:
    document = read_text(fragile_pool, sniff(make_pdf(n_pages=8)), job=Job())
    assert [(problem.page, problem.kind) for problem in document.problems] == [(7, "reader-crashed")]
    for number in (1, 2, 3, 4, 5, 6, 8):
        assert f"plain text of page {number}" in _texts(document)


def test_cancel_stops_and_keeps_the_drafts(
    fragile_pool: ReaderPool, make_pdf: Callable[..., Path], tmp_path: Path
) -> None:
    job = Job()
    drafts = Drafts()
    with pytest.raises(Cancelled):
        read_full(
            fragile_pool,
            sniff(make_pdf(n_pages=1)),
            drafts=drafts,
            crops_dir=tmp_path,
            job=job,
            on_page=lambda _: job.cancel(),
        )
    assert list(drafts) == [1]


def test_cancelled_job_reads_nothing(pool: ReaderPool, make_pdf: Callable[..., Path]) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        read_text(pool, sniff(make_pdf()), job=job)


def test_error_while_keeping_a_page_ends_the_reading(
    pool: ReaderPool, make_pdf: Callable[..., Path], tmp_path: Path
) -> None:
    class FullDisk(Drafts):
        def put(self, page_number: int, content: bytes) -> None:
            raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        _full(pool, sniff(make_pdf()), tmp_path, FullDisk())


def test_password_opens_both_passes(pool: ReaderPool, make_pdf: Callable[..., Path], tmp_path: Path) -> None:
    source = sniff(make_pdf(password="sesame"))
    with pytest.raises(PasswordNeeded):
        read_text(pool, source, job=Job())
    assert "text of page 1," in _texts(read_text(pool, source, password="sesame", job=Job()))
    assert "text of page 1," in _texts(_full(pool, source, tmp_path, password="sesame"))


def test_text_file_is_read_in_its_own_encoding(pool: ReaderPool, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_bytes("Die Größe beträgt zwölf Ellen.".encode("utf-16"))
    assert "Die Größe beträgt zwölf Ellen." in _texts(read_text(pool, sniff(file), job=Job()))


def test_picture_is_one_image_element_at_once(pool: ReaderPool, tmp_path: Path) -> None:
    import PIL.Image

    file = tmp_path / "harbour.png"
    PIL.Image.new("RGB", (300, 200), "navy").save(file)
    document = read_text(pool, sniff(file), job=Job())
    (element,) = document.elements
    assert element.kind is ElementKind.IMAGE
    assert element.place.boxes[0].as_list() == [0.0, 0.0, 300.0, 200.0]


def test_file_that_vanishes_before_the_second_pass_is_a_read_error(
    pool: ReaderPool, make_pdf: Callable[..., Path], tmp_path: Path
) -> None:
    file = make_pdf("gone.pdf", n_pages=2)
    source = sniff(file)
    file.unlink()
    with pytest.raises(ReadError, match="not there"):
        _full(pool, source, tmp_path)
