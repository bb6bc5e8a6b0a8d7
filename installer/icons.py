"""Draw the program's icon for an installer from `resources/icons/quire.svg`.

    python installer/icons.py build/quire.ico | build/quire.icns | FOLDER

A folder gets one PNG per size that desktops ask for, named by it (`installer/linux/icons` is made so).
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

from PIL import Image

SVG = Path(__file__).resolve().parents[1] / "resources" / "icons" / "quire.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def drawn(size: int) -> Image.Image:
    """Return the icon in this size, RGBA, drawn from the vector anew rather than scaled."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication.instance() or QGuiApplication([])
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    QSvgRenderer(str(SVG)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    del application
    return Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGBA")


def main(target: Path) -> None:
    pictures = [drawn(size) for size in SIZES]
    if target.suffix in (".ico", ".icns"):
        target.parent.mkdir(parents=True, exist_ok=True)
        largest = 256 if target.suffix == ".ico" else 512
        fitting = [picture for picture in pictures if picture.width <= largest]
        fitting[-1].save(target, append_images=fitting[:-1])
        return
    target.mkdir(parents=True, exist_ok=True)
    for picture in pictures:
        picture.save(target / f"{picture.width}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
