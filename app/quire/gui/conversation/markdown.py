"""An answer's Markdown becomes a document that can only show: no HTML, no pictures, no addresses that open.

Qt's importer parses (CommonMark and tables, raw HTML kept as text). What it makes is gone through before anything
lays it out, because Qt's layout would read a picture's file as soon as it saw one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat, QTextTable

from quire.gui.conversation.unsupported import take_marks, with_marks

# Far more than an answer has, little enough to be laid out without a stall.
LONGEST = 24_000  # characters
_MOST_LINES = 600
_MOST_CELLS = 800
_MOST_MARKERS = 200
_DEEPEST_QUOTE = 4
_DEEPEST_LIST = 6
_WIDEST_TABLE = 24
CITE, LINK = "cite", "link"

_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
_QUOTES = re.compile(rf"^((?:[ \t]*>){{{_DEEPEST_QUOTE}}})[ \t>]*")
_MARKERS = re.compile(
    rf"^((?:[ \t]*(?:[-+*]|\d{{1,9}}[.)])[ \t]+){{{_DEEPEST_LIST}}})(?:(?:[-+*]|\d{{1,9}}[.)])[ \t]+)*"
)
_INDENT = re.compile(r"^[ \t]{24,}")
_DEFINITION = re.compile(r"^([ \t>]*)\[(?=[^\]]*\]:)")  # would turn our markers into links of somebody else's
_BRACKETS = re.compile(r"([\[(*_~`])\1{15,}")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ufffc\u202a-\u202e\u2066-\u2069]")
_MARKER = re.compile(r"\[(\d{1,4}(?:\s*,\s*\d{1,4})*)\]")


@dataclass(slots=True)
class Shown:
    """A document ready to be laid out.

    Attributes:
        cites: Where markers stand: first position, one past the last, number.
        links: Where links stand.
        addresses: What the links lead to; a link's own address in the document is only its index here.
        unsupported: Where sentences stand that no evidence bears out.
    """

    document: QTextDocument
    cites: list[tuple[int, int, int]] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    unsupported: list[tuple[int, int]] = field(default_factory=list)


class _ClosedDocument(QTextDocument):
    """Loads nothing, whatever is asked for."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None


def to_document(text: str, markers: Collection[int], unsupported: Sequence[tuple[int, int]] = ()) -> Shown:
    """Return `text` as a document.

    Args:
        markers: Numbers that are real citations; `[7]` stays plain text when 7 is not among them.
        unsupported: Sentences `text[start:end]` that no evidence bears out.
    """
    document = _ClosedDocument()
    document.setUndoRedoEnabled(False)
    features = QTextDocument.MarkdownFeature
    marked = tamed(with_marks(text, unsupported), markers)
    document.setMarkdown(marked, features.MarkdownDialectGitHub | features.MarkdownNoHTML)
    shown = Shown(document)
    changes = QTextCursor(document)
    changes.beginEditBlock()  # one change: each by itself would be gone through again
    _mend_tables(document)
    shown.unsupported = take_marks(document)
    _disarm(shown)
    _mark(shown, frozenset(markers))
    changes.endEditBlock()
    return shown


def tamed(text: str, markers: Collection[int] = ()) -> str:
    """Return the Markdown with what could stall or mislead the importer taken out: depth, width, definitions.

    Markers in one pair of brackets get a pair each.
    """
    lines: list[str] = []
    fence, n_cells = "", 0
    whole = _CONTROL.sub("", text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    for line in whole[:_MOST_LINES]:
        found = _FENCE.match(line)
        if found and (not fence or found[1].startswith(fence)):
            fence = "" if fence else found[1]
        if not fence:
            line = _MARKER.sub(lambda group: _apart(group, markers), _tamed_line(line, _MOST_CELLS - n_cells))
            n_cells += line.count("|") - line.count(r"\|")
        lines.append(line)
    if len(text) > LONGEST or len(whole) > _MOST_LINES:
        lines += [
            fence,
            "",
            QCoreApplication.translate("Conversation", "… It was cut here because it is too long."),
        ]
    tame = "\n".join(lines)
    return (
        f"\n{tame}" if tame.startswith("---") else tame
    )  # else the head would be taken for metadata and vanish


def _apart(group: re.Match[str], markers: Collection[int]) -> str:
    numbers = [int(number) for number in group[1].split(",")]
    return "".join(f"[{number}]" for number in numbers) if all(n in markers for n in numbers) else group[0]


def _tamed_line(line: str, cells_left: int) -> str:
    line = _INDENT.sub(" " * 24, _QUOTES.sub(r"\1 ", line))
    line = _MARKERS.sub(r"\1", line)
    line = _BRACKETS.sub(lambda run: run[1] * 3, line)
    line = _DEFINITION.sub(r"\1\\[", line)
    return line.replace("|", r"\|") if line.count("|") > min(_WIDEST_TABLE, cells_left) else line


def _mend_tables(document: QTextDocument) -> None:
    """WORKAROUND(Qt 6.12): after a quotation the importer leaves an empty line in the first cell; remove when fixed."""
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            cell = frame.cellAt(0, 0)
            first = cell.firstCursorPosition()
            if not first.block().text() and first.block() != cell.lastCursorPosition().block():
                first.deleteChar()


def _disarm(shown: Shown) -> None:
    """Put words in the place of pictures, and an index in the place of every address."""
    pictures: list[tuple[int, str]] = []
    links: list[tuple[int, int, str]] = []
    block = shown.document.begin()
    while block.isValid():
        for start, length, looks in fragments(block):
            if looks.isImageFormat():
                name = looks.property(QTextFormat.Property.ImageAltText) or looks.toImageFormat().name()
                pictures.extend((start + offset, str(name)) for offset in range(length))
            elif looks.isAnchor():
                links.append((start, start + length, looks.anchorHref()))
        block = block.next()
    for start, end, address in links:
        looks = QTextCharFormat()
        looks.setAnchor(True)
        looks.setAnchorHref(f"{LINK}:{len(shown.addresses)}")
        looks.setToolTip("")
        _select(shown.document, start, end).mergeCharFormat(looks)
        shown.addresses.append(address)
        shown.links.append((start, end))
    for position, name in reversed(pictures):  # from the end: positions before stay true
        cursor = _select(shown.document, position, position + 1)
        cursor.insertText(
            QCoreApplication.translate("Conversation", "[picture: {0}]").format(name[:200]), QTextCharFormat()
        )


def _mark(shown: Shown, markers: frozenset[int]) -> None:
    """Make anchors of the numbers that are citations."""
    block = shown.document.begin()
    while block.isValid():
        for found in _MARKER.finditer("" if is_code(block) else block.text()):
            start, end = block.position() + found.start(), block.position() + found.end()
            if found[1].isdigit() and int(found[1]) in markers and _plain(shown.document, start):
                shown.cites.append((start, end, int(found[1])))
        block = block.next()
    del shown.cites[_MOST_MARKERS:]
    for start, end, number in shown.cites:
        looks = QTextCharFormat()
        looks.setAnchor(True)
        looks.setAnchorHref(f"{CITE}:{number}")
        _select(shown.document, start, end).mergeCharFormat(looks)


def is_code(block: QTextBlock) -> bool:
    """Say whether a block is a line of a code block."""
    looks = block.blockFormat()
    return block.isValid() and (
        looks.hasProperty(QTextFormat.Property.BlockCodeFence) or looks.nonBreakableLines()
    )


def _plain(document: QTextDocument, position: int) -> bool:
    cursor = QTextCursor(document)
    cursor.setPosition(position + 1)
    looks = cursor.charFormat()
    return not looks.isAnchor() and not looks.fontFixedPitch()


def fragments(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """Return the runs of equal looks in a block: position, length, looks."""
    found = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        if fragment.isValid():
            found.append((fragment.position(), fragment.length(), fragment.charFormat()))
        iterator += 1
    return found


def _select(document: QTextDocument, start: int, end: int) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor
