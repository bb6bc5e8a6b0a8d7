"""The documents that are shown, as a Qt model; list and grid share it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QUrl,
    Signal,
)

from quire.gui.adding.batch import AddingItem
from quire.gui.library import words
from quire.gui.library.entries import Entry

ENTRY_ROLE = Qt.ItemDataRole.UserRole
DOCUMENTS_MIME = "application/x-quire-documents"
_MOST_STEPS = 200  # more insertions and removals than this cost more than showing everything anew
_Index = QModelIndex | QPersistentModelIndex


class DocumentModel(QAbstractListModel):
    """Rows follow what they are told in as few steps as keep selection and place.

    Signals:
        renamed: Document id and the title the person typed.
    """

    renamed = Signal(str, str)

    def __init__(self, item_of: Callable[[str], AddingItem | None], parent: QObject | None = None) -> None:
        """Args:
        item_of: Returns the file on its way that makes a document.
        """
        super().__init__(parent)
        self._item_of = item_of
        self._rows: list[Entry] = []
        self._missing: frozenset[str] = frozenset()

    # what Qt asks ------------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return (
            flag.ItemIsEnabled
            | flag.ItemIsSelectable
            | flag.ItemIsEditable
            | flag.ItemIsDragEnabled
            | flag.ItemNeverHasChildren
        )

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, QAbstractListModel.CheckIndexOption.IndexIsValid):
            return None
        entry = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return entry.title
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words.spoken(entry, self.chip(entry))
        if role == Qt.ItemDataRole.ToolTipRole:
            explanation = words.chip_explanation(entry, missing=entry.id in self._missing)
            return "\n".join(text for text in (entry.title, entry.summary.path, explanation) if text)
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        entry: Entry | None = self.data(index, ENTRY_ROLE)
        if entry is None or role != Qt.ItemDataRole.EditRole:
            return False
        title = " ".join(str(value).split())
        if title != entry.title:
            self.renamed.emit(entry.id, title)
        return True

    def mimeTypes(self) -> list[str]:
        return [DOCUMENTS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return ids for this window, and the originals as files for other programs."""
        entries = [self._rows[row] for row in sorted({index.row() for index in indexes})]
        mime = QMimeData()
        mime.setData(DOCUMENTS_MIME, "\n".join(entry.id for entry in entries).encode())
        there = [entry for entry in entries if entry.id not in self._missing]
        mime.setUrls([QUrl.fromLocalFile(entry.summary.path) for entry in there])
        return mime

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    # what the pane asks ------------------------------------------------------------------------------------------

    def entry(self, row: int) -> Entry:
        return self._rows[row]

    def ids(self) -> list[str]:
        return [entry.id for entry in self._rows]

    def row_of(self, document_id: str) -> int:
        """Return the row of a document, -1 when it is not shown."""
        return next((row for row, entry in enumerate(self._rows) if entry.id == document_id), -1)

    def is_missing(self, document_id: str) -> bool:
        return document_id in self._missing

    def chip(self, entry: Entry) -> words.Chip | None:
        return words.chip_of(entry, self._item_of(entry.id), missing=entry.id in self._missing)

    # what the pane tells -----------------------------------------------------------------------------------------

    def show(self, entries: list[Entry], missing: frozenset[str]) -> None:
        """Show these documents in this order."""
        found_or_lost, self._missing = self._missing ^ missing, missing
        wanted = {entry.id for entry in entries}
        gone = _ranges(row for row, entry in enumerate(self._rows) if entry.id not in wanted)
        old = {entry.id for entry in self._rows}
        new = _ranges(row for row, entry in enumerate(entries) if entry.id not in old)
        if len(gone) + len(new) > _MOST_STEPS or gone == [(0, len(self._rows) - 1)]:
            self.beginResetModel()
            self._rows = list(entries)
            self.endResetModel()
            return
        self._remove(gone)
        self._reorder([entry for entry in entries if entry.id in old])
        self._take_over([entry for entry in entries if entry.id in old], found_or_lost)
        self._insert(entries, new)

    def refresh(self, document_ids: Iterable[str]) -> None:
        """Tell that the state of these documents reads differently."""
        wanted = set(document_ids)
        for first, last in _ranges(row for row, entry in enumerate(self._rows) if entry.id in wanted):
            self.dataChanged.emit(self.index(first), self.index(last))

    def _remove(self, ranges: list[tuple[int, int]]) -> None:
        for first, last in reversed(ranges):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()

    def _insert(self, entries: list[Entry], ranges: list[tuple[int, int]]) -> None:
        for first, last in ranges:
            self.beginInsertRows(QModelIndex(), first, last)
            self._rows[first:first] = entries[first : last + 1]
            self.endInsertRows()

    def _reorder(self, entries: list[Entry]) -> None:
        order = [entry.id for entry in entries]
        if order == [entry.id for entry in self._rows]:
            return
        self.layoutAboutToBeChanged.emit()
        by_id = {entry.id: entry for entry in self._rows}
        before = self.persistentIndexList()
        ids = [self._rows[index.row()].id for index in before]
        self._rows = [by_id[document_id] for document_id in order]
        row_of = {document_id: row for row, document_id in enumerate(order)}
        self.changePersistentIndexList(before, [self.index(row_of[document_id]) for document_id in ids])
        self.layoutChanged.emit()

    def _take_over(self, entries: list[Entry], also: frozenset[str]) -> None:
        changed = [
            row
            for row, (old, new) in enumerate(zip(self._rows, entries, strict=True))
            if old is not new or new.id in also
        ]
        self._rows = entries
        for first, last in _ranges(changed):
            self.dataChanged.emit(self.index(first), self.index(last))


def document_ids(mime: QMimeData) -> tuple[str, ...]:
    """Return the documents that are being dragged."""
    if not mime.hasFormat(DOCUMENTS_MIME):
        return ()
    return tuple(bytes(mime.data(DOCUMENTS_MIME).data()).decode().split("\n"))


def _ranges(rows: Iterable[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
