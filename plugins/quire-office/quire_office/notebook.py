"""Jupyter notebooks: text, code, and what the code printed and drew when it was last run. Nothing is run here."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quire.errors import BrokenFile
from quire.plugins.reading import Block, Code, Heading, Picture, Reader
from quire.types import Problem
from quire_office.markdown import markdown_blocks
from quire_office.web import bounded, from_parts, html_blocks

_MAX_PRINTED = 8_000  # characters of one output; what a loop printed a thousand times is no reading
_PICTURES = ("image/png", "image/jpeg", "image/gif")


class NotebookReader(Reader):
    """Reads .ipynb files of format 4."""

    name = "notebook"

    def _read(self, path: Path) -> Iterator[Block]:
        try:
            notebook = json.loads(bounded(path).decode("utf-8-sig", "replace"))
            cells = [cell for cell in notebook["cells"] if isinstance(cell, dict)]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise BrokenFile(
                "the notebook is damaged, or of a format before 4",
                hint="open it in Jupyter and save it again",
                detail=repr(error),
            ) from error
        if not any(cell.get("cell_type") == "markdown" for cell in cells):
            yield Heading(path.stem)
        for cell in cells:
            yield from _cell(cell)


def _cell(cell: dict[str, Any]) -> Iterator[Block]:
    source = _joined(cell.get("source"))
    if cell.get("cell_type") == "markdown":
        yield from markdown_blocks(source, from_parts(dict(_attachments(cell.get("attachments")))))
        return
    yield Code(source)
    outputs = cell.get("outputs")
    for output in outputs if isinstance(outputs, list) else ():
        if isinstance(output, dict):
            yield from _output(output)


def _output(output: dict[str, Any]) -> Iterator[Block]:
    if output.get("output_type") == "stream":
        yield Code(_joined(output.get("text"))[:_MAX_PRINTED])
        return
    if output.get("output_type") == "error":
        yield Code(f"{output.get('ename', '')}: {output.get('evalue', '')}"[:_MAX_PRINTED])
        return
    data = output.get("data")
    data = data if isinstance(data, dict) else {}
    kind = next((kind for kind in _PICTURES if kind in data), "")
    if kind:
        picture = _decoded(data[kind])
        yield picture if isinstance(picture, Problem) else Picture(picture, alt=_joined(data.get("text/plain"))[:200])
    elif "text/html" in data:
        yield from html_blocks(_joined(data["text/html"]), from_parts({}))
    elif "text/plain" in data:
        yield Code(_joined(data["text/plain"])[:_MAX_PRINTED])


def _attachments(attachments: Any) -> Iterator[tuple[str, bytes]]:
    for name, data in attachments.items() if isinstance(attachments, dict) else ():
        for body in data.values() if isinstance(data, dict) else ():
            picture = _decoded(body)
            if isinstance(picture, bytes):
                yield name, picture


def _decoded(body: Any) -> bytes | Problem:
    try:
        return base64.b64decode(_joined(body))
    except (ValueError, binascii.Error):
        return Problem("broken", "read", "a picture inside the notebook is damaged")


def _joined(lines: Any) -> str:
    if isinstance(lines, list):
        return "".join(line for line in lines if isinstance(line, str))
    return lines if isinstance(lines, str) else ""
