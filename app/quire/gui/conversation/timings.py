"""What a question cost, in words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication


def total_of(seconds: Mapping[str, float]) -> float:
    """Return all seconds of an answer: "total" is that of the search alone."""
    searching = seconds.get("total")
    if searching is None:
        return sum(seconds.values())
    within = {"encode", "lexical", "dense", "visual", "fuse", "rerank", "total"}
    return searching + sum(value for name, value in seconds.items() if name not in within)


def in_words(seconds: float) -> str:
    """Return "0.4 s", "12 s", "2 min 5 s"."""
    if seconds < 0.1:
        return _tr("< 0.1 s")
    if seconds < 10:
        return _tr("{0} s").format(f"{seconds:.1f}")
    if seconds < 100:
        return _tr("{0} s").format(round(seconds))
    return _tr("{0} min {1} s").format(int(seconds) // 60, int(seconds) % 60)


def lines_of(seconds: Mapping[str, float]) -> str:
    """Return one line per stage, for a tooltip."""
    names = {
        "encode": _tr("Understanding the question"),
        "lexical": _tr("Search by words"),
        "dense": _tr("Search by meaning"),
        "visual": _tr("Search by picture"),
        "fuse": _tr("Weighing"),
        "rerank": _tr("Reranking"),
        "extract": _tr("Choosing quotations"),
        "compose": _tr("Putting the evidence together"),
        "generate": _tr("Writing"),
    }
    lines = [
        f"{names.get(name, name)}: {1000 * value:.0f} ms"
        for name, value in seconds.items()
        if name != "total"
    ]
    return "\n".join([*lines, f"{_tr('In all')}: {in_words(total_of(seconds))}"])


def _tr(text: str) -> str:
    return QCoreApplication.translate("Conversation", text)
