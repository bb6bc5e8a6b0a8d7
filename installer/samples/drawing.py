"""A small kit for drawing pages: flowing text by MuPDF's stories, and labels, tables and charts in exact places.

Text is laid out first, on all pages, by one writer (so that each font is embedded once); drawings wait in a list and
are laid over it at the end. Whatever a question will ask about is marked by name while it is drawn.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pymupdf

Colour = tuple[float, float, float]
Rect = pymupdf.Rect


def colour(code: str) -> Colour:
    return tuple(int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))  # type: ignore[return-value]


SEA, TEAL, MINT = colour("#12355b"), colour("#1b7f8c"), colour("#8cc5c0")
AMBER, CORAL, SAND = colour("#e8a33d"), colour("#c8553d"), colour("#f5efe4")
INK, GREY, MIST, WHITE = colour("#2b2f36"), colour("#6b7480"), colour("#d9dfe4"), (1.0, 1.0, 1.0)

CSS = """
body { margin: 0; font-family: serif; font-size: 11pt; line-height: 1.5; color: #2b2f36; }
p { margin: 0 0 7pt 0; text-align: justify; }
h1 { font-family: sans-serif; font-size: 20pt; line-height: 1.15; color: #12355b; margin: 0 0 10pt 0; }
h2 { font-family: sans-serif; font-size: 12.5pt; color: #1b7f8c; margin: 8pt 0 5pt 0; }
ul, ol { margin: 0 0 7pt 0; padding-left: 16pt; }
li { margin: 0 0 3pt 0; }
.lead { font-size: 12.5pt; color: #12355b; }
.caption { font-family: sans-serif; font-size: 8.2pt; line-height: 1.35; color: #4c5560; text-align: left; }
.quote { font-size: 15pt; line-height: 1.3; color: #1b7f8c; text-align: left; }
.small { font-family: sans-serif; font-size: 8.5pt; text-align: left; }
"""

FONTS = {
    "plain": pymupdf.Font("helv"),
    "bold": pymupdf.Font("hebo"),
    "italic": pymupdf.Font("heit"),
    "serif": pymupdf.Font("tiro"),
    "type": pymupdf.Font("cour"),
}


class Book:
    """A PDF in the making.

    Attributes:
        marks: name -> (1-based page number, box), for the questions.
    """

    def __init__(self, width: float, height: float, *, title: str, css: str = CSS) -> None:
        self.box = Rect(0, 0, width, height)
        self.marks: dict[str, tuple[int, Rect]] = {}
        self._title = title
        self._css = css
        self._buffer = io.BytesIO()
        self._writer = pymupdf.DocumentWriter(self._buffer)
        self._device: pymupdf.DeviceWrapper | None = None
        self._drawings: list[tuple[int, Callable[[Pen], None]]] = []
        self.number = 0

    def page(self) -> None:
        """Begin the next page."""
        if self._device is not None:
            self._writer.end_page()
        self._device = self._writer.begin_page(self.box)
        self.number += 1

    def text(self, box: Sequence[float], html: str, *, mark: str = "") -> float:
        """Lay HTML into a box of the page; return the y below it. It must fit."""
        story = pymupdf.Story(html, user_css=self._css)
        more, filled = story.place(Rect(*box))
        if more:
            raise ValueError(f"page {self.number}: does not fit: {html[:60]}")
        story.draw(self._device)
        used = Rect(box[0], box[1], box[2], filled[3])
        if mark:
            self.mark(mark, used)
        return float(used.y1)

    def mark(self, name: str, box: Sequence[float]) -> None:
        assert name not in self.marks, name
        self.marks[name] = (self.number, Rect(*box))

    def draw(self, work: Callable[[Pen], None]) -> None:
        """Draw on this page, over its text, when all text stands."""
        self._drawings.append((self.number, work))

    def table(
        self,
        spot: Sequence[float],
        widths: Sequence[float],
        rows: Sequence[Sequence[str]],
        *,
        mark: str = "",
        row_height: float = 16.0,
        strong: Sequence[int] = (),
        left: int = 1,
    ) -> float:
        """Draw a table with its upper left corner at `spot`; return the y below it."""
        end = spot[1] + row_height * len(rows)
        self.draw(lambda pen: table(pen, spot, widths, rows, row_height=row_height, strong=strong, left=left))
        if mark:
            self.mark(mark, (spot[0], spot[1], spot[0] + sum(widths), end))
        return end

    def document(self) -> pymupdf.Document:
        """Finish the text, do the drawings, and return the document."""
        self._writer.end_page()
        self._writer.close()
        document = pymupdf.open("pdf", self._buffer.getvalue())
        for page in document:
            page.wrap_contents()  # the writer leaves its own coordinates set
        for number, work in self._drawings:
            work(Pen(document[number - 1]))
        for page in document:
            page.clean_contents()
        document.set_metadata(
            {
                "title": self._title,
                "author": "Hestray Tide and Light Cooperative",
                "creator": "installer/samples",
                "creationDate": "D:20250301090000Z",
                "modDate": "D:20250301090000Z",
            }
        )
        return document

    def save(self, path: Path, *, labels: list[dict[str, object]] | None = None) -> None:
        document = self.document()
        if labels:
            document.set_page_labels(labels)
        document.subset_fonts()
        document.save(path, garbage=4, deflate=True, deflate_fonts=True, no_new_id=True, use_objstms=1)


class Pen:
    """Lines, areas and labels on one page."""

    def __init__(self, page: pymupdf.Page) -> None:
        self.page = page

    def area(
        self,
        box: Sequence[float],
        fill: Colour | None,
        *,
        line: Colour | None = None,
        width: float = 0.8,
        radius: float | None = None,
        opacity: float = 1.0,
    ) -> None:
        self.page.draw_rect(
            Rect(*box), color=line, fill=fill, width=width if line else 0, radius=radius, fill_opacity=opacity
        )

    def line(
        self,
        *points: Sequence[float],
        ink: Colour = INK,
        width: float = 0.8,
        dashes: str | None = None,
        closed: bool = False,
        fill: Colour | None = None,
        opacity: float = 1.0,
    ) -> None:
        shape = self.page.new_shape()
        shape.draw_polyline([pymupdf.Point(*point) for point in points])
        shape.finish(
            color=ink if width else None,
            fill=fill,
            width=width,
            dashes=dashes,
            closePath=closed,
            lineJoin=1,
            lineCap=1,
            fill_opacity=opacity,
        )
        shape.commit()

    def dot(
        self, centre: Sequence[float], radius: float, fill: Colour, *, line: Colour | None = None
    ) -> None:
        self.page.draw_circle(
            pymupdf.Point(*centre),
            radius,
            color=line,
            fill=fill,
            width=1 if line else 0,
        )

    def curve(
        self,
        points: Sequence[Sequence[float]],
        *,
        ink: Colour | None = INK,
        width: float = 0.8,
        fill: Colour | None = None,
        closed: bool = False,
        opacity: float = 1.0,
    ) -> None:
        """Draw a smooth line through points (Catmull-Rom as Bézier)."""
        spots = [pymupdf.Point(*point) for point in points]
        ring = [spots[-1], *spots, spots[0], spots[1]] if closed else [spots[0], *spots, spots[-1]]
        shape = self.page.new_shape()
        for before, start, end, after in zip(ring, ring[1:], ring[2:], ring[3:], strict=False):
            shape.draw_bezier(start, start + (end - before) / 6, end - (after - start) / 6, end)
        shape.finish(
            color=ink, fill=fill, width=width if ink else 0, closePath=closed, lineCap=1, fill_opacity=opacity
        )
        shape.commit()

    def arrow(
        self, start: Sequence[float], end: Sequence[float], *, ink: Colour = INK, width: float = 1.2
    ) -> None:
        tip, tail = pymupdf.Point(*end), pymupdf.Point(*start)
        along = (tip - tail).unit
        across = pymupdf.Point(-along.y, along.x)
        neck = tip - along * (width * 4.5)
        self.line(tail, neck, ink=ink, width=width)
        self.line(
            tip,
            neck + across * width * 2.2,
            neck - across * width * 2.2,
            ink=ink,
            width=0,
            fill=ink,
            closed=True,
        )

    def label(
        self,
        spot: Sequence[float],
        text: str,
        *,
        size: float = 8.5,
        font: str = "plain",
        ink: Colour = INK,
        align: str = "left",
        turn: float = 0.0,
    ) -> Rect:
        """Write one line with its base line at `spot`; return its box."""
        face = FONTS[font]
        length = face.text_length(text, fontsize=size)
        x = spot[0] - {"left": 0.0, "centre": length / 2, "right": length}[align]
        writer = pymupdf.TextWriter(self.page.rect, color=ink)
        writer.append(pymupdf.Point(x, spot[1]), text, font=face, fontsize=size)
        morph = (pymupdf.Point(spot[0], spot[1]), pymupdf.Matrix(turn)) if turn else None
        writer.write_text(self.page, morph=morph)
        return Rect(x, spot[1] - size * 0.8, x + length, spot[1] + size * 0.25)

    def picture(self, box: Sequence[float], data: bytes) -> None:
        self.page.insert_image(Rect(*box), stream=data, keep_proportion=False)


def table(
    pen: Pen,
    spot: Sequence[float],
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    *,
    head: int = 1,
    row_height: float = 16.0,
    size: float = 8.5,
    strong: Sequence[int] = (),
    left: int = 1,
) -> Rect:
    """Draw a table with a coloured head and hair lines; the first `left` columns are left-aligned, the rest right.

    Args:
        head: How many rows are head rows.
        strong: Rows (from 0) in bold, with a line above: totals.
    """
    x0, y = spot
    width = sum(widths)
    box = Rect(x0, y, x0 + width, y + row_height * len(rows))
    pen.area((x0, y, x0 + width, y + row_height * head), SEA)
    for number, row in enumerate(rows):
        is_head = number < head
        if number in strong:
            pen.line((x0, y), (x0 + width, y), ink=SEA, width=1.0)
        elif not is_head and number > head:
            pen.line((x0, y), (x0 + width, y), ink=MIST, width=0.6)
        x = x0
        for column, (text, wide) in enumerate(zip(row, widths, strict=True)):
            font = "bold" if is_head or number in strong else "plain"
            ink = WHITE if is_head else INK
            at = x + 5 if column < left else x + wide - 6
            pen.label(
                (at, y + row_height * 0.68),
                text,
                size=size,
                font=font,
                ink=ink,
                align="left" if column < left else "right",
            )
            x += wide
        y += row_height
    pen.line((x0, y), (x0 + width, y), ink=SEA, width=1.0)
    return box
