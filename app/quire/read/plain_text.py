"""Deciding whether bytes are text, and in which encoding. Pure Python: used in the main process and in reader
processes.
"""

from __future__ import annotations

import codecs

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LAYOUT_CHARACTERS = frozenset("\t\n\r\f\v\x1b\x1a")  # escape: coloured logs; 0x1a: the end mark of DOS files
_MAX_CONTROL_SHARE = 0.005
_MIN_PRINTABLE_SHARE = 0.90
_MAX_LEGACY_HIGH_SHARE = 0.25  # more bytes above 0x7f than this, and it is not a Western 8-bit text


def decode_text(data: bytes, *, cut: bool = False) -> str | None:
    """Return the text these bytes hold, or None when they do not read as text.

    Tries a byte order mark, UTF-8, UTF-16 without a mark, then Windows-1252; each must give almost only
    printable characters.

    Args:
        cut: `data` is the beginning of something longer, so its last character may be incomplete.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _sensible(_decode(data, encoding, cut=cut))
    if b"\0" in data:
        return _sensible(_decode(data, _utf16_without_mark(data), cut=cut))
    text = _decode(data, "utf-8", cut=cut)
    if text is not None:
        return _sensible(text)
    high = sum(byte >= 0x80 for byte in data)
    if high > _MAX_LEGACY_HIGH_SHARE * len(data):
        return None
    return _sensible(_decode(data, "cp1252", cut=cut))


def _decode(data: bytes, encoding: str, *, cut: bool) -> str | None:
    if not encoding:
        return None
    try:
        return codecs.getincrementaldecoder(encoding)().decode(data, final=not cut)
    except UnicodeDecodeError:
        return None


def _utf16_without_mark(data: bytes) -> str:
    """Guess the byte order from where the zero bytes of Western text lie; empty when there is no pattern."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if max(even, odd) < 0.2 * (len(data) / 2) or min(even, odd) > 0.1 * max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _sensible(text: str | None) -> str | None:
    if text is None:
        return None
    n_control = sum(char < " " and char not in _LAYOUT_CHARACTERS for char in text)
    n_printable = sum(char.isprintable() or char in _LAYOUT_CHARACTERS for char in text)
    if n_control > _MAX_CONTROL_SHARE * len(text) or n_printable < _MIN_PRINTABLE_SHARE * len(text):
        return None
    return text
