"""The box at the foot of the pane: words, picture, what the question is limited to, ask or search, send or stop."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QImage, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from quire.gui.conversation.answerer import AnswererChip
from quire.gui.conversation.attachment import (
    PICTURE_SUFFIXES,
    Attachment,
    AttachmentChip,
    from_bytes,
    from_file,
    from_image,
)
from quire.gui.conversation.chips import RemovableChip, Switch
from quire.gui.conversation.entries import TARGET_ICONS, target_name
from quire.gui.conversation.flow import FlowLayout
from quire.gui.conversation.labels import label, tool
from quire.gui.conversation.question_edit import LONGEST, QuestionEdit
from quire.gui.conversation.tab_order import put_after, stops_in
from quire.gui.session import Session
from quire.gui.theme import icon, tokens
from quire.gui.theme.tokens import ICON, XS, M, S
from quire.types import Query, Target

ASK, SEARCH = 0, 1
_ROOMY_PX = 470  # below, who answers is an icon only


@dataclasses.dataclass(frozen=True, slots=True)
class Scope:
    """What questions are limited to.

    Attributes:
        titles: Names of the documents, in their order, as far as they are known.
    """

    collection: str = ""
    document_ids: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.collection or self.document_ids)


class QuestionBox(QFrame):
    """Signals:
    asked: A `Query` and whether it is a search.
    stop_wanted: The running question should stop.
    scope_left: The person took a limit away.
    editing_ended: The question being edited is given up.
    """

    asked = Signal(object, bool)
    stop_wanted = Signal()
    scope_left = Signal()
    editing_ended = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._scope = Scope()
        self._target = Target.ANY
        self._chip: AttachmentChip | None = None
        self._busy = False
        self.editing = False
        self.setProperty("role", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(M, S + XS, S, S)
        self._column.setSpacing(S)
        self._column.addWidget(self._make_banner())
        self._column.addWidget(self._make_limits())
        self.edit = QuestionEdit()
        self.edit.asked.connect(self._send)
        self.edit.given_up.connect(self._escape)
        self.edit.too_long.connect(self._was_cut)
        self.edit.textChanged.connect(self._mind_button)
        self.edit.picture_given.connect(self._attach_image)
        self.edit.files_given.connect(self._files_given)
        self._column.addWidget(self.edit)
        self._column.addLayout(self._make_row())
        self._mind_words()
        self._mind_button()

    # building ----------------------------------------------------------------------------------------------------

    def _make_banner(self) -> QWidget:
        self._banner = QWidget()
        row = QHBoxLayout(self._banner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        row.addWidget(label(self.tr("Editing an earlier question"), "caption"), 1)
        self._leave_editing = tool("close", self.tr("Leave the question as it was"), self.stop_editing)
        row.addWidget(self._leave_editing)
        self._banner.hide()
        return self._banner

    def _make_limits(self) -> QWidget:
        self._limits = QWidget()
        self._flow = FlowLayout(self._limits, spacing=XS)
        self._limits.hide()
        return self._limits

    def _make_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(XS)
        self.mode = Switch(
            [
                (self.tr("Ask"), self.tr("Answer from what is found, with its sources")),
                (self.tr("Search"), self.tr("Only find the places, without an answer")),
            ]
        )
        self.mode.setAccessibleName(self.tr("Ask or search"))
        self.mode.chosen.connect(self._mind_words)
        row.addWidget(self.mode)
        row.addSpacing(XS)
        row.addWidget(self._make_target())
        self.answerer = AnswererChip(self._session)
        row.addWidget(self.answerer)
        self.attach = tool("attach", self.tr("Attach a picture…"), self.pick_picture)
        row.addWidget(self.attach)
        row.addStretch()
        self.send = QPushButton()
        self.send.setProperty("role", "primary")
        self.send.clicked.connect(self._send_or_stop)
        row.addWidget(self.send)
        return row

    def _make_target(self) -> QPushButton:
        self.target = QPushButton()
        self.target.setProperty("role", "chip")
        self.target.setCheckable(True)
        self.target_menu = menu = QMenu(self.target)
        self._targets = group = QActionGroup(menu)
        for kind in Target:
            action = QAction(icon(TARGET_ICONS[kind], colour="muted"), target_name(kind), menu)
            action.setCheckable(True)
            action.setChecked(kind is self._target)
            action.setData(kind)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(lambda action: self.set_target(Target(action.data())))
        menu.setAccessibleName(self.tr("Kind of evidence"))
        self.target.clicked.connect(self._offer_targets)
        self.set_target(self._target)
        return self.target

    def _offer_targets(self) -> None:
        self.target.setChecked(self._target is not Target.ANY)  # the click is for the menu
        self.target_menu.popup(self.target.mapToGlobal(QPoint(0, -self.target_menu.sizeHint().height() - XS)))

    # state -------------------------------------------------------------------------------------------------------

    @property
    def scope(self) -> Scope:
        return self._scope

    @property
    def is_search(self) -> bool:
        return self.mode.index == SEARCH

    @property
    def attachment(self) -> Attachment | None:
        return self._chip.attachment if self._chip is not None else None

    def query(self) -> Query:
        """Return the question as it stands in the box."""
        picture = self.attachment
        return Query(
            text=self.edit.toPlainText().strip(),
            image=picture.data if picture is not None else None,
            document_ids=self._scope.document_ids,
            collection=self._scope.collection,
            target=self._target,
        )

    def set_busy(self, busy: bool) -> None:
        """Turn Send into Stop while a question runs."""
        self._busy = busy
        self._mind_button()

    def set_target(self, target: Target) -> None:
        """Choose what kind of evidence is wanted."""
        self._target = target
        name = target_name(target)
        self.target.setText(name)
        self.target.setIcon(
            icon(TARGET_ICONS[target], colour="muted" if target is Target.ANY else "accent_text")
        )
        edge = tokens(self).px(14)
        self.target.setIconSize(QSize(edge, edge))
        self.target.setChecked(target is not Target.ANY)
        self.target.setToolTip(self.tr("What to look for"))
        self.target.setAccessibleName(self.tr("Look for: {0}").format(name))
        for action in self._targets.actions():
            action.setChecked(action.data() == target)

    def set_scope(self, scope: Scope) -> None:
        """Limit questions to a collection or to documents."""
        self._scope = scope
        self._fill_limits()
        self._mind_words()

    def put_back(self, query: Query, *, search: bool) -> None:
        """Take a question back for editing."""
        self.editing = True
        self._banner.show()
        self.mode.choose(SEARCH if search else ASK)
        self.set_target(query.target)
        self.edit.put(query.text)
        self._set_chip(None)
        if query.image:
            self.attach_bytes(query.image, "")
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop_editing(self) -> None:
        """Give up editing; what is in the box goes."""
        if self.editing:
            self.editing = False
            self._banner.hide()
            self.clear()
            self.editing_ended.emit()

    def clear(self) -> None:
        """Empty the box; what questions are limited to stays."""
        self.edit.put("")
        self._set_chip(None)

    # pictures ----------------------------------------------------------------------------------------------------

    def attach_bytes(self, data: bytes, caption: str) -> None:
        self._make(lambda: from_bytes(data, caption))

    def _attach_image(self, image: QImage) -> None:
        self._make(lambda: from_image(image, self.tr("Pasted picture")))

    def _make(self, made: Callable[[], Attachment]) -> None:
        self._session.tasks.run(lambda _: made(), on_done=self._set_chip, owner=self)

    def _set_chip(self, attachment: Attachment | None) -> None:
        if attachment is None and self._chip is None:
            return
        self._chip = AttachmentChip(attachment) if attachment is not None else None
        if self._chip is not None:
            self._chip.removed.connect(self._remove_picture)
        self._fill_limits()
        self._mind_button()

    def _remove_picture(self) -> None:
        self._set_chip(None)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def pick_picture(self) -> None:
        """Choose a picture file to ask with."""
        dialog = QFileDialog(self, self.tr("Ask with a picture"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        names = " ".join(f"*{suffix}" for suffix in sorted(PICTURE_SUFFIXES))
        pictures, all_files = self.tr("Pictures"), self.tr("All files")
        dialog.setNameFilters([f"{pictures} ({names})", f"{all_files} (*)"])
        dialog.fileSelected.connect(lambda path: self._make(lambda: from_file(Path(path))))
        dialog.open()

    def _files_given(self, paths: tuple[Path, ...]) -> None:
        """Ask with a single picture; everything else goes into the library."""
        if len(paths) == 1 and paths[0].suffix.lower() in PICTURE_SUFFIXES:
            self._make(lambda: from_file(paths[0]))
        else:
            self._session.add(paths, self._scope.collection)

    # limits ------------------------------------------------------------------------------------------------------

    def _fill_limits(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self._chip:
                widget.hide()
                widget.deleteLater()
        if self._chip is not None:
            self._flow.addWidget(self._chip)
        scope = self._scope
        if scope.collection:
            self._add_limit("collection", scope.collection, Scope("", scope.document_ids, scope.titles))
        if len(scope.document_ids) == 1 and scope.titles:
            self._add_limit("file", scope.titles[0], Scope(scope.collection))
        elif scope.document_ids:
            named = self.tr("%n document(s)", "", len(scope.document_ids))
            self._add_limit("file", named, Scope(scope.collection))
        self._limits.setVisible(self._flow.count() > 0)
        self._limits.updateGeometry()
        put_after(self._leave_editing, [*stops_in(self._limits), self.edit])

    def _add_limit(self, icon_name: str, text: str, without: Scope) -> None:
        chip = RemovableChip(icon_name, text)
        chip.removed.connect(lambda: self._leave(without))
        self._flow.addWidget(chip)

    def _leave(self, scope: Scope) -> None:
        self.set_scope(scope)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scope_left.emit()

    # sending -----------------------------------------------------------------------------------------------------

    def _send_or_stop(self) -> None:
        if self._busy:
            self.stop_wanted.emit()
        else:
            self._send()

    def _send(self) -> None:
        query = self.query()
        if self._busy or not (query.text or query.image):
            return
        self.edit.remember(query.text)
        self._banner.hide()
        self.asked.emit(query, self.is_search)
        self.editing = False
        self.clear()

    def _escape(self) -> None:
        if self._busy:
            self.stop_wanted.emit()
        elif self.editing:
            self.stop_editing()

    def _was_cut(self) -> None:
        words = self.tr("The question was cut after {0} characters. Add a long text as a document instead.")
        self._session.message.emit(words.format(f"{LONGEST:n}"), "warning")

    def _mind_words(self) -> None:
        where = self._scope.collection or (self._scope.titles[0] if len(self._scope.titles) == 1 else "")
        if self._scope.document_ids and not where:
            where = self.tr("%n document(s)", "", len(self._scope.document_ids))
        if not where:
            words = self.tr("Search your library") if self.is_search else self.tr("Ask your library")
        elif self.is_search:
            words = self.tr("Search in {0}").format(where)
        else:
            words = self.tr("Ask {0}").format(where)
        self.edit.setPlaceholderText(words)
        self.answerer.setVisible(not self.is_search)

    def _mind_button(self) -> None:
        something = bool(self.edit.toPlainText().strip() or self._chip is not None)
        name = self.tr("Stop") if self._busy else self.tr("Send")
        colour = "on_accent" if self._busy or something else "muted"
        self.send.setIcon(icon("stop" if self._busy else "send", colour=colour))
        edge = tokens(self).px(ICON)
        self.send.setIconSize(QSize(edge, edge))
        self.send.setAccessibleName(name)
        keys = self.tr("Esc") if self._busy else self.tr("Enter")
        self.send.setToolTip(f"{name} ({keys})")
        self.send.setEnabled(self._busy or something)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.answerer.set_narrow(self.width() < tokens(self).px(_ROOMY_PX))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "send"):
            self._mind_button()
