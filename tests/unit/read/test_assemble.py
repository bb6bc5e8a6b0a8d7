"""Pages to document: furniture, labels, title, headings, sizes, ids, context."""

from __future__ import annotations

from array import array

import pytest

from quire.read.assemble import assemble
from quire.read.content import FileShape, PageContent, RawElement
from quire.read.pdf.compose import unpack
from quire.types import (
    Box,
    Document,
    Element,
    ElementKind,
    OutlineItem,
    Page,
    Problem,
    Source,
    TextOrigin,
    WordBoxes,
)

WIDTH, HEIGHT = 600.0, 800.0
BODY = "The company sold more goods in the north than in any other region during the year."


def _words(text: str, box: Box) -> WordBoxes:
    starts, ends, boxes = array("i"), array("i"), array("f")
    at = 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        starts.append(start)
        ends.append(at)
        boxes.extend((box.x0, box.y0, box.x1, box.y1))
    return WordBoxes(starts.tobytes(), ends.tobytes(), boxes.tobytes())


def _raw(
    text: str,
    y: float = 300,
    *,
    kind: ElementKind = ElementKind.TEXT,
    size: float = 10,
    bold: bool = False,
    x: float = 50,
    height: float = 12,
    label: str = "",
    caption: str = "",
    image: str | None = None,
) -> RawElement:
    box = Box(x, y, x + 400, y + height)
    return RawElement(
        kind, text, (box,), _words(text, box), size, bold, label=label, caption=caption, image=image
    )


def _page(number: int, *elements: RawElement, problems: tuple[Problem, ...] = ()) -> PageContent:
    return PageContent(Page(number, WIDTH, HEIGHT, TextOrigin.LAYER), elements, problems)


def _document(
    *pages: PageContent,
    title: str = "",
    outline: tuple[OutlineItem, ...] = (),
    labels: tuple[str, ...] = (),
    path: str = "/papers/annual_report.pdf",
    media_type: str = "application/pdf",
) -> Document:
    shape = FileShape(len(pages), title=title, outline=outline, labels=labels)
    source = Source(path, "ab" * 32, media_type, 1, 0.0)
    return assemble(source, shape, pages, depth="full", reader="pdf/1")


def _kinds(document: Document) -> dict[str, ElementKind]:
    return {element.text: element.kind for element in document.elements}


def _by_text(document: Document, text: str) -> Element:
    return next(element for element in document.elements if element.text == text)


def test_repeated_headers_and_page_numbers_are_furniture_outside_sections() -> None:
    pages = [
        _page(
            n,
            _raw("Annual Report 2021", 20),
            _raw(f"Section text of page {n}. {BODY}", 300),
            _raw(f"{n + 4}", 770),
        )
        for n in range(1, 7)
    ]
    document = _document(*pages)
    furniture = [element for element in document.elements if element.kind is ElementKind.FURNITURE]
    assert len(furniture) == 12
    assert all(element.section_id == "" for element in furniture)
    inside = {element_id for section in document.sections for element_id in section.element_ids}
    assert inside == {
        element.id for element in document.elements if element.kind is not ElementKind.FURNITURE
    }


def test_a_header_read_in_two_pieces_is_furniture_too() -> None:
    headers = ["Hestray Tide and Light Annual Report 2021"] * 5 + ["Annual Report 2021"]
    pages = [_page(n, _raw(text, 20), _raw(f"Page {n}. {BODY}")) for n, text in enumerate(headers, 1)]
    apart = _page(7, _raw("Annual Report 2021", 80), _raw(f"Page 7. {BODY}"))
    kinds = [(one.place.page_number, one.kind) for one in _document(*pages, apart).elements if "Annual" in one.text]
    assert [page for page, kind in kinds if kind is ElementKind.FURNITURE] == [1, 2, 3, 4, 5, 6]


def test_printed_page_numbers_become_labels() -> None:
    document = _document(
        *(_page(n, _raw(f"{BODY} {n}"), _raw(f"Page {n + 10} of 99", 775)) for n in range(1, 6))
    )
    assert [page.label for page in document.pages] == ["11", "12", "13", "14", "15"]


def test_a_number_below_the_text_is_a_page_number_wherever_the_text_ends() -> None:
    pages = [_page(n, _raw(f"{BODY} {n}", 100), _raw(str(n), 200 + 40 * n)) for n in range(1, 6)]
    assert [page.label for page in _document(*pages).pages] == ["1", "2", "3", "4", "5"]


def test_declared_labels_are_used_where_no_number_is_printed() -> None:
    document = _document(_page(1, _raw(BODY)), _page(2, _raw(BODY)), labels=("i", "ii"))
    assert [page.label for page in document.pages] == ["i", "ii"]


def test_text_in_the_middle_of_the_page_is_never_furniture() -> None:
    document = _document(*(_page(n, _raw("See the notes on the accounts", 400)) for n in range(1, 8)))
    assert all(element.kind is not ElementKind.FURNITURE for element in document.elements)


def test_a_small_picture_on_most_pages_is_furniture() -> None:
    logo = RawElement(ElementKind.FIGURE, "ITC", (Box(500, 20, 540, 60),))
    document = _document(*(_page(n, logo, _raw(f"{BODY} {n}")) for n in range(1, 7)))
    assert {element.kind for element in document.elements if element.text == "ITC"} == {ElementKind.FURNITURE}


@pytest.mark.parametrize("metadata", ["Microsoft Word - report.doc", "untitled", "0000764478-17-000008", ""])
def test_the_largest_text_of_page_one_is_the_title_when_metadata_is_useless(metadata: str) -> None:
    document = _document(
        _page(1, _raw("Rivers of Europe", 80, size=26), _raw(BODY)), _page(2, _raw(BODY)), title=metadata
    )
    assert document.title == "Rivers of Europe"
    assert _kinds(document)["Rivers of Europe"] is ElementKind.TITLE


def test_a_metadata_title_that_stands_on_the_first_page_is_used() -> None:
    document = _document(
        _page(
            1,
            _raw("PRESS", 40, size=30),
            _raw("Quarterly results of Amcor for 2023", 90, size=14),
            _raw(BODY),
        ),
        title="Amcor quarterly results 2023",
    )
    assert document.title == "Amcor quarterly results 2023"


def test_the_file_name_is_the_title_when_nothing_else_is_there() -> None:
    assert _document(_page(1)).title == "annual report"
    picture = _document(_page(1, _raw("OPEN", size=40)), path="/p/cat_on_mat.jpg", media_type="image/jpeg")
    assert picture.title == "cat on mat"


def test_headings_are_ranked_by_size_over_the_whole_file() -> None:
    pages = [
        _page(
            n,
            _raw(f"Chapter {'ABC'[n - 1]} of the book", 60, size=18, kind=ElementKind.HEADING),
            _raw(BODY * 6, 100),
            _raw(f"A smaller matter {'ABC'[n - 1]}", 200, size=13, kind=ElementKind.HEADING),
            _raw(BODY * 6, 250),
        )
        for n in range(1, 4)
    ]
    document = _document(_page(1, _raw("Title", 50, size=30), *pages[0].elements), *pages[1:])
    assert _by_text(document, "Chapter B of the book").level == 1
    assert _by_text(document, "A smaller matter B").level == 2
    section = next(
        s for s in document.sections if _by_text(document, "A smaller matter B").id in s.element_ids
    )
    assert section.heading_path == ("Chapter B of the book", "A smaller matter B")


def test_numbers_give_headings_their_depth() -> None:
    headings = ["1 Introduction", "2 Methods", "2.1 Data", "2.1.1 Sources"]
    elements = [
        part
        for index, text in enumerate(headings)
        for part in (
            _raw(text, 100 + 100 * index, kind=ElementKind.HEADING, bold=True),
            _raw(f"{BODY} {index}", 130 + 100 * index),
        )
    ]
    document = _document(_page(1, *elements))
    assert [_by_text(document, text).level for text in headings] == [1, 1, 2, 3]


def test_the_outline_makes_a_heading_of_plain_text() -> None:
    outline = (OutlineItem(2, "Risk Factors", 1),)
    document = _document(_page(1, _raw("Risk factors", 100), _raw(BODY, 130)), outline=outline)
    heading = _by_text(document, "Risk factors")
    assert heading.kind is ElementKind.HEADING
    assert heading.level == 2


def test_a_long_paragraph_is_cut_at_sentence_ends_and_keeps_its_words() -> None:
    text = " ".join(f"Sentence number {i} says that the harvest of the year was good." for i in range(40))
    document = _document(_page(1, _raw(text)))
    pieces = [element for element in document.elements if element.kind is ElementKind.TEXT]
    assert len(pieces) > 1
    assert all(len(element.text.split()) <= 180 for element in pieces)
    assert all(element.text.endswith(".") for element in pieces)
    assert " ".join(element.text for element in pieces) == text
    for element in pieces:
        starts, ends, _ = unpack(element.words)
        assert [element.text[a:b] for a, b in zip(starts, ends, strict=True)] == element.text.split()


def test_short_bullets_are_gathered_into_one_element_with_word_boxes() -> None:
    bullets = [_raw(f"• point {i} matters", 100 + 14 * i, kind=ElementKind.LIST) for i in range(5)]
    document = _document(_page(1, *bullets))
    (element,) = document.elements
    assert element.kind is ElementKind.LIST
    assert element.text.count("\n") == 4
    assert element.place.boxes == tuple(Box(50, 100 + 14 * i, 450, 112 + 14 * i) for i in range(5))
    starts, ends, _ = unpack(element.words)
    assert element.text[starts[-1] : ends[-1]] == "matters"


def test_a_sentence_broken_by_a_column_is_joined_with_both_boxes() -> None:
    left = _raw("This sentence starts at the foot of one column and", 700)
    right = _raw("goes on at the head of the next one.", 100, x=320)
    document = _document(_page(1, left, right))
    (element,) = document.elements
    assert (
        element.text
        == "This sentence starts at the foot of one column and goes on at the head of the next one."
    )
    assert len(element.place.boxes) == 2


def test_a_table_knows_its_caption_and_the_sentence_that_refers_to_it() -> None:
    document = _document(
        _page(1, _raw("Sales rose. As Table 3 shows, the north sold most. Nothing else changed.")),
        _page(
            2,
            _raw("Table 3: Sales by region", 100, kind=ElementKind.CAPTION, label="Table 3"),
            _raw(
                "| a | b |\n| --- | --- |\n| 1 | 2 |",
                120,
                kind=ElementKind.TABLE,
                label="Table 3",
                caption="Table 3: Sales by region",
                image="p00002-1",
            ),
        ),
    )
    table = next(element for element in document.elements if element.kind is ElementKind.TABLE)
    assert table.context == "Table 3: Sales by region As Table 3 shows, the north sold most."
    assert table.image == f"{document.id}/p00002-1.webp"


def test_an_unnamed_table_is_explained_by_the_line_that_announces_it() -> None:
    document = _document(
        _page(
            1,
            _raw("We had a good year. The following table presents net sales by country:", 100),
            _raw("| a |\n| --- |\n| 1 |", 120, kind=ElementKind.TABLE),
        )
    )
    assert document.elements[1].context == "The following table presents net sales by country:"


def test_ids_follow_reading_order_and_are_the_same_each_time() -> None:
    pages = [_page(n, _raw(f"{BODY} {n}")) for n in range(1, 4)]
    first, second = _document(*pages), _document(*pages)
    assert first == second
    assert [element.id for element in first.elements] == [f"{first.id}:{i}" for i in range(3)]
    assert [section.id for section in first.sections] == [
        f"{first.id}/s{i}" for i in range(len(first.sections))
    ]
    assert [element.place.page_number for element in first.elements] == [1, 2, 3]


def test_problems_of_all_pages_are_kept() -> None:
    problem = Problem("page-timeout", "read", "too slow", page=2)
    document = _document(_page(1, _raw(BODY)), _page(2, problems=(problem,)))
    assert document.problems == (problem,)


@pytest.mark.parametrize(
    ("media_type", "title"),
    [("application/epub+zip", "A Keeper's Almanac"), ("application/pdf", "January: Reading the glass")],
)
def test_books_are_trusted_with_their_own_title(media_type: str, title: str) -> None:
    pages = [_page(1, _raw("January: Reading the glass", 80, size=26), _raw(BODY))]
    shape = FileShape(1, "A Keeper's Almanac", "", (), ("",), ((WIDTH, HEIGHT),))
    source = Source("/books/almanac.epub", "0" * 64, media_type, 1, 0.0)
    assert assemble(source, shape, pages, depth="full", reader="test/1").title == title
