"""A file becomes a Document, a Document becomes sections and elements, regions become pixels.

Everything that touches a file's inside runs in reader processes; this door is safe to import anywhere.
"""

from quire.read.content import FileShape
from quire.read.pool import PageTimeout, ReaderPool
from quire.read.sniff import sniff

__all__ = [
    "FileShape",
    "PageTimeout",
    "ReaderPool",
    "sniff",
]
