"""How an answer reads: sizes, line height, spacing, colours, all from the tokens."""

from __future__ import annotations

from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
)

from quire.gui.conversation.markdown import Shown, fragments, is_code
from quire.gui.theme.tokens import XS, L, M, S, Tokens

_LINE_PERCENT = 150.0
_TIGHT_PERCENT = 125.0


def dress(shown: Shown, now: Tokens, font: QFont) -> None:
    """Give a document the looks of theme `now`."""
    document = shown.document
    document.setDocumentMargin(0)
    document.setDefaultFont(font)
    changes = QTextCursor(document)
    changes.beginEditBlock()
    block = document.begin()
    while block.isValid():
        _dress_block(block, now)
        block = block.next()
    doubtful = QTextCharFormat()
    doubtful.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    doubtful.setUnderlineColor(QColor(now.warning))
    for start, end in shown.unsupported:
        document_cursor(shown, start, end).mergeCharFormat(doubtful)
    for start, end, _ in shown.cites:
        _dress_cite(document_cursor(shown, start, end), now, start, end)
    _dress_links(shown, now)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame, now)
    changes.endEditBlock()


def document_cursor(shown: Shown, start: int, end: int) -> QTextCursor:
    cursor = QTextCursor(shown.document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _dress_block(block: QTextBlock, now: Tokens) -> None:
    looks = QTextBlockFormat()
    old = block.blockFormat()
    heading = old.headingLevel()
    code = is_code(block)
    cursor = QTextCursor(block)
    in_table = cursor.currentTable() is not None
    percent = 100.0 if code else _TIGHT_PERCENT if heading or in_table else _LINE_PERCENT
    looks.setLineHeight(percent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if heading:
        looks.setTopMargin(now.px(L if block.blockNumber() else 0))
        looks.setBottomMargin(now.px(S))
    elif code:
        looks.setBackground(QColor(now.canvas))
        looks.setTopMargin(0)
        looks.setBottomMargin(0 if is_code(block.next()) else now.px(S + XS))
        looks.setLeftMargin(now.px(S))
    elif in_table or block.textList() is not None:
        looks.setTopMargin(0)
        looks.setBottomMargin(0 if in_table else now.px(XS))
    else:
        looks.setTopMargin(0)
        looks.setBottomMargin(now.px(S + XS))
    quoted = quote_level(block)
    if quoted:
        looks.setLeftMargin(now.px(M) * quoted)
    if not block.text() and not in_table and not code:  # what must stand after a table takes no room
        looks.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        looks.setBottomMargin(0)
    cursor.mergeBlockFormat(looks)
    if heading or code or quoted:
        _dress_words(block, now, heading, code=code, quoted=bool(quoted))


def quote_level(block: QTextBlock) -> int:
    """Return how deep a block stands in quotations; 0 outside."""
    return int(block.blockFormat().intProperty(QTextFormat.Property.BlockQuoteLevel))


def _dress_words(block: QTextBlock, now: Tokens, heading: int, *, code: bool, quoted: bool) -> None:
    for start, length, looks in fragments(block):
        if heading:
            looks.clearProperty(QTextFormat.Property.FontSizeAdjustment)  # it would win over the size
            size = now.heading_px if heading <= 2 else now.reading_px
            looks.setProperty(QTextFormat.Property.FontPixelSize, size)
            looks.setFontWeight(QFont.Weight.DemiBold)
        elif code:
            looks.setProperty(QTextFormat.Property.FontPixelSize, now.body_px)
        elif quoted:
            looks.setForeground(QColor(now.muted))
        cursor = QTextCursor(block)
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(looks)


def _dress_cite(cursor: QTextCursor, now: Tokens, start: int, end: int) -> None:
    """Write the number small in the accent; its brackets, unseen, are the chip's margins and stay when copied."""
    looks = QTextCharFormat()
    looks.setProperty(QTextFormat.Property.FontPixelSize, now.caption_px)
    looks.setFontWeight(QFont.Weight.DemiBold)
    looks.setFontUnderline(False)
    looks.setForeground(QColor(now.accent_text))
    cursor.mergeCharFormat(looks)
    unseen = QTextCharFormat()
    unseen.setForeground(QBrush(QColor(0, 0, 0, 0)))
    document = cursor.document()
    for position in (start, end - 1):
        if document.characterAt(position) in "[]":
            edge = QTextCursor(document)
            edge.setPosition(position)
            edge.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
            edge.mergeCharFormat(unseen)


def _dress_links(shown: Shown, now: Tokens) -> None:
    looks = QTextCharFormat()
    looks.setForeground(QColor(now.accent_text))
    looks.setFontUnderline(True)
    for start, end in shown.links:
        document_cursor(shown, start, end).mergeCharFormat(looks)


def _dress_table(table: QTextTable, now: Tokens) -> None:
    looks = table.format()
    looks.setBorder(1)
    looks.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    looks.setBorderBrush(QColor(now.border))
    looks.setBorderCollapse(True)
    looks.setCellPadding(now.px(6))
    looks.setCellSpacing(0)
    looks.setTopMargin(now.px(S))
    looks.setBottomMargin(now.px(S))
    looks.setWidth(QTextLength())
    table.setFormat(looks)
    header, bold = QTextTableCellFormat(), QTextCharFormat()
    header.setBackground(QColor(now.canvas))
    bold.setFontWeight(QFont.Weight.DemiBold)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        cell.setFormat(header)
        cursor = cell.firstCursorPosition()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(bold)
