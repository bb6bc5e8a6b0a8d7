"""Everything a person can command, in one table: menus, shortcuts, tooltips and the shortcut sheet follow from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from quire.gui.theme import icon


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for translation: lupdate finds it by this name. PySide's own one is typed as object."""
    return text


@dataclass(frozen=True, slots=True)
class Command:
    """One row.

    Attributes:
        id: `menu.verb`; handlers are registered under it.
        menu: Which menu it stands in.
        text: With mnemonic, to be translated.
        shortcuts: The first is the one shown.
        role: How macOS sorts it into its own menus.
        group: A line separates neighbours of different groups.
    """

    id: str
    menu: str
    text: str
    icon: str = ""
    shortcuts: tuple[str, ...] = ()
    checkable: bool = False
    group: int = 0
    role: QAction.MenuRole = QAction.MenuRole.NoRole


MENUS: tuple[tuple[str, str], ...] = (
    ("file", QT_TRANSLATE_NOOP("Actions", "&File")),
    ("edit", QT_TRANSLATE_NOOP("Actions", "&Edit")),
    ("view", QT_TRANSLATE_NOOP("Actions", "&View")),
    ("go", QT_TRANSLATE_NOOP("Actions", "&Go")),
    ("help", QT_TRANSLATE_NOOP("Actions", "&Help")),
)

COMMANDS: tuple[Command, ...] = (
    Command("file.add-files", "file", QT_TRANSLATE_NOOP("Actions", "&Add Files…"), "add-file", ("Ctrl+O",)),
    Command("file.add-folder", "file", QT_TRANSLATE_NOOP("Actions", "Add &Folder…"), "add-folder", ("Ctrl+Shift+O",)),
    Command("file.paste", "file", QT_TRANSLATE_NOOP("Actions", "&Paste Files or Image"), "copy", ("Ctrl+V",)),
    Command(
        "file.settings", "file", QT_TRANSLATE_NOOP("Actions", "&Settings…"), "settings", ("Ctrl+,",), group=1,
        role=QAction.MenuRole.PreferencesRole,
    ),
    Command(
        "file.quit", "file", QT_TRANSLATE_NOOP("Actions", "&Quit"), "", ("Ctrl+Q",), group=2,
        role=QAction.MenuRole.QuitRole,
    ),
    Command("edit.undo", "edit", QT_TRANSLATE_NOOP("Actions", "&Undo Last Change"), "undo", ("Ctrl+Z",)),
    Command("view.library", "view", QT_TRANSLATE_NOOP("Actions", "&Library Pane"), "", ("F9",), True),
    Command("view.viewer", "view", QT_TRANSLATE_NOOP("Actions", "&Document Pane"), "", ("F10",), True),
    Command("view.zoom-in", "view", QT_TRANSLATE_NOOP("Actions", "Larger &Text"), "zoom-in", ("Ctrl++", "Ctrl+="),
            group=1),
    Command("view.zoom-out", "view", QT_TRANSLATE_NOOP("Actions", "S&maller Text"), "zoom-out", ("Ctrl+-",), group=1),
    Command("view.zoom-reset", "view", QT_TRANSLATE_NOOP("Actions", "&Normal Text Size"), "", ("Ctrl+0",), group=1),
    Command("view.theme-system", "view", QT_TRANSLATE_NOOP("Actions", "Theme of the &System"), "", (), True, group=2),
    Command("view.theme-light", "view", QT_TRANSLATE_NOOP("Actions", "L&ight Theme"), "", (), True, group=2),
    Command("view.theme-dark", "view", QT_TRANSLATE_NOOP("Actions", "Dar&k Theme"), "", (), True, group=2),
    Command("view.full-screen", "view", QT_TRANSLATE_NOOP("Actions", "&Full Screen"), "", ("F11",), True, group=3),
    Command("go.next-pane", "go", QT_TRANSLATE_NOOP("Actions", "&Next Pane"), "", ("F6",)),
    Command("go.previous-pane", "go", QT_TRANSLATE_NOOP("Actions", "&Previous Pane"), "", ("Shift+F6",)),
    Command("go.library", "go", QT_TRANSLATE_NOOP("Actions", "&Library"), "library", ("Ctrl+1",), group=1),
    Command("go.question", "go", QT_TRANSLATE_NOOP("Actions", "&Question"), "conversation", ("Ctrl+2", "Ctrl+L"),
            group=1),
    Command("go.document", "go", QT_TRANSLATE_NOOP("Actions", "&Document"), "file", ("Ctrl+3",), group=1),
    Command("help.shortcuts", "help", QT_TRANSLATE_NOOP("Actions", "&Keyboard Shortcuts"), "keyboard",
            ("F1", "Shift+?")),
    Command("help.welcome", "help", QT_TRANSLATE_NOOP("Actions", "&Welcome"), "help"),
    Command(
        "help.about", "help", QT_TRANSLATE_NOOP("Actions", "&About Quire"), "info", group=1,
        role=QAction.MenuRole.AboutRole,
    ),
)  # fmt: skip


def translated(text: str) -> str:
    """Return a text of this table in the person's language."""
    return QCoreApplication.translate("Actions", text)


class Actions(QObject):
    """The `QAction`s of one window, by id."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._by_id: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(translated(command.text), window)
            action.setObjectName(command.id)
            action.setCheckable(command.checkable)
            action.setMenuRole(command.role)
            action.setShortcuts([QKeySequence(text) for text in command.shortcuts])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            if command.icon:
                action.setIcon(icon(command.icon))
            window.addAction(action)
            self._by_id[command.id] = action

    def __getitem__(self, name: str) -> QAction:
        return self._by_id[name]

    def connect_all(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Connect every command to its handler.

        Raises:
            KeyError: a command has no handler, or a handler no command.
        """
        if unknown := set(handlers) ^ set(self._by_id):
            raise KeyError(f"commands and handlers differ: {sorted(unknown)}")
        for name, handler in handlers.items():
            self._by_id[name].triggered.connect(lambda _checked=False, call=handler: call())

    def fill(self, bar: QMenuBar) -> None:
        """Make the menus."""
        for name, title in MENUS:
            menu = QMenu(translated(title), bar)
            menu.setAccessibleName(translated(title).replace("&", ""))
            group = 0
            for command in (row for row in COMMANDS if row.menu == name):
                if command.group != group:
                    menu.addSeparator()
                    group = command.group
                menu.addAction(self._by_id[command.id])
            bar.addMenu(menu)
