"""Removing: at once for good, or at once out of sight with a way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.flow.conftest import write_report

from quire.errors import NotFound
from quire.library import Library
from quire.settings import Settings
from quire.types import IngestReport, IngestStatus, Query, Turn


def traces(folder: Path, document_id: str) -> list[str]:
    """Return the files that name the document or hold its words."""
    marks = (document_id.encode(), b"kittiwake")
    return [
        str(path)
        for path in folder.rglob("*")
        if document_id in str(path)
        or (path.is_file() and "index" not in path.parts and any(mark in path.read_bytes() for mark in marks))
    ]


def test_removed_document_can_come_back_as_it_was(empty: Library, report: Path) -> None:
    document_id = empty.add([report], collection="Island")[0].document_id
    before, hits = empty.documents(), empty.search(Query(text="kittiwakes")).hits
    removed = empty.remove([document_id], undo=True)
    assert removed.undoable
    assert empty.documents() == []
    assert empty.search(Query(text="kittiwakes")).hits == ()
    assert empty.ask(Query(text="Who inspected the harbour wall?")).abstained
    assert [item.n_documents for item in empty.collections()] == [0]
    with pytest.raises(NotFound):
        empty.page_words(document_id, 1)
    assert empty.undo_remove(removed) == (document_id,)
    assert empty.documents() == before
    assert empty.search(Query(text="kittiwakes")).hits == hits
    assert empty.verify() == []


def test_closing_purges_what_was_removed(report: Path, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with Library.open(folder, settings=Settings()) as library:
        document_id = library.add([report])[0].document_id
        library.thumbnail(document_id)
        removed = library.remove([document_id], undo=True)
        assert traces(folder, document_id)
    assert traces(folder, document_id) == []
    with Library.open(folder, settings=Settings()) as library, pytest.raises(NotFound, match="any more"):
        library.undo_remove(removed)


def test_opening_purges_what_a_killed_session_left(report: Path, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with Library.open(folder, settings=Settings()) as library:
        document_id = library.add([report])[0].document_id
        library.store.put_away([document_id])
        library.store.purge = lambda **_: 0  # type: ignore[method-assign] # as if killed before it could
    assert traces(folder, document_id)
    with Library.open(folder, settings=Settings()) as library:
        library.finish_keeping()
        assert library.store.bring_back([document_id]) == ()


def test_removal_without_undo_leaves_nothing_behind(report: Path, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with Library.open(folder, settings=Settings()) as library:
        document_id = library.add([report])[0].document_id
        library.thumbnail(document_id)
        library.ask(Query(text="Who inspected the harbour wall?"))
        library.finish_keeping()
        removed = library.remove([document_id])
        assert not removed.undoable
        with pytest.raises(NotFound):
            library.undo_remove(removed)
        assert library.purge_removed() == 0
    assert traces(folder, document_id) == []


def test_purging_on_request_ends_the_time_for_undo(empty: Library, report: Path) -> None:
    document_id = empty.add([report])[0].document_id
    removed = empty.remove([document_id, document_id], undo=True)
    assert empty.purge_removed() == 1
    with pytest.raises(NotFound):
        empty.undo_remove(removed)


def test_document_removed_while_it_is_read_stays_removed(empty: Library, report: Path, tmp_path: Path) -> None:
    other = write_report(tmp_path / "other.pdf", {1: ("Oil", "Lamp oil was stored in the cellar.")})

    def remove(item: IngestReport) -> None:
        if item.path == str(report):
            empty.remove([item.document_id], undo=True)

    reports = {Path(item.path).name: item for item in empty.add([report, other], on_searchable=remove)}
    assert reports["harbour.pdf"].status is IngestStatus.FAILED
    assert reports["harbour.pdf"].problems[0].kind == "removed"
    assert reports["other.pdf"].status is IngestStatus.ADDED
    assert [Path(row.path).name for row in empty.documents()] == ["other.pdf"]
    assert empty.verify() == []


def test_removed_file_can_be_added_again(empty: Library, report: Path) -> None:
    document_id = empty.add([report], collection="Island")[0].document_id
    removed = empty.remove([document_id], undo=True)
    assert empty.add([report])[0].status is IngestStatus.ADDED
    assert empty.documents()[0].collections == ()
    with pytest.raises(NotFound):
        empty.undo_remove(removed)
    assert len(empty.documents()) == 1
    assert empty.verify() == []


def test_conversation_keeps_what_it_cites_of_a_removed_document(empty: Library, report: Path) -> None:
    document_id = empty.add([report])[0].document_id
    query = Query(text="Who inspected the harbour wall?")
    made = empty.ask(query)
    talk = empty.append_turn(empty.new_conversation().id, Turn(query, 1_700_000_000.0, made))
    empty.remove([document_id])
    (kept,) = empty.turns(talk.id)
    assert kept.answer == made
    exported = empty.export_conversation(talk.id)
    assert "harbour.pdf" in exported
    assert "Ingrid Solheim" in exported
    assert [item.id for item in empty.search_conversations("solheim")] == [talk.id]
