"""The main window: three panes, and everything around them. Connects; decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from quire.errors import LibraryHeld, QuireError
from quire.gui.actions import Actions
from quire.gui.commands import WindowCommands
from quire.gui.conversation.pane import ConversationPane
from quire.gui.drop_overlay import DropOverlay
from quire.gui.first_run.welcome import Welcome
from quire.gui.incoming import Incoming, take_in
from quire.gui.library.pane import LibraryPane
from quire.gui.message_bar import MessageBar
from quire.gui.notifications import Notifier
from quire.gui.problem_dialog import Choice, ProblemDialog
from quire.gui.session import Session
from quire.gui.status_bar import StatusBar
from quire.gui.stops import Stop
from quire.gui.theme import Theme
from quire.gui.undo import UndoList
from quire.gui.viewer.pane import ViewerPane
from quire.gui.window_state import WindowState
from quire.jobs import Job

_START_SIZE = (1280, 820)
_PANES = (280, 560, 440)
_LEAST = (200, 340, 280)
_ROOM_FOR_THREE = 1100
_WARM_UP_MS = 1500


class MainWindow(QMainWindow):
    """Library, conversation and viewer side by side. Panes know only the session; the window connects them.

    Signals:
        painted: The window has painted itself for the first time.
        closed: The person closed it.
    """

    painted = Signal()
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.collection = ""  # where new documents go: the collection being looked at
        self._was_painted = False
        self._state = WindowState()
        self.undo_list = UndoList(self)
        self.setWindowTitle(self.tr("Quire"))
        self.setMinimumSize(760, 480)
        self._make_panes()
        self.message_bar = MessageBar(self.central)
        self.status_bar = StatusBar(session.tasks, self)
        self.setStatusBar(self.status_bar)
        self.overlay = DropOverlay(self, target=lambda: self.collection, on_drop=self.take_in)
        self.notifier = Notifier(session, self)
        self.actions_table = Actions(self)
        self.actions_table.fill(self.menuBar())
        self.commands = WindowCommands(self, self.actions_table, self._state)
        self._connect()
        self._place()

    # building ----------------------------------------------------------------------------------------------------

    def _make_panes(self) -> None:
        session = self.session
        self.library_pane = LibraryPane(session)
        self.conversation_pane = ConversationPane(session)
        self.viewer_pane = ViewerPane(session)
        self.welcome = Welcome(session)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.conversation_pane)
        self.middle.addWidget(self.welcome)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for number, pane in enumerate(self.panes()):
            pane.setMinimumWidth(_LEAST[number])
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(number, (0, 3, 2)[number])
        self.central = QWidget()
        layout = QVBoxLayout(self.central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self.setCentralWidget(self.central)

    def panes(self) -> tuple[QWidget, QWidget, QWidget]:
        """Return the three panes from left to right."""
        return self.library_pane, self.middle, self.viewer_pane

    def _connect(self) -> None:
        session = self.session
        self.library_pane.scope_changed.connect(self._scope_changed)
        self.conversation_pane.box.scope_left.connect(self._scope_left)
        self.library_pane.document_opened.connect(self._document_opened)
        self.conversation_pane.evidence_opened.connect(self._evidence_opened)
        self.conversation_pane.box.answerer.models_wanted.connect(self.commands.better_models)
        self.viewer_pane.picture_taken.connect(self._picture_taken)
        self.viewer_pane.evidence_shown.connect(self.conversation_pane.evidence_shown)
        self.welcome.add_wanted.connect(self.actions_table["file.add-files"].trigger)
        self.welcome.question_ready.connect(self._first_question)
        self.welcome.models_wanted.connect(self.commands.better_models)
        session.opened.connect(self._opened)
        session.open_failed.connect(self._open_failed)
        self.library_pane.catalogue.changed.connect(self._count)
        session.message.connect(self.message_bar.show_message)
        session.undoable.connect(self._offer_undo)
        session.settings_changed.connect(self._dress)
        session.opened.connect(self._tell_hosts)
        session.settings_changed.connect(self._tell_hosts)

    def _place(self) -> None:
        if self._state.restore(self, self.splitter):
            return
        screen = self.screen().availableSize()
        self.resize(min(_START_SIZE[0], screen.width()), min(_START_SIZE[1], screen.height()))
        self.splitter.setSizes(list(_PANES))
        self.viewer_pane.setVisible(self.width() >= _ROOM_FOR_THREE)

    def _dress(self) -> None:
        wanted = self.session.settings.appearance
        theme = Theme.current()
        if (theme.choice, theme.zoom) != (wanted.theme, wanted.zoom):
            theme.set(choice=wanted.theme, zoom=wanted.zoom)

    def _tell_hosts(self) -> None:
        """Show where the chosen models send texts to."""
        if self.session.library is None:
            return
        from quire.library.roles import hosts_of  # loaded with the library

        self.status_bar.show_hosts(hosts_of(self.session.library.models, self.session.settings))

    # panes -------------------------------------------------------------------------------------------------------

    def show_conversation(self) -> None:
        self.middle.setCurrentWidget(self.conversation_pane)

    def show_welcome(self) -> None:
        self.middle.setCurrentWidget(self.welcome)
        self.welcome.refresh()

    def _scope_changed(self, collection: str, document_ids: tuple[str, ...]) -> None:
        self.collection = collection
        self.conversation_pane.set_scope(collection, document_ids)

    def _scope_left(self) -> None:
        scope = self.conversation_pane.box.scope
        self.library_pane.show_scope(scope.collection, scope.document_ids)

    def _document_opened(self, document_id: str, page_number: int) -> None:
        self.viewer_pane.show()
        self.viewer_pane.open_document(document_id, page_number)

    def _evidence_opened(self, stops: tuple[Stop, ...], index: int) -> None:
        self.viewer_pane.show()
        self.viewer_pane.show_evidence(stops, index)

    def _picture_taken(self, png: bytes, caption: str) -> None:
        self.show_conversation()
        self.conversation_pane.attach_picture(png, caption)

    def _first_question(self, text: str) -> None:
        self.show_conversation()
        if text:
            self.conversation_pane.ask(text)

    # adding ------------------------------------------------------------------------------------------------------

    def take_in(self, what: Incoming) -> None:
        """Add what was dropped or pasted to the collection being looked at."""
        take_in(self.session, what, self.collection)

    def add_paths(self, paths: list[str]) -> None:
        """Add files or folders picked in a dialog."""
        self.session.add([Path(path) for path in paths], self.collection)

    def called(self, files: tuple[Path, ...], token: str) -> None:
        """Come forward because Quire was started again, and add the files it was given."""
        self.come_forward(token)
        if files:
            self.session.add(files, "")

    def come_forward(self, token: str = "") -> None:
        if token:
            import os

            os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt reads it when it asks the compositor
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # the library -------------------------------------------------------------------------------------------------

    def _opened(self) -> None:
        QTimer.singleShot(_WARM_UP_MS, self, self._warm_up)

    def _warm_up(self) -> None:
        """Start the processes that the first question and the first page need, once the window is usable."""
        library = self.session.library
        if library is None:
            return

        def work(_: Job) -> None:
            if library.documents():
                library.warm_up()

        self.session.tasks.run(work, on_done=lambda _: None, owner=self)

    def _count(self) -> None:
        """Tell the status bar how much there is, and welcome whoever has nothing yet."""
        catalogue = self.library_pane.catalogue
        if self.session.library is None or not catalogue.loaded:
            return
        n_documents = len(catalogue.entries)
        n_pages = sum(entry.summary.n_pages for entry in catalogue.entries.values())
        documents = self.tr("%n document(s)", "", n_documents)
        self.status_bar.state.setText(f"{documents}, {self.tr('%n page(s)', '', n_pages)}")
        if n_documents == 0 and not self.welcome.was_left:
            self.show_welcome()
        self.welcome.count(n_documents)

    def _open_failed(self, error: QuireError) -> None:
        self.status_bar.state.setText(self.tr("No library is open"))
        held = isinstance(error, LibraryHeld)
        title = self.tr("The library is in use") if held else self.tr("The library cannot be opened")
        again = Choice(self.tr("Try Again"), self.session.open)
        other = Choice(self.tr("Other Library…"), self.commands.choose_library)
        leave = Choice(self.tr("Quit"), self.close)
        ProblemDialog(title, error, (again, other, leave), self).open()

    def tell_bug(self) -> None:
        """Say that something went wrong which nobody foresaw."""
        self.message_bar.show_message(
            self.tr("Something in Quire went wrong. You can go on; the log file says what it was."), "error"
        )

    def _offer_undo(self, text: str, take_back: Callable[[], None]) -> None:
        self.undo_list.put(text, take_back)
        self.message_bar.show_message(text, action=self.tr("Undo"), on_action=self.undo_list.undo)

    # events ------------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.overlay.watch()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def keep_state(self) -> None:
        """Remember place, size and panes for the next window."""
        self._state.keep(self, self.splitter)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep_state()
        super().closeEvent(event)
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.actions_table["view.full-screen"].setChecked(self.isFullScreen())
