"""A file becomes a Document, a Document becomes sections and elements, regions become pixels.

Everything that touches a file's inside runs in reader processes; this door is safe to import anywhere.
"""

from quire.read.content import FileShape, PrintedContent, ReadText
from quire.read.ingest import PageDrafts, read_full, read_text
from quire.read.pool import PageTimeout, ReaderPool
from quire.read.readers import BuiltInReaders, Readers
from quire.read.sections import resection
from quire.read.sniff import sniff

__all__ = [
    "BuiltInReaders",
    "FileShape",
    "PageDrafts",
    "PageTimeout",
    "PrintedContent",
    "ReadText",
    "ReaderPool",
    "Readers",
    "read_full",
    "read_text",
    "resection",
    "sniff",
]
