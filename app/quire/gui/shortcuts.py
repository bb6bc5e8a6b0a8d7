"""The list of everything that can be done by key, made from the actions that really exist."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLineEdit,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from quire.gui.actions import COMMANDS, MENUS, translated
from quire.gui.theme.tokens import M, S


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: where it works, what it does, with which keys."""

    group: str
    text: str
    keys: str
    action: QAction | None = None


def entries(window: QWidget, panes: dict[str, QWidget]) -> list[Entry]:
    """Return every command, and every action and shortcut with a text that the panes have.

    Args:
        panes: Title → pane, for the groups.
    """
    titles = dict(MENUS)
    own = {action.objectName(): action for action in window.actions()}
    found = [
        Entry(
            group=translated(titles[command.menu]).replace("&", ""),
            text=_plain(own[command.id].text()),
            keys=_keys(own[command.id].shortcuts()),
            action=own[command.id],
        )
        for command in COMMANDS
    ]
    found += _of_plugins(window)
    for title, pane in panes.items():
        known: set[tuple[str, str]] = set()
        for action in pane.findChildren(QAction):
            text, keys = _plain(action.text()), _keys(action.shortcuts())
            if text and keys and (text, keys) not in known:
                known.add((text, keys))
                found.append(Entry(title, text, keys, action))
        for shortcut in pane.findChildren(QShortcut):
            text, keys = shortcut.whatsThis(), _keys(shortcut.keys())
            if text and keys and (text, keys) not in known:
                known.add((text, keys))
                found.append(Entry(title, text, keys))
    return found


def _of_plugins(window: QWidget) -> list[Entry]:
    """Return what plugins bring; nothing while none is switched on, as managing them is in the settings."""
    kinds = ("plugin.panel.", "plugin.command.")
    brought = [action for action in window.actions() if action.objectName().startswith(kinds)]
    title = QCoreApplication.translate("PluginMenu", "Plugins")
    return [Entry(title, _plain(action.text()), _keys(action.shortcuts()), action) for action in brought]


class ShortcutSheet(QDialog):
    """Searchable; Enter or a double click does what the line says."""

    def __init__(self, window: QWidget, panes: dict[str, QWidget]) -> None:
        super().__init__(window)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(560, 620)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(M, M, M, M)
        layout.setSpacing(S)
        self.search = QLineEdit(placeholderText=self.tr("What do you want to do?"), clearButtonEnabled=True)
        self.search.setAccessibleName(self.tr("Search commands"))
        layout.addWidget(self.search)
        self._entries = entries(window, panes)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setRecursiveFilteringEnabled(True)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._proxy.setFilterKeyColumn(-1)
        self._proxy.setSourceModel(self._model())
        self.view = QTreeView()
        self.view.setAccessibleName(self.tr("Commands and their keys"))
        self.view.setModel(self._proxy)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setRootIsDecorated(False)
        self.view.setItemsExpandable(False)
        self.view.setIndentation(S)
        self.view.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.view.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.view.header().setStretchLastSection(False)
        self.view.expandAll()
        self.view.activated.connect(self._do)
        layout.addWidget(self.view, 1)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._do_first)

    def _model(self) -> QStandardItemModel:
        model = QStandardItemModel(0, 2, self)
        model.setHorizontalHeaderLabels([self.tr("Command"), self.tr("Keys")])
        groups: dict[str, QStandardItem] = {}
        for number, entry in enumerate(self._entries):
            if entry.group not in groups:
                head = QStandardItem(entry.group)
                font = head.font()
                font.setBold(True)
                head.setFont(font)
                head.setFlags(Qt.ItemFlag.ItemIsEnabled)
                groups[entry.group] = head
                blank = QStandardItem("")
                blank.setFlags(Qt.ItemFlag.ItemIsEnabled)
                model.appendRow([head, blank])
            text = QStandardItem(entry.text)
            text.setData(number, Qt.ItemDataRole.UserRole)
            groups[entry.group].appendRow([text, QStandardItem(entry.keys)])
        return model

    def _filter(self, text: str) -> None:
        self._proxy.setFilterFixedString(text)
        self.view.expandAll()

    def _do_first(self) -> None:
        group = self._proxy.index(0, 0)
        if group.isValid() and self._proxy.rowCount(group):
            self._do(self._proxy.index(0, 0, group))

    def _do(self, index: QModelIndex) -> None:
        number = index.siblingAtColumn(0).data(Qt.ItemDataRole.UserRole)
        action = self._entries[number].action if number is not None else None
        if action is not None and action.isEnabled():
            self.accept()
            action.trigger()


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…")


def _keys(sequences: list[QKeySequence]) -> str:
    return "  ".join(keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in sequences if not keys.isEmpty())
