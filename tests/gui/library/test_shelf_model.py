"""The tree of shelves and collections."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt, QUrl
from PySide6.QtTest import QAbstractItemModelTester

from quire.gui.incoming import Incoming
from quire.gui.library.documents import DOCUMENTS_MIME
from quire.gui.library.entries import Place, Shelf
from quire.gui.library.shelves import COUNT_ROLE, ShelfModel

_COPY, _MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
NAMES = ("Harbour", "Wind", "Wind/Fourth turbine", "Wind/Old/Deep")


@pytest.fixture
def model(qapp: object) -> ShelfModel:
    made = ShelfModel()
    made.show(NAMES, {Place(Shelf.ALL): 10, Place(Shelf.COLLECTION, "Wind"): 3})
    return made


def of(model: ShelfModel, name: str) -> QModelIndex:
    index = model.index_of(Place(Shelf.COLLECTION, name))
    assert index.isValid()
    return index


def tree(model: ShelfModel, parent: QModelIndex = QModelIndex(), depth: int = 0) -> list[str]:  # noqa: B008
    lines = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        lines += ["  " * depth + index.data(), *tree(model, index, depth + 1)]
    return lines


def test_a_collection_stands_inside_the_one_its_name_begins_with(model: ShelfModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert tree(model) == [
        "All documents",
        "Recently added",
        "Collections",
        "Harbour",
        "Wind",
        "  Fourth turbine",
        "  Deep",
    ]
    assert of(model, "Wind").data(COUNT_ROLE) == 3
    del tester


def test_shelves_that_tell_of_trouble_show_only_with_trouble(model: ShelfModel) -> None:
    assert model.show(NAMES, {Place(Shelf.ALL): 10, Place(Shelf.MISSING): 1}) is False
    assert "Missing originals" in tree(model)
    assert model.show(NAMES, {Place(Shelf.ALL): 11, Place(Shelf.MISSING): 2}) is True, "only numbers changed"
    assert model.index_of(Place(Shelf.MISSING)).data(COUNT_ROLE) == 2


def test_naming_a_new_row_creates_a_collection_inside_another(model: ShelfModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    created: list[str] = []
    model.created.connect(created.append)
    index = model.begin_new("Wind")
    assert model.setData(index, "  Offshore   farms ")
    assert created == ["Wind/Offshore farms"]
    model.end_new()
    index = model.begin_new()
    assert not model.setData(index, " / ")
    model.end_new()
    assert created == ["Wind/Offshore farms"]
    assert len(tree(model)) == 7
    del tester


def test_a_new_name_keeps_the_place_in_the_tree(model: ShelfModel) -> None:
    named: list[tuple[str, str]] = []
    model.named.connect(lambda old, new: named.append((old, new)))
    assert model.setData(of(model, "Wind/Fourth turbine"), "Fifth")
    assert model.setData(of(model, "Harbour"), "Harbour")
    assert not model.setData(model.index_of(Place()), "Everything")
    assert named == [("Wind/Fourth turbine", "Wind/Fifth")]


@pytest.mark.parametrize(
    ("dragged", "onto", "name"),
    [
        ("Harbour", "Wind", "Wind/Harbour"),
        ("Wind/Fourth turbine", "Harbour", "Harbour/Fourth turbine"),
        ("Wind/Fourth turbine", "", "Fourth turbine"),
        ("Wind", "Wind/Fourth turbine", None),
        ("Wind", "Wind", None),
        ("Harbour", "", None),
    ],
)
def test_collections_can_be_dragged_into_others(
    model: ShelfModel, dragged: str, onto: str, name: str | None
) -> None:
    named: list[str] = []
    model.named.connect(lambda _, new: named.append(new))
    mime = model.mimeData([of(model, dragged)])
    target = of(model, onto) if onto else QModelIndex()
    assert model.canDropMimeData(mime, _MOVE, -1, -1, target) is (name is not None)
    model.dropMimeData(mime, _MOVE, -1, -1, target)
    assert named == ([name] if name else [])


@pytest.mark.parametrize("action", [_COPY, _MOVE])
def test_documents_are_dropped_onto_collections_only(model: ShelfModel, action: Qt.DropAction) -> None:
    dropped: list[tuple[tuple[str, ...], str, bool]] = []
    model.documents_dropped.connect(lambda ids, name, moved: dropped.append((ids, name, moved)))
    mime = QMimeData()
    mime.setData(DOCUMENTS_MIME, b"a\nb")
    assert not model.canDropMimeData(mime, action, -1, -1, model.index_of(Place()))
    assert model.dropMimeData(mime, action, -1, -1, of(model, "Harbour"))
    assert dropped == [(("a", "b"), "Harbour", action == _MOVE)]


def test_files_from_elsewhere_are_added_to_what_they_are_dropped_onto(model: ShelfModel) -> None:
    dropped: list[tuple[Incoming, str]] = []
    model.files_dropped.connect(lambda what, name: dropped.append((what, name)))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/a.pdf")])
    for target in (of(model, "Harbour"), model.index_of(Place()), QModelIndex()):
        assert model.dropMimeData(mime, _COPY, -1, -1, target)
    assert [name for _, name in dropped] == ["Harbour", "", ""]
    assert str(dropped[0][0].paths[0]) == "/tmp/a.pdf"
