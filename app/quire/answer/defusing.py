"""Text of documents made harmless for a prompt, and text of a model made harmless for whoever shows it.

Documents are data: nothing in them may act. What control tokens a model knows is its own matter (`quire.models`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

# Characters nobody sees: controls, soft hyphens, zero-width spaces, direction overrides, tags. Joiners (200c, 200d)
# stay: Persian and Indic words need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_ESCAPE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")  # colours of terminals
_MARKER = re.compile(r"[\[［【〔]\s*(\d{1,3}(?:\s*[,;、–-]\s*\d{1,3})*)\s*[\]］】〕]")
_CONTROL_TOKEN = re.compile(
    r"<[|｜][^<>\n]{0,60}[|｜]>(?:(?:system|user|assistant|tool)\b)?"
    r"|\[/?INST\]|<</?SYS>>|</?(?:s|bos|eos|think|start_of_turn|end_of_turn)>", re.IGNORECASE
)
_CODE = re.compile(r"<(script|style)\b[^>]{0,200}>.{0,1000}?</\1>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<(?:/?[A-Za-z][^<>]{0,1000}|!--.{0,1000}?--)>", re.DOTALL)
_IMAGE = re.compile(r"[ \t]*!\[([^\[\]]*)\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s[^()]*)?\)|\[[^\]]*\])?")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s[^()]*)?\)")
_REFERENCE = re.compile(r"^\s{0,3}\[[^\[\]]+\]:\s*\S+.*$", re.MULTILINE)
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,15}:/{2,}|(?:javascript|data|file|vbscript|mailto):|//(?=\w)|www\.)[^\s<>\"'“”‘’]*",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?/*", re.IGNORECASE)
_MIGHT_BE_TAG = re.compile(r"<(?=[A-Za-z/!?|｜])")
_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|rules|prompts?|above|previous)\b"
    r"|\byou are now\b|\bsystem prompt\b"
    r"|\b(?:AI|language model|assistant|chatbot)\b[,:].{0,80}\b(?:say|add|answer|tell|write|must)\b",
    re.IGNORECASE | re.DOTALL,
)
_TRAILING = ".,;:!?)]}*_"
REMOVED = "(address removed)"


def without_unseen(text: str) -> str:
    """Return `text` without characters that nobody sees; line breaks and tabs stay."""
    return _UNSEEN.sub("", without_escapes(text))


def without_escapes(text: str) -> str:
    """Return `text` without complete escape sequences of terminals."""
    return _ESCAPE.sub("", text) if "\x1b" in text else text


def quoted(text: str) -> str:
    """Return the text of a document as it may stand in a prompt.

    What nobody sees is gone, and "[3]" reads "(3)", so that no document forges the number of a piece of evidence.
    """
    return _MARKER.sub(r"(\1)", without_unseen(text))


def plain(text: str, known: Callable[[str], bool]) -> str:
    """Return what a model wrote as text that neither links, nor shows a picture, nor steers anything.

    Markdown that only shapes (bold, lists, tables) stays.

    Args:
        known: Whether an address stands in the evidence so; others are taken out, and none keeps its scheme.
    """
    text = _CODE.sub("", _CONTROL_TOKEN.sub("", without_unseen(text)))
    text = _LINK.sub(r"\1", _IMAGE.sub("", _REFERENCE.sub("", text)))
    while (bare := _TAG.sub("", text)) != text:  # "<<b>script>" hides one in another
        text = bare

    def shown(match: re.Match[str]) -> str:
        whole = match.group()
        address = whole.rstrip(_TRAILING)
        bare = _SCHEME.sub("", address)
        return (bare if bare and known(bare) else REMOVED) + whole[len(address) :]

    return _MIGHT_BE_TAG.sub("< ", _ADDRESS.sub(shown, text))


def gives_orders(text: str) -> bool:
    """Whether a passage of a document speaks to a language model instead of its reader."""
    return bool(_ORDERS.search(without_unseen(text)))
