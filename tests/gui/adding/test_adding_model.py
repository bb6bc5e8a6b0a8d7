"""The rows keep the rules of Qt whatever happens to the files."""

from __future__ import annotations

import random

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from quire.gui.adding.batch import AddingItem
from quire.gui.adding.model import AddingModel
from quire.types import DocumentProgress, DocumentStage


def progress(item: AddingItem, stage: DocumentStage, done: int = 0, total: int = 0) -> AddingItem:
    item.take(DocumentProgress(item.path, "", stage, done, total, eta_s=12.0 if done else None))
    return item


def test_rows_follow_files_through_all_stages(qapp: object) -> None:
    model = AddingModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    dice = random.Random(7)
    items = [AddingItem(f"/tmp/{number}.pdf") for number in range(50)]
    model.show(items)
    going = list(items)
    for _ in range(200):
        some = dice.sample(going, min(5, len(going)))
        for item in some:
            progress(item, dice.choice(list(DocumentStage)[:4]))
        model.show(some)
        gone = dice.sample(going, min(dice.choice([0, 0, 1]), len(going)))
        model.remove(gone)
        going = [item for item in going if item not in gone]
        shown = [model.item(row) for row in range(model.rowCount())]
        assert set(shown) == set(going)
        assert [item.busy for item in shown] == sorted((item.busy for item in shown), reverse=True)
    del tester


def test_many_files_at_once_are_one_step(qapp: object) -> None:
    model = AddingModel()
    steps: list[str] = []
    model.rowsInserted.connect(lambda *_: steps.append("in"))
    model.rowsRemoved.connect(lambda *_: steps.append("out"))
    model.dataChanged.connect(lambda *_: steps.append("changed"))
    items = [AddingItem(f"/tmp/{number}.pdf") for number in range(10_000)]
    model.show(items)
    model.show(items)
    model.remove(items[:9_000])
    assert steps == ["in", "changed", "out"]
    assert model.rowCount() == 1_000


def test_a_row_says_what_is_happening(qapp: object) -> None:
    model = AddingModel()
    item = AddingItem("/tmp/report.pdf")
    model.show([progress(item, DocumentStage.DEEPENING, 4, 12)])
    said = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "report.pdf, Deepening · 4 of 12 pages · about 10 s left"


def test_a_file_that_was_searchable_never_reads_as_less(qapp: object) -> None:
    item = progress(AddingItem("/tmp/a.pdf"), DocumentStage.SEARCHABLE, 3, 3)
    for stage in (DocumentStage.WAITING, DocumentStage.READING):
        assert progress(item, stage).stage is DocumentStage.SEARCHABLE
    assert progress(item, DocumentStage.DEEPENING).busy
