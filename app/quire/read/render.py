"""Pages as pictures for people: a region at a scale, the cited places marked. In reader processes."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quire.errors import InvalidInput
from quire.types import Box

if TYPE_CHECKING:
    import pymupdf
    from PIL import Image

MAX_PIXELS = 25_000_000
_FILL = (255, 196, 0)  # amber: visible on white, on photographs and on dark slides
_FILL_SHARE = 0.27
_LINE = (226, 122, 0)


def render_pdf_page(page: pymupdf.Page, *, scale: float, clip: Box | None, marks: Sequence[Box]) -> bytes:
    """Return a page, or the part inside `clip`, as PNG; see `ReaderPool.render_page`."""
    import PIL.Image
    import pymupdf

    region = visible(clip, float(page.rect.width), float(page.rect.height))
    scale = bounded_scale(region, scale)
    pixmap = page.get_pixmap(
        matrix=pymupdf.Matrix(scale, scale),
        clip=pymupdf.Rect(region.x0, region.y0, region.x1, region.y1),
        colorspace=pymupdf.csRGB,
        alpha=False,
    )
    image = PIL.Image.frombuffer(
        "RGB", (pixmap.width, pixmap.height), pixmap.samples, "raw", "RGB", pixmap.stride, 1
    )
    return png(draw_marks(image, region, scale, marks))


def render_picture(picture: Image.Image, *, scale: float, clip: Box | None, marks: Sequence[Box]) -> bytes:
    """Return an upright picture, or the part inside `clip`, as PNG; at scale 1 a pixel stays a pixel."""
    import PIL.Image

    region = visible(clip, picture.width, picture.height)
    scale = bounded_scale(region, scale)
    size = (max(1, round(region.width * scale)), max(1, round(region.height * scale)))
    box = (region.x0, region.y0, region.x1, region.y1)
    part = picture.resize(size, PIL.Image.Resampling.LANCZOS, box=box, reducing_gap=2.0)
    return png(draw_marks(part, region, scale, marks))


def visible(clip: Box | None, width: float, height: float) -> Box:
    """Return the part of `clip` that lies on the page, or the whole page.

    Raises:
        InvalidInput: nothing of it does.
    """
    page = Box(0.0, 0.0, width, height)
    if clip is None:
        return page
    if not all(map(math.isfinite, clip.as_list())) or not clip.intersection(page).area:
        raise InvalidInput("that region lies outside the page")
    return clip.intersection(page)


def bounded_scale(region: Box, scale: float) -> float:
    """Return the scale, lowered where the result would pass `MAX_PIXELS`.

    Raises:
        InvalidInput: not a positive number.
    """
    if not math.isfinite(scale) or scale <= 0:
        raise InvalidInput("the scale must be greater than zero")
    return min(scale, math.sqrt(MAX_PIXELS / max(region.area, 1e-6)))


def draw_marks(image: Image.Image, region: Box, scale: float, marks: Sequence[Box]) -> Image.Image:
    """Lay a translucent highlight with an outline over each box; boxes outside the region are left out.

    Boxes that touch share one outline, so that the lines of a paragraph read as one place.
    """
    from PIL import ImageChops

    spots = [spot for mark in marks if (spot := _on_image(mark, region, scale, image.size))]
    if not spots:
        return image
    line_px = max(1, round(1.2 * scale))
    inside = _mask(image.size, spots, grow_px=0)
    outline = ImageChops.subtract(_mask(image.size, spots, grow_px=line_px), inside)
    image = image.convert("RGB")
    image.paste(_FILL, (0, 0, *image.size), inside.point(lambda value: round(value * _FILL_SHARE)))
    image.paste(_LINE, (0, 0, *image.size), outline)
    return image


def png(image: Image.Image) -> bytes:
    """Encode for the screen: fast rather than small."""
    buffer = io.BytesIO()
    image.info.clear()
    image.save(buffer, "PNG", compress_level=2)
    return buffer.getvalue()


def _mask(size: tuple[int, int], spots: Sequence[tuple[int, int, int, int]], *, grow_px: int) -> Image.Image:
    """Return the union of all spots as a mask, so that overlapping boxes are tinted once."""
    import PIL.Image
    from PIL import ImageDraw

    mask = PIL.Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)
    for x0, y0, x1, y1 in spots:
        draw.rectangle((x0 - grow_px, y0 - grow_px, x1 + grow_px, y1 + grow_px), fill=255)
    return mask


def _on_image(
    mark: Box, region: Box, scale: float, size: tuple[int, int]
) -> tuple[int, int, int, int] | None:
    """Return a mark in pixels with a little air, cut to the image; None when nothing of it shows."""
    if not all(map(math.isfinite, mark.as_list())) or not mark.grown(0.5).intersection(region).area:
        return None
    air = 1.5
    x0 = math.floor((mark.x0 - region.x0 - air) * scale)
    y0 = math.floor((mark.y0 - region.y0 - air) * scale)
    x1 = math.ceil((mark.x1 - region.x0 + air) * scale)
    y1 = math.ceil((mark.y1 - region.y0 + air) * scale)
    x0, y0, x1, y1 = max(x0, 0), max(y0, 0), min(x1, size[0] - 1), min(y1, size[1] - 1)
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None
