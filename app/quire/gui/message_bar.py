"""Calm messages at the head of the window, away from where questions are typed; they never take the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from quire.gui.announce import announce
from quire.gui.theme import Theme, icon
from quire.gui.theme.tokens import ICON, XS, M, S

_ICONS = {"info": ("info", "accent_text"), "warning": ("warning", "warning"), "error": ("error", "danger")}
_SHOWN_MS = 7_000
_WITH_ACTION_MS = 12_000
_MOST = 3
_WIDEST_PX = 640


class MessageBar(QWidget):
    """Stacks up to three messages over the top of its parent. Errors stay until closed; others go by themselves."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(S)
        self._messages: list[_Message] = []
        parent.installEventFilter(self)
        Theme.current().changed.connect(self._place)
        self.hide()

    def show_message(
        self, text: str, kind: str = "info", *, action: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        """Show `text`; an equal one that is still there gives way to it."""
        for message in [old for old in self._messages if old.text == text]:
            self._drop(message)
        while len(self._messages) >= _MOST:
            calm = [old for old in self._messages if old.kind != "error"]
            self._drop((calm or self._messages)[0])
        message = _Message(self, text, kind, action, on_action, self._drop)
        self._messages.append(message)
        self._layout.addWidget(message)
        message.show()
        self._place()
        announce(self, text, urgent=kind == "error")

    def texts(self) -> list[str]:
        """Return what is being shown, oldest first."""
        return [message.text for message in self._messages]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _drop(self, message: _Message) -> None:
        if message in self._messages:
            self._messages.remove(message)
            self._layout.removeWidget(message)
            message.hide()
            message.deleteLater()
            self._place()

    def _place(self) -> None:
        parent = self.parentWidget()
        self.setVisible(bool(self._messages))
        if not self._messages or parent is None:
            return
        width = min(_WIDEST_PX, parent.width() - 2 * M)
        height = sum(message.height_for(width) for message in self._messages) + S * (len(self._messages) - 1)
        self.setGeometry((parent.width() - width) // 2, S, width, height)
        self.raise_()


class _Message(QFrame):
    def __init__(
        self,
        parent: QWidget,
        text: str,
        kind: str,
        action: str,
        on_action: Callable[[], None] | None,
        close: Callable[[_Message], None],
    ) -> None:
        super().__init__(parent)
        self.text = text
        self.kind = kind
        self._close = close
        self.setProperty("role", "banner")
        self.setProperty("kind", kind)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(M, S, S, S)
        layout.setSpacing(S)
        layout.addWidget(_sign(kind), alignment=Qt.AlignmentFlag.AlignVCenter)
        label = QLabel(text)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout.addWidget(label, 1)
        if action and on_action is not None:
            button = QPushButton(action)
            button.setProperty("role", "quiet")
            button.setAccessibleDescription(text)
            button.clicked.connect(lambda: close(self))
            button.clicked.connect(on_action)
            layout.addWidget(button)
        closer = QToolButton()
        closer.setIcon(icon("close"))
        closer.setIconSize(QSize(ICON - XS, ICON - XS))
        closer.setAccessibleName(self.tr("Close message"))
        closer.setToolTip(self.tr("Close"))
        closer.clicked.connect(lambda: close(self))
        layout.addWidget(closer)
        self._timer = QTimer(self, singleShot=True, interval=_WITH_ACTION_MS if action else _SHOWN_MS)
        self._timer.timeout.connect(lambda: close(self))
        if kind != "error":
            self._timer.start()

    def height_for(self, width: int) -> int:
        """Return how high the message is at this width, with its words wrapped."""
        self.ensurePolished()
        layout = self.layout()
        assert layout is not None
        layout.activate()
        return max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())

    def enterEvent(self, event: object) -> None:
        """Stay while the pointer rests here."""
        self._timer.stop()

    def leaveEvent(self, event: object) -> None:
        if self.kind != "error":
            self._timer.start()


def _sign(kind: str) -> QLabel:
    name, colour = _ICONS.get(kind, _ICONS["info"])
    label = QLabel()
    names = {
        "info": QCoreApplication.translate("MessageBar", "Note"),
        "warning": QCoreApplication.translate("MessageBar", "Warning"),
        "error": QCoreApplication.translate("MessageBar", "Error"),
    }
    label.setAccessibleName(names.get(kind, names["info"]))
    label.setPixmap(icon(name, colour=colour).pixmap(QSize(ICON, ICON), label.devicePixelRatio()))
    return label
