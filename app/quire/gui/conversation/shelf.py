"""Earlier conversations, from the person's side: the list, renaming, exporting to a file, deleting with undo."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from quire.errors import StorageFull
from quire.gui.conversation.history import HistoryPanel
from quire.gui.conversation.keeper import Keeper
from quire.gui.session import Session
from quire.jobs import Job
from quire.types import Conversation, Turn


class Shelf(QObject):
    """Signals:
    opened: A `Conversation` to go on with.
    held_deleted: The conversation being held was deleted.
    """

    opened = Signal(object)
    held_deleted = Signal()

    def __init__(self, session: Session, keeper: Keeper, pane: QWidget) -> None:
        super().__init__(pane)
        self._session = session
        self._keeper = keeper
        self._pane = pane
        self._panel: HistoryPanel | None = None
        keeper.listed.connect(self._listed)

    @property
    def panel(self) -> HistoryPanel:
        """The list; made when it is first opened."""
        if self._panel is None:
            self._panel = HistoryPanel(self._pane)
            self._panel.list_wanted.connect(self._keeper.list_all)
            self._panel.chosen.connect(self.opened)
            self._panel.rename_wanted.connect(self._rename)
            self._panel.export_wanted.connect(self.export)
            self._panel.delete_wanted.connect(self.delete)
        return self._panel

    def show_list(self, anchor: QWidget, width: int) -> None:
        self.panel.open_below(anchor, width)

    def _listed(self, rows: Sequence[Conversation], text: str) -> None:
        if self._panel is not None:
            head = self._keeper.head
            self._panel.show_list(rows, text, head.id if head is not None else "")

    def _refresh(self) -> None:
        if self._panel is not None and self._panel.isVisible():
            self._keeper.list_all(self._panel.search.text())

    # renaming ----------------------------------------------------------------------------------------------------

    def rename_held(self) -> None:
        """Ask for another title."""
        head = self._keeper.head
        if head is None:
            return
        dialog = QInputDialog(self._pane)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Rename conversation"))
        dialog.setLabelText(self.tr("Title"))
        dialog.setTextValue(head.title)
        dialog.textValueSelected.connect(lambda title: self._rename(head, title))
        dialog.open()

    def _rename(self, conversation: Conversation, title: str) -> None:
        self._keeper.rename(conversation, title)
        self._refresh()

    # exporting ---------------------------------------------------------------------------------------------------

    def export_held(self) -> None:
        if self._keeper.head is not None:
            self.export(self._keeper.head)

    def export(self, conversation: Conversation) -> None:
        """Ask for a file and write the conversation into it."""
        if self._panel is not None:
            self._panel.hide()
        dialog = QFileDialog(self._pane, self.tr("Export conversation"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        markdown, all_files = self.tr("Markdown"), self.tr("All files")
        dialog.setNameFilters([f"{markdown} (*.md)", f"{all_files} (*)"])
        dialog.setDefaultSuffix("md")
        dialog.selectFile(f"{file_name(conversation.title) or self.tr('Conversation')}.md")
        dialog.fileSelected.connect(lambda path: self.export_to(conversation, Path(path)))
        dialog.open()

    def export_to(self, conversation: Conversation, path: Path) -> None:
        """Write the conversation into a file."""
        library = self._session.library
        if library is None:
            return

        def work(_: Job) -> None:
            text = library.export_conversation(conversation.id)
            try:
                path.write_text(text, encoding="utf-8")
            except OSError as error:
                raise StorageFull(f"“{path.name}” cannot be written", hint="choose another folder") from error

        words = self.tr("Exported to “{0}”.").format(path.name)
        self._session.tasks.run(work, on_done=lambda _: self._session.message.emit(words, "info"), owner=self)

    # deleting ----------------------------------------------------------------------------------------------------

    def delete_held(self) -> None:
        if self._keeper.head is not None:
            self.delete(self._keeper.head)

    def delete(self, conversation: Conversation) -> None:
        """Delete a conversation; the message bar offers to take it back."""

        def done(gone: Conversation, turns: Sequence[Turn]) -> None:
            held = self._keeper.head
            if held is not None and held.id == gone.id:
                self.held_deleted.emit()
            self._refresh()
            words = self.tr("Deleted “{0}”.").format(gone.title or self.tr("conversation"))
            self._session.undoable.emit(words, lambda: self._bring_back(gone, turns))

        self._keeper.delete(conversation, done)

    def _bring_back(self, gone: Conversation, turns: Sequence[Turn]) -> None:
        self._keeper.bring_back(gone, turns, self.opened.emit)


def file_name(title: str) -> str:
    """Return a title as a file name every system takes."""
    return " ".join(re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", title).split())[:80].strip(" .")
