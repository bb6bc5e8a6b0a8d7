"""The files that are being added, for the list at the foot of the library: what is at work first, then what waits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from quire.gui.adding.batch import AddingItem
from quire.gui.status_bar import time_left
from quire.types import DocumentStage

ITEM_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class AddingModel(QAbstractListModel):
    """Rows change in few large steps, so that thousands of files going by stay cheap."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._busy: list[AddingItem] = []
        self._waiting: list[AddingItem] = []
        self._shown_busy: set[AddingItem] = set()
        self._shown_waiting: set[AddingItem] = set()

    # what Qt asks ------------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._busy) + len(self._waiting)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, QAbstractListModel.CheckIndexOption.IndexIsValid):
            return None
        item = self.item(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return item.name
        if role == ITEM_ROLE:
            return item
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{item.path}\n{explanation(item)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{item.name}, {state_words(item)}"
        return None

    # what the queue tells ----------------------------------------------------------------------------------------

    def item(self, row: int) -> AddingItem:
        return self._busy[row] if row < len(self._busy) else self._waiting[row - len(self._busy)]

    def busy(self) -> list[AddingItem]:
        """Return the files at work."""
        return list(self._busy)

    def show(self, items: Iterable[AddingItem]) -> None:
        """Make the rows say what these items say now: new ones come, others move or change their words."""
        touched = dict.fromkeys(items)
        moved = {
            item
            for item in touched
            if (item in self._shown_busy and not item.busy) or (item in self._shown_waiting and item.busy)
        }
        self._take_out(moved)
        placed = self._shown_busy | self._shown_waiting
        changed = {item for item in touched if item in placed}
        self._append([item for item in touched if item not in placed and item.busy], busy=True)
        self._append([item for item in touched if item not in placed and not item.busy], busy=False)
        self._tell_changed(changed)

    def remove(self, items: Collection[AddingItem]) -> None:
        """Take items out; those that are not shown are passed over."""
        self._take_out(set(items))

    def _append(self, items: list[AddingItem], *, busy: bool) -> None:
        if not items:
            return
        rows, shown = (self._busy, self._shown_busy) if busy else (self._waiting, self._shown_waiting)
        first = len(self._busy) + (0 if busy else len(self._waiting))
        self.beginInsertRows(QModelIndex(), first, first + len(items) - 1)
        rows.extend(items)
        shown.update(items)
        self.endInsertRows()

    def _take_out(self, items: set[AddingItem]) -> None:
        for rows, shown, offset in (
            (self._waiting, self._shown_waiting, lambda: len(self._busy)),
            (self._busy, self._shown_busy, lambda: 0),
        ):
            gone = items & shown
            if gone:
                self._cut(rows, gone, offset)
                shown -= gone

    def _cut(self, rows: list[AddingItem], gone: set[AddingItem], offset: Callable[[], int]) -> None:
        for first, last in reversed(_ranges([row for row, item in enumerate(rows) if item in gone])):
            self.beginRemoveRows(QModelIndex(), first + offset(), last + offset())
            del rows[first : last + 1]
            self.endRemoveRows()

    def _tell_changed(self, items: set[AddingItem]) -> None:
        if not items:
            return
        busy = [row for row, item in enumerate(self._busy) if item in items]
        rows = busy
        if len(items) > len(busy):
            n_busy = len(self._busy)
            rows += [row + n_busy for row, item in enumerate(self._waiting) if item in items]
        for first, last in _ranges(rows):
            self.dataChanged.emit(self.index(first), self.index(last))


def _ranges(rows: list[int]) -> list[tuple[int, int]]:
    """Return ascending row numbers as (first, last) runs."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


def stage_word(stage: DocumentStage) -> str:
    """Return the name of a stage in the person's language."""
    translate = QCoreApplication.translate
    return {
        DocumentStage.WAITING: translate("Adding", "Waiting"),
        DocumentStage.READING: translate("Adding", "Reading"),
        DocumentStage.SEARCHABLE: translate("Adding", "Searchable"),
        DocumentStage.DEEPENING: translate("Adding", "Deepening"),
        DocumentStage.READY: translate("Adding", "Ready"),
        DocumentStage.PARTIAL: translate("Adding", "Partial"),
        DocumentStage.FAILED: translate("Adding", "Failed"),
    }[stage]


def state_words(item: AddingItem) -> str:
    """Return "Deepening · 4 of 12 pages · about 20 s left"."""
    translate = QCoreApplication.translate
    if item.growing:
        return translate("Adding", "Still being written; added when it is complete")
    if item.is_folder:
        return translate("Adding", "Looking into the folder")
    parts = [stage_word(item.stage)]
    if item.busy and item.total_pages > 1:
        text = translate("Adding", "{done} of {total} pages")
        parts.append(text.format(done=item.done_pages, total=item.total_pages))
    elif item.total_pages:
        parts.append(translate("Adding", "%n page(s)", "", item.total_pages))
    if item.busy and item.eta_s is not None:
        parts.append(time_left(item.eta_s))
    return " · ".join(parts)


def explanation(item: AddingItem) -> str:
    """Return what the stage means."""
    translate = QCoreApplication.translate
    if item.stage is DocumentStage.SEARCHABLE:
        return translate("Adding", "Found by its words already; figures, tables and meaning follow.")
    if item.stage is DocumentStage.DEEPENING:
        return translate("Adding", "Found by its words already; figures, tables and meaning are being read.")
    if item.stage is DocumentStage.READING:
        return translate("Adding", "Its text is being read.")
    return translate("Adding", "Its turn comes.")
