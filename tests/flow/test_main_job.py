"""The straight line: a dropped file becomes evidence, an answer, and a marked page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.flow.conftest import REPORT_TEXT, write_report

from quire.errors import Cancelled, InvalidInput, NotFound
from quire.jobs import Job
from quire.library import Library
from quire.settings import Settings
from quire.types import IngestReport, IngestStatus, Level, Progress, Query

PNG = b"\x89PNG\r\n\x1a\n"


def test_question_finds_the_page_that_answers_it(filled: Library) -> None:
    result = filled.search(Query(text="How much will the repair of the cracks cost?", level=Level.PAGE))
    assert result.hits[0].place.page_number == 2
    assert result.hits[0].relevant
    assert result.hits[0].place.boxes


def test_meaning_finds_what_words_do_not(filled: Library) -> None:
    result = filled.search(Query(text="seabirds breeding", level=Level.PAGE))
    assert result.hits[0].place.page_number == 3


def test_answer_quotes_the_page_word_for_word(filled: Library) -> None:
    made = filled.ask(Query(text="Who inspected the harbour wall?"))
    assert not made.abstained
    assert "Ingrid Solheim" in made.text
    for cited in made.citations:
        page = " ".join(
            " ".join(element.text.split())
            for element in filled.store.page_elements(cited.place.document_id, cited.place.page_number)
        )
        assert " ".join(cited.quote.split()) in page
        assert f"[{cited.marker}]" in made.text


def test_answer_boxes_lie_on_the_quoted_lines(filled: Library) -> None:
    import pymupdf

    made = filled.ask(Query(text="How long was the longest crack?"))
    cited = made.citations[0]
    with pymupdf.open(cited.document_path) as document:
        page = document[cited.place.page_number - 1]
        marked = " ".join(
            page.get_textbox(pymupdf.Rect(box.x0 - 1, box.y0 - 1, box.x1 + 1, box.y1 + 1))
            for box in cited.place.boxes
        )
    assert "42 centimetres" in " ".join(marked.split())


def test_question_beside_the_library_gets_no_answer(filled: Library) -> None:
    made = filled.ask(Query(text="Which enzyme unwinds the DNA double helix in Xenopus?"))
    assert made.abstained
    assert made.citations == ()


def test_marked_page_differs_from_the_bare_one(filled: Library) -> None:
    hit = filled.search(Query(text="storm fund", level=Level.PAGE)).hits[0]
    bare = filled.page_picture(hit.document_id, hit.place.page_number)
    marked = filled.page_picture(hit.document_id, hit.place.page_number, marks=hit.place.boxes)
    assert bare.startswith(PNG)
    assert marked.startswith(PNG)
    assert bare != marked


def test_page_picture_survives_the_original(empty: Library, tmp_path: Path) -> None:
    path = write_report(tmp_path / "short.pdf")
    empty.add([path])
    made = empty.ask(Query(text="Who inspected the harbour wall?"))
    empty.finish_keeping()
    path.unlink()
    place = made.citations[0].place
    assert empty.page_picture(place.document_id, place.page_number, marks=place.boxes).startswith(PNG)
    with pytest.raises(NotFound, match="original"):
        empty.page_picture(place.document_id, 3)


def test_same_bytes_twice_are_unchanged(empty: Library, report: Path, tmp_path: Path) -> None:
    first = empty.add([report])
    copy = tmp_path / "copy.pdf"
    shutil.copy(report, copy)
    second = empty.add([report, copy])
    assert [item.status for item in first] == [IngestStatus.ADDED]
    assert [item.status for item in second] == [IngestStatus.UNCHANGED, IngestStatus.UNCHANGED]
    assert len(empty.documents()) == 1


@pytest.mark.parametrize(("version", "status"), [(98, IngestStatus.UNCHANGED), (99, IngestStatus.ADDED)])
def test_what_an_older_reader_read_is_read_anew_when_added_again(
    tmp_path: Path, samples: Path, monkeypatch: pytest.MonkeyPatch, version: int, status: IngestStatus
) -> None:
    picture = samples / "grey-seal.webp"
    for number, expected in ((98, IngestStatus.ADDED), (version, status)):
        monkeypatch.setattr("quire.read.readers._PICTURE_VERSION", number)
        with Library.open(tmp_path / "library", settings=Settings()) as library:
            assert [report.status for report in library.add([picture])] == [expected]
            [document] = library.documents()
            assert library.document(document.id).reader == f"picture/{number}"


def test_changed_file_replaces_its_older_version(empty: Library, tmp_path: Path) -> None:
    path = write_report(tmp_path / "paper.pdf")
    empty.add([path])
    write_report(path, {1: ("Lamp oil", "The keeper burned seventeen barrels of lamp oil a year.")})
    reports = empty.add([path])
    assert [item.status for item in reports] == [IngestStatus.UPDATED]
    assert len(empty.documents()) == 1
    assert empty.ask(Query(text="How many barrels of lamp oil were burned?")).citations
    assert not any(hit.relevant for hit in empty.search(Query(text="kittiwakes nest on the cliff")).hits)


def test_same_bytes_twice_in_one_batch_are_read_once(empty: Library, report: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.pdf"
    shutil.copy(report, copy)
    reports = empty.add([report, copy])
    assert [item.status for item in reports] == [IngestStatus.ADDED, IngestStatus.UNCHANGED]


def test_removed_document_is_gone_from_every_search(empty: Library, report: Path) -> None:
    empty.add([report])
    empty.remove([empty.documents()[0].id])
    assert empty.documents() == []
    assert empty.search(Query(text="kittiwakes")).hits == ()
    assert empty.verify() == []


def test_words_are_searchable_before_meaning_follows(empty: Library, report: Path) -> None:
    found: list[int] = []

    def look(item: IngestReport) -> None:
        found.extend(hit.place.page_number for hit in empty.search(Query(text="kittiwakes")).hits[:1])

    empty.add([report], on_searchable=look)
    assert found == [3]


def test_cancelled_adding_goes_on_where_it_stood(empty: Library, report: Path) -> None:
    job = Job()

    def stop(_: IngestReport) -> None:
        job.cancel()

    with pytest.raises(Cancelled):
        empty.add([report], job=job, on_searchable=stop)
    assert [item.id for item in empty.unfinished()] == [item.id for item in empty.documents()]
    reports = empty.add([report])
    assert [item.status for item in reports] == [IngestStatus.ADDED]
    assert empty.unfinished() == []


def test_bad_files_do_not_stop_the_batch(empty: Library, report: Path, tmp_path: Path) -> None:
    nothing = tmp_path / "empty.pdf"
    nothing.touch()
    junk = tmp_path / "junk.pdf"
    junk.write_bytes(b"\x00\x01\x02 this is not a PDF \xff\xfe" * 40)
    missing = tmp_path / "missing.pdf"
    reports = {Path(item.path).name: item for item in empty.add([nothing, junk, missing, report])}
    assert reports["harbour.pdf"].status is IngestStatus.ADDED
    for name in ("empty.pdf", "junk.pdf", "missing.pdf"):
        assert reports[name].status is IngestStatus.FAILED
        assert reports[name].problems[0].message
        assert "Traceback" not in reports[name].problems[0].message
    assert len(empty.documents()) == 1


def test_encrypted_file_opens_with_its_password_only(empty: Library, tmp_path: Path) -> None:
    path = write_report(tmp_path / "locked.pdf", password="opensesame")
    failed = empty.add([path])
    assert failed[0].status is IngestStatus.FAILED
    assert failed[0].problems[0].kind == "password"
    asked: list[Path] = []

    def ask(file: Path) -> str | None:
        asked.append(file)
        return "opensesame"

    reports = empty.add([path], passwords=["wrong"], ask_password=ask)
    assert [item.status for item in reports] == [IngestStatus.ADDED]
    assert asked == [path]
    assert empty.page_picture(reports[0].document_id, 1).startswith(PNG)


def test_collection_narrows_the_search(empty: Library, report: Path, tmp_path: Path) -> None:
    other = write_report(tmp_path / "other.pdf", {1: ("Oil", "Lamp oil was stored in the cellar.")})
    empty.add([report], collection="harbour")
    empty.add([other], collection="light")
    hits = empty.search(Query(text="oil or cracks", collection="light")).hits
    assert {Path(hit.document_path).name for hit in hits} == {"other.pdf"}


def test_progress_counts_pages_and_never_runs_backwards(empty: Library, report: Path) -> None:
    class Watched(Job):
        samples: list[Progress]

        def report(self, stage: str, **details: object) -> None:  # type: ignore[override]
            super().report(stage, **details)  # type: ignore[arg-type]
            self.samples.append(self.sample())

    job = Watched()
    job.samples = []
    empty.add([report], job=job)
    pages = [sample.done for sample in job.samples if sample.unit == "pages" and sample.total == len(REPORT_TEXT)]
    assert pages
    assert pages == sorted(pages)


def test_question_without_words_is_refused(filled: Library) -> None:
    with pytest.raises(InvalidInput, match="question"):
        filled.search(Query(text="  "))
    with pytest.raises(InvalidInput, match="limit"):
        filled.search(Query(text="x", limit=0))


def test_document_without_contents_is_listed_by_its_headings(filled: Library) -> None:
    outline = filled.outline(filled.documents()[0].id)
    later = [(heading, page) for page, (heading, _) in REPORT_TEXT.items() if page > 1]
    assert [(item.title, item.page_number) for item in outline][-2:] == later
