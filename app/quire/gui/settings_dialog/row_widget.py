"""One line of the settings: its name, what it does, an editor of the right kind, a way back to the default."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from quire.gui.models.choosing import ROLE_SETTINGS
from quire.gui.models.words import nobody
from quire.gui.settings_dialog.titles import choice_title, row_title, translated
from quire.gui.theme import icon
from quire.gui.theme.tokens import ICON, XS, M, S
from quire.settings import Row, Value

_MOST_INT = 2_147_483_647
_EDITOR_PX = 190
_CHOOSER_PX = 280


class RowWidget(QWidget):
    """Signals:
    changed: The row's name and its new value; once per change by the person.
    """

    changed = Signal(str, object)

    def __init__(self, row: Row, value: Value) -> None:
        super().__init__()
        self.row = row
        self.value = value
        title, help_text = row_title(row), translated(row.help)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, S, 0, S)
        layout.setSpacing(M)
        words = QVBoxLayout()
        words.setSpacing(XS)
        name = QLabel(title)
        words.addWidget(name)
        caption = QLabel(help_text)
        caption.setProperty("role", "caption")
        caption.setWordWrap(True)
        words.addWidget(caption)
        self._restart = QLabel(self.tr("Takes effect when Quire starts again."))
        self._restart.setProperty("role", "warning")
        self._restart.hide()
        words.addWidget(self._restart)
        layout.addLayout(words, 1)
        self._editor, self._show, signal = _editor(row)
        self._editor.setAccessibleName(title)
        self._editor.setAccessibleDescription(help_text)
        name.setBuddy(self._editor)
        layout.addWidget(self._editor, alignment=Qt.AlignmentFlag.AlignVCenter)
        if row.name.endswith("folder"):
            layout.addWidget(self._browse(title))
        self._reset = QToolButton()
        self._reset.setIcon(icon("undo"))
        self._reset.setIconSize(QSize(ICON - XS, ICON - XS))
        self._reset.setAccessibleName(self.tr("Reset “{name}”").format(name=title))
        self._reset.setToolTip(self.tr("Back to the default"))
        self._reset.clicked.connect(lambda: self._take(row.default))
        hold = self._reset.sizePolicy()
        hold.setRetainSizeWhenHidden(True)
        self._reset.setSizePolicy(hold)
        layout.addWidget(self._reset)
        self.show_value(value)
        signal.connect(lambda new: self._take(_typed(row, new)))

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Fill the editor of a row whose choices are known only now: (value, what it is called)."""
        assert isinstance(self._editor, QComboBox)
        self._editor.blockSignals(True)
        self._editor.clear()
        for value, title in choices:
            self._editor.addItem(title, value)
        if self._editor.findData(self.value) < 0:
            self._editor.addItem(str(self.value), self.value)
        self._show(self.value)
        self._editor.blockSignals(False)

    def matches(self, text: str) -> bool:
        """Say whether the search for `text` finds this row."""
        where = f"{row_title(self.row)} {translated(self.row.help)} {self.row.name}".casefold()
        return all(word in where for word in text.casefold().split())

    def show_value(self, value: Value) -> None:
        """Show a value that came from elsewhere."""
        self.value = value
        self._editor.blockSignals(True)
        self._show(value)
        self._editor.blockSignals(False)
        self._reset.setVisible(value != self.row.default)

    def _take(self, value: Value) -> None:
        if value == self.value:
            return
        self.show_value(value)
        self._restart.setVisible(self.row.restart)
        self.changed.emit(self.row.name, value)

    def _browse(self, title: str) -> QPushButton:
        button = QPushButton(self.tr("Choose…"))
        button.setAccessibleDescription(title)
        button.clicked.connect(self._choose_folder)
        return button

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, row_title(self.row), str(self.value))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(lambda paths: self._take(paths[0]))
        dialog.open()


class _CalmWheel(QObject):
    """A wheel that scrolls the page must not change a number on its way."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and not cast(QWidget, watched).hasFocus():
            event.ignore()
            return True
        return False


def _editor(row: Row) -> tuple[QWidget, Callable[[Any], None], Any]:
    """Return the editor, how to show a value in it, and the signal of a change by the person."""
    if row.type is bool:
        box = QCheckBox()
        return box, box.setChecked, box.toggled
    if row.choices:
        combo = QComboBox()
        for choice in row.choices:
            combo.addItem(choice_title(choice), choice)
        combo.setMinimumWidth(_EDITOR_PX)
        _calm(combo)
        return combo, lambda value: combo.setCurrentIndex(combo.findData(value)), _Chosen(combo).chosen
    if row.name in ROLE_SETTINGS:
        chooser = QComboBox()  # the models that are here come when they have been looked up; see `offer`
        chooser.addItem(nobody(row.name), "")
        chooser.setMinimumWidth(_CHOOSER_PX)
        chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        _calm(chooser)
        return chooser, lambda value: chooser.setCurrentIndex(chooser.findData(value)), _Chosen(chooser).chosen
    if row.type is str:
        line = QLineEdit()
        line.setMinimumWidth(_EDITOR_PX)
        return line, line.setText, _Finished(line).finished
    spin: QSpinBox | QDoubleSpinBox
    if row.type is int:
        spin = QSpinBox()
        spin.setRange(int(row.minimum or 0), int(_MOST_INT if row.maximum is None else row.maximum))
        spin.setGroupSeparatorShown(True)
    else:
        spin = QDoubleSpinBox()
        spin.setRange(row.minimum or 0.0, 1e9 if row.maximum is None else row.maximum)
        fine = (row.maximum or 1e9) <= 10
        spin.setDecimals(2 if fine else 1)
        spin.setSingleStep(0.1 if fine else 1.0)
    spin.lineEdit().setTextMargins(XS, 0, 0, 0)  # a style sheet with buttons of its own drops the padding
    spin.setKeyboardTracking(False)  # "120" is one change, not three
    _calm(spin)
    return spin, spin.setValue, spin.valueChanged


class _Chosen(QObject):
    chosen = Signal(object)

    def __init__(self, combo: QComboBox) -> None:
        super().__init__(combo)
        combo.currentIndexChanged.connect(lambda index: self.chosen.emit(combo.itemData(index)))


class _Finished(QObject):
    finished = Signal(object)

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        line.editingFinished.connect(lambda: self.finished.emit(line.text().strip()))


def _calm(widget: QWidget) -> None:
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_CalmWheel(widget))


def _typed(row: Row, value: Any) -> Value:
    return round(float(value), 4) if row.type is float else row.type(value)
