"""The words said to language models: texts in `resources/prompts/`, filled in here."""

from __future__ import annotations

import functools

from quire.settings import resources

REFUSAL = "NOT IN THE EVIDENCE"


def prompt(name: str, **values: str) -> str:
    """Return a prompt with its places filled; text put in is never looked through for further places."""
    parts = _read(name).split("{")
    filled = [parts[0]]
    for part in parts[1:]:
        place, brace, rest = part.partition("}")
        filled.append(values[place] + rest if brace and place in values else "{" + part)
    return "".join(filled)


@functools.cache
def _read(name: str) -> str:
    return (resources() / "prompts" / f"{name}.txt").read_text(encoding="utf-8").strip()
