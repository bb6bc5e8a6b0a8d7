"""Files that could not be added, put together by reason, so that forty Word documents are one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from quire.types import Problem

LOCKED = "password"  # the kind of `PasswordNeeded`
STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One file that was not added, and where it should have gone."""

    path: str
    problem: Problem
    collection: str = ""
    found: bool = False

    @property
    def name(self) -> str:
        return Path(self.path).name or self.path


@dataclass(frozen=True, slots=True)
class Reason:
    """What several files have in common."""

    kind: str
    message: str
    hint: str


class Troubles(QObject):
    """Kept until the person tries again or puts them aside; in memory only.

    Signals:
        changed: Some came or went.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._by_path: dict[str, Trouble] = {}

    def __len__(self) -> int:
        return len(self._by_path)

    @property
    def n_failed(self) -> int:
        """How many failed; those the person stopped do not count."""
        return sum(trouble.problem.kind != STOPPED for trouble in self._by_path.values())

    def add(self, troubles: Iterable[Trouble]) -> None:
        before = len(self._by_path)
        new = {trouble.path: trouble for trouble in troubles}
        self._by_path.update(new)
        if new or before != len(self._by_path):
            self.changed.emit()

    def drop(self, paths: Iterable[str]) -> None:
        """Forget these files: they were added, are tried again, or do not matter."""
        n_dropped = sum(self._by_path.pop(path, None) is not None for path in list(paths))
        if n_dropped:
            self.changed.emit()

    def of_kind(self, kind: str) -> list[Trouble]:
        return [trouble for trouble in self._by_path.values() if trouble.problem.kind == kind]

    def by_reason(self) -> dict[Reason, list[Trouble]]:
        """Return the files of each reason: what was stopped and what is locked first, then as they came."""
        found: dict[Reason, list[Trouble]] = {}
        for trouble in self._by_path.values():
            problem = trouble.problem
            found.setdefault(Reason(problem.kind, problem.message, problem.hint), []).append(trouble)
        order = {STOPPED: 0, LOCKED: 1}
        return dict(sorted(found.items(), key=lambda pair: order.get(pair[0].kind, 2)))
