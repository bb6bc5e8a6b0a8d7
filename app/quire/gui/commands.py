"""What each command of the table does in the main window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget

from quire.gui.actions import Actions
from quire.gui.incoming import incoming
from quire.gui.plugins.menu import PluginMenu
from quire.gui.recent import RecentDocuments
from quire.gui.theme import Theme
from quire.gui.theme.theme import Choice
from quire.gui.window_state import WindowState
from quire.settings import with_value

if TYPE_CHECKING:
    from quire.gui.window import MainWindow

_FILE_DIALOG = (860, 560)
_THEMES: tuple[Choice, ...] = ("system", "light", "dark")


class WindowCommands(QObject):
    """Connects the actions of one window."""

    def __init__(self, window: MainWindow, actions: Actions, state: WindowState) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._actions = actions
        self._state = state
        actions.connect_all(self._handlers())
        self.plugins = PluginMenu(window, window.session, lambda: self.settings("plugins"))
        self.plugins.offered.connect(self._offer)
        window.closed.connect(self.plugins.keep)
        self.recent = RecentDocuments(lambda: self._session.folder, self._show_document, window)
        settings_action = actions["file.settings"]
        for menu in settings_action.associatedObjects():
            if isinstance(menu, QMenu):
                menu.insertMenu(settings_action, self.recent)
        window.viewer_pane.shown.connect(lambda shown: self.recent.remember(shown, window.viewer_pane.document_title))
        group = QActionGroup(window)
        for name in _THEMES:
            group.addAction(actions[f"view.theme-{name}"])
        window.undo_list.changed.connect(self._mind_undo)
        Theme.current().changed.connect(self._mind_theme)
        for menu in window.menuBar().findChildren(QWidget):
            if hasattr(menu, "aboutToShow"):
                menu.aboutToShow.connect(self._mind_panes)
        self._mind_undo()
        self._mind_theme()
        self._mind_panes()

    def _offer(self, text: str, action: str, act: Callable[[], None]) -> None:
        self._window.message_bar.show_message(text, "error", action=action, on_action=act)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        window = self._window
        return {
            "file.add-files": self.pick_files,
            "file.add-folder": self.pick_folder,
            "file.paste": self.paste,
            "file.settings": self.settings,
            "file.quit": window.close,
            "edit.undo": window.undo_list.undo,
            "view.library": lambda: self._toggle(window.library_pane),
            "view.viewer": lambda: self._toggle(window.viewer_pane),
            "view.zoom-in": lambda: self._zoom(1),
            "view.zoom-out": lambda: self._zoom(-1),
            "view.zoom-reset": lambda: self._zoom(0),
            "view.theme-system": lambda: self._theme("system"),
            "view.theme-light": lambda: self._theme("light"),
            "view.theme-dark": lambda: self._theme("dark"),
            "view.full-screen": self._full_screen,
            "go.next-pane": lambda: self._step_pane(1),
            "go.previous-pane": lambda: self._step_pane(-1),
            "go.library": lambda: self._go(window.library_pane),
            "go.question": self._go_to_question,
            "go.document": lambda: self._go(window.viewer_pane),
            "help.shortcuts": self.shortcuts,
            "help.welcome": window.show_welcome,
            "help.about": lambda: self.settings("about"),
        }

    # file --------------------------------------------------------------------------------------------------------

    def pick_files(self) -> None:
        """Choose files; the dialog's own thread of control, so that nothing waits for it."""
        dialog = self._file_dialog(self.tr("Add files"), QFileDialog.FileMode.ExistingFiles)
        readable = "*.pdf *.png *.jpg *.jpeg *.webp *.gif *.bmp *.tif *.tiff *.heic *.avif *.svg *.epub *.mobi *.fb2 *.cbz *.xps *.oxps *.html *.htm *.txt *.md"  # noqa: E501 - one list
        dialog.setNameFilters(
            [f"{self.tr('Documents and pictures')} ({readable})", f"{self.tr('All files')} (*)"]
        )
        dialog.filesSelected.connect(self._window.add_paths)
        dialog.open()

    def _show_document(self, document_id: str) -> None:
        self._window.viewer_pane.show()
        self._window.viewer_pane.open_document(document_id)

    def pick_folder(self) -> None:
        dialog = self._file_dialog(self.tr("Add a folder"), QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(self._window.add_paths)
        dialog.open()

    def choose_library(self) -> None:
        """Open a library in another folder, now and at later starts."""
        dialog = self._file_dialog(self.tr("Folder of the library"), QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(lambda paths: self._use_library(Path(paths[0])))
        dialog.rejected.connect(self._session.open)
        dialog.open()

    def _use_library(self, folder: Path) -> None:
        session = self._session
        session.change_settings(with_value(session.settings, "library.folder", str(folder)))
        session.folder = folder
        session.open()

    def _file_dialog(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = QFileDialog(self._window, title, self._state.last_folder())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        dialog.setOption(QFileDialog.Option.HideNameFilterDetails)
        dialog.resize(*_FILE_DIALOG)  # where Qt's own is used; desktops bring theirs
        dialog.directoryEntered.connect(self._state.keep_last_folder)
        dialog.filesSelected.connect(lambda paths: self._state.keep_last_folder(str(Path(paths[0]).parent)))
        return dialog

    def paste(self) -> None:
        """Add what the clipboard holds. A text field with the keyboard pastes by itself and never comes here."""
        what = incoming(QApplication.clipboard().mimeData())
        if what or what.n_remote:
            self._window.take_in(what)
        else:
            self._session.message.emit(self.tr("The clipboard holds no files and no picture."), "info")

    def settings(self, page: str = "") -> None:
        from quire.gui.settings_dialog.dialog import SettingsDialog

        dialog = self._window.findChild(SettingsDialog)
        if dialog is None:
            dialog = SettingsDialog(self._session, self._window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show_page(page)
        self._bring(dialog)

    def models(self, part: int) -> None:
        """Show the page of models at one of its parts."""
        from quire.gui.settings_dialog.dialog import SettingsDialog

        self.settings("models")
        dialog = self._window.findChild(SettingsDialog)
        assert dialog is not None
        dialog.show_models(part)

    def better_models(self) -> None:
        """Offer the models that suit this machine."""
        from quire.gui.models.offering import offer_better_models
        from quire.gui.models.page import RECOMMENDED

        offer_better_models(self._session, parent=self._window, on_choose=lambda: self.models(RECOMMENDED))

    # view --------------------------------------------------------------------------------------------------------

    def _toggle(self, pane: QWidget) -> None:
        now: QWidget | None = self._window.focusWidget()
        had_focus = now is not None and pane.isAncestorOf(now)
        pane.setVisible(pane.isHidden())
        if had_focus and pane.isHidden():
            self._go_to_question()
        self._mind_panes()

    def _zoom(self, steps: int) -> None:
        theme = Theme.current()
        theme.zoom_by(steps)
        self._keep("appearance.zoom", theme.zoom)
        self._session.message.emit(self.tr("Text size {n} %").format(n=round(theme.zoom * 100)), "info")

    def _theme(self, choice: Choice) -> None:
        Theme.current().set(choice=choice)
        self._keep("appearance.theme", choice)

    def _keep(self, name: str, value: object) -> None:
        self._session.change_settings(with_value(self._session.settings, name, value))

    def _full_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    # go ----------------------------------------------------------------------------------------------------------

    def _go(self, pane: QWidget) -> None:
        pane.show()
        focus_into(pane)

    def _go_to_question(self) -> None:
        self._window.show_conversation()
        focus_into(self._window.conversation_pane)

    def _step_pane(self, step: int) -> None:
        panes = [pane for pane in self._window.panes() if not pane.isHidden()]
        now: QWidget | None = self._window.focusWidget()
        at = next((n for n, pane in enumerate(panes) if now is not None and pane.isAncestorOf(now)), -step)
        focus_into(panes[(at + step) % len(panes)])

    # help --------------------------------------------------------------------------------------------------------

    def shortcuts(self) -> None:
        from quire.gui.shortcuts import ShortcutSheet

        window = self._window
        titles = (self.tr("Library"), self.tr("Conversation"), self.tr("Document"))
        sheet = ShortcutSheet(window, dict(zip(titles, window.panes(), strict=True)))
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bring(sheet)

    def _bring(self, dialog: QDialog) -> None:
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    # keeping the actions true ------------------------------------------------------------------------------------

    def _mind_undo(self) -> None:
        self._actions["edit.undo"].setEnabled(bool(self._window.undo_list))

    def _mind_theme(self) -> None:
        self._actions[f"view.theme-{Theme.current().choice}"].setChecked(True)

    def _mind_panes(self) -> None:
        self._actions["view.library"].setChecked(not self._window.library_pane.isHidden())
        self._actions["view.viewer"].setChecked(not self._window.viewer_pane.isHidden())


def focus_into(pane: QWidget) -> None:
    """Give the keyboard to the pane: its focus proxy, or its first control that takes focus by Tab."""
    if pane.focusProxy() is not None or pane.focusPolicy() & Qt.FocusPolicy.TabFocus:
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return
    widget: QWidget | None = pane.nextInFocusChain()
    while widget is not None and widget is not pane:
        inside = pane.isAncestorOf(widget) and widget.isVisibleTo(pane) and widget.isEnabled()
        if inside and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        widget = widget.nextInFocusChain()
