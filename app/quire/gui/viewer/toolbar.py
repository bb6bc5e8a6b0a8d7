"""The viewer's own bar: where one is, how large, and what can be done with the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from quire.gui.theme.icons import icon
from quire.gui.theme.tokens import ICON, XS, S
from quire.types import Page

# name, icon, text, shortcut, checkable
_BUTTONS = (
    ("side", "thumbnails", "Thumbnails and contents", "F7", True),
    ("back", "back", "Back", "Alt+Left", False),
    ("forward", "forward", "Forward", "Alt+Right", False),
    ("zoom_out", "zoom-out", "Smaller", "Ctrl+Alt+-", False),
    ("zoom_in", "zoom-in", "Larger", "Ctrl+Alt++", False),
    ("fit_width", "fit-width", "Fit the width", "Ctrl+Alt+1", False),
    ("fit_page", "fit-page", "Fit the whole page", "Ctrl+Alt+2", False),
    ("rotate", "rotate", "Rotate clockwise", "Ctrl+Alt+R", False),
    ("find", "search", "Find in this document", "Ctrl+F", False),
    ("region", "region", "Ask about a part of the page", "Ctrl+R", True),
)


class ViewerToolbar(QWidget):
    """Title, page field and buttons; `buttons` holds them by name.

    Signals:
        page_wanted: A 1-based page typed into the field.
    """

    page_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "toolbar")
        self._pages: tuple[Page, ...] = ()
        self._title = QLabel()
        self._title.setProperty("role", "subheading")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._field = QLineEdit()
        self._field.setAccessibleName(self.tr("Page"))
        self._field.setMaximumWidth(64)
        self._field.returnPressed.connect(self._go)
        self._total = QLabel()
        self._total.setProperty("role", "caption")
        self.buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout()
        row.setContentsMargins(S, 0, S, XS)
        row.setSpacing(0)
        for name, drawing, text, shortcut, checkable in _BUTTONS:
            button = self._button(name, drawing, self.tr(text), shortcut, checkable=checkable)
            row.addWidget(button)
            if name == "forward":
                row.addWidget(self._field)
                row.addWidget(self._total)
                row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, S, 0, 0)
        column.setSpacing(XS)
        top = QHBoxLayout()
        top.setContentsMargins(S + XS, 0, S, 0)
        top.addWidget(self._title, 1)
        column.addLayout(top)
        column.addLayout(row)

    def show_document(self, title: str, path: str, pages: Sequence[Page]) -> None:
        self._pages = tuple(pages)
        self._title.setText(title)
        self._title.setToolTip(path)
        self._total.setText(" " + self.tr("of {n}").format(n=len(pages)) + " ")

    def set_page(self, page_number: int) -> None:
        if not self._pages or self._field.hasFocus():
            return
        page = self._pages[page_number - 1]
        self._field.setText(page.label or str(page_number))
        printed = self.tr("Page {n}, printed {label}").format(n=page_number, label=page.label)
        self._field.setToolTip(printed if page.label and page.label != str(page_number) else "")
        total = self.tr("of {n}").format(n=len(self._pages))
        if page.label and page.label != str(page_number):
            total = self.tr("({n} of {total})").format(n=page_number, total=len(self._pages))
        self._total.setText(f" {total} ")

    def _go(self) -> None:
        """Go to what was typed: a printed label first, else a page number."""
        text = self._field.text().strip()
        by_label = next((page.number for page in self._pages if page.label and page.label == text), None)
        if by_label is None and text.isdigit() and 1 <= int(text) <= len(self._pages):
            by_label = int(text)
        self._field.clearFocus()
        if by_label is not None:
            self.page_wanted.emit(by_label)

    def _button(self, name: str, drawing: str, text: str, shortcut: str, *, checkable: bool) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(drawing))
        button.setIconSize(QSize(ICON, ICON))
        button.setCheckable(checkable)
        button.setAccessibleName(text)
        button.setToolTip(f"{text} ({shortcut})")
        button.setShortcut(shortcut)
        self.buttons[name] = button
        return button
