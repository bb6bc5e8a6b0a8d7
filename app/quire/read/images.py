"""Loose pictures in reader processes: decoded upright within stated limits, shrunk, written as crops. Units
are pixels.

Nothing of a picture's metadata (place, camera, author) goes further than its orientation.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from quire.errors import BrokenFile, ReadError, TooLarge, UnsupportedType

if TYPE_CHECKING:
    from PIL import Image

MAX_PIXELS = 200_000_000  # 600 MB as RGB; the largest cameras and A0 scans at 300 dpi stay below
CROP_SIDE_PX = 1024
_MAX_PAGES = 10_000
_FORMATS = {
    "image/png": ["PNG"],
    "image/jpeg": ["JPEG", "MPO"],
    "image/webp": ["WEBP"],
    "image/gif": ["GIF"],
    "image/bmp": ["BMP", "DIB"],
    "image/tiff": ["TIFF"],
    "image/heic": ["HEIF"],
    "image/avif": ["AVIF"],
}
_SIDEWAYS = frozenset({5, 6, 7, 8})  # EXIF orientations that swap width and height
_ORIENTATION_TAG = 0x0112


def picture_sizes(path: str, media_type: str) -> tuple[tuple[float, float], ...]:
    """Return the upright size of every page from the headers alone; only TIFF has more than one page.

    Raises:
        TooLarge: more than `MAX_PIXELS` on a page, before anything is decoded.
        BrokenFile: the headers cannot be read.
    """
    with _opened(path, media_type) as image:
        n_pages = min(getattr(image, "n_frames", 1), _MAX_PAGES) if media_type == "image/tiff" else 1
        sizes = []
        for index in range(n_pages):
            image.seek(index)
            sizes.append(_upright_size(image))
        return tuple(sizes)


def load_upright(
    path: str | BinaryIO, media_type: str, page_index: int = 0, *, max_side_px: int = 0
) -> tuple[Image.Image, bool]:
    """Return a page as an upright RGB picture, transparency on white, and whether all of it was there.

    Args:
        max_side_px: When not 0, may decode at a lower resolution that is still at least this (JPEG only).

    Raises:
        TooLarge: more than `MAX_PIXELS`.
        BrokenFile: not even a part can be decoded.
    """
    try:
        return _load(path, media_type, page_index, max_side_px), True
    except BrokenFile:
        pass
    from PIL import ImageFile

    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        return _load(path, media_type, page_index, max_side_px), False
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False


def write_crop(image: Image.Image, file: Path) -> None:
    """Write a WebP of at most `CROP_SIDE_PX` without any metadata; appears at once or not at all."""
    import PIL.Image

    small = image.copy()
    small.thumbnail((CROP_SIDE_PX, CROP_SIDE_PX), PIL.Image.Resampling.LANCZOS)
    small.info.clear()
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    small.save(part, "WEBP", quality=82, method=3, exif=b"", icc_profile=b"", xmp=b"")
    part.replace(file)


def _load(path: str | BinaryIO, media_type: str, page_index: int, max_side_px: int) -> Image.Image:
    with _opened(path, media_type) as image:
        image.seek(page_index)
        _upright_size(image)
        turn = _orientation(image)
        if max_side_px and image.format in ("JPEG", "MPO"):
            share = min(1.0, max_side_px / max(image.size))
            image.draft("RGB", (round(image.width * share), round(image.height * share)))
        image.load()
        return _turned(_rgb(image), turn)


@contextmanager
def _opened(path: str | BinaryIO, media_type: str) -> Iterator[Image.Image]:
    """Open by the one decoder its content asks for; Pillow's many exceptions become ours."""
    import PIL.Image
    from PIL import UnidentifiedImageError

    PIL.Image.MAX_IMAGE_PIXELS = None  # `_upright_size` is stricter, and says it in our words
    if media_type == "image/heic":
        _register_heic()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # damaged metadata; what matters fails below
            with PIL.Image.open(path, formats=_FORMATS[media_type]) as image:
                yield image
    except (ReadError, MemoryError):
        raise
    except FileNotFoundError:
        raise ReadError("the file vanished while it was read", hint="put it back and add it again") from None
    except (
        UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError,
        RuntimeError, OverflowError, ArithmeticError, AttributeError,
    ) as error:  # fmt: skip
        raise BrokenFile(
            "the picture is damaged and cannot be decoded",
            hint="get it again from where it came from",
            detail=repr(error),
        ) from error


def _register_heic() -> None:
    try:
        import pillow_heif
    except ImportError:
        raise UnsupportedType(
            "Quire cannot read HEIC pictures on this machine", hint="save the picture as JPEG and add that"
        ) from None
    pillow_heif.register_heif_opener(thumbnails=False)


def _upright_size(image: Image.Image) -> tuple[float, float]:
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise TooLarge(
            f"the picture claims {width:,} × {height:,} pixels, more than Quire decodes "
            f"({MAX_PIXELS // 1_000_000} million)",
            hint="save a smaller version and add that",
        )
    if min(width, height) < 1:
        raise BrokenFile("the picture has no pixels", hint="get it again from where it came from")
    if _orientation(image) in _SIDEWAYS:
        width, height = height, width
    return float(width), float(height)


def _orientation(image: Image.Image) -> int:
    """Return the EXIF orientation 1–8; 1 when there is none or it is damaged."""
    if image.format == "HEIF":  # pillow-heif has turned it already
        return 1
    try:
        value = image.getexif().get(_ORIENTATION_TAG, 1)
    except Exception:  # any damage in EXIF only costs the orientation
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _turned(image: Image.Image, orientation: int) -> Image.Image:
    import PIL.Image

    turns = {
        2: PIL.Image.Transpose.FLIP_LEFT_RIGHT,
        3: PIL.Image.Transpose.ROTATE_180,
        4: PIL.Image.Transpose.FLIP_TOP_BOTTOM,
        5: PIL.Image.Transpose.TRANSPOSE,
        6: PIL.Image.Transpose.ROTATE_270,
        7: PIL.Image.Transpose.TRANSVERSE,
        8: PIL.Image.Transpose.ROTATE_90,
    }
    return image.transpose(turns[orientation]) if orientation in turns else image


def _rgb(image: Image.Image) -> Image.Image:
    """Return 8-bit RGB: transparency over white, 16 and 32 bit stretched to their own range."""
    import PIL.Image

    if image.mode in ("I", "F", "I;16", "I;16B", "I;16L", "I;16N"):
        return _stretched(image)
    if image.mode == "RGB":
        return image.copy()
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        layer = image.convert("RGBA")
        ground = PIL.Image.new("RGB", layer.size, (255, 255, 255))
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    return image.convert("RGB")


def _stretched(image: Image.Image) -> Image.Image:
    import numpy as np
    import PIL.Image

    values = np.nan_to_num(np.asarray(image, np.float32), posinf=0.0, neginf=0.0)
    low, high = float(values.min()), float(values.max())
    grey = ((values - low) * (255.0 / max(high - low, 1e-9))).astype(np.uint8)
    return PIL.Image.fromarray(grey).convert("RGB")
