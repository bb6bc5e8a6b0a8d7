"""Switching plugins on and off in the open library, and for later starts."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from quire.errors import QuireError, StorageFull
from quire.gui.plugins.holding import Hold, take_mark
from quire.gui.session import Session
from quire.jobs import Job
from quire.settings import Settings, config_folder, load, save, with_value

if TYPE_CHECKING:
    from quire.library import Library


def switch(
    session: Session,
    owner: QObject,
    name: str,
    *,
    on: bool,
    on_done: Callable[[], object],
    on_error: Callable[[QuireError], None],
) -> None:
    """Switch a plugin in the background; `on_done` or `on_error` follows in the GUI thread."""
    library = session.library
    if library is None:
        return

    def work(_: Job) -> str:
        _switch(library, name, on=on)
        return load().settings.plugins.enabled

    def done(enabled: str) -> None:
        session.change_settings(with_value(session.settings, "plugins.enabled", enabled))
        on_done()

    session.tasks.run(work, on_done=done, on_error=on_error, owner=owner)


def mark_file() -> Path:
    """Return the file that is there while a plugin holds the window."""
    return config_folder() / "held-by-plugin.json"


def without_holder(settings: Settings) -> tuple[Settings, Hold | None]:
    """Return the settings without the plugin that the last window ended in, switched off for good, and what it did."""
    hold = take_mark(mark_file())
    if hold is None:
        return settings, None
    from quire.plugins.loading import names_in  # much, which other starts need not load

    names = names_in(settings.plugins.enabled)
    if hold.plugin not in names:
        return settings, None
    left = with_value(settings, "plugins.enabled", ", ".join(name for name in names if name != hold.plugin))
    with contextlib.suppress(StorageFull):  # then it is left out this time only
        save(left)
    return left, hold


def _switch(library: Library, name: str, *, on: bool) -> None:
    from quire.library.plugged import take_over  # loaded with the library

    if on:
        library.plugins.enable(name)
    else:
        library.plugins.disable(name)
    take_over(library)
