"""Addresses in answers: shown before anything opens, and opened only when they are of a harmless kind."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

translate = QCoreApplication.translate
_OPENABLE = frozenset({"http", "https", "mailto"})
_LONGEST = 400


def may_open(address: str) -> bool:
    """Say whether this kind of address can be handed to a browser: no files, no scripts, no unknown programs."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    return url.isValid() and url.scheme().lower() in _OPENABLE


def ask_to_open(parent: QWidget, address: str) -> QMessageBox:
    """Show an address and ask whether to open it in the browser. Returns the open question."""
    openable = may_open(address)
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(translate("Conversation", "Open a link"))
    box.setText(
        translate("Conversation", "Open this address in your browser? It leaves this machine.")
        if openable
        else translate("Conversation", "Quire does not open addresses of this kind.")
    )
    box.setInformativeText(address if len(address) <= _LONGEST else f"{address[:_LONGEST]}…")
    copy = box.addButton(translate("Conversation", "Copy Address"), QMessageBox.ButtonRole.ActionRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    opener: QPushButton | None = None
    if openable:
        opener = box.addButton(translate("Conversation", "Open"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)

    def answered(button: object) -> None:
        if button is copy:
            QGuiApplication.clipboard().setText(address)
        elif opener is not None and button is opener:
            QDesktopServices.openUrl(QUrl(address))

    box.buttonClicked.connect(answered)
    box.open()
    return box
