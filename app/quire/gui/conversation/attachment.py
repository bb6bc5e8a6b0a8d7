"""The picture a question is asked with: checked and made small enough in the background, shown as a chip."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from quire.errors import InvalidInput, TooLarge
from quire.gui.conversation.elided import ElidedLabel
from quire.gui.conversation.labels import tool
from quire.gui.theme import tokens
from quire.gui.theme.tokens import XS, S

_THUMB_PX = 40
_LONGEST_EDGE_PX = 4096
_MOST_PIXELS = 200_000_000
_MOST_BYTES = 50 * 1024 * 1024
PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff"})


@dataclass(frozen=True, slots=True)
class Attachment:
    """Attributes:
    data: The encoded picture, as the question takes it.
    thumb: For showing.
    caption: Where it comes from: a file's name, "page 3 of …".
    """

    data: bytes
    thumb: QImage
    caption: str


def from_file(path: Path) -> Attachment:
    """Read a picture file as it is; the very same bytes can be recognised in the library.

    Raises:
        InvalidInput: it cannot be read or is no picture.
        TooLarge: it is beyond what a question takes.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise TooLarge(f"“{path.name}” is too large for a question", hint="add it to the library instead")
        data = path.read_bytes()
    except OSError as error:
        raise InvalidInput(f"“{path.name}” cannot be read", detail=str(error)) from error
    return from_bytes(data, path.name)


def from_bytes(data: bytes, caption: str) -> Attachment:
    """Check an encoded picture. Raises InvalidInput, TooLarge."""
    content = QByteArray(data)
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() * size.height() > _MOST_PIXELS:
        raise TooLarge("the picture has too many pixels for a question", hint="make it smaller first")
    if size.isValid():
        reader.setScaledSize(
            size.scaled(QSize(4 * _THUMB_PX, 4 * _THUMB_PX), Qt.AspectRatioMode.KeepAspectRatio)
        )
    thumb = reader.read()
    if thumb.isNull():
        raise InvalidInput(
            f"“{caption}” is not a picture Quire can show" if caption else "this is not a picture"
        )
    return Attachment(data, thumb, caption)


def from_image(image: QImage, caption: str) -> Attachment:
    """Encode a picture that came without a file. Raises InvalidInput."""
    if max(image.width(), image.height()) > _LONGEST_EDGE_PX:
        image = image.scaled(
            QSize(_LONGEST_EDGE_PX, _LONGEST_EDGE_PX),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise InvalidInput("the picture cannot be used")
    return from_bytes(bytes(buffer.data().data()), caption)


class AttachmentChip(QFrame):
    """Signals:
    removed: The person takes the picture off the question.
    """

    removed = Signal()

    def __init__(self, attachment: Attachment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attachment = attachment
        self.setProperty("role", "card")
        row = QHBoxLayout(self)
        row.setContentsMargins(XS, XS, XS, XS)
        row.setSpacing(S)
        row.addWidget(_thumb(attachment.thumb))
        caption = ElidedLabel(attachment.caption or self.tr("Picture"), role="caption")
        caption.setMinimumWidth(min(caption.sizeHint().width(), 180))
        row.addWidget(caption, 1)
        self.remove = tool("close", self.tr("Remove the picture"), self.removed.emit)
        row.addWidget(self.remove)


def _thumb(image: QImage) -> QLabel:
    made = QLabel()
    ratio = made.devicePixelRatioF()
    edge = round(tokens(made).px(_THUMB_PX) * ratio)
    pixmap = QPixmap.fromImage(image).scaled(
        edge, edge, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    pixmap.setDevicePixelRatio(ratio)
    made.setPixmap(pixmap)
    return made
