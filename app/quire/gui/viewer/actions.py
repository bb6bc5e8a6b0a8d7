"""Everything that can be commanded in the viewer, in one table: buttons, menus and shortcuts follow from it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from quire.gui.actions import QT_TRANSLATE_NOOP
from quire.gui.theme.icons import icon


@dataclass(frozen=True, slots=True)
class Row:
    """One command.

    Attributes:
        shortcuts: The first is the one shown.
        local: Whether its keys work only while the viewer has the focus, because other panes use them too.
    """

    name: str
    icon: str
    text: str
    shortcuts: tuple[str, ...] = ()
    checkable: bool = False
    local: bool = False


ROWS: tuple[Row, ...] = (
    Row(
        "side", "thumbnails", QT_TRANSLATE_NOOP("Viewer", "Thumbnails and Contents"), ("F7",), checkable=True
    ),
    Row("back", "back", QT_TRANSLATE_NOOP("Viewer", "Back"), ("Alt+Left",)),
    Row("forward", "forward", QT_TRANSLATE_NOOP("Viewer", "Forward"), ("Alt+Right",)),
    Row("page", "", QT_TRANSLATE_NOOP("Viewer", "Go to Page"), ("Ctrl+G",)),
    Row("zoom_out", "zoom-out", QT_TRANSLATE_NOOP("Viewer", "Smaller Page"), ("Ctrl+Alt+-",)),
    Row("zoom_in", "zoom-in", QT_TRANSLATE_NOOP("Viewer", "Larger Page"), ("Ctrl+Alt++", "Ctrl+Alt+=")),
    Row(
        "fit_width",
        "fit-width",
        QT_TRANSLATE_NOOP("Viewer", "Fit the Width"),
        ("Ctrl+Alt+1",),
        checkable=True,
    ),
    Row(
        "fit_page",
        "fit-page",
        QT_TRANSLATE_NOOP("Viewer", "Fit the Whole Page"),
        ("Ctrl+Alt+2",),
        checkable=True,
    ),
    Row("natural", "", QT_TRANSLATE_NOOP("Viewer", "Natural Size"), ("Ctrl+Alt+0",)),
    Row("rotate", "rotate", QT_TRANSLATE_NOOP("Viewer", "Rotate Clockwise"), ("Ctrl+Alt+R",)),
    Row(
        "printed",
        "printed",
        QT_TRANSLATE_NOOP("Viewer", "Show Pages as Printed"),
        ("Ctrl+Alt+P",),
        checkable=True,
    ),
    Row("find", "search", QT_TRANSLATE_NOOP("Viewer", "Find in This Document"), ("Ctrl+F",), local=True),
    Row("find_next", "chevron-down", QT_TRANSLATE_NOOP("Viewer", "Next Match"), ("F3",)),
    Row("find_previous", "chevron-up", QT_TRANSLATE_NOOP("Viewer", "Previous Match"), ("Shift+F3",)),
    Row(
        "region",
        "region",
        QT_TRANSLATE_NOOP("Viewer", "Ask About a Part of the Page"),
        ("Ctrl+R",),
        checkable=True,
    ),
    Row("next", "step-next", QT_TRANSLATE_NOOP("Viewer", "Next Evidence"), ("F4",)),
    Row("previous", "step-previous", QT_TRANSLATE_NOOP("Viewer", "Previous Evidence"), ("Shift+F4",)),
    Row(
        "heat",
        "spark",
        QT_TRANSLATE_NOOP("Viewer", "Show Where the Picture Fits the Question"),
        ("Ctrl+Alt+H",),
        checkable=True,
    ),
    Row("copy", "copy", QT_TRANSLATE_NOOP("Viewer", "Copy"), ("Ctrl+C",), local=True),
    Row(
        "select",
        "text",
        QT_TRANSLATE_NOOP("Viewer", "Select the Words of This Page"),
        ("Ctrl+A",),
        local=True,
    ),
    Row(
        "redraw", "refresh", QT_TRANSLATE_NOOP("Viewer", "Draw Pages Again That Failed"), ("F5",), local=True
    ),
)


def viewer_actions(pane: QWidget) -> dict[str, QAction]:
    """Make the actions by name and add them to the pane; all are disabled until a document is open."""
    made: dict[str, QAction] = {}
    for row in ROWS:
        text = QCoreApplication.translate("Viewer", row.text)
        action = QAction(text, pane)
        action.setObjectName(f"viewer.{row.name}")
        action.setCheckable(row.checkable)
        action.setShortcuts([QKeySequence(keys) for keys in row.shortcuts])
        context = Qt.ShortcutContext
        action.setShortcutContext(context.WidgetWithChildrenShortcut if row.local else context.WindowShortcut)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{text} ({keys})" if keys else text)
        if row.icon:
            action.setIcon(icon(row.icon))
        action.setEnabled(False)
        pane.addAction(action)
        made[row.name] = action
    return made
