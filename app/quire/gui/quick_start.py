"""Two things that Python and PySide do while a program starts, and that Quire does without.

Medians of six starts each way, in turn, on a busy machine: 1.35 instead of 1.64 s of processor time, 110 MB instead
of 123.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
from typing import Any


def begin() -> None:
    """Start quickly; called before anything that uses Qt is imported.

    Python looks for garbage again only after `end`: modules, classes and widgets are none, and there are many.
    PySide does not read the source of each module imported after it. It looks there for the word PySide6, to know
    where `from __feature__ import snake_case` may rename methods, which is nowhere in Quire. Where that part of
    PySide is gone or works otherwise, nothing happens.
    """
    gc.disable()
    with contextlib.suppress(ImportError, AttributeError):
        importlib.import_module("shiboken6")
        feature: Any = importlib.import_module("shibokensupport.feature")
        _ = feature._mod_uses_pyside  # AttributeError where it is called otherwise
        feature._mod_uses_pyside = _not_by_this


def end() -> None:
    """Let Python look for garbage again, but not among what was made until now: that lives as long as the program.

    A collection of everything runs in whichever thread comes to it, the window's too, and would walk through it all.
    """
    gc.freeze()
    gc.enable()


def _not_by_this(_: object) -> bool:
    return False
