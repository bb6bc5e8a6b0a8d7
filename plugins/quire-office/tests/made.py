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


def _content(kind: str, body: str) -> str:
    names = {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "svg": "svg-compatible",
        "presentation": "presentation", "chart": "chart",
    }  # fmt: skip
    known = " ".join(f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for key, name in names.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {known} '
        f'xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:{kind}>{body}</office:{kind}>'
        "</office:body></office:document-content>"
    )


def _row(*texts: str, times: int = 1) -> str:
    inside = [f"<text:p>{text}</text:p>" if text else "" for text in texts]
    cells = "".join(f"<table:table-cell>{paragraph}</table:table-cell>" for paragraph in inside)
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


_CHART = _content(
    "chart",
    "<chart:chart><chart:title><text:p>Visitors</text:p></chart:title><table:table>"
    f"<table:table-header-rows>{_row('', 'Guests')}</table:table-header-rows><table:table-rows>{_row('North', '120')}"
    "</table:table-rows></table:table></chart:chart>",
)
_SHEETS = _content(
    "spreadsheet",
    '<table:table table:name="Costs">'
    + _row("Costs of the harbour")
    + '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/>'
    "</table:table-row>"
    + _row("", "Item", "Sum")
    + "".join(_row("", f"Part {number}", str(number * 10)) for number in range(1, 51))
    + '<table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell office:value="812"/>'
    '<table:table-cell table:number-columns-repeated="16381"/></table:table-row>'
    + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    '<table:shapes><draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame>'
    '<draw:frame><draw:object xlink:href="./Object 1"/><draw:image xlink:href="Pictures/a.png"/></draw:frame>'
    '</table:shapes></table:table><table:table table:name="Empty"/>',
)
_SLIDES = _content(
    "presentation",
    '<draw:page draw:name="p1"><draw:frame svg:y="6cm"><draw:text-box><text:list><text:list-item>'
    "<text:p>Rain fell.</text:p></text:list-item></text:list></draw:text-box></draw:frame>"
    '<draw:frame presentation:class="title" svg:y="1cm"><draw:text-box><text:p>Results</text:p></draw:text-box>'
    "</draw:frame>"
    '<draw:g><draw:custom-shape svg:y="4cm" svg:x="50mm"><text:p>right</text:p></draw:custom-shape>'
    '<draw:custom-shape svg:y="40mm" svg:x="1in"><text:p>left</text:p></draw:custom-shape></draw:g>'
    '<draw:frame presentation:class="page-number"><draw:text-box><text:p>1</text:p></draw:text-box></draw:frame>'
    '<presentation:notes><draw:frame presentation:class="notes"><draw:text-box><text:p>Say hello first.</text:p>'
    "</draw:text-box></draw:frame></presentation:notes></draw:page>"
    '<draw:page><draw:frame svg:y="2cm"><table:table>'
    + _row("Year", "Rain")
    + _row("2024", "812")
    + '</table:table></draw:frame><draw:frame svg:y="9cm"><draw:image xlink:href="Pictures/a.png"/></draw:frame>'
    '<draw:frame svg:y="12cm"><draw:image xlink:href="https://example.org/b.png"/></draw:frame></draw:page>',
)


def _open_document(path: Path, kind: str, content: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", content)
        archive.writestr("Pictures/a.png", png())
        archive.writestr("Object 1/content.xml", _CHART)
        archive.writestr("Basic/Standard/Module1.xml", "<script>Shell(&quot;rm&quot;)</script>")
    return path


def open_sheets(path: Path) -> Path:
    return _open_document(path, "spreadsheet", _SHEETS)


def open_slides(path: Path) -> Path:
    return _open_document(path, "presentation", _SLIDES)


def changed(source: Path, target: Path, name: str, content: bytes) -> Path:
    """Copy a package with one member replaced or added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return target
