"""One line of what `quire doctor` says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. `hint` says what to do when `ok` is False."""

    name: str
    value: str
    ok: bool = True
    hint: str = ""
