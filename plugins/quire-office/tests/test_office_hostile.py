from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from made import changed, deck, open_sheets, open_slides, open_text, png, word, workbook
from quire_office.delimited import DelimitedReader
from quire_office.mail import MAX_DEPTH, MailReader
from quire_office.notebook import NotebookReader
from quire_office.opendocument import TextReader
from quire_office.opensheets import OpenSheetsReader
from quire_office.openslides import OpenSlidesReader
from quire_office.sheets import SheetsReader
from quire_office.slides import SlidesReader
from quire_office.web import HtmlReader
from quire_office.word import WordReader

from quire.errors import BrokenFile, TooLarge
from quire.plugins.reading import Block, Heading, Picture, Reader, Text
from quire.types import Problem

PACKAGES: dict[str, tuple[type[Reader], Callable[[Path], Path], str]] = {
    "docx": (WordReader, word, "word/document.xml"),
    "pptx": (SlidesReader, deck, "ppt/slides/slide1.xml"),
    "xlsx": (SheetsReader, workbook, "xl/worksheets/sheet1.xml"),
    "odt": (TextReader, open_text, "content.xml"),
    "ods": (OpenSheetsReader, open_sheets, "content.xml"),
    "odp": (OpenSlidesReader, open_slides, "content.xml"),
}


def read_or_not(reader: Reader, file: Path) -> tuple[list[Block] | None, BrokenFile | None]:
    """Read a file that may be refused, as broken and nothing else."""
    try:
        return reader.read(file), None
    except BrokenFile as error:
        return None, error


@pytest.mark.parametrize("kind", list(PACKAGES))
def test_a_zip_bomb_is_refused_before_anything_is_unpacked(kind: str, tmp_path: Path) -> None:
    reader, make, _ = PACKAGES[kind]
    bomb = tmp_path / f"bomb.{kind}"
    with zipfile.ZipFile(make(tmp_path / f"a.{kind}")) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, old.read(member))
        with new.open("zeros.xml", "w", force_zip64=True) as part:
            for _ in range(80):
                part.write(b" " * 1024 * 1024)
    with pytest.raises(TooLarge, match="unpacks to more"):
        reader().read(bomb)


@pytest.mark.parametrize("kind", list(PACKAGES))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(kind: str, encoding: str, tmp_path: Path) -> None:
    reader, make, member = PACKAGES[kind]
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    attack = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><x>&e;</x>'.encode(encoding)
    file = changed(make(tmp_path / f"a.{kind}"), tmp_path / f"b.{kind}", member, attack)
    with pytest.raises(BrokenFile, match="entities"):
        reader().read(file)


@pytest.mark.parametrize("kind", list(PACKAGES))
@pytest.mark.parametrize("content", [b"", b"<x", b"<x/>", b"\xff\xfe\x00"])
def test_a_broken_part_is_told_and_never_a_bug(kind: str, content: bytes, tmp_path: Path) -> None:
    reader, make, member = PACKAGES[kind]
    file = changed(make(tmp_path / f"a.{kind}"), tmp_path / f"b.{kind}", member, content)
    blocks, error = read_or_not(reader(), file)
    assert error.hint if error else blocks is not None


@pytest.mark.parametrize("kind", list(PACKAGES))
def test_a_cut_package_is_a_broken_file(kind: str, tmp_path: Path) -> None:
    reader, make, _ = PACKAGES[kind]
    file = make(tmp_path / f"a.{kind}")
    file.write_bytes(file.read_bytes()[:-200])
    with pytest.raises(BrokenFile):
        reader().read(file)


def test_macros_are_not_looked_at(tmp_path: Path) -> None:
    with zipfile.ZipFile(word(tmp_path / "a.docx")) as archive:
        types = archive.read("[Content_Types].xml")
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = types.replace(main, b"application/vnd.ms-word.document.macroEnabled.main+xml")
    with_macro = changed(tmp_path / "a.docx", tmp_path / "b.docm", "[Content_Types].xml", macro)
    file = changed(with_macro, tmp_path / "c.docm", "word/vbaProject.bin", b"\xd0\xcf\x11\xe0 anything")
    assert Heading("Costs", 2) in WordReader().read(file)


def test_a_linked_picture_is_named_and_not_fetched(tmp_path: Path) -> None:
    with zipfile.ZipFile(word(tmp_path / "a.docx")) as archive:
        relations = archive.read("word/_rels/document.xml.rels")
    elsewhere = b'Target="https://example.org/spy.png" TargetMode="External"'
    linked = relations.replace(b'Target="media/image1.png"', elsewhere)
    assert linked != relations
    file = changed(tmp_path / "a.docx", tmp_path / "b.docx", "word/_rels/document.xml.rels", linked)
    blocks = WordReader().read(file)
    assert [block.kind for block in blocks if isinstance(block, Problem)] == ["remote"]
    assert not [block for block in blocks if isinstance(block, Picture)]


def nested_mail(depth: int) -> bytes:
    body = b"Subject: innermost\r\n\r\nDeep words.\r\n"
    for level in range(depth):
        body = b"Subject: level %d\r\nContent-Type: message/rfc822\r\n\r\n" % level + body
    return body


def test_messages_in_messages_end_somewhere(tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    file.write_bytes(nested_mail(20))
    blocks = MailReader().read(file)
    assert len([block for block in blocks if isinstance(block, Heading)]) == MAX_DEPTH
    assert [block.kind for block in blocks if isinstance(block, Problem)] == ["too-deep"]


@pytest.mark.parametrize("depth", [1000, 5000])
def test_a_thousand_messages_in_each_other_are_no_bug(depth: int, tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    file.write_bytes(nested_mail(depth))
    limit = sys.getrecursionlimit()
    with pytest.raises(TooLarge, match="too deep"):
        MailReader().read(file)
    assert sys.getrecursionlimit() == limit


def test_mails_that_are_none_or_damaged(tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    file.write_bytes(b"\x00\xff no mail at all")
    with pytest.raises(BrokenFile, match="no e-mail"):
        MailReader().read(file)
    file.write_bytes(
        b"Subject: =?utf-8?b?broken\r\nFrom: <<<>>,,@\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
        b"--x\r\nContent-Type: text/plain; charset=klingon\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n"
    )
    assert isinstance(MailReader().read(file)[0], Heading)


def test_html_nested_beyond_reason_ends(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text("<html><body>" + "<div>" * 20_000 + "deep" + "</div>" * 20_000 + "</body></html>")
    blocks, _ = read_or_not(HtmlReader(), file)
    assert all(isinstance(block, Text) for block in blocks or ())


def test_pictures_outside_the_folder_are_out_of_reach(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(png())
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    file = folder / "a.html"
    outside = (tmp_path / "secret.png").as_uri()
    addresses = ["../secret.png", "%2e%2e/secret.png", outside, "/secret.png", "link.png", "data:,x,"]
    file.write_text("".join(f'<img src="{address}">' for address in addresses) + "<p>x</p>")
    blocks = HtmlReader().read(file)
    assert [block for block in blocks if isinstance(block, Picture)] == [Picture(b"x,")]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"cells": 3}', '{"cells": [{"outputs": [7, {"data": 3}]}, 4]}'])
def test_notebooks_of_any_shape(content: str, tmp_path: Path) -> None:
    file = tmp_path / "a.ipynb"
    file.write_text(content)
    blocks, error = read_or_not(NotebookReader(), file)
    assert error.hint if error else blocks


def test_notebook_nested_beyond_reason(tmp_path: Path) -> None:
    file = tmp_path / "a.ipynb"
    file.write_text("[" * 100_000)
    with pytest.raises(BrokenFile):
        NotebookReader().read(file)


def test_csv_with_quotes_that_never_close(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('a,b\n"' + "x" * 200_000)
    assert DelimitedReader().read(file)


def test_json_output_of_a_thousand_lines_is_cut(tmp_path: Path) -> None:
    file = tmp_path / "a.ipynb"
    printed = {"output_type": "stream", "text": ["line\n"] * 10_000}
    file.write_text(json.dumps({"cells": [{"cell_type": "code", "source": "x", "outputs": [printed]}]}))
    assert max(len(block.text) for block in NotebookReader().read(file) if hasattr(block, "text")) <= 8_000
