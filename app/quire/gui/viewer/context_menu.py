"""What can be done at a place of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from quire.gui.theme.icons import icon
from quire.types import Box, ElementKind

if TYPE_CHECKING:
    from quire.gui.viewer.canvas import PageCanvas

_MOST_FIGURES = 6  # offered by name when the menu is opened by key
_LONGEST_FOUND = 80  # characters of a selection that can sensibly be found again


class PageMenu(QMenu):
    """The menu for a viewport position; opened by key it offers every figure that shows."""

    def __init__(self, canvas: PageCanvas, position: QPointF, *, by_key: bool) -> None:
        super().__init__(canvas)
        self.setAccessibleName(self.tr("Page"))
        self._canvas = canvas
        spot = canvas.scene_point(position)
        page_number = spot[0] + 1 if spot is not None else canvas.page_number()
        self._offer_words(page_number)
        self.addSeparator()
        self._offer_figures(position, by_key=by_key)
        self._offer("region", self.tr("Ask About a Part of the Page"), lambda: canvas.pointing.capture(True))
        if canvas.pages:
            sheet = canvas.sheet(page_number - 1)
            box = Box(0.0, 0.0, sheet.width(), sheet.height())
            text = self.tr("Ask About the Whole Page")
            self._offer("file", text, lambda: canvas.region_taken.emit(page_number, box))
        if canvas.pictures.error(page_number) is not None:
            self.addSeparator()
            self._offer("refresh", self.tr("Draw the Page Again"), canvas.redraw)

    def _offer_words(self, page_number: int) -> None:
        canvas = self._canvas
        copy = self._offer("copy", self.tr("Copy"), canvas.pointing.copy)
        copy.setEnabled(canvas.pointing.has_selection)
        selected = " ".join(canvas.pointing.text().split())[:_LONGEST_FOUND]
        if selected:
            self._offer("search", self.tr("Find in This Document"), lambda: canvas.find_wanted.emit(selected))
        text = self.tr("Select the Words of This Page")
        self._offer("text", text, lambda: canvas.pointing.select_page(page_number))

    def _offer_figures(self, position: QPointF, *, by_key: bool) -> None:
        for n_offered, (kind, number, box) in enumerate(self._figures(position, by_key=by_key), start=1):
            if n_offered > _MOST_FIGURES:
                break
            text = self._ask_text(kind) + (f" ({n_offered})" if by_key and n_offered > 1 else "")
            self._offer("figure", text, partial(self._canvas.region_taken.emit, number, box))

    def _figures(self, position: QPointF, *, by_key: bool) -> Iterator[tuple[ElementKind, int, Box]]:
        """Yield kind, page number and box of figures and tables: under the mouse, or all that show."""
        canvas, view = self._canvas, QRectF(self._canvas.viewport().rect())
        for index in canvas.visible_pages():
            page = canvas.pages[index]
            contents = canvas.contents.of(page.number)
            for kind, box in contents.figures if contents is not None else ():
                spot = canvas.view_rect(index, box)
                if spot.intersects(view) if by_key else spot.contains(position):
                    yield kind, page.number, box

    def _ask_text(self, kind: ElementKind) -> str:
        if kind is ElementKind.TABLE:
            return self.tr("Ask About This Table")
        if kind is ElementKind.FORMULA:
            return self.tr("Ask About This Formula")
        return self.tr("Ask About This Figure")

    def _offer(self, drawing: str, text: str, act: Callable[[], object]) -> QAction:
        action = QAction(icon(drawing), text, self)
        action.triggered.connect(lambda _checked=False: act())
        self.addAction(action)
        return action
