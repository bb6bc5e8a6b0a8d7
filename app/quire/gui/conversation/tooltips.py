"""Tooltips made of words from documents and models, which must never read as markup."""

from __future__ import annotations

import html

_WIDEST_PX = 360


def as_tooltip(text: str) -> str:
    """Return plain text as a tooltip that wraps."""
    return f'<p style="white-space: pre-wrap; max-width: {_WIDEST_PX}px">{html.escape(text)}</p>'
