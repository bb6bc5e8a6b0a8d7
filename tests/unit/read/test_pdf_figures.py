"""Figures: vector charts, pictures, captions, crops, recognised text, and pages that try to explode."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pymupdf
from PIL import Image, ImageDraw

from quire.read.content import OcrLine, PageContent
from quire.read.pdf import drawings
from quire.read.pdf.captions import label_of
from quire.read.pdf.figures import MAX_IMAGES
from quire.read.pdf.full import read_full_page
from quire.types import Box, ElementKind, TextOrigin

PROSE = [f"Running text number {i} goes on about the weather and the harvest." for i in range(6)]


def _picture(width: int = 200, height: int = 120, *, colour: str = "navy") -> bytes:
    image = Image.new("RGB", (width, height), colour)
    ImageDraw.Draw(image).ellipse(
        (width // 8, height // 8, width - width // 8, height - height // 8), fill="orange"
    )
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _chart(page: Any, x: float = 100, y: float = 200) -> None:
    page.draw_line((x, y), (x, y + 150))
    page.draw_line((x, y + 150), (x + 250, y + 150))
    page.draw_polyline([(x + 25 * i, y + 140 - (i * 37) % 90) for i in range(10)], color=(1, 0, 0))
    page.draw_circle((x + 60, y + 60), 10, fill=(0, 0, 1))
    page.draw_circle((x + 160, y + 90), 10, fill=(0, 0, 1))
    page.insert_text((x + 90, y + 163), "Year axis", fontsize=8)
    page.insert_text((x - 30, y + 70), "Value", fontsize=8)


def _prose(page: Any, y: float) -> None:
    for index, line in enumerate(PROSE):
        page.insert_text((60, y + 12 * index), line, fontsize=10)


def _read(doc: Any, tmp_path: Path, recognise: Any = None, index: int = 0) -> PageContent:
    return read_full_page(doc, index, crops_dir=tmp_path, recognise=recognise, layout="never")


def test_a_vector_chart_owns_its_labels_and_caption(tmp_path: Path) -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    _prose(page, 80)
    _chart(page)
    page.insert_text((100, 385), "Figure 3: Growth over the years", fontsize=9)
    _prose(page, 430)
    elements = _read(doc, tmp_path).elements
    (figure,) = [element for element in elements if element.kind is ElementKind.FIGURE]
    assert figure.label == "Figure 3"
    assert figure.caption == "Figure 3: Growth over the years"
    assert {"Year", "axis", "Value", "Growth"} <= set(figure.text.split())
    assert figure.boxes[0].covered_by(Box(60, 190, 360, 370)) > 0.95
    assert figure.boxes[0].area > 0.8 * 250 * 150
    rest = " ".join(element.text for element in elements if element is not figure)
    assert "axis" not in rest
    assert "Growth" not in rest
    kinds = [element.kind for element in elements]
    assert kinds == [ElementKind.TEXT, ElementKind.FIGURE, ElementKind.TEXT]


def test_a_line_chart_with_figures_at_every_point_is_no_table(tmp_path: Path) -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    for r in range(4):
        page.draw_polyline([(100 + 60 * c, 200 + 40 * r + (c * 7) % 20) for c in range(6)], color=(0, 0, 1))
        for c in range(6):
            page.insert_text((100 + 60 * c, 198 + 40 * r), f"{r}.{c}", fontsize=7)
    assert [element.kind for element in _read(doc, tmp_path).elements] == [ElementKind.FIGURE]


def test_a_crop_is_saved_for_each_figure_and_table(tmp_path: Path) -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    page.insert_image(pymupdf.Rect(100, 100, 300, 220), stream=_picture())
    (figure,) = _read(doc, tmp_path / "crops").elements
    assert figure.image is not None
    with Image.open(tmp_path / "crops" / f"{figure.image}.webp") as crop:
        assert crop.format == "WEBP"
        assert 1.5 < crop.width / crop.height < 1.8
        assert min(crop.size) > 200


def test_a_table_caption_stays_an_element_and_names_the_table(tmp_path: Path) -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    page.insert_text((60, 80), "Table 1-1. Output by region", fontsize=10)
    for r in range(5):
        for c in range(3):
            page.insert_text(
                (60 + 120 * c, 100 + 16 * r), f"{r}.{c}" if c and r else f"Name{r}{c}", fontsize=10
            )
    elements = _read(doc, tmp_path).elements
    assert [element.kind for element in elements] == [ElementKind.CAPTION, ElementKind.TABLE]
    assert elements[1].label == elements[0].label == "Table 1-1"
    assert elements[1].caption == "Table 1-1. Output by region"


def test_captions_go_to_the_nearest_picture(tmp_path: Path) -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    for index, top in enumerate((80, 300)):
        page.insert_image(
            pymupdf.Rect(100, top, 300, top + 120), stream=_picture(colour=("red", "blue")[index])
        )
        page.insert_text((100, top + 136), f"Figure {index + 1}. Picture number {index + 1}", fontsize=9)
    figures = _read(doc, tmp_path).elements
    assert [figure.label for figure in figures] == ["Figure 1", "Figure 2"]
    assert figures[0].boxes[0].y1 < figures[1].boxes[0].y0


def test_a_sentence_about_a_figure_is_no_caption() -> None:
    assert label_of("Figure 3: Growth") == "Figure 3"
    assert label_of("Fig. 2. Growth") == "Figure 2"
    assert label_of("Table 1-1 Output by region") == "Table 1-1"
    assert label_of("Figure 3 shows that growth was slow in most of the regions we looked at.") == ""
    assert label_of("Tables are useful") == ""


def test_text_printed_over_a_photograph_stays_text(tmp_path: Path) -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    page.insert_image(pymupdf.Rect(40, 60, 500, 400), stream=_picture(), keep_proportion=False)
    for index in range(12):
        page.insert_text((60, 100 + 12 * index), PROSE[index % 6], fontsize=10)
    elements = _read(doc, tmp_path).elements
    texts = [element for element in elements if element.kind is ElementKind.TEXT]
    assert [element.kind for element in elements].count(ElementKind.FIGURE) == 1
    assert sum(len(element.text.split()) for element in texts) >= 12 * 12


def test_words_in_a_picture_are_recognised_into_the_figure(tmp_path: Path) -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    _prose(page, 80)
    page.insert_image(pymupdf.Rect(100, 200, 300, 320), stream=_picture())

    def recognise(pixmap: Any) -> list[OcrLine]:
        box = Box(0.25 * pixmap.width, 0.5 * pixmap.height, 0.5 * pixmap.width, 0.6 * pixmap.height)
        return [OcrLine("SALE 20%", box, 0.99, ())]

    content = _read(doc, tmp_path, recognise)
    (figure,) = [element for element in content.elements if element.kind is ElementKind.FIGURE]
    assert figure.text == "SALE 20%"
    assert content.page.text_origin is TextOrigin.MIXED
    assert figure.words is not None


def test_pages_without_text_are_recognised_and_no_page_of_a_mixed_file_is_lost(tmp_path: Path) -> None:
    doc = pymupdf.open()
    _prose(doc.new_page(), 80)
    scan = doc.new_page(width=500, height=700)
    scan.insert_image(scan.rect, stream=_picture(500, 700))

    def recognise(pixmap: Any) -> list[OcrLine]:
        w, h = pixmap.width, pixmap.height
        right = OcrLine(
            "right column text that is long enough", Box(0.55 * w, 0.2 * h, 0.95 * w, 0.22 * h), 1.0, ()
        )
        left = OcrLine(
            "left column text that is long enough", Box(0.05 * w, 0.2 * h, 0.45 * w, 0.22 * h), 1.0, ()
        )
        more = [
            OcrLine(
                f"more {side} words below it here", Box(x * w, y * h, (x + 0.4) * w, (y + 0.02) * h), 1.0, ()
            )
            for x, side in ((0.55, "right"), (0.05, "left"))
            for y in (0.225, 0.25, 0.275)
        ]
        return [right, left, *more]

    first, second = (_read(doc, tmp_path, recognise, index) for index in range(2))
    assert first.page.text_origin is TextOrigin.LAYER
    assert second.page.text_origin is TextOrigin.OCR
    texts = [element for element in second.elements if element.kind is ElementKind.TEXT]
    assert texts[0].text.startswith("left column")
    assert texts[0].boxes[0].x1 <= 0.46 * 500
    assert abs(texts[0].boxes[0].y0 - 0.2 * 700) < 2


def test_a_garbled_layer_is_recognised_or_reported(tmp_path: Path) -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    shifted = "".join(chr((ord(c) - 97 + 7) % 26 + 97) if c.islower() else c for c in " ".join(PROSE * 2))
    page.insert_textbox(pymupdf.Rect(50, 50, 500, 400), shifted, fontsize=10)
    line = OcrLine("What it really says", Box(100, 100, 400, 130), 0.9, ())
    read = _read(doc, tmp_path, lambda pixmap: [line])
    assert [element.text for element in read.elements] == ["What it really says"]
    assert read.page.text_origin is TextOrigin.OCR
    silent = _read(doc, tmp_path)
    assert silent.elements == ()
    assert [problem.kind for problem in silent.problems] == ["garbled-text"]


def test_a_blank_page_is_not_recognised(tmp_path: Path) -> None:
    doc = pymupdf.open()
    doc.new_page()

    def recognise(pixmap: Any) -> list[OcrLine]:
        raise AssertionError("nothing to recognise")

    assert _read(doc, tmp_path, recognise).elements == ()


def test_a_page_of_countless_paths_is_read_without_walking_them(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(drawings, "MAX_CONTENT_BYTES", 50_000)
    doc = pymupdf.open()
    page = doc.new_page()
    _prose(page, 80)
    shape = page.new_shape()
    for index in range(3000):
        shape.draw_line((100 + index % 300, 300 + index // 15), (110 + index % 290, 305 + index // 15))
    shape.finish()
    shape.commit()
    monkeypatch.setattr(
        type(page), "get_cdrawings", lambda *_, **__: (_ for _ in ()).throw(AssertionError("walked"))
    )
    content = _read(doc, tmp_path)
    assert [problem.kind for problem in content.problems] == ["heavy-drawing"]
    kinds = [element.kind for element in content.elements]
    assert kinds == [ElementKind.TEXT, ElementKind.FIGURE]
    assert content.elements[1].boxes[0].y0 > 280


def test_countless_pictures_are_reported_and_the_text_is_kept(tmp_path: Path) -> None:
    doc = pymupdf.open()
    page = doc.new_page()
    _prose(page, 80)
    xref = page.insert_image(pymupdf.Rect(50, 300, 52, 302), stream=_picture(8, 8))
    name = next(item[7] for item in page.get_images(full=True) if item[0] == xref)
    draws = "".join(
        f"q 3 0 0 3 {20 + i % 180 * 3} {20 + i // 180 * 3} cm /{name} Do Q\n" for i in range(MAX_IMAGES + 500)
    )
    doc.update_stream(page.get_contents()[-1], doc.xref_stream(page.get_contents()[-1]) + draws.encode())
    content = _read(doc, tmp_path)
    assert "too-many-images" in {problem.kind for problem in content.problems}
    assert any("Running text" in element.text for element in content.elements)
