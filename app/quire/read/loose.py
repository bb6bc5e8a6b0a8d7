"""Pictures that come as bytes instead of files: page pictures that were kept, pictures pasted into a question;
and small pictures of first pages. In reader processes.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from quire.errors import InvalidInput, UnsupportedType
from quire.read.content import OcrLine
from quire.read.images import load_upright
from quire.read.media_types import HEAD_BYTES, PICTURES, media_type_of
from quire.read.render import bounded_scale, draw_marks, png, visible
from quire.types import Box

if TYPE_CHECKING:
    import pymupdf
    from PIL import Image

_TALLEST = 2.0  # height of a thumbnail in widths; what is taller (receipts, web pages) shows its top
_QUALITY = 78
_TEXT_SIDE_PX = 2600  # small print stays legible, and a poster does not fill the memory


def decode(data: bytes, *, max_side_px: int = 0) -> Image.Image:
    """Return a picture upright in RGB.

    Raises:
        InvalidInput: not a picture.
        TooLarge: more pixels than are ever decoded.
        BrokenFile: nothing of it can be decoded.
    """
    picture, _ = load_upright(io.BytesIO(data), _media_type(data), max_side_px=max_side_px)
    return picture


def marked(data: bytes, *, page_width: float, scale: float, clip: Box | None, marks: Sequence[Box]) -> bytes:
    """Return a kept page picture, or the part inside `clip`, with its marks as PNG; see `ReaderPool.mark_picture`."""
    import PIL.Image

    picture = decode(data)
    if not page_width > 0:
        raise InvalidInput("the width of the page must be greater than zero")
    kept = picture.width / page_width
    region = visible(clip, page_width, picture.height / kept)
    scale = bounded_scale(region, scale)
    size = (max(1, round(region.width * scale)), max(1, round(region.height * scale)))
    box = region.scaled(kept)
    right, bottom = min(box.x1, picture.width), min(box.y1, picture.height)  # rounding may lead past the edge
    part = picture.resize(
        size, PIL.Image.Resampling.LANCZOS, box=(box.x0, box.y0, right, bottom), reducing_gap=2.0
    )
    return png(draw_marks(part, region, scale, marks))


def text_of(data: bytes, recognise: Callable[[NDArray[np.uint8]], list[OcrLine]]) -> str:
    """Return the text inside a picture in reading order, a line per block."""
    from quire.read.pdf.fragments import Frame, ocr_fragments
    from quire.read.pdf.text import text_elements

    picture = decode(data, max_side_px=_TEXT_SIDE_PX)
    frame = Frame(0, float(picture.width), float(picture.height))
    blocks = text_elements(ocr_fragments(recognise(np.asarray(picture)), frame), frame)
    return "\n".join(block.text for block in blocks if block.text.strip())


def page_thumbnail(page: pymupdf.Page, width_px: int) -> bytes:
    """Return a small WebP of a page."""
    import PIL.Image
    import pymupdf

    width, height = float(page.rect.width), float(page.rect.height)
    region = visible(Box(0.0, 0.0, width, width * _TALLEST), width, height)
    scale = bounded_scale(region, width_px / max(width, 1.0))
    pixmap = page.get_pixmap(
        matrix=pymupdf.Matrix(scale, scale),
        clip=pymupdf.Rect(region.x0, region.y0, region.x1, region.y1),
        colorspace=pymupdf.csRGB,
        alpha=False,
    )
    size = (pixmap.width, pixmap.height)
    return _webp(PIL.Image.frombuffer("RGB", size, pixmap.samples, "raw", "RGB", pixmap.stride, 1))


def picture_thumbnail(picture: Image.Image, width_px: int) -> bytes:
    """Return a small WebP of a picture, never larger than the picture itself."""
    import PIL.Image

    height = min(float(picture.height), picture.width * _TALLEST)
    width_px = min(width_px, picture.width)
    size = (width_px, max(1, round(height * width_px / picture.width)))
    box = (0.0, 0.0, float(picture.width), height)
    return _webp(picture.resize(size, PIL.Image.Resampling.LANCZOS, box=box, reducing_gap=2.0))


def _media_type(data: bytes) -> str:
    try:
        media_type = media_type_of(data[:HEAD_BYTES], io.BytesIO(data), "") if data else ""
    except UnsupportedType:
        media_type = ""
    if media_type not in PICTURES:
        raise InvalidInput(
            "that is not a picture Quire can look at", hint="use a PNG, JPEG, WebP, GIF, TIFF or HEIC picture"
        )
    return media_type


def _webp(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.info.clear()
    image.save(buffer, "WEBP", quality=_QUALITY, method=2)
    return buffer.getvalue()
