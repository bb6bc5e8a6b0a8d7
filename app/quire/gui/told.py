"""What the rooms below say, in the person's language: they speak English, and the window translates what it knows.

A sentence that is not in the table of `told_texts` is shown as it is.
"""

from __future__ import annotations

import functools
import re

from PySide6.QtCore import QCoreApplication

from quire.gui.told_texts import CONTEXT, TEXTS

_GAP = re.compile(r"\{\d\}")
_NAME = re.compile(r"\S*[./_]\w")  # "report.pdf is damaged", "huggingface.co cannot be reached"


def told(text: str) -> str:
    """Return an error's message, a hint, or a model's reason as a sentence in the person's language."""
    return sentence(_translated(text.strip()))


def term(text: str) -> str:
    """Return a name or a value as it stands, without capital or full stop, in the person's language."""
    return _translated(text.strip())


def sentence(text: str) -> str:
    """Return `text` with a capital and a full stop; messages of errors have neither. Names of files and hosts stay."""
    text = text.strip()
    if not text:
        return ""
    named = _NAME.match(text) is not None
    first = text[:1] if named else text[:1].upper()
    return f"{first}{text[1:]}{'' if text.endswith(('.', '!', '?', '…')) else '.'}"


def _translated(text: str) -> str:
    if text in _whole():
        return QCoreApplication.translate(CONTEXT, text)
    for template, pattern in _with_gaps():
        if (match := pattern.fullmatch(text)) is not None:
            # What fills a gap may be a message in its own right: "a picture was left out: the picture is damaged".
            filling = [_translated(part) for part in match.groups()]
            return QCoreApplication.translate(CONTEXT, template).format(*filling)
    return text


@functools.cache
def _whole() -> frozenset[str]:
    return frozenset(text for text in TEXTS if not _GAP.search(text))


@functools.cache
def _with_gaps() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the templates with what they match, those with the most words of their own first."""
    gapped = sorted((text for text in TEXTS if _GAP.search(text)), key=lambda text: -len(_GAP.sub("", text)))
    return tuple((text, re.compile("(.+?)".join(map(re.escape, _GAP.split(text))), re.DOTALL)) for text in gapped)
