"""What a question cost, in words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from quire.types import Answer

_WORD_JOINER = "\u2060"
_FEW_TOKENS = 8  # a pace of fewer says nothing
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


def writer_of(answer: Answer) -> str:
    """Return which model wrote an answer and how fast; empty for quotations."""
    if answer.model in ("", "extractive"):
        return ""
    seconds = answer.seconds.get("write", 0.0)
    if answer.n_tokens < _FEW_TOKENS or seconds <= 0:
        return translate("Conversation", "written by {model}").format(model=answer.model)
    pace = answer.n_tokens / seconds
    number = f"{pace:.0f}" if pace >= 10 else f"{pace:.1f}"
    told = translate("Conversation", "written by {model}, {n} tokens/s").format(model=answer.model, n=number)
    return told.replace("/s", f"/{_WORD_JOINER}s")  # or a line ends before the "s"


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
        "prompt": translate("Conversation", "Reading the evidence"),
        "write": translate("Conversation", "Writing"),
        "check": translate("Conversation", "Checking each sentence"),
    }
    lines = [
        f"{names.get(name, name)}: {1000 * value:.0f} ms"
        for name, value in seconds.items()
        if name != "total"
    ]
    in_all = translate("Conversation", "In all")
    return "\n".join([*lines, f"{in_all}: {in_words(total_of(seconds))}"])
