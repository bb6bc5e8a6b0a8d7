from __future__ import annotations

import json
from base64 import b64encode
from email.message import EmailMessage
from pathlib import Path

import lxml.etree
import pytest
import quire_office
from made import deck, open_sheets, open_slides, open_text, png, word, workbook
from quire_office.delimited import DelimitedReader
from quire_office.mail import MailReader
from quire_office.markdown import MarkdownReader
from quire_office.notebook import NotebookReader
from quire_office.opendocument import TextReader, q, said
from quire_office.opensheets import OpenSheetsReader
from quire_office.openslides import OpenSlidesReader
from quire_office.sheets import SheetsReader
from quire_office.slides import SlidesReader
from quire_office.web import HtmlReader
from quire_office.word import WordReader

from quire.plugins.reading import Code, Heading, NewPage, Picture, Reader, Table, Text
from quire.plugins.suites import PluginSuite, ReaderSuite
from quire.types import Problem


class TestPlugin(PluginSuite):
    plugin = quire_office
    name = "office"


_GRID = "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"


def mail(path: Path) -> Path:
    inner = EmailMessage()
    inner["Subject"] = "Inner"
    inner.set_content("Deep words.")
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "Ferry", "a@example.org", "b@example.org"
    message.set_content("The ferry leaves at nine.\n\nBring a coat.")
    message.add_attachment(png(), maintype="image", subtype="png", filename="map.png")
    message.add_attachment(b"\0" * 20, maintype="application", subtype="zip", filename="a.zip")
    message.add_attachment(inner)
    path.write_bytes(message.as_bytes())
    return path


def notebook(path: Path) -> Path:
    cells = [
        {"cell_type": "markdown", "source": ["# Tides\n", "High at noon."]},
        {
            "cell_type": "code",
            "source": "print(1)",
            "outputs": [
                {"output_type": "stream", "text": ["1\n"]},
                {"output_type": "display_data", "data": {"image/png": b64encode(png()).decode(), "text/plain": "<x>"}},
                {"output_type": "execute_result", "data": {"text/html": _GRID}},
                {"output_type": "error", "ename": "ValueError", "evalue": "no"},
            ],
        },
    ]
    path.write_text(json.dumps({"nbformat": 4, "cells": cells}), encoding="utf-8")
    return path


def web(path: Path) -> Path:
    (path.parent / "pier.png").write_bytes(png())
    path.write_text(
        "<html><head><title>x</title><script>alert(1)</script></head><body><h1>Pier</h1><p>Old <b>wooden</b>\npier.</p>"
        "<ul><li>one<li>two</ul><figure><img src='pier.png' alt='A pier'><figcaption>The pier</figcaption></figure>"
        "<img src='https://example.org/x.png'><img src='../secret.png'><table><tr><th>a</th><th>b</th></tr>"
        "<tr><td>1</td><td>2<br>3</td></tr></table><pre>x\n  y</pre></body></html>",
        encoding="utf-8",
    )
    return path


def markdown(path: Path) -> Path:
    (path.parent / "pier.png").write_bytes(png())
    path.write_text(
        "---\ntitle: x\n---\n# Pier\n\nOld pier.\n\n![A pier](pier.png)\n\n- one\n- two\n\n| a | b |\n|---|---|\n"
        "| 1 | 2 |\n\n```\ncode  here\n```\n",
        encoding="utf-8",
    )
    return path


def table_file(path: Path) -> Path:
    path.write_text("name;rain\n" + "".join(f"day {n};{n}\n" for n in range(1, 51)), encoding="cp1252")
    return path


_MADE = {
    "docx": (WordReader, word),
    "pptx": (SlidesReader, deck),
    "xlsx": (SheetsReader, workbook),
    "odt": (TextReader, open_text),
    "ods": (OpenSheetsReader, open_sheets),
    "odp": (OpenSlidesReader, open_slides),
    "html": (HtmlReader, web),
    "md": (MarkdownReader, markdown),
    "csv": (DelimitedReader, table_file),
    "eml": (MailReader, mail),
    "ipynb": (NotebookReader, notebook),
}


@pytest.mark.parametrize("suffix", list(_MADE))
class TestReaders(ReaderSuite):
    @pytest.fixture
    def reader(self, suffix: str) -> Reader:
        return _MADE[suffix][0]()

    @pytest.fixture
    def file(self, suffix: str, tmp_path: Path) -> Path:
        return _MADE[suffix][1](tmp_path / f"made.{suffix}")


def test_what_libreoffice_prints_is_offered_so() -> None:
    offers = {offer.name: offer for offer in quire_office.register_readers()}
    printing = {"word", "slides", "sheets", "opendocument", "opensheets", "openslides"}
    assert {name for name, offer in offers.items() if offer.prints} == printing


def test_word_is_read_in_order(tmp_path: Path) -> None:
    blocks = WordReader().read(word(tmp_path / "a.docx"))
    assert blocks[:4] == [
        Heading("Harbour report", 1),
        Heading("Costs", 2),
        Text("The wall costs 18,500 crowns."),
        Text("New ladders", item=True),
    ]
    assert blocks[4] == Table((("Item", "Year", "Sum"), ("Wall", "2024", "18500")))
    assert blocks[5] == Table((("Both", ""), ("left", "right")))
    assert blocks[6] == Heading("Plan", 3)
    assert isinstance(blocks[7], Picture)
    assert blocks[8:] == [Text("After the picture.")]


def test_slides_are_pages_with_their_tables_charts_pictures_and_notes(tmp_path: Path) -> None:
    blocks = SlidesReader().read(deck(tmp_path / "a.pptx"))
    assert blocks[:6] == [
        NewPage("Slide 1", wide=True),
        Heading("Results"),
        Text("Rain fell.", item=True),
        Text("Sun shone.", item=True),
        Heading("Notes", 2),
        Text("Say hello first."),
    ]
    assert blocks[6:10] == [
        NewPage("Slide 2", wide=True),
        Heading("Numbers"),
        Table((("Year", "Rain"), ("2024", "812"))),
        Table((("", "Visitors"), ("North", "120"), ("South", "340.5")), caption="Chart"),
    ]
    assert isinstance(blocks[10], Picture)


def test_sheets_keep_their_header_and_name_their_cells(tmp_path: Path) -> None:
    blocks = SheetsReader().read(workbook(tmp_path / "a.xlsx"))
    assert blocks[:3] == [NewPage("Sheet Costs", columns=3), Heading("Costs"), Text("Costs of the harbour")]
    first, second = blocks[3], blocks[4]
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert (first.caption, second.caption) == ("Costs!A3:C42", "Costs!A43:C53")
    assert first.rows[:2] == (("Item", "Sum", "Share"), ("Part 1", "10", "0.5%"))
    assert second.rows[0] == ("Item", "Sum", "Share")
    assert second.rows[-1] == ("Part 50", "500", "25%")
    assert blocks[5] == Text("=SUM(B4:B53)")  # no program has calculated it yet
    assert isinstance(blocks[6], Picture)
    assert blocks[7:] == [NewPage("Sheet Empty"), Heading("Empty")]


def test_a_footnote_of_an_open_document_stands_apart_from_the_words_around_it() -> None:
    paragraph = lxml.etree.Element(q("text:p"))
    paragraph.text = "The walls are granite."
    note = lxml.etree.SubElement(paragraph, q("text:note"))
    lxml.etree.SubElement(note, q("text:note-citation")).text = "1"
    lxml.etree.SubElement(lxml.etree.SubElement(note, q("text:note-body")), q("text:p")).text = "Quarried nearby."
    note.tail = " They stand."
    assert said(paragraph).split() == ["The", "walls", "are", "granite.", "Quarried", "nearby.", "They", "stand."]


def test_open_document_text_is_read_in_order_and_remote_pictures_stay_away(tmp_path: Path) -> None:
    blocks = [block for block in TextReader().read(open_text(tmp_path / "a.odt")) if block != Text("")]
    assert blocks[:4] == [
        Heading("Lighthouse", 1),
        Text("It burns oil."),
        Text("Lamp", item=True),
        Table((("Year", "Oil"), ("1901", "40"))),
    ]
    assert isinstance(blocks[4], Picture)
    assert blocks[4].alt == "The tower"
    assert isinstance(blocks[5], Problem)
    assert blocks[5].kind == "remote"


def test_open_document_sheets_name_their_cells_and_end_where_they_end(tmp_path: Path) -> None:
    blocks = OpenSheetsReader().read(open_sheets(tmp_path / "a.ods"))
    assert blocks[:3] == [NewPage("Sheet Costs", columns=3), Heading("Costs"), Text("Costs of the harbour")]
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [table.caption for table in tables] == ["Costs!B4:C43", "Costs!B44:C55", "Chart: Visitors"]
    assert tables[0].rows[:2] == (("Item", "Sum"), ("Part 1", "10"))
    assert tables[1].rows[-1] == ("", "812")
    assert tables[2].rows == (("", "Guests"), ("North", "120"))
    assert sum(isinstance(block, Picture) for block in blocks) == 1
    assert blocks[-2:] == [NewPage("Sheet Empty"), Heading("Empty")]


def test_open_document_slides_are_pages_read_from_top_to_bottom(tmp_path: Path) -> None:
    blocks = OpenSlidesReader().read(open_slides(tmp_path / "a.odp"))
    assert blocks[:7] == [
        NewPage("Slide 1", wide=True),
        Heading("Results"),
        Text("left"),
        Text("right"),
        Text("Rain fell.", item=True),
        Heading("Notes", level=2),
        Text("Say hello first."),
    ]
    second = blocks[7:]
    assert second[:2] == [NewPage("Slide 2", wide=True), Table((("Year", "Rain"), ("2024", "812")))]
    assert isinstance(second[2], Picture)
    assert isinstance(second[3], Problem)
    assert len(second) == 4


def test_web_pages_keep_local_pictures_and_name_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(png())
    blocks = HtmlReader().read(web(folder / "a.html"))
    assert blocks[:4] == [Heading("Pier"), Text("Old wooden pier."), Text("one", item=True), Text("two", item=True)]
    picture = blocks[4]
    assert isinstance(picture, Picture)
    assert (picture.caption, picture.alt) == ("The pier", "A pier")
    assert [block.kind for block in blocks if isinstance(block, Problem)] == ["remote", "missing"]
    assert blocks[-2:] == [Table((("a", "b"), ("1", "2 3"))), Code("x\n  y")]


def test_markdown_brings_its_pictures(tmp_path: Path) -> None:
    blocks = MarkdownReader().read(markdown(tmp_path / "a.md"))
    assert blocks[:2] == [Heading("Pier"), Text("Old pier.")]
    assert isinstance(blocks[2], Picture)
    assert blocks[3:] == [
        Text("one", item=True), Text("two", item=True), Table((("a", "b"), ("1", "2"))), Code("code  here\n"),
    ]  # fmt: skip


def test_csv_is_cut_into_pieces_with_the_header(tmp_path: Path) -> None:
    tables = [block for block in DelimitedReader().read(table_file(tmp_path / "a.csv")) if isinstance(block, Table)]
    assert [table.caption for table in tables] == ["Rows 1–40", "Rows 41–51"]
    assert all(table.rows[0] == ("name", "rain") for table in tables)
    assert tables[1].rows[-1] == ("day 50", "50")


def test_mail_is_read_with_what_is_attached(tmp_path: Path) -> None:
    blocks = MailReader().read(mail(tmp_path / "a.eml"))
    assert blocks[:2] == [Heading("Ferry"), Text("From: a@example.org\nTo: b@example.org")]
    assert blocks[2:4] == [Text("The ferry leaves at nine."), Text("Bring a coat.\n")]
    assert isinstance(blocks[4], Picture)
    assert blocks[5] == Text("Attachment: a.zip (application/zip, 20 bytes)")
    assert blocks[6:] == [Heading("Inner", 2), Text("Deep words.\n")]


def test_notebooks_show_what_was_printed_and_drawn(tmp_path: Path) -> None:
    blocks = NotebookReader().read(notebook(tmp_path / "a.ipynb"))
    assert blocks[:4] == [Heading("Tides"), Text("High at noon."), Code("print(1)"), Code("1\n")]
    assert isinstance(blocks[4], Picture)
    assert blocks[5:] == [Table((("a", "b"), ("1", "2"))), Code("ValueError: no")]
