"""The library pane, used as a person would use it, on the sample documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from quire.gui.library.entries import Entry, Place, Shelf, Sorting
from quire.gui.library.pane import LibraryPane
from quire.gui.session import Session
from quire.library import Library
from quire.settings import resources
from quire.types import Problem

N_SAMPLES = 10


def titles(pane: LibraryPane) -> list[str]:
    return [pane.model.entry(row).title for row in range(pane.model.rowCount())]


def row_of(pane: LibraryPane, file_name: str) -> int:
    return next(row for row in range(pane.model.rowCount()) if pane.model.entry(row).file_name == file_name)


def choose(pane: LibraryPane, *file_names: str) -> list[str]:
    """Select documents by their file names; returns their ids."""
    ids = [pane.model.entry(row_of(pane, name)).id for name in file_names]
    pane.view.select(set(ids), ids[0])
    pane.view.setFocus()
    return ids


def editor_in(view: QAbstractItemView) -> QLineEdit:
    (editor,) = [field for field in view.findChildren(QLineEdit) if field.isVisible()]
    return editor


def test_an_empty_library_teaches_how_to_fill_it(
    empty_session: Session, make_pane: Callable[[Session], LibraryPane]
) -> None:
    pane = make_pane(empty_session)
    assert pane.nothing.isVisible()
    assert "Drop PDFs" in pane.nothing.words.text()
    assert pane.nothing.button.text() == "Add Files…"


def test_all_documents_are_listed_newest_first(pane: LibraryPane) -> None:
    assert len(titles(pane)) == N_SAMPLES
    added = [pane.model.entry(row).summary.added_at for row in range(N_SAMPLES)]
    assert added == sorted(added, reverse=True)
    assert pane.header.count.text() == str(N_SAMPLES)


def test_filtering_as_one_types_and_what_to_do_when_nothing_fits(pane: LibraryPane, qtbot: QtBot) -> None:
    qtbot.keyClicks(pane.filter, "turbine")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 2)
    qtbot.keyClicks(pane.filter, " zzz")
    qtbot.waitUntil(pane.nothing.isVisible)
    assert "turbine zzz" in pane.nothing.words.text()
    qtbot.keyClick(pane.filter, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: pane.model.rowCount() == N_SAMPLES)


def test_sorting_is_chosen_from_a_menu_and_remembered(
    pane: LibraryPane, session: Session, make_pane: Callable[[Session], LibraryPane]
) -> None:
    actions = {action.text(): action for action in pane.header.sort.menu().actions()}
    actions["Pages"].trigger()
    pages = [pane.model.entry(row).summary.n_pages for row in range(N_SAMPLES)]
    assert pages == sorted(pages, reverse=True)
    actions["Ascending"].trigger()
    assert pane.model.entry(0).summary.n_pages == 1
    other = make_pane(session)
    assert other._arrangement.sorting is Sorting.PAGES
    assert not other._arrangement.descending


def test_list_and_grid_share_the_selection(pane: LibraryPane, qtbot: QtBot) -> None:
    ids = choose(pane, "grey-seal.webp", "ferry-timetable.png")
    pane.header.grid.click()
    assert pane.view.is_grid
    assert {entry.id for entry in pane.view.selected()} == set(ids)
    rect = pane.view.visualRect(pane.model.index(1))
    assert rect.top() == pane.view.visualRect(pane.model.index(0)).top(), "side by side"
    pane.header.grid.click()
    assert pane.view.visualRect(pane.model.index(1)).top() > pane.view.visualRect(pane.model.index(0)).top()


def test_first_pages_come_by_themselves(pane: LibraryPane, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: any(picture is not None for picture in pane.thumbnails._kept.values()), timeout=10_000
    )


def test_enter_and_double_click_open_a_document(pane: LibraryPane, qtbot: QtBot) -> None:
    (wanted,) = choose(pane, "annual-report-2024.pdf")
    with qtbot.waitSignal(pane.document_opened) as opened:
        qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    assert opened.args == [wanted, 1]
    at = pane.view.visualRect(pane.model.index(0)).center()
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    with qtbot.waitSignal(pane.document_opened) as opened:
        qtbot.mouseDClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened.args == [pane.model.entry(0).id, 1]


def test_questions_follow_the_collection_and_the_selection(
    pane: LibraryPane, library: Library, session: Session, qtbot: QtBot
) -> None:
    heard: list[tuple[str, tuple[str, ...]]] = []
    pane.scope_changed.connect(lambda name, ids: heard.append((name, ids)))
    (seal,) = choose(pane, "grey-seal.webp")
    qtbot.waitUntil(lambda: heard == [("", (seal,))])
    assert "only this document" in pane.scope.words.text()
    library.assign([seal], "Harbour")
    session.library_changed.emit()
    qtbot.waitUntil(lambda: "Harbour" in pane.shelves.names())
    pane.tree.go_to(Place(Shelf.COLLECTION, "Harbour"))
    qtbot.waitUntil(lambda: heard[-1] == ("Harbour", ()))
    assert titles(pane) == ["grey-seal"]
    pane.tree.go_to(Place(Shelf.RECENT))
    qtbot.waitUntil(lambda: heard[-1] == ("", ()))


def test_a_limit_taken_away_elsewhere_is_taken_away_here(
    pane: LibraryPane, library: Library, session: Session, qtbot: QtBot
) -> None:
    library.assign([library.resolve("grey-seal.webp")], "Harbour")
    session.library_changed.emit()
    qtbot.waitUntil(lambda: "Harbour" in pane.shelves.names())
    pane.tree.go_to(Place(Shelf.COLLECTION, "Harbour"))
    choose(pane, "grey-seal.webp")
    pane.show_scope("Harbour", ())
    assert pane.view.selected() == []
    assert pane.tree.place.name == "Harbour"
    pane.show_scope("", ())
    assert pane.tree.place == Place()


def test_f2_renames_and_an_empty_title_brings_the_own_one_back(
    pane: LibraryPane, library: Library, qtbot: QtBot
) -> None:
    (report,) = choose(pane, "annual-report-2024.pdf")
    own = library.document(report).title
    qtbot.keyClick(pane.view, Qt.Key.Key_F2)
    editor = editor_in(pane.view)
    assert editor.text() == own
    qtbot.keyClicks(editor, "Figures of 2024")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Figures of 2024" in titles(pane))
    qtbot.waitUntil(lambda: library.document(report).title == "Figures of 2024")
    qtbot.keyClick(pane.view, Qt.Key.Key_F2)
    editor_in(pane.view).clear()
    qtbot.keyClick(editor_in(pane.view), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: own in titles(pane))
    assert [entry.id for entry in pane.view.selected()] == [report]


def test_delete_removes_and_undo_brings_back(
    pane: LibraryPane, session: Session, library: Library, qtbot: QtBot
) -> None:
    gone = choose(pane, "grey-seal.webp", "red-fishing-boat.jpg")
    with qtbot.waitSignal(session.undoable) as offered:
        qtbot.keyClick(pane.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: pane.model.rowCount() == N_SAMPLES - 2)
    assert not set(gone) & {row.id for row in library.documents()}
    offered.args[1]()
    qtbot.waitUntil(lambda: pane.model.rowCount() == N_SAMPLES)
    assert set(gone) <= {row.id for row in library.documents()}


def test_collections_are_made_named_and_deleted_by_keyboard(
    pane: LibraryPane, session: Session, library: Library, qtbot: QtBot
) -> None:
    def names() -> list[str]:
        return [collection.name for collection in library.collections()]

    pane.tree.setFocus()
    pane.tree.new.trigger()
    qtbot.keyClicks(editor_in(pane.tree), "Harbour")
    qtbot.keyClick(editor_in(pane.tree), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.tree.place == Place(Shelf.COLLECTION, "Harbour"))
    assert "Drag documents" in pane.nothing.words.text()
    pane.tree.new_inside.trigger()
    qtbot.keyClicks(editor_in(pane.tree), "Boats")
    qtbot.keyClick(editor_in(pane.tree), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names() == ["Harbour", "Harbour/Boats"])
    qtbot.waitUntil(lambda: pane.tree.place == Place(Shelf.COLLECTION, "Harbour/Boats"))
    qtbot.keyClick(pane.tree, Qt.Key.Key_Up)
    qtbot.keyClick(pane.tree, Qt.Key.Key_F2)
    editor_in(pane.tree).selectAll()
    qtbot.keyClicks(editor_in(pane.tree), "Port")
    qtbot.keyClick(editor_in(pane.tree), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names() == ["Port", "Port/Boats"])
    qtbot.waitUntil(lambda: pane.tree.place == Place(Shelf.COLLECTION, "Port"))
    with qtbot.waitSignal(session.undoable) as offered:
        qtbot.keyClick(pane.tree, Qt.Key.Key_Delete)
    assert names() == []
    qtbot.waitUntil(lambda: pane.tree.place == Place())
    offered.args[1]()
    qtbot.waitUntil(lambda: names() == ["Port", "Port/Boats"])


def test_escape_gives_up_naming_a_collection(pane: LibraryPane, library: Library, qtbot: QtBot) -> None:
    before = pane.shelves.names()
    pane.tree.new.trigger()
    qtbot.keyClicks(editor_in(pane.tree), "Nothing")
    qtbot.keyClick(editor_in(pane.tree), Qt.Key.Key_Escape)
    assert pane.shelves.names() == before
    assert pane.shelves.rowCount() == 3
    assert library.collections() == []


def drag(widget: QWidget, mime: QMimeData, at: QPoint) -> None:
    """Drop `mime` at a point of `widget`."""
    action, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(at, action, mime, button, keys),
        QDragMoveEvent(at, action, mime, button, keys),
        QDropEvent(QPointF(at), action, mime, button, keys),
    ):
        QApplication.sendEvent(widget, event)


def test_documents_dragged_onto_a_collection_are_put_into_it(
    pane: LibraryPane, library: Library, session: Session, qtbot: QtBot
) -> None:
    library.create_collection("Harbour")
    session.library_changed.emit()
    qtbot.waitUntil(lambda: "Harbour" in pane.shelves.names())
    ids = choose(pane, "grey-seal.webp", "red-fishing-boat.jpg")
    mime = pane.model.mimeData(pane.view.selectionModel().selectedIndexes())
    target = pane.tree.visualRect(pane.shelves.index_of(Place(Shelf.COLLECTION, "Harbour"))).center()
    drag(pane.tree.viewport(), mime, target)
    qtbot.waitUntil(lambda: {row.id for row in library.documents(collection="Harbour")} == set(ids))


def test_files_dropped_onto_a_collection_are_added_to_it(
    pane: LibraryPane,
    library: Library,
    session: Session,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    calls: list[tuple[list[Path], str]] = []

    def add(paths: Sequence[Path], collection: str = "") -> None:
        calls.append((list(paths), collection))

    monkeypatch.setattr(session, "add", add)
    library.create_collection("Harbour")
    session.library_changed.emit()
    qtbot.waitUntil(lambda: "Harbour" in pane.shelves.names())
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.pdf"))])
    target = pane.tree.visualRect(pane.shelves.index_of(Place(Shelf.COLLECTION, "Harbour"))).center()
    drag(pane.tree.viewport(), mime, target)
    assert calls == [([tmp_path / "a.pdf"], "Harbour")]
    assert pane.tree.property("takesFiles")


def test_the_context_menu_puts_into_and_takes_out_of_collections(
    pane: LibraryPane, library: Library, session: Session, qtbot: QtBot
) -> None:
    library.create_collection("Harbour")
    session.library_changed.emit()
    qtbot.waitUntil(lambda: "Harbour" in pane.shelves.names())
    (seal,) = choose(pane, "grey-seal.webp")

    def toggle() -> None:
        menu = pane.actions_on.open_menu(pane.mapToGlobal(pane.rect().center()))
        inner = next(action.menu() for action in menu.actions() if action.menu())
        assert isinstance(inner, QMenu)
        next(action for action in inner.actions() if action.text() == "Harbour").trigger()
        menu.close()

    toggle()
    qtbot.waitUntil(lambda: pane.model.entry(pane.model.row_of(seal)).summary.collections == ("Harbour",))
    toggle()
    qtbot.waitUntil(lambda: pane.model.entry(pane.model.row_of(seal)).summary.collections == ())


def test_a_missing_original_is_marked_and_found_again(
    make_session: Callable[[Path], Session],
    make_pane: Callable[[Session], LibraryPane],
    library_folder: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    session = make_session(library_folder)
    library = session.library
    assert library is not None
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    for name in ("grey-seal.webp", "red-fishing-boat.jpg"):
        (old / name).write_bytes((resources() / "samples" / name).read_bytes())
        library.relink(library.resolve(name), old / name)
    old.rename(new)
    pane = make_pane(session)
    pane.catalogue.look_for_missing()
    place = Place(Shelf.MISSING)
    qtbot.waitUntil(lambda: pane.shelves.index_of(place).isValid())
    pane.tree.go_to(place)
    assert sorted(titles(pane)) == ["grey-seal", "red-fishing-boat"]
    choose(pane, "grey-seal.webp")
    qtbot.keyClick(pane.view, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "not where it was" in pane.details.texts())
    (button,) = [one for one in pane.details.findChildren(QPushButton) if "Original" in one.text()]
    with qtbot.waitSignal(session.message) as said:
        button.click()
        dialog = pane.window().findChild(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        dialog.fileSelected.emit(str(new / "grey-seal.webp"))
        dialog.close()
    assert "1 more" in said.args[0], "the other one lay beside it"
    qtbot.waitUntil(pane.nothing.isVisible)
    assert not pane.catalogue.missing


def test_another_file_is_refused_as_the_original(
    pane: LibraryPane, session: Session, library: Library, qtbot: QtBot
) -> None:
    (seal,) = choose(pane, "grey-seal.webp")
    with qtbot.waitSignal(session.message) as said:
        pane.changes.relink(seal, resources() / "samples" / "red-fishing-boat.jpg")
    assert said.args[1] == "error"
    assert "another file" in said.args[0]


def test_details_tell_what_was_found_and_sum_up_several(pane: LibraryPane, qtbot: QtBot) -> None:
    choose(pane, "annual-report-2024.pdf")
    qtbot.keyClick(pane.view, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "12 page(s)" in pane.details.texts())
    assert "table(s)" in pane.details.texts()
    assert "annual-report-2024.pdf" in pane.details.texts()
    choose(pane, "annual-report-2024.pdf", "grey-seal.webp")
    assert pane.details.title.text() == "2 document(s)"
    qtbot.waitUntil(lambda: "13 page(s)" in pane.details.texts())
    pane.view.clearSelection()
    assert pane.details.isHidden()


def test_problems_stand_in_the_details_with_what_to_do(
    pane: LibraryPane, make_entry: Callable[..., Entry], problem: Problem, qtbot: QtBot
) -> None:
    pane.details.show()
    pane.details.show_entries([make_entry(1, problems=(problem,))], frozenset())
    qtbot.waitUntil(lambda: "1 problem(s)" in pane.details.texts())
    assert "Page 3: Page 3 took too long. Try again." in pane.details.texts()


def test_everything_is_reached_by_keyboard(pane: LibraryPane, qtbot: QtBot) -> None:
    pane.filter.setFocus()
    qtbot.keyClicks(pane.filter, "annual")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    qtbot.keyClick(pane.filter, Qt.Key.Key_Down)
    assert pane.view.hasFocus()
    with qtbot.waitSignal(pane.document_opened):
        qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    qtbot.keyClick(pane.view, Qt.Key.Key_Escape)
    assert pane.view.selected() == []
    seen: set[QWidget] = set()
    for _ in range(12):
        widget = QApplication.focusWidget()
        assert widget is not None
        seen.add(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert {pane.filter, pane.tree, pane.view, pane.add_button, pane.header.sort, pane.header.grid} <= seen


def test_every_control_has_a_name(pane: LibraryPane, qtbot: QtBot) -> None:
    choose(pane, "annual-report-2024.pdf")
    qtbot.keyClick(pane.view, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    controls: list[QWidget] = [
        *pane.findChildren(QAbstractButton),
        *pane.findChildren(QAbstractItemView),
        *pane.findChildren(QLineEdit),
    ]
    unnamed = [
        control
        for control in controls
        if control.isVisible()
        and not QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
    ]
    assert unnamed == []


def test_a_document_is_shown_in_the_file_manager(pane: LibraryPane, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Path] = []
    monkeypatch.setattr("quire.gui.library.document_actions.reveal", lambda path, _: shown.append(path))
    choose(pane, "grey-seal.webp")
    pane.actions_on.refresh()
    pane.actions_on.reveal.trigger()
    assert [path.name for path in shown] == ["grey-seal.webp"]
