"""What can be done with the selected documents: keys and context menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu

from quire.gui.library.catalogue import Catalogue
from quire.gui.library.changes import Changes
from quire.gui.library.document_view import DocumentView
from quire.gui.library.entries import Entry, Place, Shelf, has_problems
from quire.gui.library.revealing import reveal
from quire.gui.theme import icon


class DocumentActions(QObject):
    """Signals:
    opened: Id of the document to show.
    asked: Questions are to be about the selected documents.
    details_wanted: The details are to be shown or hidden.
    new_collection_wanted: Ids of documents that go into a collection yet to be named.
    """

    opened = Signal(str)
    asked = Signal()
    details_wanted = Signal()
    new_collection_wanted = Signal(tuple)

    def __init__(
        self, view: DocumentView, catalogue: Catalogue, changes: Changes, place: Callable[[], Place]
    ) -> None:
        super().__init__(view)
        self._view = view
        self._catalogue = catalogue
        self._changes = changes
        self._place = place
        make = self._make
        self.open = make("file", self.tr("Open"), "Return", self._open)
        self.open.setShortcuts([QKeySequence("Return"), QKeySequence("Enter")])
        self.ask = make("conversation", self.tr("Ask Only These"), "Ctrl+Return", self.asked.emit)
        self.rename = make("edit", self.tr("Rename"), "F2", view.begin_rename)
        self.details = make("info", self.tr("Details"), "Ctrl+I", self.details_wanted.emit)
        self.reveal = make("folder", self.tr("Show in File Manager"), "Ctrl+Shift+R", self._reveal)
        self.relink = make("link", self.tr("Find the Original…"), "Ctrl+Shift+F", self._relink)
        self.again = make("refresh", self.tr("Read Again"), "F5", self._read_again)
        self.take_out = make("close", self.tr("Take out of Collection"), "Shift+Del", self._take_out)
        self.remove = make("trash", self.tr("Remove from Library"), "Del", self._remove)
        self.deselect = make("", self.tr("Select Nothing"), "Esc", view.clearSelection)
        view.menu_wanted.connect(self.open_menu)
        view.doubleClicked.connect(lambda index: self._open())
        view.selection_moved.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Allow what makes sense for what is selected."""
        selected = self._view.selected()
        missing = [entry for entry in selected if entry.id in self._catalogue.missing]
        for action in (self.ask, self.details, self.remove):
            action.setEnabled(bool(selected))
        self.open.setEnabled(bool(selected))
        self.rename.setEnabled(len(selected) == 1)
        self.reveal.setEnabled(len(selected) == 1 and not missing)
        self.relink.setEnabled(len(selected) == 1 and bool(missing))
        self.again.setEnabled(any(has_problems(entry.summary) for entry in selected) and not missing)
        self.take_out.setEnabled(bool(selected) and self._place().shelf is Shelf.COLLECTION)
        self.ask.setText(self.tr("Ask Only These") if len(selected) > 1 else self.tr("Ask Only This One"))

    def open_menu(self, at: QPoint) -> QMenu:
        """Show the context menu."""
        self.refresh()
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.open, self.ask])
        menu.addSeparator()
        menu.addMenu(self._collections_menu(menu))
        if self.take_out.isEnabled():
            menu.addAction(self.take_out)
        menu.addSeparator()
        menu.addAction(self.rename)
        menu.addAction(self.relink if self.relink.isEnabled() else self.reveal)
        if self.again.isEnabled():
            menu.addAction(self.again)
        menu.addAction(self.details)
        menu.addSeparator()
        menu.addAction(self.remove)
        menu.popup(at)
        return menu

    def pick_original(self, entry: Entry) -> None:
        """Ask where the original of a document lies now."""
        path = Path(entry.summary.path)
        dialog = QFileDialog(self._view.window(), self.tr("Where is {name} now?").format(name=path.name))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        suffix = f"*{path.suffix} *{path.suffix.upper()}" if path.suffix else "*"
        dialog.setNameFilters([f"{path.suffix[1:].upper()} ({suffix})", self.tr("All files (*)")])
        missing = [one for one in self._catalogue.entries.values() if one.id in self._catalogue.missing]
        dialog.fileSelected.connect(lambda chosen: self._changes.relink(entry.id, Path(chosen), missing))
        dialog.open()

    # what they do ------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        current = self._view.currentIndex()
        selected = self._view.selected()
        if selected:
            at = next((one for one in selected if one.title == current.data()), selected[0])
            self.opened.emit(at.id)

    def _reveal(self) -> None:
        for entry in self._view.selected()[:1]:
            reveal(Path(entry.summary.path), self)

    def _relink(self) -> None:
        for entry in self._view.selected()[:1]:
            self.pick_original(entry)

    def _read_again(self) -> None:
        self._changes.read_again([entry for entry in self._view.selected() if has_problems(entry.summary)])

    def _take_out(self) -> None:
        self._changes.unassign(_ids(self._view.selected()), self._place().name)

    def _remove(self) -> None:
        self._changes.remove(self._view.selected())

    def _collections_menu(self, parent: QMenu) -> QMenu:
        selected = self._view.selected()
        menu = QMenu(self.tr("Add to Collection"), parent)
        menu.setIcon(icon("collection"))
        for name in self._catalogue.collections:
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(all(name in entry.summary.collections for entry in selected))
            action.triggered.connect(lambda checked, name=name: self._put(selected, name, inside=checked))
        if self._catalogue.collections:
            menu.addSeparator()
        new = menu.addAction(icon("add"), self.tr("New Collection…"))
        new.triggered.connect(lambda: self.new_collection_wanted.emit(_ids(selected)))
        return menu

    def _put(self, entries: Sequence[Entry], name: str, *, inside: bool) -> None:
        if inside:
            self._changes.assign(_ids(entries), name)
        else:
            self._changes.unassign(_ids(entries), name)

    def _make(self, name: str, text: str, keys: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self._view)
        if name:
            action.setIcon(icon(name))
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: act())
        self._view.addAction(action)
        return action


def _ids(entries: Sequence[Entry]) -> tuple[str, ...]:
    return tuple(entry.id for entry in entries)
