"""Hits become an answer whose every quotation leads back to its place on the page."""

from quire.answer.attached import WITHOUT_WORDS, Attached, size_of_png
from quire.answer.extracting import extract
from quire.answer.quotes import quote_boxes
from quire.answer.rating import Judging
from quire.answer.rewriting import standalone
from quire.answer.sight import Eyes
from quire.answer.writing import Listening, write

__all__ = [
    "WITHOUT_WORDS",
    "Attached",
    "Eyes",
    "Judging",
    "Listening",
    "extract",
    "quote_boxes",
    "size_of_png",
    "standalone",
    "write",
]
