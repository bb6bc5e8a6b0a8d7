"""The library pane: collections, documents, details, and what is being added. Connects its parts."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from quire.gui.adding.batch import AddingItem
from quire.gui.adding.panel import AddingPanel
from quire.gui.incoming import Incoming, take_in
from quire.gui.library import words
from quire.gui.library.catalogue import Catalogue, counts_of
from quire.gui.library.changes import Changes
from quire.gui.library.details import Details
from quire.gui.library.document_actions import DocumentActions
from quire.gui.library.document_view import DocumentView
from quire.gui.library.documents import DocumentModel
from quire.gui.library.entries import (
    Arrangement,
    Place,
    Shelf,
    Sorting,
    arranged,
    entry_of,
    on_shelf,
)
from quire.gui.library.header import FilterField, ListHeader
from quire.gui.library.nothing import Nothing
from quire.gui.library.remembered import Look, Remembered
from quire.gui.library.scope_line import ScopeLine
from quire.gui.library.shelf_view import ShelfView
from quire.gui.library.shelves import ShelfModel
from quire.gui.library.thumbnails import Thumbnails
from quire.gui.session import Session
from quire.gui.theme import icon
from quire.gui.theme.tokens import ICON, XS, S

_DETAILS_PX = 260
_TREE_SHARE, _TREE_LEAST = 0.4, 160  # of the pane the tree takes at most by itself


class LibraryPane(QWidget):
    """Shows the library and lets people keep it in order.

    Signals:
        scope_changed: Collection (empty for all) and ids of documents (none for all of it): what questions are about.
        document_opened: Id of a document and the page to show.
    """

    scope_changed = Signal(str, tuple)
    document_opened = Signal(str, int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._remembered = Remembered()
        look = self._remembered.look()
        self._arrangement = Arrangement(sorting=look.sorting, descending=look.descending)
        self._details_wanted = look.details
        self._were_busy: set[str] = set()
        self._go_to: Place | None = None
        self._new_members: tuple[str, ...] = ()
        self.setProperty("role", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.catalogue = Catalogue(session, self)
        self.changes = Changes(session, self)
        self.thumbnails = Thumbnails(session, self)
        self.model = DocumentModel(self._item_of, self)
        self.shelves = ShelfModel(self)
        self.filter = FilterField()
        self.tree = ShelfView(self.shelves)
        self.header = ListHeader()
        self.view = DocumentView(self.model, self.thumbnails)
        self.scope = ScopeLine(self._now_asked)
        self.nothing = Nothing()
        self.details = Details()
        self.adding = AddingPanel(session, self._remove_ids)
        self.actions_on = DocumentActions(self.view, self.catalogue, self.changes, lambda: self.tree.place)
        self._build()
        self._connect()
        self.header.show_sorting(look.sorting, descending=look.descending)
        self.header.grid.setChecked(look.grid)
        self.details.hide()
        self._refresh()

    def show_scope(self, collection: str, document_ids: tuple[str, ...]) -> None:
        """Follow what questions are about when that was changed elsewhere, so that both say the same."""
        place = Place(Shelf.COLLECTION, collection) if collection else Place()
        if collection or self.tree.place.shelf is Shelf.COLLECTION:
            self.tree.go_to(place)
        if {entry.id for entry in self.view.selected()} != set(document_ids):
            self.view.select(set(document_ids))

    # building ----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(S, S, S, XS)
        head.setSpacing(XS)
        head.addWidget(self.filter, 1)
        head.addWidget(self._add_button())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.nothing)
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._stack, 1)
        column.addWidget(self.scope)
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for number, part in enumerate((self.tree, lower, self.details)):
            self._splitter.addWidget(part)
            self._splitter.setStretchFactor(number, int(part is lower))
        self.tree.setMinimumHeight(64)
        self.details.setMinimumHeight(96)
        self._splitter.restoreState(self._remembered.sizes())
        self._splitter.splitterMoved.connect(
            lambda *_: self._remembered.keep_sizes(self._splitter.saveState())
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._splitter, 1)
        layout.addWidget(self.adding)

    def _add_button(self) -> QToolButton:
        self.add_button = QToolButton()
        self.add_button.setIcon(icon("add"))
        self.add_button.setIconSize(QSize(ICON, ICON))
        self.add_button.setAccessibleName(self.tr("Add documents"))
        self.add_button.setToolTip(self.tr("Add documents"))
        self.add_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.add_button)
        menu.aboutToShow.connect(lambda: self._fill_add_menu(menu))
        self.add_button.setMenu(menu)
        return self.add_button

    def _fill_add_menu(self, menu: QMenu) -> None:
        menu.clear()
        for name in ("file.add-files", "file.add-folder", "file.paste"):
            action = self._window_action(name)
            if action is not None:
                menu.addAction(action)
        menu.addSeparator()
        menu.addAction(self.tree.new)

    def _connect(self) -> None:
        self.catalogue.changed.connect(self._refresh)
        self.changes.relinked.connect(self._relinked)
        self.changes.failed.connect(self.catalogue.reload)
        self.filter.filtered.connect(lambda text: self._arrange(text=text))
        self.filter.down_wanted.connect(self._enter_list)
        self.tree.chosen.connect(self._choose)
        self.shelves.rowsInserted.connect(lambda *_: self._fit_tree())
        self.tree.delete_wanted.connect(self.changes.delete_collection)
        self.shelves.created.connect(self._create)
        self.shelves.named.connect(self._name)
        self.shelves.documents_dropped.connect(self._drop_documents)
        self.shelves.files_dropped.connect(self._drop_files)
        self.header.sorted_by.connect(self._sort)
        self.header.grid_wanted.connect(self._set_grid)
        self.view.selection_moved.connect(self._selection_moved)
        self.scope.changed.connect(self.scope_changed)
        self.scope.left.connect(self.view.clearSelection)
        self.view.edited.connect(self._show_documents)
        self.model.renamed.connect(self._rename)
        actions = self.actions_on
        actions.opened.connect(lambda document_id: self.document_opened.emit(document_id, 1))
        actions.asked.connect(self._ask_these)
        actions.details_wanted.connect(lambda: self._show_details(not self._details_wanted))
        actions.new_collection_wanted.connect(self._new_with)
        self.details.closed.connect(lambda: self._show_details(False))
        self.details.relink_wanted.connect(actions.pick_original)
        self.nothing.button.clicked.connect(self._nothing_clicked)
        self._session.opened.connect(self._listen_to_queue)
        self._listen_to_queue()
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.setWhatsThis(self.tr("Filter documents"))
        find.activated.connect(self.filter.setFocus)

    def _listen_to_queue(self) -> None:
        if self._session.adding is not None:
            self._session.adding.changed.connect(self._mind_progress)

    # showing -----------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        """Show what the catalogue holds now."""
        entries, missing = self.catalogue.entries, self.catalogue.missing
        counts = {Place(Shelf.COLLECTION, name): n for name, n in counts_of(entries).items()}
        for shelf in (Shelf.ALL, Shelf.RECENT, Shelf.MISSING, Shelf.PROBLEMS):
            n = len(on_shelf(entries, Place(shelf), missing))
            if n or self.tree.place == Place(shelf):
                counts[Place(shelf)] = n
        self.tree.show_shelves(self.catalogue.collections, counts)
        self._fit_tree()
        if self._go_to is not None and self._go_to.name in self.catalogue.collections:
            place, self._go_to = self._go_to, None
            self.tree.go_to(place)
        self._show_documents()

    def _show_documents(self) -> None:
        if self.view.is_editing():  # shown when that has ended
            return
        entries = arranged(self.catalogue.entries, self._arrangement, self.catalogue.missing)
        self.model.show(entries, self.catalogue.missing)
        self.header.where.setText(self.tree.place.name or words.shelf(self.tree.place.shelf))
        self.header.count.setText(f"{len(entries):n}" if entries else "")
        self.header.count.setAccessibleName(words.documents(len(entries)))
        self._stack.setCurrentWidget(self.view if entries or not self.catalogue.loaded else self.nothing)
        if not entries:
            self._say_nothing()
        self._selection_moved()

    def _say_nothing(self) -> None:
        if self._arrangement.text:
            text = self.tr("No title, file name or collection holds “{text}”.").format(
                text=self._arrangement.text
            )
            self.nothing.say("search", self.tr("Nothing fits"), text, self.tr("Clear the Filter"))
        elif not self.catalogue.entries:
            text = self.tr(
                "Drop PDFs, scans, e-books or pictures here. They stay where they are; Quire reads them there."
            )
            self.nothing.say("drop", self.tr("Your library is empty"), text, self.tr("Add Files…"))
        elif self.tree.place.shelf is Shelf.COLLECTION:
            text = self.tr("Drag documents onto its name, or drop files here to add them to it.")
            self.nothing.say("collection", self.tr("This collection is empty"), text)
        elif self.tree.place.shelf is Shelf.MISSING:
            self.nothing.say("check", self.tr("All originals are where they were"), "")
        else:
            self.nothing.say("check", self.tr("No problems"), "")

    def _nothing_clicked(self) -> None:
        if self._arrangement.text:
            self.filter.clear()
            self.filter.setFocus()
        elif (action := self._window_action("file.add-files")) is not None:
            action.trigger()

    def _fit_tree(self) -> None:
        """Let the tree take what it needs, but no more than its share unless the person gave it more."""
        height = max(self.tree.content_height(), self.tree.minimumHeight())
        before = self.tree.maximumHeight()
        if before == height:
            return
        was_whole = self.tree.height() >= min(before, self.height())
        self.tree.setMaximumHeight(height)
        if was_whole or self._remembered.sizes().isEmpty():
            top, *others = self._splitter.sizes()
            wanted = min(height, max(int(self.height() * _TREE_SHARE), _TREE_LEAST))
            self._splitter.setSizes([wanted, others[0] + top - wanted, *others[1:]])

    def _mind_progress(self) -> None:
        """Repaint the rows whose state reads differently."""
        queue = self._session.adding
        busy = {item.document_id for item in queue.model.busy()} if queue is not None else set()
        if self.view.isVisible():
            self.model.refresh(busy | self._were_busy)
        self._were_busy = busy

    def _show_details(self, shown: bool) -> None:
        self._details_wanted = shown
        self._selection_moved()
        self._keep_look()

    # arranging ---------------------------------------------------------------------------------------------------

    def _arrange(self, **changes: object) -> None:
        self._arrangement = dataclasses.replace(self._arrangement, **changes)  # type: ignore[arg-type]  # by name
        self._show_documents()

    def _choose(self, place: Place) -> None:
        self.view.clearSelection()
        self._arrange(place=place)
        self.actions_on.refresh()
        self.scope.follow()

    def _sort(self, sorting: Sorting, descending: bool) -> None:
        self._arrange(sorting=sorting, descending=descending)
        self.header.show_sorting(sorting, descending=descending)
        self._keep_look()

    def _set_grid(self, grid: bool) -> None:
        self.view.set_grid(grid)
        self._keep_look()

    def _keep_look(self) -> None:
        now = self._arrangement
        self._remembered.keep(
            Look(now.sorting, now.descending, self.view.is_grid, not self.details.isHidden())
        )

    def _enter_list(self) -> None:
        if self.model.rowCount():
            if not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self.model.index(0))
            self.view.setFocus()

    # selection and scope -----------------------------------------------------------------------------------------

    def _selection_moved(self) -> None:
        selected = self.view.selected()
        shown = self._details_wanted and bool(selected)
        if shown:
            self.details.show_entries(selected, self.catalogue.missing)
        if shown == self.details.isHidden():
            self.details.setVisible(shown)
            self._give_room_to_details()
            QTimer.singleShot(0, self.view, self._keep_current_in_view)
        self.scope.follow()

    def _give_room_to_details(self) -> None:
        tree, documents, details = self._splitter.sizes()
        wanted = max(details, min(_DETAILS_PX, (documents + details) // 2))
        if not self.details.isHidden() and details < wanted:
            self._splitter.setSizes([tree, documents + details - wanted, wanted])

    def _now_asked(self) -> tuple[str, tuple[str, ...]]:
        return self.tree.place.name, tuple(entry.id for entry in self.view.selected())

    def _keep_current_in_view(self) -> None:
        if self.view.currentIndex().isValid():
            self.view.scrollTo(self.view.currentIndex())

    def _ask_these(self) -> None:
        self.scope.tell()
        action = self._window_action("go.question")
        if action is not None:
            action.trigger()

    # changing ----------------------------------------------------------------------------------------------------

    def _rename(self, document_id: str, title: str) -> None:
        entry = self.catalogue.entries.get(document_id)
        if entry is not None:
            if title:
                self.catalogue.put(entry_of(dataclasses.replace(entry.summary, title=title)))
            self.changes.rename(document_id, title)

    def _create(self, name: str) -> None:
        members, self._new_members = self._new_members, ()
        self._go_to = Place(Shelf.COLLECTION, name)
        self.changes.create_collection(name, members)

    def _name(self, old: str, new: str) -> None:
        if self.tree.place.name == old:
            self._go_to = Place(Shelf.COLLECTION, new)
        self.changes.rename_collection(old, new)

    def _new_with(self, document_ids: tuple[str, ...]) -> None:
        self._new_members = document_ids
        self.tree.begin_new()

    def _drop_documents(self, document_ids: tuple[str, ...], collection: str, moved: bool) -> None:
        place = self.tree.place
        taken_from = place.name if moved and place.shelf is Shelf.COLLECTION else ""
        self.changes.assign(document_ids, collection, taken_from=taken_from)

    def _drop_files(self, what: Incoming, collection: str) -> None:
        take_in(self._session, what, collection)

    def _remove_ids(self, document_ids: tuple[str, ...]) -> None:
        entries = self.catalogue.entries
        self.changes.remove([entries[document_id] for document_id in document_ids if document_id in entries])

    def _relinked(self, document_ids: tuple[str, ...]) -> None:
        self.thumbnails.forget(set(document_ids))
        self.catalogue.found_again(document_ids)

    # others ------------------------------------------------------------------------------------------------------

    def _item_of(self, document_id: str) -> AddingItem | None:
        queue = self._session.adding
        return queue.item_of(document_id) if queue is not None else None

    def _window_action(self, name: str) -> QAction | None:
        """Return a command of the window; the pane alone has none."""
        return self.window().findChild(QAction, name)
