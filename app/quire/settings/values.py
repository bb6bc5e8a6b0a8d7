"""Checking values against their rows, and reading and changing them by name."""

from __future__ import annotations

import dataclasses

from quire.errors import InvalidInput
from quire.settings.rows import Row, Value, row_named
from quire.settings.table import Settings

_TRUE = frozenset({"on", "true", "yes", "1"})
_FALSE = frozenset({"off", "false", "no", "0"})


def get(settings: Settings, name: str) -> Value:
    """Return the value of the row called `name`.

    Raises:
        NotFound: there is no such row.
    """
    row = row_named(name)
    value: Value = getattr(getattr(settings, row.section), row.field)
    return value


def with_value(settings: Settings, name: str, value: object) -> Settings:
    """Return settings in which `name` has this value.

    Raises:
        NotFound: there is no such row.
        InvalidInput: the value has the wrong type or lies outside its limits.
    """
    row = row_named(name)
    section = dataclasses.replace(getattr(settings, row.section), **{row.field: check(row, value)})
    changed: Settings = dataclasses.replace(settings, **{row.section: section})
    return changed


def with_text(settings: Settings, name: str, text: str) -> Settings:
    """As `with_value`, for a value typed by a person: `on`, `12`, `auto`.

    Raises:
        NotFound: there is no such row.
        InvalidInput: the text does not say an allowed value.
    """
    return with_value(settings, name, parse(row_named(name), text))


def parse(row: Row, text: str) -> Value:
    """Return what a person typed as the row's own type.

    Raises:
        InvalidInput: the text does not say an allowed value.
    """
    return check(row, _parsed(row, text.strip()))


def check(row: Row, value: object) -> Value:
    """Return `value` as the row's own type.

    Raises:
        InvalidInput: wrong type or outside the limits.
    """
    if row.type is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not row.type:
        raise _refusal(row, value)
    assert isinstance(value, bool | int | float | str)
    if row.choices and value not in row.choices:
        raise _refusal(row, value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        low = row.minimum is None or value >= row.minimum  # written so that NaN is refused
        high = row.maximum is None or value <= row.maximum
        if not (low and high):
            raise _refusal(row, value)
    return value


def _parsed(row: Row, text: str) -> Value:
    try:
        if row.type is bool:
            if text.lower() in _TRUE | _FALSE:
                return text.lower() in _TRUE
            raise _refusal(row, text)
        if row.type is int:
            return int(text)
        if row.type is float:
            return float(text)
    except ValueError:
        raise _refusal(row, text) from None
    return text


def _refusal(row: Row, value: object) -> InvalidInput:
    return InvalidInput(f"{row.name} cannot be {value!r}", hint=f"it takes {row.allowed}")
