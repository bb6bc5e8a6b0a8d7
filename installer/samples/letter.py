"""The scanned letter: typed in 1938, lying a little askew on the glass, without a text layer."""

from __future__ import annotations

import io
import math
from pathlib import Path

import numpy as np
import pymupdf
from installer.samples.drawing import FONTS, Book, Pen, Rect, colour
from installer.samples.painting import noise
from PIL import Image, ImageFilter

DPI = 150
TURN_DEGREES = 0.9
INK = colour("#16161c")
LINES = (
    ("date", "9th February 1938"),
    ("", ""),
    ("", "To the Commissioners of the Harbour of Port Ellary"),
    ("", ""),
    ("", "Gentlemen,"),
    ("", ""),
    ("wall", "I have to report that in the gale of Sunday night, the 6th inst.,"),
    ("wall", "the sea broke through the harbour wall below the light over a length"),
    ("wall", "of eleven yards. The slip is gone and with it the derrick."),
    ("", ""),
    ("panes", "In the lantern three panes are broken and one is cracked. The light"),
    ("panes", "was kept throughout, by hand from two o'clock until dawn, the clock-"),
    ("panes", "work having stopped with the cold."),
    ("", ""),
    ("needs", "I ask that you send by the first boat:"),
    ("needs", ""),
    ("needs", "      40 bags of cement"),
    ("needs", "       4 panes of plate glass, 28 by 32 inches"),
    ("needs", "      22 gallons of paraffin"),
    ("needs", "       1 mason, for a fortnight"),
    ("", ""),
    ("cost", "Mr Munn puts the cost at £184 10s., of which the mason's wages are"),
    ("cost", "£9. The Petrel can land stores in Seal Cove in any wind but east."),
    ("", ""),
    ("cat", "The cat, which was reported lost in my last, has come back."),
    ("", ""),
    ("", "      I remain, Gentlemen,"),
    ("", "            your obedient servant,"),
)


def make(path: Path) -> Book:
    book = Book(595, 842, title="Letter")
    book.page()
    book.draw(_typed)
    boxes = _places(book)
    page = book.document()[0]
    pixels = page.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
    scan = _scanned(Image.frombytes("L", (pixels.width, pixels.height), pixels.samples))
    buffer = io.BytesIO()
    scan.save(buffer, "JPEG", quality=52, optimize=True)
    result = pymupdf.open()
    result.new_page(width=595, height=842).insert_image(
        Rect(0, 0, 595, 842), stream=buffer.getvalue(), keep_proportion=False
    )
    result.set_metadata(
        {"title": "", "producer": "", "creationDate": "D:20250301090000Z", "modDate": "D:20250301090000Z"}
    )
    result.save(path, garbage=4, deflate=True, no_new_id=True)
    book.marks = {name: (1, _turned(box)) for name, box in boxes.items()}
    return book


def _typed(pen: Pen) -> None:
    head = (297, 92)
    pen.label(head, "CARROW HEAD LIGHT", size=20, font="serif", ink=INK, align="centre")
    pen.label((297, 112), "ISLE OF HESTRAY", size=11, font="serif", ink=INK, align="centre")
    pen.line((170, 122), (424, 122), ink=INK, width=1.0)
    pen.line((170, 124.5), (424, 124.5), ink=INK, width=0.4)
    for index, (name, text) in enumerate(LINES):
        wobble = math.sin(index * 12.9) * 0.5
        if text:
            pen.label(
                (400 if name == "date" else 84, 168 + index * 17 + wobble),
                text,
                size=10.4,
                font="type",
                ink=INK,
            )
    foot = 168 + len(LINES) * 17 + 22
    pen.curve(
        [
            (262, foot + 8),
            (272, foot - 16),
            (280, foot + 10),
            (288, foot - 10),
            (296, foot + 9),
            (306, foot - 4),
            (312, foot + 4),
            (322, foot - 22),
            (326, foot + 6),
            (338, foot - 4),
            (346, foot + 5),
            (356, foot - 5),
            (366, foot + 4),
            (380, foot - 8),
            (396, foot + 2),
            (432, foot - 6),
        ],
        ink=INK,
        width=1.3,
    )
    pen.curve([(268, foot + 14), (330, foot + 9), (420, foot + 11)], ink=INK, width=0.9)
    pen.label((264, foot + 32), "Wm. Tarrant, Principal Keeper", size=10.4, font="type", ink=INK)
    stamp = pymupdf.Point(126, foot + 8)
    for radius in (38, 35, 24):
        pen.page.draw_circle(stamp, radius, color=(0.4, 0.4, 0.46), width=1.1)
    pen.label((126, foot - 19), "HARBOUR OFFICE", size=4.8, font="bold", ink=(0.4, 0.4, 0.46), align="centre")
    pen.label((126, foot + 6), "RECEIVED", size=7, font="bold", ink=(0.4, 0.4, 0.46), align="centre")
    pen.label((126, foot + 17), "12 FEB 1938", size=7.4, font="bold", ink=(0.4, 0.4, 0.46), align="centre")


def _places(book: Book) -> dict[str, Rect]:
    """Return the box of each named run of lines, on the unturned page."""
    boxes: dict[str, Rect] = {}
    for index, (name, text) in enumerate(LINES):
        if name and text:
            left = 400 if name == "date" else 84
            base = 168 + index * 17
            length = FONTS["type"].text_length(text, fontsize=10.4)
            line = Rect(left, base - 9, left + length, base + 3)
            boxes[name] = boxes[name] | line if name in boxes else line
    foot = 168 + len(LINES) * 17 + 22
    boxes["signature"] = Rect(262, foot - 22, 450, foot + 36)
    boxes["stamp"] = Rect(88, foot - 30, 164, foot + 46)
    return boxes


def _turned(box: Rect) -> Rect:
    """Return where a box of the straight page lies on the scan."""
    turn = math.radians(TURN_DEGREES)
    points = []
    for corner in (box.tl, box.tr, box.bl, box.br):
        x, y = corner.x - 297.5, corner.y - 421
        points.append(
            (297.5 + x * math.cos(turn) + y * math.sin(turn), 421 - x * math.sin(turn) + y * math.cos(turn))
        )
    return Rect(
        min(x for x, _ in points),
        min(y for _, y in points),
        max(x for x, _ in points),
        max(y for _, y in points),
    )


def _scanned(page: Image.Image) -> Image.Image:
    """Age the paper, turn it, soften the ink, and add the noise of a cheap scanner."""
    width, height = page.size
    paper = 232 + 18 * (noise(width, height, 5, cell=(400, 400)) - 0.5)
    folds = np.zeros((height, width))
    for share in (1 / 3, 2 / 3):
        folds[int(height * share) - 1 : int(height * share) + 2] = 16
    worn = 0.82 + 0.18 * noise(width, height, 6, cell=(14, 14), octaves=3)
    soft = np.asarray(page.filter(ImageFilter.GaussianBlur(0.6)), float)
    sheet = Image.fromarray(np.clip(paper - folds - (255 - soft) * 0.98 * worn, 0, 255).astype(np.uint8))
    turned = sheet.rotate(TURN_DEGREES, Image.Resampling.BICUBIC, fillcolor=96)
    grain = np.random.default_rng(7).normal(0, 3.2, (height, width))
    return Image.fromarray(np.clip(np.asarray(turned, float) + grain, 0, 255).astype(np.uint8))
