"""Encoded pictures become pixels, within limits. Only in the host process: pictures may be hostile."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from quire.errors import BrokenFile, ReadError, TooLarge

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 200_000_000  # as the readers allow
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")


def decode(data: bytes) -> Image.Image:
    """Return a picture upright, as RGB on white.

    Raises:
        TooLarge: it claims more than `MOST_PIXELS`; nothing is decoded then.
        BrokenFile: it cannot be decoded.
    """
    import PIL.Image
    from PIL import ImageOps

    PIL.Image.init()  # or some of the formats are not known yet
    PIL.Image.MAX_IMAGE_PIXELS = None  # ours is stricter, and says it in our words
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # damaged metadata
            with PIL.Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise TooLarge(
                        f"a picture of {image.width} × {image.height} pixels is too large to look at",
                        hint=f"scale it down below {MOST_PIXELS // 1_000_000} million pixels",
                    )
                return _on_white(ImageOps.exif_transpose(image))
    except ReadError:
        raise
    except Exception as error:  # Pillow's decoders raise whatever they like
        raise BrokenFile(
            "a picture cannot be decoded", hint="save it anew as PNG or JPEG", detail=repr(error)
        ) from error


def _on_white(image: Image.Image) -> Image.Image:
    import PIL.Image

    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    layered = image.convert("RGBA")
    ground = PIL.Image.new("RGBA", layered.size, "white")
    return PIL.Image.alpha_composite(ground, layered).convert("RGB")
