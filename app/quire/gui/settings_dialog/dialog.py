"""The settings window: pages on the left, rows on the right, a search over all of them. Changes hold at once."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from quire.errors import QuireError
from quire.gui.models.choosing import ROLE_SETTINGS, setting_of
from quire.gui.models.snapshot import Snapshot
from quire.gui.models.words import nobody
from quire.gui.plugins.rows import PluginRows
from quire.gui.session import Session
from quire.gui.settings_dialog.pages import AboutPage, ModelsPage, label
from quire.gui.settings_dialog.plugins_page import PluginsPage
from quire.gui.settings_dialog.row_widget import RowWidget
from quire.gui.settings_dialog.storage_page import StoragePage
from quire.gui.settings_dialog.titles import ICONS, section_title
from quire.gui.settings_dialog.watching_page import WatchingPage
from quire.gui.theme import Theme, icon
from quire.gui.theme.tokens import ICON, L, M, S
from quire.settings import Row, get, rows, with_value

# Sections not named here follow.
_FIRST = ("appearance", "search", "answer", "models", "reading", "privacy", "library", "watching", "plugins")
_Page = ModelsPage | StoragePage | WatchingPage | AboutPage | PluginsPage
_SWITCHED_ON = "plugins.enabled"  # no row to be typed in: the page of plugins asks before it switches one on
_SIZE = QSize(944, 680)
_LIST_PX = 204


class SettingsDialog(QDialog):
    """One section per page; a page is made when it is first shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(self.tr("Settings"))
        zoom = Theme.current().zoom
        self.resize((_SIZE * zoom).boundedTo(self.screen().availableSize()))
        self._rows: dict[str, RowWidget] = {}
        self.plugin_rows = PluginRows(session)
        self._sections: dict[str, QWidget] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(M, M, M, M)
        layout.setSpacing(M)
        left = QVBoxLayout()
        left.setSpacing(S)
        self.search = QLineEdit(placeholderText=self.tr("Search settings"), clearButtonEnabled=True)
        self.search.setAccessibleName(self.tr("Search settings"))
        self.search.setFixedWidth(round(_LIST_PX * zoom))
        self.search.textChanged.connect(self._filter)
        self.list = QListWidget()
        self.list.setProperty("role", "canvas")
        self.list.setAccessibleName(self.tr("Pages"))
        self.list.setIconSize(QSize(ICON, ICON) * zoom)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedWidth(round(_LIST_PX * zoom))
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        layout.addLayout(left)
        layout.addWidget(self._scroll(), 1)
        self._names = self._order()
        for section in self._names:
            item = QListWidgetItem(icon(ICONS.get(section, "settings")), section_title(section))
            item.setData(Qt.ItemDataRole.UserRole, section)
            self.list.addItem(item)
        self._nothing = label(self.tr("No setting fits these words."), "muted")
        self._nothing.hide()
        self._body.addWidget(self._nothing)
        self._body.addStretch()
        self.list.currentRowChanged.connect(lambda _: self._filter(self.search.text()))
        self.list.setCurrentRow(0)
        session.settings_changed.connect(self._take_over)
        self.plugin_rows.shown.connect(lambda: self._filter(self.search.text()))
        QTimer.singleShot(0, self, self._make_next)  # all at once would hold the window up for some 200 ms

    @property
    def rows(self) -> dict[str, RowWidget]:
        """Every row by its setting's name; makes the pages that nobody looked at yet."""
        left = [section for section in self._names if section not in self._sections]
        for section in left:
            self._make(section)
        if left and self.search.text().strip():
            self._filter(self.search.text())
        return self._rows

    def show_page(self, section: str) -> None:
        """Go to a section's page; an empty or unknown name changes nothing."""
        for number in range(self.list.count()):
            if self.list.item(number).data(Qt.ItemDataRole.UserRole) == section:
                self.search.clear()
                self.list.setCurrentRow(number)

    def _scroll(self) -> QScrollArea:
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("Settings of this page"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setProperty("role", "surface")
        self._body = QVBoxLayout(page)
        self._body.setContentsMargins(L, L, L, L)
        area.setWidget(page)
        return area

    def _order(self) -> list[str]:
        sections = dict.fromkeys([*(row.section for row in rows()), "watching"])
        known = [name for name in _FIRST if name in sections]
        return [*known, *(name for name in sections if name not in known), "about"]

    def _make_next(self) -> None:
        """Make one more page; the next one in the next turn of the event loop."""
        left = [section for section in self._names if section not in self._sections]
        if left:
            self._make(left[0])
            if self.search.text().strip():
                self._filter(self.search.text())
            QTimer.singleShot(0, self, self._make_next)

    def _make(self, section: str) -> QWidget:
        """Return the page of a section, made when it is first needed."""
        if section in self._sections:
            return self._sections[section]
        widget = QWidget()
        layout = QVBoxLayout(widget)
        layout.setContentsMargins(0, 0, 0, M)
        layout.setSpacing(0)
        heading = QLabel(section_title(section))
        heading.setProperty("role", "heading")
        layout.addWidget(heading)
        layout.addSpacing(S)
        own = {row.name: self._make_row(row) for row in rows() if row.section == section}
        for name in ROLE_SETTINGS if section == "models" else ():  # what a person chooses first
            layout.addWidget(own.pop(name))
        for row in own.values():
            layout.addWidget(row)
        if section == "plugins":
            layout.addWidget(self.plugin_rows)
        widget.hide()
        before = sum(name in self._sections for name in self._names[: self._names.index(section)])
        self._sections[section] = widget
        self._body.insertWidget(before, widget)
        return widget

    def _make_row(self, row: Row) -> RowWidget:
        made = RowWidget(row, get(self._session.settings, row.name))
        made.setVisible(row.name != _SWITCHED_ON)
        made.changed.connect(self._change)
        self._rows[row.name] = made
        return made

    def _extra(self, section: str) -> QWidget | None:
        """Return what the page shows besides rows; made when first needed, since it looks things up."""
        makers: dict[str, type[_Page]] = {
            "models": ModelsPage,
            "library": StoragePage,
            "watching": WatchingPage,
            "about": AboutPage,
            "plugins": PluginsPage,
        }
        make = makers.get(section)
        widget = self._make(section)
        if make is None or widget.property("complete"):
            return widget.findChild(make) if make else None
        widget.setProperty("complete", True)
        extra = make(self._session)
        layout = widget.layout()
        assert isinstance(layout, QVBoxLayout)
        # After the heading, and after the roles on the page of models; the last thing elsewhere.
        places = {"models": 2 + len(ROLE_SETTINGS), "plugins": layout.indexOf(self.plugin_rows)}
        layout.insertWidget(places.get(section, layout.count()), extra)
        if isinstance(extra, ModelsPage):
            extra.models.looked.connect(self._offer_models)
        return extra

    def _offer_models(self, snapshot: Snapshot) -> None:
        """Let each role choose among the models that are here."""
        for name in ROLE_SETTINGS:
            fitting = [row.card for row in snapshot.rows if row.ready and not row.card.default]
            choices = [(card.id, card.title) for card in fitting if setting_of(card) == name]
            self._rows[name].offer([("", nobody(name)), *choices])

    def show_models(self, part: int) -> None:
        """Go to a part of the page of models: those here, recommended, or all."""
        self.show_page("models")
        page = self._make("models").findChild(ModelsPage)
        if page is not None:
            page.models.show_part(part)

    def _filter(self, text: str) -> None:
        item = self.list.currentItem()
        chosen = item.data(Qt.ItemDataRole.UserRole)
        searching = bool(text.strip())
        found = False
        self._make(chosen)  # what a search finds on pages that are not made yet shows as they are made
        for section, widget in self._sections.items():
            n_shown = 0
            for row in self._rows.values():
                if row.row.section == section:
                    fits = (row.matches(text) if searching else True) and row.row.name != _SWITCHED_ON
                    row.setVisible(fits)
                    n_shown += fits
            if section == "plugins":
                n_shown += self.plugin_rows.filter(text)
            widget.setVisible(bool(n_shown) if searching else section == chosen)
            found = found or (searching and bool(n_shown))
            extra = self._extra(section) if section == chosen or (searching and widget.property("complete")) else None
            if extra is not None:
                extra.setVisible(not searching)
        self._nothing.setVisible(searching and not found and len(self._sections) == len(self._names))

    def _change(self, name: str, value: object) -> None:
        if name in ROLE_SETTINGS:
            self._session.choosing.use(name, str(value))
            return
        try:
            self._session.change_settings(with_value(self._session.settings, name, value))
        except QuireError as error:
            self._session.tasks.failed.emit(error)
            self._take_over()

    def _take_over(self) -> None:
        for name, row in self._rows.items():
            row.show_value(get(self._session.settings, name))
