"""Evidence as a card: where it stands, how it looks there, how likely it answers, and why it was found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from quire.gui.conversation.chips import Marker
from quire.gui.conversation.crop_view import CropView
from quire.gui.conversation.crops import Crops, key_for
from quire.gui.conversation.elided import ElidedButton, ElidedLabel
from quire.gui.conversation.evidence import Evidence, shortened
from quire.gui.conversation.excerpts import emphasised, excerpt, plain
from quire.gui.conversation.labels import label, sign
from quire.gui.conversation.relevance import RelevanceBar, word_for
from quire.gui.conversation.tooltips import as_tooltip
from quire.gui.theme.tokens import XS, M, S
from quire.types import ElementKind, page_in_words

_PICTURED = frozenset({ElementKind.FIGURE, ElementKind.IMAGE, ElementKind.TABLE})
_MOST_WORDS = 12
_LONGEST_PAGE = 24  # letters of a page's name; the title needs room too


class EvidenceCard(QFrame):
    """Signals:
    opened: It was clicked, or its title chosen with Enter.
    """

    opened = Signal()

    def __init__(self, one: Evidence, crops: Crops, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.evidence = one
        self._crops = crops
        self.setProperty("role", "card")
        self.setProperty("selected", "false")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(M, S + XS, M, S)
        self._layout.setSpacing(S)
        self._layout.addLayout(self._head())
        if one.section:
            self._layout.addWidget(ElidedLabel(one.section, role="caption"))
        self._add_picture()
        self._foot_row = self._foot()
        self._layout.addLayout(self._foot_row)
        self._why_panel: QWidget | None = None

    # building ----------------------------------------------------------------------------------------------------

    def _head(self) -> QHBoxLayout:
        one = self.evidence
        row = QHBoxLayout()
        row.setSpacing(S)
        self._marker = Marker(one.marker) if one.marker else None
        row.addWidget(self._marker or sign(one.icon), alignment=Qt.AlignmentFlag.AlignVCenter)
        self.title = ElidedButton(one.title)
        self.title.setCursor(Qt.CursorShape.PointingHandCursor)
        self.title.setAccessibleName(self._spoken())
        self.title.setAccessibleDescription(shortened(plain(one.quote, one.kind), 300))
        self.title.set_tip(f"{one.title}\n{one.path}" if one.path else one.title)
        self.title.clicked.connect(self.opened)
        row.addWidget(self.title, 1)
        called = page_in_words(one.page_number, one.page_name, self.tr("p. {0}"))
        self.page = label(shortened(called, _LONGEST_PAGE), "caption", wrap=False)
        self.page.setToolTip(as_tooltip(called) if self.page.text() != called else "")
        self.page.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(self.page, alignment=Qt.AlignmentFlag.AlignVCenter)
        return row

    def _spoken(self) -> str:
        one = self.evidence
        return f"{one.label} {one.where}" if one.marker else one.where

    def _add_picture(self) -> None:
        one = self.evidence
        if one.marker or one.kind in _PICTURED:
            view = CropView(self._crops, key_for(one, self.devicePixelRatioF()))
            view.failed.connect(self._instead)
            self._layout.addWidget(view)
            if one.marker or one.kind is ElementKind.TABLE or not one.quote.strip():
                return  # the picture says it all; its words come only where it cannot be drawn
        self._layout.addWidget(self._excerpt())

    def _excerpt(self) -> QLabel:
        words = QLabel()
        words.setProperty("role", "muted" if self.evidence.kind in _PICTURED else "body")
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setWordWrap(True)
        words.setText(emphasised(excerpt(self.evidence), self.evidence.matched))
        words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        return words

    def _instead(self, reason: str) -> None:
        """Show the words where the page cannot be drawn."""
        at = self._layout.count() - 1
        says_all = self.evidence.marker or self.evidence.kind is ElementKind.TABLE
        if says_all and self.evidence.quote.strip():
            self._layout.insertWidget(
                at, label(f"“{shortened(plain(self.evidence.quote, self.evidence.kind), 600)}”")
            )
            at += 1
        self._layout.insertWidget(at, label(f"{reason[:1].upper()}{reason[1:]}.", "caption"))

    def _foot(self) -> QHBoxLayout:
        one = self.evidence
        row = QHBoxLayout()
        row.setSpacing(S)
        for widget in self._rating():
            row.addWidget(widget, alignment=Qt.AlignmentFlag.AlignVCenter)
        self._rated = row.count()
        row.addStretch()
        self.why = QPushButton(self.tr("Why"))
        self.why.setProperty("role", "chip")
        self.why.setCheckable(True)
        self.why.setCursor(Qt.CursorShape.ArrowCursor)
        self.why.setAccessibleName(self.tr("Why this was found"))
        self.why.setAccessibleDescription(self._spoken())
        self.why.setToolTip(self.tr("Why this was found"))
        self.why.toggled.connect(self._show_why)
        if one.relevance is None:
            self.why.hide()
        row.addWidget(self.why)
        return row

    def _rating(self) -> list[QWidget]:
        relevance = self.evidence.relevance
        if relevance is None:
            return []
        return [RelevanceBar(relevance), label(word_for(relevance), "caption", wrap=False)]

    def renew(self, one: Evidence) -> None:
        """Take over what is now thought of the same place: relevance and reasons."""
        if one == self.evidence:
            return
        self.evidence = one
        for _ in range(self._rated):
            item = self._foot_row.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        rated = self._rating()
        for number, widget in enumerate(rated):
            self._foot_row.insertWidget(number, widget, alignment=Qt.AlignmentFlag.AlignVCenter)
        self._rated = len(rated)
        self.why.setVisible(one.relevance is not None)
        if self._why_panel is not None:
            self._layout.removeWidget(self._why_panel)
            self._why_panel.hide()
            self._why_panel.deleteLater()
            self._why_panel = None
            self._show_why(self.why.isChecked())

    # why ---------------------------------------------------------------------------------------------------------

    def _show_why(self, on: bool) -> None:
        if self._why_panel is None:
            self._why_panel = self._make_why()
            self._layout.addWidget(self._why_panel)
        self._why_panel.setVisible(on)

    def _make_why(self) -> QWidget:
        panel = QWidget()
        grid = QGridLayout(panel)
        grid.setContentsMargins(0, 0, 0, S)
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(XS)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(self.why_lines()):
            grid.addWidget(label(name, "caption", wrap=False), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(value, "caption", selectable=True), row, 1)
        return panel

    def why_lines(self) -> list[tuple[str, str]]:
        """Return what the panel says: name and value of each line."""
        one, lines = self.evidence, []
        if one.relevance is not None:
            said = self.tr("{percent} %: about so often such a place answers such a question")
            lines.append((self.tr("Relevance"), said.format(percent=round(100 * one.relevance))))
        matched = ", ".join(one.matched[:_MOST_WORDS]) + ("…" if len(one.matched) > _MOST_WORDS else "")
        lines.append((self.tr("Words found"), matched or self.tr("none; it was found by its meaning")))
        if one.reasons:
            lines.append((self.tr("Also"), "; ".join(one.reasons)))
        stages = (
            (self.tr("words"), one.scores.lexical),
            (self.tr("meaning"), one.scores.dense),
            (self.tr("picture"), one.scores.visual),
            (self.tr("reranking"), one.scores.rerank),
        )
        scores = "   ".join(f"{name} {value:.2f}" for name, value in stages if value is not None)
        if scores:
            lines.append((self.tr("Scores"), scores))
        return lines

    # state -------------------------------------------------------------------------------------------------------

    @property
    def selected(self) -> bool:
        return bool(self.property("selected") == "true")

    def set_selected(self, on: bool) -> None:
        """Show whether this is the place the viewer shows."""
        if self.selected == on:
            return
        self.setProperty("selected", "true" if on else "false")
        self.style().unpolish(self)
        self.style().polish(self)
        if self._marker is not None:
            self._marker.set_strong(on)
        self.title.setAccessibleDescription(
            self.tr("Shown in the document pane")
            if on
            else shortened(plain(self.evidence.quote, self.evidence.kind), 300)
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
