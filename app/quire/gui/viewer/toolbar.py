"""The viewer's own bar: where one is, how large, and what can be done with the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from quire.gui.announce import announce
from quire.gui.theme.icons import icon
from quire.gui.theme.tokens import ICON, XS, S
from quire.gui.viewer.elided import ElidedLabel
from quire.types import Page

_FIELD_PX, _MOST_FIELD_PX = 56, 150  # of the field for the page
_FIELD_AIR_PX = 28  # frame and padding
_PERCENTS = (50, 75, 100, 125, 150, 200, 400)
# What gives way first when the pane is narrow; the menu at the end has all of it.
_GIVES_WAY = ("rotate", "fit_page", "fit_width", "zoom_out", "zoom_in", "forward", "region")
_IN_MENU = (
    "zoom_in",
    "zoom_out",
    "fit_width",
    "fit_page",
    "natural",
    "",
    "rotate",
    "printed",
    "region",
    "",
    "select",
    "redraw",
)


class PageField(QLineEdit):
    """Where a page number is typed; Escape goes back without going anywhere.

    Signals:
        left: The person is done with it.
    """

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ViewerToolbar(QWidget):
    """Title, page field and buttons; `buttons` holds them by name.

    Signals:
        page_wanted: A 1-based page typed into the field.
        percent_wanted: A zoom chosen from the menu.
        left: The person is done with the page field.
    """

    page_wanted = Signal(int)
    percent_wanted = Signal(float)
    left = Signal()

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "toolbar")
        self._pages: tuple[Page, ...] = ()
        self._page = 1
        self._actions = actions
        self.title = ElidedLabel()
        self.title.setProperty("role", "subheading")
        self.field = PageField()
        self.field.setAccessibleName(self.tr("Page"))
        self.field.setAccessibleDescription(self.tr("A page number, or the label printed on the page"))
        self.field.setFixedWidth(_FIELD_PX)
        self.field.returnPressed.connect(self._go)
        self.field.left.connect(self._leave)
        self.total = QLabel()
        self.total.setProperty("role", "caption")
        self.zoom = self._zoom_button()
        self.buttons: dict[str, QToolButton] = {}
        self._row = QHBoxLayout()
        self._row.setContentsMargins(S, 0, S, XS)
        self._row.setSpacing(0)
        self._fill()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, S, 0, 0)
        column.setSpacing(XS)
        top = QHBoxLayout()
        top.setContentsMargins(S + XS, 0, S, 0)
        top.addWidget(self.title, 1)
        column.addLayout(top)
        column.addLayout(self._row)

    def show_document(self, title: str, path: str, pages: Sequence[Page]) -> None:
        self._pages = tuple(pages)
        self.title.set_whole(title)
        self.title.setToolTip(path)
        self.set_page(min(self._page, len(pages)))

    def offer_printed(self, offered: bool) -> None:
        """Say whether this document can be shown as its own program prints it; else nothing here speaks of that."""
        self._actions["printed"].setVisible(offered)
        self._make_room()

    def set_page(self, page_number: int) -> None:
        """Say which page shows."""
        if not 1 <= page_number <= len(self._pages):
            return
        self._page = page_number
        page = self._pages[page_number - 1]
        printed = bool(page.label) and page.label != str(page_number)
        if not self.field.hasFocus():
            self.field.setText(page.label or str(page_number))
            self.field.setCursorPosition(0)
        self._fit_field()
        label = self.tr("Page {n}, printed {label}").format(n=page_number, label=page.label)
        self.field.setToolTip(label if printed else "")
        total = self.tr("of {n}").format(n=len(self._pages))
        if printed:
            total = self.tr("({n} of {total})").format(n=page_number, total=len(self._pages))
        self.total.setText(f" {total} ")
        self._make_room()

    def _fit_field(self) -> None:
        """Give the names of pages ("Slide 12", "Sheet Costs") their room, long ones as much as there is."""
        wanted = self.field.fontMetrics().horizontalAdvance(self.field.text()) + _FIELD_AIR_PX
        self.field.setFixedWidth(min(max(_FIELD_PX, wanted), _MOST_FIELD_PX))

    def set_zoom(self, percent: float, fit: str) -> None:
        """Say how large pages are."""
        self.zoom.setText(self.tr("{n} %").format(n=round(percent)))
        self.zoom.setAccessibleName(self.tr("Zoom, {n} percent").format(n=round(percent)))
        self._actions["fit_width"].setChecked(fit == "width")
        self._actions["fit_page"].setChecked(fit == "page")

    def edit_page(self) -> None:
        """Let a page be typed."""
        self.field.setFocus()
        self.field.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    # within --------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        for name in ("side", "back", "forward"):
            self._add_button(name)
        self._row.addSpacing(XS)
        self._row.addWidget(self.field)
        self._row.addWidget(self.total)
        self._row.addStretch(1)
        self._add_button("zoom_out")
        self._row.addWidget(self.zoom)
        for name in ("zoom_in", "fit_width", "fit_page", "rotate", "printed", "find", "region"):
            self._add_button(name)
        self._row.addWidget(self._more_button())

    def _add_button(self, name: str) -> None:
        button = QToolButton()
        button.setDefaultAction(self._actions[name])
        button.setIconSize(QSize(ICON, ICON))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setAccessibleName(self._actions[name].text())
        self.buttons[name] = button
        self._row.addWidget(button)

    def _zoom_button(self) -> QToolButton:
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Zoom"))
        for percent in _PERCENTS:
            action = QAction(self.tr("{n} %").format(n=percent), menu)
            action.triggered.connect(
                lambda _=False, percent=percent: self.percent_wanted.emit(float(percent))
            )
            menu.addAction(action)
        menu.addSeparator()
        for name in ("fit_width", "fit_page", "natural"):
            menu.addAction(self._actions[name])
        button = QToolButton()
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setAccessibleName(self.tr("Zoom"))
        button.setToolTip(self.tr("Zoom"))
        return button

    def _more_button(self) -> QToolButton:
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("More"))
        for name in _IN_MENU:
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        button = QToolButton()
        button.setIcon(icon("more"))
        button.setIconSize(QSize(ICON, ICON))
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setAccessibleName(self.tr("More"))
        button.setToolTip(self.tr("More"))
        self.buttons["more"] = button
        return button

    def minimumSizeHint(self) -> QSize:
        """Ask for little: buttons give way."""
        return QSize(0, super().minimumSizeHint().height())

    def _make_room(self) -> None:
        """Show what fits."""
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right() - XS
        self.buttons["printed"].setVisible(self._actions["printed"].isVisible())
        offered = [button for name, button in self.buttons.items() if name == "more" or self._actions[name].isVisible()]
        widgets = [*offered, self.field, self.total, self.zoom]
        needed = sum(widget.sizeHint().width() for widget in widgets if widget is not self.field)
        needed += self.field.width()
        for name in _GIVES_WAY:
            button = self.buttons[name]
            button.setVisible(needed <= room)
            if needed > room:
                needed -= button.sizeHint().width()

    def _go(self) -> None:
        """Go to what was typed: a printed label first, else a page number."""
        text = self.field.text().strip().casefold()
        found = next(
            (page.number for page in self._pages if page.label and page.label.casefold() == text), None
        )
        if found is None and text.isdecimal() and 1 <= int(text) <= len(self._pages):
            found = int(text)
        if found is None:
            announce(self.field, self.tr("There is no page {label}.").format(label=text))
            self.field.setToolTip(self.tr("There is no page {label}.").format(label=text))
            self.field.selectAll()
            return
        self.page_wanted.emit(found)
        self._leave()

    def _leave(self) -> None:
        self.left.emit()
        self.field.clearFocus()
        self.set_page(self._page)
