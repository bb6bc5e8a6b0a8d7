"""Media types by content: what a file is, whatever its name says. Pure Python, reads only the beginning and
zip lists.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from typing import BinaryIO, NoReturn

from quire.errors import UnsupportedType
from quire.plugins.reading import FileType
from quire.read.plain_text import decode_text
from quire.read.plugged_types import plugged_type_of
from quire.read.zip_list import is_zip, zip_list

PDF = "application/pdf"
EPUB = "application/epub+zip"
CBZ = "application/vnd.comicbook+zip"
XPS = "application/vnd.ms-xpsdocument"
OXPS = "application/oxps"
MOBI = "application/x-mobipocket-ebook"
FB2 = "application/x-fictionbook+xml"
SVG = "image/svg+xml"
HTML = "text/html"
PLAIN = "text/plain"
MARKDOWN = "text/markdown"
PICTURES = frozenset(
    {
        "image/png",
        "image/jpeg",
        "image/webp",
        "image/gif",
        "image/bmp",
        "image/tiff",
        "image/heic",
        "image/avif",
    }
)
REFLOWABLE = frozenset({EPUB, MOBI, FB2, HTML, PLAIN, MARKDOWN})

HEAD_BYTES = 65_536  # what `media_type_of` wants to see of a file
_PDF_HEADER_WITHIN = 1024  # what Acrobat tolerates before "%PDF-"

_OLD_HINT = "save it as PDF and add that"
_OFFICE_HINT = "enable the plugin `office`, or save it as PDF and add that"
_ARCHIVE_HINT = "unpack it and add the files inside"
_UNREADABLE: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older or encrypted Office file", _OLD_HINT),
    (b"{\\rtf", "a rich text (RTF) file", "save it as PDF and add that"),
    (b"%!PS", "a PostScript file", "convert it to PDF and add that"),
    (b"Rar!", "a RAR archive", _ARCHIVE_HINT),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _ARCHIVE_HINT),
    (b"\x1f\x8b", "a gzip archive", _ARCHIVE_HINT),
    (b"BZh", "a bzip2 archive", _ARCHIVE_HINT),
    (b"\xfd7zXZ\0", "an xz archive", _ARCHIVE_HINT),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", _ARCHIVE_HINT),
    (b"SQLite format 3\0", "a database", ""),
    (b"\x7fELF", "a program", ""),
    (b"ID3", "a sound recording", ""),
    (b"OggS", "a sound recording", ""),
    (b"fLaC", "a sound recording", ""),
    (b"\x1aE\xdf\xa3", "a video", ""),
)
_ZIP_OFFICE = (("word/", "a Word document"), ("xl/", "an Excel workbook"), ("ppt/", "a PowerPoint deck"))
_DRM_MEMBERS = frozenset({"META-INF/rights.xml", "META-INF/sinf.xml", "META-INF/license.lcpl"})
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_PICTURE_NAME = re.compile(r"\.(jpe?g|png|gif|bmp|tiff?|webp|jxr|jp2)$", re.IGNORECASE)
_COMIC_EXTRA = re.compile(r"(\.(xml|txt|nfo|json)|Thumbs\.db|\.DS_Store)$", re.IGNORECASE)
_HTML_DOCTYPE = re.compile(r"<!doctype\s+html[\s>]", re.IGNORECASE)
_JSON = re.compile(r"\s*(\{\s*\"[^\"\n]*\"\s*:|\[\s*[\[{])")
_XML_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[\s/>]")


def media_type_of(head: bytes, file: BinaryIO, suffix: str, plugged: Sequence[FileType] = ()) -> str:
    """Return the IANA type of a non-empty file.

    Args:
        head: Its first `HEAD_BYTES` bytes.
        file: The file itself, seekable; read only when it is a zip.
        suffix: Lower-case extension with dot; of the built-in types it only tells Markdown from plain text.
        plugged: Types that plugins read.

    Raises:
        UnsupportedType: nothing here reads this kind; the message names it, the hint says what to do.
        BrokenFile: it begins like a zip but its list of contents cannot be read.
    """
    known = _picture(head) or _book_or_pdf(head)
    if known:
        return known
    taken = plugged_type_of(head, file, suffix, plugged)
    if taken:
        return taken
    if is_zip(head):
        return _zip(file)
    for magic, what, hint in _UNREADABLE:
        if head.startswith(magic):
            _refuse(what, hint)
    if head[4:8] == b"ftyp":
        _refuse("a video or sound recording", "")
    return _text(head, suffix)


def _refuse(what: str, hint: str) -> NoReturn:
    raise UnsupportedType(f"Quire cannot read {what}", hint=hint)


def _refuse_locked() -> NoReturn:
    _refuse("this book: its seller locked it (DRM)", "ask the seller for a copy without DRM")


def _picture(head: bytes) -> str:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")):
        return "image/tiff"
    if head.startswith(b"BM") and len(head) >= 26 and struct.unpack_from("<I", head, 14)[0] in range(12, 125):
        return "image/bmp"
    if head[4:8] == b"ftyp":
        length = min(max(struct.unpack_from(">I", head)[0], 16), 256)
        brands = {head[at : at + 4] for at in range(8, length, 4)}
        if brands & _AVIF_BRANDS:
            return "image/avif"
        if brands & _HEIC_BRANDS:
            return "image/heic"
    return ""


def _book_or_pdf(head: bytes) -> str:
    header = re.search(rb"%PDF-\d", head[: _PDF_HEADER_WITHIN + 7])
    if header and (header.start() == 0 or b" obj" in head or b"\0" in head):
        return PDF
    if head[60:68] in (b"BOOKMOBI", b"TEXtREAd"):
        (record,) = struct.unpack_from(">I", head.ljust(82, b"\0"), 78)
        if head[record + 12 : record + 14] in (b"\0\1", b"\0\2"):  # PalmDOC header: old or current encryption
            _refuse_locked()
        return MOBI
    return ""


def _zip(file: BinaryIO) -> str:
    inside = zip_list(file)
    names, declared, relations = inside.names, inside.declared, inside.relations
    if declared == EPUB or "META-INF/container.xml" in names:
        if not _DRM_MEMBERS.isdisjoint(names):
            _refuse_locked()
        return EPUB
    if declared.startswith("application/vnd.oasis.opendocument"):
        _refuse("an OpenDocument file", _OFFICE_HINT)
    if "[Content_Types].xml" in names:
        return _office_or_xps(names, relations)
    pictures = sum(bool(_PICTURE_NAME.search(name)) for name in names)
    others = [n for n in names if not _PICTURE_NAME.search(n) and not _COMIC_EXTRA.search(n)]
    if pictures and not others:
        return CBZ
    _refuse("a zip archive", _ARCHIVE_HINT)


def _office_or_xps(names: Sequence[str], relations: bytes) -> str:
    if b"schemas.openxps.org" in relations:
        return OXPS
    if b"schemas.microsoft.com/xps" in relations:
        return XPS
    for folder, what in _ZIP_OFFICE:
        if any(name.startswith(folder) for name in names):
            _refuse(what, _OFFICE_HINT)
    _refuse("this kind of Office package", _OFFICE_HINT)


def _text(head: bytes, suffix: str) -> str:
    text = decode_text(head, cut=len(head) >= HEAD_BYTES)
    if text is None:
        _refuse("this kind of file", "Quire reads PDF, pictures, e-books, XPS, SVG and text")
    if _JSON.match(text):
        _refuse("JSON: it is data, not a document", "")
    root = _xml_root(text)
    if root == "svg":
        return SVG
    if root == "FictionBook":
        return FB2
    if root.lower() == "html":
        return HTML
    return MARKDOWN if suffix in (".md", ".markdown") else PLAIN


def _xml_root(text: str) -> str:
    """Return the outermost element's name without prefix; empty when this is no XML or HTML."""
    at = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    while text.startswith(("<?", "<!"), at):
        if text[at : at + 9].lower() == "<!doctype":
            if _HTML_DOCTYPE.match(text, at):
                return "html"
            inner, end = text.find("[", at), text.find(">", at)
            close = text.find("]", inner) if 0 <= inner < end else at
            end, length = text.find(">", close) if close >= 0 else -1, 1
        elif text.startswith("<!--", at):
            end, length = text.find("-->", at), 3
        else:
            end, length = text.find(">", at), 1
        if end < 0:
            return ""
        at = end + length
        at += len(text[at:]) - len(text[at:].lstrip())
    root = _XML_ROOT.match(text, at)
    return root.group(1) if root else ""
