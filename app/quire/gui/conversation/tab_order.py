"""Tab goes through the pane as the eye does, also through what was made later."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops_in(root: QWidget) -> list[QWidget]:
    """Return the widgets inside `root` that Tab stops at, in the order they were put there."""
    return [widget for widget in root.findChildren(QWidget) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]


def put_after(before: QWidget, widgets: Iterable[QWidget]) -> QWidget:
    """Let Tab go from `before` through `widgets`; returns the last of them.

    Qt puts widgets made later at the end of the window's order, beyond the neighbouring panes.
    """
    for widget in widgets:
        QWidget.setTabOrder(before, widget)
        before = widget
    return before
