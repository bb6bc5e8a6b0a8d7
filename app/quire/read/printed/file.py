"""A file as its own program prints it, as a reader process works with it."""

from __future__ import annotations

import logging
import os
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from quire.errors import QuireError, ReadError
from quire.read.blocks.file import reader_of
from quire.read.content import PrintedContent, ReadText
from quire.read.opening import import_mupdf, out_of_memory
from quire.read.printed.alignment import align
from quire.read.printed.tokens import Token, printed_tokens, read_tokens
from quire.read.requests import FileRef
from quire.types import Box

_log = logging.getLogger(__name__)
_LEAST_PICTURE_PT = 20.0  # smaller ones are icons and rules
_BROKEN = "what its program printed cannot be opened"


class PrintedFile:
    """The pages of one file, printed when it is opened.

    Raises:
        ReadError: it cannot be printed, or what was printed cannot be opened.
    """

    def __init__(self, file: FileRef, target: str) -> None:
        data = _printed(reader_of(target), Path(os.fsdecode(file.path)))
        mupdf = import_mupdf()
        try:
            self.document: Any = mupdf.open(stream=data, filetype="pdf")
            n_pages = 0 if self.document.needs_pass else self.document.page_count
        except (RuntimeError, ValueError) as error:  # what MuPDF raises
            if out_of_memory(error):
                raise MemoryError from error
            raise ReadError(_BROKEN, detail=repr(error)) from error
        if n_pages < 1:
            raise ReadError(_BROKEN, detail="no pages")

    def content(self, texts: Sequence[ReadText]) -> PrintedContent:
        """Return its pages and words, and which of them are the words of `texts`, the elements that were read."""
        sizes, counts = [], array("i")
        words: list[str] = []
        boxes, lines = array("f"), []
        pictures: list[tuple[int, Box]] = []
        for page in self.document:
            pictures += ((page.number, box) for box in _pictures(page))
            sizes.append((float(page.rect.width), float(page.rect.height)))
            found = _words(page)
            counts.append(len(found))
            words += [word[4] for word in found]
            lines += [(page.number, *word[5:7]) for word in found]
            for word in found:
                boxes.extend(word[:4])
        ends_line = [line != after for line, after in zip(lines, [*lines[1:], None], strict=False)]
        ends_block = [
            line[:2] != after[:2] for line, after in zip(lines, [*lines[1:], (-1, -1, -1)], strict=False)
        ]
        return PrintedContent(
            tuple(sizes),
            counts.tobytes(),
            tuple(words),
            boxes.tobytes(),
            bytes(ends_block),
            _pairs(texts, words, ends_line).tobytes(),
            tuple(pictures),
        )


def _pairs(texts: Sequence[ReadText], words: Sequence[str], ends_line: Sequence[bool]) -> array[int]:
    """Return pairs of word that was read and printed word, flat, ascending by the first."""
    read: list[Token] = []
    starts_of_units: list[int] = []
    first = 0
    for text in texts:
        starts, ends = array("i", text.starts), array("i", text.ends)
        starts_of_units.append(len(read))
        read += read_tokens(text.text, starts, ends, first)
        first += len(starts)
    units = [bisect_right(starts_of_units, index) - 1 for index in range(len(read))]
    printed = printed_tokens(words, ends_line, read)
    found = set()
    for i, j in align([token.text for token in read], units, [token.text for token in printed]):
        if read[i].first >= 0:
            found |= {(read[i].first, printed[j].first), (read[i].first, printed[j].last)}
    return array("i", [index for pair in sorted(found) for index in pair])


def _words(page: Any) -> list[Any]:
    """Return the words of a page as it is shown, in the order they were printed: box, text, block, line."""
    mupdf = import_mupdf()
    flags = mupdf.TEXTFLAGS_WORDS & ~mupdf.TEXT_PRESERVE_LIGATURES
    words = page.get_text("words", flags=flags)
    if not page.rotation:
        return list(words)
    return [(*(mupdf.Rect(word[:4]) * page.rotation_matrix).normalize(), *word[4:]) for word in words]


def _pictures(page: Any) -> list[Box]:
    """Return where the pictures of a page stand, as it is shown, those that are no icons."""
    mupdf = import_mupdf()
    found = []
    for picture in page.get_image_info():
        box = (mupdf.Rect(picture["bbox"]) * page.rotation_matrix).normalize() & page.rect
        if min(box.width, box.height) >= _LEAST_PICTURE_PT:
            found.append(Box(*(float(value) for value in box)).rounded())
    return found


def _printed(reader: Any, path: Path) -> bytes:
    try:
        return bytes(reader.print(path))
    except (QuireError, MemoryError):
        raise
    except Exception as error:  # a stranger's code
        _log.info("printing failed", exc_info=error)
        raise ReadError(
            f"its pages could not be printed: {str(error) or type(error).__name__}",
            hint="disable the plugin, or tell its author",
        ) from error
