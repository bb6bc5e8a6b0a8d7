"""Files are known by their content; whatever cannot be read is refused with a sentence and a hint."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import zipfile
from pathlib import Path

import pytest

from quire.errors import BrokenFile, ReadError, UnsupportedType
from quire.read import sniff
from quire.read.plain_text import decode_text


def _zip(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return buffer.getvalue()


_XPS_RELATIONS = '<Relationship Type="http://schemas.microsoft.com/xps/2005/06/fixedrepresentation"/>'
_OXPS_RELATIONS = '<Relationship Type="http://schemas.openxps.org/oxps/v1.0/fixedrepresentation"/>'
_TYPES = "[Content_Types]_DOT_xml"

SAMPLES: dict[str, tuple[bytes, str]] = {
    "pdf": (b"%PDF-1.7\n1 0 obj\n", "application/pdf"),
    "pdf behind junk": (b"MIME-Version: 1.0\r\n\0\0" + b"%PDF-1.4\n1 0 obj\n", "application/pdf"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
    "jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
    "webp": (b"RIFF\x24\0\0\0WEBPVP8 ", "image/webp"),
    "gif": (b"GIF89a\x01\0\x01\0", "image/gif"),
    "bmp": (b"BM" + struct.pack("<IHHII", 100, 0, 0, 54, 40) + bytes(60), "image/bmp"),
    "tiff little": (b"II*\0\x08\0\0\0", "image/tiff"),
    "tiff big": (b"MM\0*\0\0\0\x08", "image/tiff"),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heic"),
    "avif": (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", "image/avif"),
    "epub": (_zip(mimetype="application/epub+zip", META__x="x"), "application/epub+zip"),
    "cbz": (_zip(a_DOT_jpg="x", b_DOT_png="y", ComicInfo_DOT_xml="z"), "application/vnd.comicbook+zip"),
    "xps": (_zip(**{_TYPES: "x", "_rels___DOT_rels": _XPS_RELATIONS}), "application/vnd.ms-xpsdocument"),
    "oxps": (_zip(**{_TYPES: "x", "_rels___DOT_rels": _OXPS_RELATIONS}), "application/oxps"),
    "mobi": (bytes(60) + b"BOOKMOBI" + bytes(20), "application/x-mobipocket-ebook"),
    "fb2": (
        b'<?xml version="1.0"?>\n<!-- x --><FictionBook xmlns="http://x">',
        "application/x-fictionbook+xml",
    ),
    "svg": (
        b'\xef\xbb\xbf<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]>\n<svg width="1">',
        "image/svg+xml",
    ),
    "svg with prefix": (b'<svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>', "image/svg+xml"),
    "html": (b"<!DOCTYPE html>\n<title>x</title>", "text/html"),
    "text": ("Größe: 12 µm\n".encode(), "text/plain"),
    "text utf-16": ("Hello, world\n".encode("utf-16"), "text/plain"),
    "text utf-16 without mark": ("Hello, world\n".encode("utf-16-le"), "text/plain"),
    "text windows-1252": ("Die Größe beträgt für „alle“ zwölf.\n".encode("cp1252"), "text/plain"),
    "other xml": (b"<?xml version='1.0'?><data><svg/></data>", "text/plain"),
    "text about pdf": (b"A PDF begins with %PDF-1.7 and ends with %%EOF.\n", "text/plain"),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_type_comes_from_content_whatever_the_extension(name: str, tmp_path: Path) -> None:
    content, media_type = SAMPLES[name]
    file = tmp_path / "misleading.docx"
    file.write_bytes(content)
    assert sniff(file).media_type == media_type


def test_markdown_is_told_from_plain_text_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_text("# Title\n")
    assert sniff(file).media_type == "text/markdown"


def test_source_carries_digest_size_and_time_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    content = b"line of text\n" * 200_000
    file.write_bytes(content)
    os.utime(file, (1000.0, 1234.5))
    source = sniff(file)
    assert source.sha256 == hashlib.sha256(content).hexdigest()
    assert source.size_bytes == len(content)
    assert source.modified_at == 1234.5
    assert source.path == str(file)


def test_relative_path_is_made_absolute_without_following_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "real.txt").write_text("text")
    (tmp_path / "link.txt").symlink_to("real.txt")
    monkeypatch.chdir(tmp_path)
    assert sniff(Path("link.txt")).path == str(tmp_path / "link.txt")


def test_name_with_newline_and_emoji_is_read_like_any_other(tmp_path: Path) -> None:
    file = tmp_path / "annual\nreport 🦊.txt"
    file.write_text("text")
    assert sniff(file).path == str(file)


def test_empty_file_is_broken(tmp_path: Path) -> None:
    file = tmp_path / "empty.pdf"
    file.touch()
    with pytest.raises(BrokenFile, match="empty") as caught:
        sniff(file)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (_zip(**{_TYPES: "x", "word__document_DOT_xml": "x"}), "Word"),
        (_zip(**{_TYPES: "x", "xl__workbook_DOT_xml": "x"}), "Excel"),
        (_zip(**{_TYPES: "x", "ppt__presentation_DOT_xml": "x"}), "PowerPoint"),
        (_zip(mimetype="application/vnd.oasis.opendocument.text"), "OpenDocument"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "Office"),
    ],
)
def test_office_files_are_refused_with_what_to_do_instead(content: bytes, word: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    with pytest.raises(UnsupportedType, match=word) as caught:
        sniff(file)
    assert "save it as PDF" in caught.value.hint


@pytest.mark.parametrize(
    "content",
    [
        _zip(a_DOT_py="x", b_DOT_jpg="y"),
        b"\x7fELF" + bytes(100),
        b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
        bytes(range(256)) * 8,
        bytes(1000),
    ],
)
def test_other_kinds_are_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "file.pdf"
    file.write_bytes(content)
    with pytest.raises(UnsupportedType):
        sniff(file)


@pytest.mark.parametrize(
    "content",
    [
        _zip(mimetype="application/epub+zip", **{"META-INF__rights_DOT_xml": "x"}),
        bytes(60) + b"BOOKMOBI" + bytes(10) + struct.pack(">I", 100) + bytes(30) + b"\0\2" + bytes(20),
    ],
)
def test_book_locked_by_its_seller_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "book"
    file.write_bytes(content)
    with pytest.raises(UnsupportedType, match="DRM"):
        sniff(file)


def test_truncated_container_is_broken(tmp_path: Path) -> None:
    file = tmp_path / "book.epub"
    file.write_bytes(_zip(mimetype="application/epub+zip", text="x" * 500)[:-30])
    with pytest.raises(BrokenFile, match="damaged"):
        sniff(file)


def test_missing_file_is_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="not there"):
        sniff(tmp_path / "gone.pdf")


def test_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="folder"):
        sniff(tmp_path)


def test_symlink_loop_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(ReadError) as caught:
        sniff(tmp_path / "a")
    assert caught.value.hint


def test_pipe_without_a_writer_is_refused_instead_of_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReadError, match="pipe"):
        sniff(tmp_path / "pipe")


def test_name_that_is_not_text_is_refused_with_advice(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "w") as file:
        file.write("text")
    with pytest.raises(ReadError, match="name") as caught:
        sniff(Path(os.fsdecode(name)))
    assert "rename" in caught.value.hint


def test_unreadable_file_says_that_permission_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "secret.pdf"
    file.write_bytes(b"%PDF-1.7")

    def deny(*_: object) -> int:  # root reads everything, so the refusal itself is played
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", deny)
    with pytest.raises(ReadError, match="not allowed"):
        sniff(file)


def test_file_that_grows_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "download.txt"
    file.write_bytes(b"first half\n")
    hashed = hashlib.sha256

    def append(*args: bytes) -> object:
        with file.open("ab") as stream:
            stream.write(b"second half\n")
        return hashed(*args)

    monkeypatch.setattr(hashlib, "sha256", append)
    with pytest.raises(ReadError, match="being written"):
        sniff(file)


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02\x03" * 50,
        b"abc\x07\x08\x01\x02" * 30,
        bytes(range(128, 256)) * 3,
        b"\xff\xfe\x00\xd8" * 9,
    ],
)
def test_bytes_that_read_as_nothing_are_no_text(data: bytes) -> None:
    assert decode_text(data) is None


def test_character_cut_in_half_at_the_end_is_tolerated_only_when_cut() -> None:
    data = "naïve é".encode()[:-1]
    assert decode_text(data, cut=True) == "naïve "
    assert decode_text(data) != "naïve "


@pytest.mark.parametrize(
    "content", ['{"id": "a", "query": "b"}\n{"id": "c"}', '[{"x": 1}]', '  {\n "a": [1]}']
)
def test_json_is_data_and_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "data.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnsupportedType, match="JSON"):
        sniff(path)


def test_text_that_begins_with_a_brace_is_still_text(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text(
        "{to be filled in later} Dear Sir, [see below] the harbour wall has a crack.", encoding="utf-8"
    )
    assert sniff(path).media_type == "text/plain"
