"""Office files as their programs write them, made by the tests."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pptx
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches


def png(colour: str = "red", size: tuple[int, int] = (160, 100)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return buffer.getvalue()


def word(path: Path) -> Path:
    document = docx.Document()
    document.add_heading("Harbour report", 0)
    document.add_heading("Costs", 1)
    document.add_paragraph("The wall costs 18,500 crowns.")
    document.add_paragraph("New ladders", style="List Bullet")
    table = document.add_table(rows=2, cols=3)
    for row, texts in zip(table.rows, (("Item", "Year", "Sum"), ("Wall", "2024", "18500")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    merged = document.add_table(rows=2, cols=2)
    merged.cell(0, 0).merge(merged.cell(0, 1)).text = "Both"
    merged.cell(1, 0).text, merged.cell(1, 1).text = "left", "right"
    document.add_heading("Plan", 2)
    document.add_picture(io.BytesIO(png()))
    document.add_paragraph("After the picture.")
    document.save(path)
    return path


def deck(path: Path) -> Path:
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "Results"
    slide.placeholders[1].text_frame.text = "Rain fell."
    slide.placeholders[1].text_frame.add_paragraph().text = "Sun shone."
    slide.notes_slide.notes_text_frame.text = "Say hello first."
    second = made.slides.add_slide(made.slide_layouts[5])
    second.shapes.title.text = "Numbers"
    grid = second.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
    for row, texts in enumerate((("Year", "Rain"), ("2024", "812"))):
        for column, text in enumerate(texts):
            grid.cell(row, column).text = text
    chart = CategoryChartData()
    chart.categories = ["North", "South"]
    chart.add_series("Visitors", (120, 340.5))
    second.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(4), Inches(4), Inches(2), chart)
    second.shapes.add_picture(io.BytesIO(png("blue")), Inches(6), Inches(5))
    made.save(path)
    return path


def workbook(path: Path) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Costs"
    sheet.append(["Costs of the harbour"])
    sheet.append([])
    sheet.append(["Item", "Sum", "Share"])
    for number in range(1, 51):
        sheet.append([f"Part {number}", number * 10, number / 200])
        sheet.cell(sheet.max_row, 3).number_format = "0.0%"
    sheet["B60"] = "=SUM(B4:B53)"
    sheet.add_image(SheetImage(io.BytesIO(png("green"))), "F2")
    made.create_sheet("Empty")
    made.save(path)
    return path


_ODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"><office:body><office:text>
<text:h text:outline-level="1">Lighthouse</text:h><text:p>It burns<text:s/>oil.</text:p>
<text:list><text:list-item><text:p>Lamp</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell><table:table-cell><text:p>Oil</text:p>
</table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>1901</text:p></table:table-cell>
<table:table-cell><text:p>40</text:p></table:table-cell></table:table-row></table:table>
<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>The tower</svg:desc></draw:frame></text:p>
<text:p><draw:frame><draw:image xlink:href="https://example.org/b.png"/></draw:frame></text:p>
</office:text></office:body></office:document-content>"""


def open_text(path: Path, content: str = _ODT) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("Pictures/a.png", png())
    return path


def changed(source: Path, target: Path, name: str, content: bytes) -> Path:
    """Copy a package with one member replaced or added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return target
