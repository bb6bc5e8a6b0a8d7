"""Before anything was asked: what can be asked, by example."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from quire.gui.conversation.elided import ElidedLabel
from quire.gui.conversation.labels import label, sign
from quire.gui.theme import tokens
from quire.gui.theme.tokens import ICON, XL, XS, L, M, S
from quire.types import ElementKind, Query, Target

if TYPE_CHECKING:
    from quire.library import Library

translate = QCoreApplication.translate
_WIDEST_PX = 520
_MOST_LOOKED_AT = 40  # documents whose contents are looked through for an example
_LONGEST_TITLE = 60
_LONGEST_HEADING = 48
_PAGES_LOOKED_AT = 6


@dataclass(frozen=True, slots=True)
class Example:
    """A question that this library can answer.

    Attributes:
        shown: What the button says.
        query: What is asked.
        search: To be asked in search mode.
        scope: Titles of the documents it is limited to.
    """

    shown: str
    query: Query
    search: bool = False
    scope: tuple[str, ...] = ()


def examples(library: Library, *, collection: str = "", most: int = 3) -> tuple[Example, ...]:
    """Return example questions made from titles and headings; slow, for the background."""
    documents = [
        row for row in library.documents(collection=collection) if 2 < len(row.title) <= _LONGEST_TITLE
    ]
    random.Random(len(documents)).shuffle(documents)  # others when the library grows, the same until then
    said: list[Example] = []
    shown: list[Example] = []
    loose: list[Example] = []
    for row in documents[:_MOST_LOOKED_AT]:
        if row.media_type.startswith("image/"):
            words = re.sub(r"[-_]+", " ", row.title).strip()
            loose.append(
                Example(
                    translate("Conversation", "Find the picture “{0}”").format(words),
                    Query(words),
                    search=True,
                )
            )
        else:
            said += _about(library, row.id, row.title)
            shown += _figures_of(row.id, row.title, row.n_figures)
    kinds = [said, shown, loose, said[1:], said[2:], loose[1:]]
    return tuple(dict.fromkeys(kind[0] for kind in kinds if kind))[:most]


def _about(library: Library, document_id: str, title: str) -> list[Example]:
    """Ask about a heading in the middle of a document."""
    headings = [item.title for item in library.outline(document_id)]
    for page in library.pages(document_id)[:_PAGES_LOOKED_AT] if not headings else ():
        elements = library.page_elements(document_id, page.number)
        headings += [element.text for element in elements if element.kind is ElementKind.HEADING]
    clean = [re.sub(r"^[\d.]+\s+", "", " ".join(heading.split())) for heading in headings]
    fitting = [one for one in clean if 8 <= len(one) <= _LONGEST_HEADING and " " in one and one not in title]
    if not fitting:
        return []
    words = translate("Conversation", "What is said about “{0}”?").format(
        sorted(fitting, key=len)[len(fitting) // 2]
    )
    shown = translate("Conversation", "{question} (in “{title}”)").format(question=words, title=title)
    return [Example(shown, Query(words, document_ids=(document_id,)), scope=(title,))]


def _figures_of(document_id: str, title: str, n_figures: int) -> list[Example]:
    if not n_figures:
        return []
    query = Query(title, document_ids=(document_id,), target=Target.FIGURE)
    return [
        Example(
            translate("Conversation", "Show the figures of “{0}”").format(title),
            query,
            search=True,
            scope=(title,),
        )
    ]


class EmptyState(QScrollArea):
    """Signals:
    asked: An `Example` that was clicked.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("New conversation"))
        page = QWidget()
        page.setProperty("role", "surface")
        outer = QHBoxLayout(page)
        outer.setContentsMargins(L, XL, L, XL)
        column = QWidget()
        column.setMaximumWidth(_WIDEST_PX)
        self._column = QVBoxLayout(column)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(M)
        self._column.addStretch(2)
        self._title = label("", "heading")
        self._column.addWidget(self._title)
        self._words = label("", "muted")
        self._column.addWidget(self._words)
        self._list = QVBoxLayout()
        self._list.setSpacing(S)
        self._column.addLayout(self._list)
        self._column.addStretch(3)
        outer.addStretch(1)
        outer.addWidget(column, 12)
        outer.addStretch(1)
        self.setWidget(page)
        self.buttons: list[QPushButton] = []
        self.show_examples((), has_documents=True)

    def show_examples(self, found: Sequence[Example], *, has_documents: bool) -> None:
        """Show examples, or how to begin when there are no documents."""
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        if has_documents:
            self._title.setText(self.tr("What do you want to know?"))
            self._words.setText(
                self.tr(
                    "Ask in your own words. Every answer is quoted from your documents and leads to the page."
                )
            )
        else:
            self._title.setText(self.tr("Nothing to ask yet"))
            self._words.setText(
                self.tr("Drop PDFs, e-books, scans or pictures anywhere on this window, then ask.")
            )
        for one in found:
            self._list.addWidget(self._button(one))

    def _button(self, one: Example) -> QPushButton:
        button = _ExampleButton(one)
        button.clicked.connect(lambda: self.asked.emit(one))
        self.buttons.append(button)
        return button


class _ExampleButton(QPushButton):
    """Icon and words from the left; the words give way where there is no room."""

    def __init__(self, one: Example) -> None:
        super().__init__()
        self.setAccessibleName(one.shown)
        self.setAccessibleDescription(self.tr("Search for this") if one.search else self.tr("Ask this"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(M, S, M, S)
        row.setSpacing(S + XS)
        row.addWidget(
            sign("search" if one.search else "conversation", "accent_text"),
            alignment=Qt.AlignmentFlag.AlignVCenter,
        )
        words = ElidedLabel(one.shown)
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(words, 1)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), tokens(self).px(ICON + S + M))
