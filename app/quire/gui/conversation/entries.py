"""A question on the screen: what was asked, how far its answer is, and what a turn view may ask the pane to do."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from quire.errors import QuireError
from quire.gui.conversation.crops import Crops
from quire.gui.stops import Stop
from quire.types import Query, Target, Turn


class State(enum.Enum):
    RUNNING = enum.auto()
    DONE = enum.auto()
    STOPPED = enum.auto()
    FAILED = enum.auto()


@dataclass(slots=True, eq=False)
class Entry:
    """Attributes:
    search: Asked in search mode: results, no answer.
    text: The answer so far, while it is written.
    thinking: What the model thought before; kept while the window is open.
    thought_s: For how long.
    scope: Names of what the question was limited to, for showing; empty when unknown or unlimited.
    selected: Which card leads to what the viewer shows, or -1.
    n_unfinished: Documents that were still being read when the answer came.
    """

    turn: Turn
    search: bool = False
    state: State = State.DONE
    text: str = ""
    thinking: str = ""
    thought_s: float = 0.0
    error: QuireError | None = None
    scope: tuple[str, ...] = ()
    selected: int = -1
    n_unfinished: int = 0

    @property
    def query(self) -> Query:
        return self.turn.query


def entry_of(turn: Turn) -> Entry:
    """Return a kept turn as it is shown again."""
    search = turn.result is not None
    empty = turn.answer is None and turn.result is None
    stopped = empty or (turn.answer is not None and turn.answer.stop == "cancelled")
    return Entry(turn, search=search, state=State.STOPPED if stopped else State.DONE)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a turn view can ask for.

    Attributes:
        open: Show these stops, beginning with the one at this index.
        again: Ask the same once more; `widened` without scope and kind.
        edit: Put the question back into the box.
        more: Search on for more results.
        copied: Say that something was copied.
    """

    open: Callable[[Entry, tuple[Stop, ...], int], None]
    again: Callable[[Entry], None]
    widened: Callable[[Entry], None]
    edit: Callable[[Entry], None]
    more: Callable[[Entry], None]
    copied: Callable[[str], None]
    crops: Crops = field(repr=False)


def target_name(target: Target) -> str:
    """Return what a kind of evidence is called."""
    names = {
        Target.ANY: QCoreApplication.translate("Conversation", "Everything"),
        Target.TEXT: QCoreApplication.translate("Conversation", "Text"),
        Target.FIGURE: QCoreApplication.translate("Conversation", "Figures"),
        Target.TABLE: QCoreApplication.translate("Conversation", "Tables"),
        Target.IMAGE: QCoreApplication.translate("Conversation", "Pictures"),
    }
    return names[target]


TARGET_ICONS = {
    Target.ANY: "list",
    Target.TEXT: "text",
    Target.FIGURE: "figure",
    Target.TABLE: "table",
    Target.IMAGE: "image",
}


def limits_of(entry: Entry) -> list[str]:
    """Return what a question was limited to, in words."""
    query = entry.query
    limits: list[str] = []
    if entry.scope:
        limits += entry.scope
    elif query.collection:
        limits.append(query.collection)
    if query.document_ids and not entry.scope:
        limits.append(
            QCoreApplication.translate("Conversation", "%n document(s)", "", len(query.document_ids))
        )
    if query.target is not Target.ANY:
        limits.append(target_name(query.target))
    return limits
