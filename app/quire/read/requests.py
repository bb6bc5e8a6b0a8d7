"""What the main process asks a reader process, and how the answer is wrapped. Encoded by msgspec; no
behaviour.
"""

from __future__ import annotations

import os

import msgspec

from quire.read.content import ReadText
from quire.types import Box, Source


class FileRef(msgspec.Struct, frozen=True):
    """A file as it was sniffed; the reader refuses it when it has changed since.

    Attributes:
        path: As bytes, for names that are not valid text.
        target: The plugin's reader that was found for it, "module:Class"; it reads the file to its end, also when the
            plugin is switched off meanwhile.
    """

    path: bytes
    media_type: str
    size_bytes: int
    modified_at: float
    sha256: str
    password: str = ""
    target: str = ""


class ShapeRequest(msgspec.Struct, frozen=True, tag="shape"):
    """Answered with a `FileShape`."""

    file: FileRef


class TextRequest(msgspec.Struct, frozen=True, tag="text"):
    """Answered with a list of encoded `PageContent`, from page index `first` up to, without, `stop`."""

    file: FileRef
    first: int
    stop: int


class FullRequest(msgspec.Struct, frozen=True, tag="full"):
    """Answered with a `PageContent`; crops land in `crops_dir`."""

    file: FileRef
    page_index: int
    crops_dir: str


class RenderRequest(msgspec.Struct, frozen=True, tag="render"):
    """Answered with PNG bytes."""

    file: FileRef
    page_index: int
    scale: float
    clip: Box | None
    marks: tuple[Box, ...]


class PrintRequest(msgspec.Struct, frozen=True, tag="print"):
    """Answered with a `PrintedContent`: the file as its own program prints it, and where `texts` stand there."""

    file: FileRef
    texts: tuple[ReadText, ...]


class PrintedPageRequest(msgspec.Struct, frozen=True, tag="printed-page"):
    """Answered with PNG bytes of a printed page."""

    file: FileRef
    page_index: int
    scale: float
    clip: Box | None
    marks: tuple[Box, ...]


class MarkRequest(msgspec.Struct, frozen=True, tag="mark"):
    """Answered with PNG bytes: the picture is of a page `page_width` units wide."""

    picture: bytes
    page_width: float
    scale: float
    clip: Box | None
    marks: tuple[Box, ...]


class PictureTextRequest(msgspec.Struct, frozen=True, tag="picture-text"):
    """Answered with the recognised text, UTF-8."""

    picture: bytes


class ThumbnailRequest(msgspec.Struct, frozen=True, tag="thumbnail"):
    """Answered with a small WebP of the file's first page, or of the picture."""

    source: FileRef | bytes
    width_px: int


PrintedRequest = PrintRequest | PrintedPageRequest
FileRequest = ShapeRequest | TextRequest | FullRequest | RenderRequest | PrintedRequest
LooseRequest = MarkRequest | PictureTextRequest | ThumbnailRequest
Request = FileRequest | LooseRequest


class Reply(msgspec.Struct, frozen=True):
    """The answer's body and how the process feels after it.

    Attributes:
        rss_mb: Resident memory now; 0 where the platform does not say.
        tainted: An allocation failed; the process should not be trusted with another page.
    """

    body: bytes
    rss_mb: int = 0
    tainted: bool = False


class ReaderSettings(msgspec.Struct, frozen=True):
    """How a reader process works for its whole life.

    Attributes:
        targets: Readers of plugins, "module:Class", by media type.
    """

    ocr: bool = True
    layout: str = "auto"
    threads: int = 1
    targets: dict[str, str] = {}


def file_ref(source: Source, password: str = "", target: str = "") -> FileRef:
    return FileRef(
        path=os.fsencode(source.path),
        media_type=source.media_type,
        size_bytes=source.size_bytes,
        modified_at=source.modified_at,
        sha256=source.sha256,
        password=password,
        target=target,
    )
