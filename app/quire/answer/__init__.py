"""Hits become an answer whose every quotation leads back to its place on the page."""

from quire.answer.extracting import extract
from quire.answer.quotes import quote_boxes

__all__ = ["extract", "quote_boxes"]
