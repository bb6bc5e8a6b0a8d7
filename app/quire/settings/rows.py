"""What a row of the settings table is, how one is declared, and how they are listed."""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

from quire.errors import NotFound

Value = bool | int | float | str
_T = TypeVar("_T", bound=Value)
_KEY = "setting"


@dataclass(frozen=True, slots=True)
class Row:
    """One setting.

    Attributes:
        name: Full name, `section.field`.
        type: bool, int, float or str.
        default: Its value while nothing is set.
        help: One sentence for the person.
        choices: The allowed texts, when only some are.
        minimum, maximum: Limits of a number, both included; None where there is none.
        restart: Whether a change takes effect only after the next start.
        title: What the window calls it; empty for rows of the table, whose titles the window has and translates.
    """

    name: str
    type: type[Value]
    default: Value
    help: str
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    restart: bool = False
    title: str = ""

    @property
    def section(self) -> str:
        return self.name.partition(".")[0]

    @property
    def field(self) -> str:
        return self.name.partition(".")[2]

    @property
    def allowed(self) -> str:
        """Say what the row accepts, for error messages and help: `a whole number from 1 to 32`."""
        if self.choices:
            return "one of " + ", ".join(self.choices)
        if self.type is bool:
            return "on or off"
        if self.type is str:
            return "a text"
        kind = "a whole number" if self.type is int else "a number"
        if self.minimum is not None and self.maximum is not None:
            return f"{kind} from {self.minimum:g} to {self.maximum:.10g}"
        return kind


@dataclass(frozen=True, slots=True)
class _Notes:
    """What a declaration says beyond type, name and default."""

    help: str
    minimum: float | None
    maximum: float | None
    restart: bool


def setting(
    default: _T,
    *,
    help: str,
    minimum: float | None = None,
    maximum: float | None = None,
    restart: bool = False,
) -> _T:
    """Declare a row: a dataclass field with its default and notes; the annotation gives the type."""
    notes = _Notes(help, minimum, maximum, restart)
    return dataclasses.field(default=default, metadata={_KEY: notes})


@functools.cache
def rows() -> tuple[Row, ...]:
    """Return every row of the table, in its order."""
    from quire.settings.table import Settings

    found: list[Row] = []
    for section, cls in get_type_hints(Settings).items():
        hints = get_type_hints(cls)
        found.extend(_row(section, field, hints[field.name]) for field in dataclasses.fields(cls))
    return tuple(found)


def row_named(name: str) -> Row:
    """Return the row called `section.field`.

    Raises:
        NotFound: there is none.
    """
    for row in rows():
        if row.name == name:
            return row
    raise NotFound(f"there is no setting called {name}", hint="`quire settings list` names them all")


def _row(section: str, field: dataclasses.Field[Any], hint: Any) -> Row:
    notes: _Notes = field.metadata[_KEY]
    choices = get_args(hint) if get_origin(hint) is Literal else ()
    return Row(
        name=f"{section}.{field.name}",
        type=str if choices else hint,
        default=cast(Value, field.default),
        help=notes.help,
        choices=choices,
        minimum=notes.minimum,
        maximum=notes.maximum,
        restart=notes.restart,
    )
