"""The tree of shelves and collections, as a Qt model. A "/" in a collection's name puts it inside another."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from quire.gui.incoming import incoming, offers
from quire.gui.library import words
from quire.gui.library.changes import SEPARATOR
from quire.gui.library.documents import DOCUMENTS_MIME, document_ids
from quire.gui.library.entries import Place, Shelf
from quire.gui.theme import icon

PLACE_ROLE = Qt.ItemDataRole.UserRole
COUNT_ROLE = Qt.ItemDataRole.UserRole + 1
HEADING_ROLE = Qt.ItemDataRole.UserRole + 2
COLLECTION_MIME = "application/x-quire-collection"
_ICONS = {
    Shelf.ALL: "library",
    Shelf.RECENT: "clock",
    Shelf.MISSING: "file-missing",
    Shelf.PROBLEMS: "warning",
    Shelf.COLLECTION: "collection",
}
_Index = QModelIndex | QPersistentModelIndex


_keys = itertools.count(1)


@dataclass(eq=False, slots=True)
class Node:
    """A row of the tree.

    Attributes:
        key: What a `QModelIndex` carries; never used again, so that an old index leads nowhere rather than astray.
        place: None for the root and the heading above the collections.
        is_new: A collection that is being named.
    """

    place: Place | None
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    count: int = 0
    is_new: bool = False
    key: int = field(default_factory=_keys.__next__)

    @property
    def label(self) -> str:
        if self.place is None:
            return words.shelf(Shelf.COLLECTION)
        if self.place.shelf is Shelf.COLLECTION:
            return self.place.name.rpartition(SEPARATOR)[2]
        return words.shelf(self.place.shelf)

    def row(self) -> int:
        return self.parent.children.index(self) if self.parent is not None else 0


class ShelfModel(QAbstractItemModel):
    """Shelves first, then a heading, then the collections.

    Signals:
        created: Full name of a new collection.
        named: Old and new full name of a collection.
        documents_dropped: Ids, the collection's name, and whether they are moved rather than added.
        files_dropped: An `Incoming` and the collection's name, empty for the whole library.
    """

    created = Signal(str)
    named = Signal(str, str)
    documents_dropped = Signal(tuple, str, bool)
    files_dropped = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = _tree((), shelves=(Shelf.ALL, Shelf.RECENT))
        self._by_key = {node.key: node for node in _walk(self._root)}

    # what the pane tells -----------------------------------------------------------------------------------------

    def show(self, collections: Sequence[str], counts: Mapping[Place, int]) -> bool:
        """Show these collections and numbers of documents; returns False when the rows themselves are new.

        Args:
            counts: Shelves that are missing here hold nothing; empty ones that only tell of trouble are not shown.
        """
        shelves = [Shelf.ALL, Shelf.RECENT]
        shelves += [shelf for shelf in (Shelf.MISSING, Shelf.PROBLEMS) if Place(shelf) in counts]
        root = _tree(collections, shelves)
        same = _shape(root) == _shape(self._root)
        if not same:
            self.beginResetModel()
            self._root = root
            self._by_key = {node.key: node for node in _walk(root)}
        for node in _walk(self._root):
            count = counts.get(node.place, 0) if node.place is not None else 0
            if node.count != count:
                node.count = count
                if same:
                    index = self._index_of(node)
                    self.dataChanged.emit(index, index, [COUNT_ROLE])
        if not same:
            self.endResetModel()
        return same

    def begin_new(self, parent_name: str = "") -> QModelIndex:
        """Make a row for a collection that is yet to be named, and return it for editing."""
        parent = self._node_of(Place(Shelf.COLLECTION, parent_name)) if parent_name else None
        parent = parent or self._root
        place = Place(Shelf.COLLECTION, f"{parent_name}{SEPARATOR}" if parent_name else "")
        row = len(parent.children)
        self.beginInsertRows(self._index_of(parent), row, row)
        node = Node(place, parent, is_new=True)
        parent.children.append(node)
        self._by_key[node.key] = node
        self.endInsertRows()
        return self.index(row, 0, self._index_of(parent))

    def end_new(self) -> None:
        """Take away a row whose naming was given up."""
        for node in [node for node in _walk(self._root) if node.is_new]:
            parent, row = node.parent, node.row()
            assert parent is not None
            self.beginRemoveRows(self._index_of(parent), row, row)
            parent.children.remove(node)
            del self._by_key[node.key]
            self.endRemoveRows()

    def index_of(self, place: Place) -> QModelIndex:
        """Return where a place is shown; invalid when it is not."""
        node = self._node_of(place)
        return self._index_of(node) if node is not None else QModelIndex()

    def heading(self) -> QModelIndex:
        return self._index_of(next(node for node in self._root.children if node.place is None))

    def names(self) -> list[str]:
        """Return the full names of all collections, in the order shown."""
        return [
            node.place.name
            for node in _walk(self._root)
            if node.place is not None and node.place.shelf is Shelf.COLLECTION and not node.is_new
        ]

    # what Qt asks ------------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: _Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, self._node(parent).children[row].key)

    def parent(self, index: _Index) -> QModelIndex:  # type: ignore[override]  # QObject.parent() is another one
        node = self._node(index)
        return self._index_of(node.parent) if node.parent is not None else QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._node(parent).children) if parent.column() <= 0 else 0

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self._node(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return node.label
        if role == PLACE_ROLE:
            return node.place
        if role == COUNT_ROLE:
            return node.count
        if role == HEADING_ROLE:
            return node.place is None
        if role == Qt.ItemDataRole.DecorationRole and node.place is not None:
            return icon(_ICONS[node.place.shelf])
        if role == Qt.ItemDataRole.AccessibleTextRole and node.place is not None:
            return f"{node.label}, {words.documents(node.count)}"
        if role == Qt.ItemDataRole.ToolTipRole and node.place is not None:
            return node.place.name or node.label
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        node = self._node(index)
        if role != Qt.ItemDataRole.EditRole or node.place is None or node.place.shelf is not Shelf.COLLECTION:
            return False
        label = _cleaned(str(value))
        if not label:
            return False
        before, _, _ = node.place.name.rpartition(SEPARATOR)
        name = f"{before}{SEPARATOR}{label}" if before else label
        if node.is_new:
            self.created.emit(name)
        elif name != node.place.name:
            self.named.emit(node.place.name, name)
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled
        place = self._node(index).place
        if place is None:
            return flag.ItemIsEnabled | flag.ItemIsDropEnabled
        flags = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDropEnabled
        if place.shelf is Shelf.COLLECTION:
            flags |= flag.ItemIsEditable | flag.ItemIsDragEnabled
        return flags

    # dragging ----------------------------------------------------------------------------------------------------

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [COLLECTION_MIME, DOCUMENTS_MIME, "text/uri-list", "application/x-qt-image"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        mime = QMimeData()
        place = self._node(indexes[0]).place if indexes else None
        mime.setData(COLLECTION_MIME, (place.name if place is not None else "").encode())
        return mime

    def canDropMimeData(
        self, mime: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        place = self._node(parent).place
        into = place is not None and place.shelf is Shelf.COLLECTION
        if mime.hasFormat(COLLECTION_MIME):
            name = bytes(mime.data(COLLECTION_MIME).data()).decode()
            return self._new_home(name, place) not in ("", name)
        if mime.hasFormat(DOCUMENTS_MIME):
            return into
        return offers(mime)

    def dropMimeData(
        self, mime: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        if not self.canDropMimeData(mime, action, row, column, parent):
            return False
        place = self._node(parent).place
        into = place.name if place is not None and place.shelf is Shelf.COLLECTION else ""
        if mime.hasFormat(COLLECTION_MIME):
            name = bytes(mime.data(COLLECTION_MIME).data()).decode()
            self.named.emit(name, self._new_home(name, place))
        elif mime.hasFormat(DOCUMENTS_MIME):
            self.documents_dropped.emit(document_ids(mime), into, action == Qt.DropAction.MoveAction)
        else:
            self.files_dropped.emit(incoming(mime), into)
        return True

    def _new_home(self, name: str, place: Place | None) -> str:
        """Return what a collection is called when it is dropped at `place`; empty when it cannot be."""
        label = name.rpartition(SEPARATOR)[2]
        if place is None:
            return label
        if place.shelf is not Shelf.COLLECTION or f"{place.name}{SEPARATOR}".startswith(f"{name}{SEPARATOR}"):
            return ""
        return f"{place.name}{SEPARATOR}{label}"

    # nodes -------------------------------------------------------------------------------------------------------

    def _node(self, index: _Index) -> Node:
        return self._by_key.get(index.internalId(), self._root) if index.isValid() else self._root

    def _index_of(self, node: Node) -> QModelIndex:
        return QModelIndex() if node is self._root else self.createIndex(node.row(), 0, node.key)

    def _node_of(self, place: Place) -> Node | None:
        return next((node for node in _walk(self._root) if node.place == place and not node.is_new), None)


def _tree(collections: Sequence[str], shelves: Sequence[Shelf]) -> Node:
    root = Node(None)
    root.children = [Node(Place(shelf), root) for shelf in shelves]
    root.children.append(Node(None, root))
    by_name: dict[str, Node] = {}
    for name in sorted(collections, key=str.casefold):
        parent = root
        before = name.rpartition(SEPARATOR)[0]
        while before:  # the nearest one that exists
            if before in by_name:
                parent = by_name[before]
                break
            before = before.rpartition(SEPARATOR)[0]
        node = by_name[name] = Node(Place(Shelf.COLLECTION, name), parent)
        parent.children.append(node)
    return root


def _walk(node: Node) -> list[Node]:
    found = []
    for child in node.children:
        found += [child, *_walk(child)]
    return found


def _shape(root: Node) -> list[tuple[Place | None, bool]]:
    return [(node.place, node.is_new) for node in _walk(root)]


def _cleaned(text: str) -> str:
    parts = (" ".join(part.split()) for part in text.split(SEPARATOR))
    return SEPARATOR.join(part for part in parts if part)
