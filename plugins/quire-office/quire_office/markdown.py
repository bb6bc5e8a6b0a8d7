"""Markdown with its pictures: turned into a web page by markdown-it, then read like one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt

from quire.plugins.reading import Block, Reader
from quire_office.web import Fetch, beside, bounded, html_blocks

_FRONT_MATTER = re.compile(r"\A---\r?\n.*?\r?\n(---|\.\.\.)\r?\n", re.DOTALL)


class MarkdownReader(Reader):
    """Reads .md files."""

    name = "markdown"

    def _read(self, path: Path) -> Iterator[Block]:
        return markdown_blocks(bounded(path).decode("utf-8-sig", "replace"), beside(path))


def markdown_blocks(text: str, fetch: Fetch) -> Iterator[Block]:
    """Yield the content of a text in Markdown; tables and struck-out text as GitHub writes them."""
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(_FRONT_MATTER.sub("", text))
    yield from html_blocks(f"<div>{html}</div>", fetch)
