"""What a question cost, in words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


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
        return translate("Conversation", "< 0.1 s")
    if seconds < 10:
        return translate("Conversation", "{0} s").format(f"{seconds:.1f}")
    if seconds < 100:
        return translate("Conversation", "{0} s").format(round(seconds))
    return translate("Conversation", "{0} min {1} s").format(int(seconds) // 60, int(seconds) % 60)


def lines_of(seconds: Mapping[str, float]) -> str:
    """Return one line per stage, for a tooltip."""
    names = {
        "encode": translate("Conversation", "Understanding the question"),
        "lexical": translate("Conversation", "Search by words"),
        "dense": translate("Conversation", "Search by meaning"),
        "visual": translate("Conversation", "Search by picture"),
        "fuse": translate("Conversation", "Weighing"),
        "rerank": translate("Conversation", "Reranking"),
        "extract": translate("Conversation", "Choosing quotations"),
        "compose": translate("Conversation", "Putting the evidence together"),
        "generate": translate("Conversation", "Writing"),
    }
    lines = [
        f"{names.get(name, name)}: {1000 * value:.0f} ms"
        for name, value in seconds.items()
        if name != "total"
    ]
    in_all = translate("Conversation", "In all")
    return "\n".join([*lines, f"{in_all}: {in_words(total_of(seconds))}"])
