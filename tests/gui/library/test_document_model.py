"""The rows keep the rules of Qt and the person's selection, whatever is shown."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from quire.gui.adding.batch import AddingItem
from quire.gui.library.documents import DocumentModel, document_ids
from quire.gui.library.entries import Entry
from quire.store import Stage
from quire.types import DocumentProgress, DocumentStage, Problem

MakeEntry = Callable[..., Entry]


@pytest.fixture
def model(qapp: object) -> DocumentModel:
    return DocumentModel(lambda _: None)


def test_rows_follow_any_change_of_what_is_shown(model: DocumentModel, make_entry: MakeEntry) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    dice = random.Random(3)
    all_of_them = [make_entry(number) for number in range(60)]
    for _ in range(100):
        shown = dice.sample(all_of_them, dice.randrange(len(all_of_them)))
        model.show(shown, frozenset())
        assert [model.entry(row) for row in range(model.rowCount())] == shown
    del tester


def test_selected_documents_stay_selected_when_others_come_go_and_move(
    model: DocumentModel, make_entry: MakeEntry, qtbot: QtBot
) -> None:
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(model)
    entries = [make_entry(number) for number in range(20)]
    model.show(entries, frozenset())
    for row in (3, 7):
        view.selectionModel().select(model.index(row), QItemSelectionModel.SelectionFlag.Select)
    model.show([make_entry(99), *reversed(entries[2:15])], frozenset())
    selected = {model.entry(index.row()).id for index in view.selectionModel().selectedIndexes()}
    assert selected == {"id00003", "id00007"}


def test_a_change_of_one_document_redraws_one_row(model: DocumentModel, make_entry: MakeEntry) -> None:
    entries = [make_entry(number) for number in range(100)]
    model.show(entries, frozenset())
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _=(): changed.append((first.row(), last.row())))
    model.show([*entries[:50], make_entry(50, title="Other"), *entries[51:]], frozenset({"id00060"}))
    assert changed == [(50, 50), (60, 60)]


def test_a_great_change_is_one_step(model: DocumentModel, make_entry: MakeEntry) -> None:
    entries = [make_entry(number) for number in range(1000)]
    model.show(entries, frozenset())
    steps: list[str] = []
    for signal in (model.modelReset, model.rowsRemoved, model.rowsInserted):
        signal.connect(lambda *_: steps.append(""))
    model.show(entries[::2], frozenset())
    assert len(steps) == 1


def test_what_is_dragged_out_are_ids_for_us_and_files_for_others(
    model: DocumentModel, make_entry: MakeEntry
) -> None:
    model.show([make_entry(1), make_entry(2), make_entry(3)], frozenset({"id00003"}))
    mime = model.mimeData([model.index(0), model.index(2)])
    assert document_ids(mime) == ("id00001", "id00003")
    assert [url.toLocalFile() for url in mime.urls()] == ["/papers/report-1.pdf"], "the other is missing"


def test_a_screen_reader_hears_title_kind_pages_and_state(
    make_entry: MakeEntry, problem: Problem, qapp: object
) -> None:
    item = AddingItem("/papers/report-1.pdf")
    item.take(DocumentProgress(item.path, "id00001", DocumentStage.DEEPENING, 5, 10))
    model = DocumentModel(lambda document_id: item if document_id == "id00001" else None)
    searchable = make_entry(1, stage=Stage.SEARCHABLE)
    model.show(
        [searchable, make_entry(2, problems=(problem,)), make_entry(3), make_entry(4)], frozenset({"id00003"})
    )
    said = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(4)]
    assert said == [
        "Report 1, PDF, 10 page(s), Deepening 50 %, report-1.pdf",
        "Report 2, PDF, 10 page(s), Partial, report-2.pdf",
        "Report 3, PDF, 10 page(s), Missing, report-3.pdf",
        "Report 4, PDF, 10 page(s), report-4.pdf",
    ]
