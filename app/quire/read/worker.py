"""The child side of a reader process: answers requests about files. Native code meets hostile input here and
only here.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from quire.errors import BrokenFile, InvalidInput, QuireError, TooLarge
from quire.read.blocks.file import BlockFile
from quire.read.book_shape import book_shape
from quire.read.content import FileShape, OcrLine, PageContent
from quire.read.image_page import bare_picture_page, picture_shape, read_picture_page
from quire.read.images import load_upright
from quire.read.loose import decode, marked, page_thumbnail, picture_thumbnail, text_of
from quire.read.media_types import PDF, PICTURES
from quire.read.ocr import TextRecogniser
from quire.read.opening import (
    check_unchanged,
    damage_of,
    layout_on_demand,
    open_document,
    out_of_memory,
)
from quire.read.page_problems import damaged_page, empty_page, too_large_page, unrecognised
from quire.read.pdf.full import read_full_page
from quire.read.pdf.shape import file_shape
from quire.read.pdf.text import read_text_page
from quire.read.print_pages import PrintedPages
from quire.read.printed.file import PrintedFile
from quire.read.render import render_pdf_page, render_picture
from quire.read.requests import (
    FileRef,
    FullRequest,
    LooseRequest,
    MarkRequest,
    PictureTextRequest,
    PrintedPageRequest,
    PrintedRequest,
    PrintRequest,
    ReaderSettings,
    RenderRequest,
    Reply,
    Request,
    ShapeRequest,
    TextRequest,
)
from quire.types import Problem

if TYPE_CHECKING:
    import pymupdf


PictureT = TypeVar("PictureT")

_M_ARENA_MAX = -8  # glibc's mallopt key


def reader_factory(argument: bytes) -> Callable[[bytes], bytes]:
    """Set up a reader process and return its request handler; runs under `jobs.Child`."""
    settings = msgspec.msgpack.decode(argument, type=ReaderSettings)
    _silence()
    _use_few_arenas()
    layout_on_demand(settings.threads)
    return Reader(settings).answer


class Reader:
    """Answers requests one by one; keeps the last document open, since pages of one file come in a row."""

    def __init__(self, settings: ReaderSettings) -> None:
        self._settings = settings
        self._decoder = msgspec.msgpack.Decoder(Request)
        self._file: FileRef | None = None
        self._document: pymupdf.Document | None = None
        self._blocks: BlockFile | None = None
        self._picture: FileShape | None = None
        self._printed: tuple[FileRef, PrintedFile] | None = None
        self._recogniser = TextRecogniser(threads=settings.threads)
        self._tainted = False

    def answer(self, message: bytes) -> bytes:
        """Return an encoded `Reply`.

        Raises:
            ReadError: the file as a whole cannot be read. A page's failure is a problem inside its content.
        """
        body = self._body(self._decoder.decode(message))
        return msgspec.msgpack.encode(Reply(body, _rss_mb(), self._tainted))

    def _body(self, request: Request) -> bytes:
        try:
            if isinstance(request, ShapeRequest):
                return msgspec.msgpack.encode(self._shape(request.file))
            if isinstance(request, TextRequest):
                pages = [self._text(request.file, index) for index in range(request.first, request.stop)]
                return msgspec.msgpack.encode([msgspec.msgpack.encode(page) for page in pages])
            if isinstance(request, FullRequest):
                return msgspec.msgpack.encode(self._full(request))
            if isinstance(request, RenderRequest):
                return self._render(request)
            if isinstance(request, PrintRequest | PrintedPageRequest):
                return self._printed_pages(request)
            return self._loose(request)
        except MemoryError:
            self._forget()
            self._forget_printed()
            self._tainted = True
            raise TooLarge(
                "the file needs more memory than one file may use",
                hint="split it into smaller files and add those",
            ) from None
        except QuireError:
            raise
        except Exception as error:
            # Hostile files find every hole; here that is the file's failure. The traceback goes to the log.
            self._forget()
            raise BrokenFile(
                "the file is damaged and could not be read",
                hint="open it in another program; if that fails too, get it again from where it came from",
                detail=traceback.format_exc(),
            ) from error

    def _open(self, file: FileRef) -> pymupdf.Document:
        if self._document is None or self._file != file:
            self._forget()
            check_unchanged(file)
            self._blocks = self._block_file(file)
            self._document = open_document(file) if self._blocks is None else self._blocks.document
            self._file = file
        return self._document

    def _block_file(self, file: FileRef) -> BlockFile | None:
        """Read and lay out what a plugin reads; None for other files."""
        target = file.target or self._settings.targets.get(file.media_type)
        return None if target is None else BlockFile(file, target)

    def _forget(self) -> None:
        if self._document is not None:
            with contextlib.suppress(Exception):  # closing must not hide why we close
                self._document.close()
        self._document = None
        self._blocks = None
        self._picture = None
        self._file = None

    def _forget_printed(self) -> None:
        if self._printed is not None:
            with contextlib.suppress(Exception):  # as above
                self._printed[1].document.close()
        self._printed = None

    def _shape(self, file: FileRef) -> FileShape:
        if file.media_type in PICTURES:
            return self._picture_shape(file)
        document = self._open(file)
        if self._blocks is not None:
            return self._blocks.shape()
        if file.media_type != PDF:
            return book_shape(document)
        try:
            return file_shape(document)
        except IndexError:  # a damaged page tree: MuPDF counts anew when it stumbles, so once more
            return file_shape(document)

    def _picture_shape(self, file: FileRef) -> FileShape:
        if self._picture is None or self._file != file:
            self._forget()
            check_unchanged(file)
            self._picture = picture_shape(os.fsdecode(file.path), file.media_type)
            self._file = file
        return self._picture

    def _text(self, file: FileRef, page_index: int) -> PageContent:
        if file.media_type in PICTURES:
            return bare_picture_page(self._picture_shape(file).sizes[page_index], page_index)
        document = self._open(file)
        try:
            if self._blocks is not None:
                return self._blocks.text_page(page_index)
            content = read_text_page(document, page_index)
        except Exception as error:
            return self._failed_page(page_index, error)
        return self._with_damage(content, file, page_index)

    def _full(self, request: FullRequest) -> PageContent:
        started = time.perf_counter()
        troubles: list[Problem] = []
        if request.file.media_type in PICTURES:
            content = self._full_picture(request, troubles)
        else:
            content = self._full_page(request, troubles)
        seconds = time.perf_counter() - started
        return replace(content, problems=(*content.problems, *troubles), seconds=seconds)

    def _full_page(self, request: FullRequest, troubles: list[Problem]) -> PageContent:
        document = self._open(request.file)
        try:
            if self._blocks is not None:
                return self._blocks.full_page(
                    request.page_index,
                    crops_dir=Path(request.crops_dir),
                    recognise=self._recognise_with(TextRecogniser.recognise, request.page_index, troubles),
                )
            content = read_full_page(
                document if request.file.media_type == PDF else PrintedPages(document),
                request.page_index,
                crops_dir=Path(request.crops_dir),
                recognise=self._recognise_with(TextRecogniser.recognise_pixmap, request.page_index, troubles),
                layout=self._settings.layout,
            )
            return self._with_damage(content, request.file, request.page_index)
        except Exception as error:
            failed = self._failed_page(request.page_index, error)
            if self._tainted:
                return failed
            # The layout, the tables or the figures failed; the words are usually still there.
            content = self._text(request.file, request.page_index)
            return replace(content, problems=(*content.problems, *failed.problems))

    def _with_damage(self, content: PageContent, file: FileRef, page_index: int) -> PageContent:
        """Say with the first page what is wrong with the file as a whole."""
        if page_index or self._document is None:
            return content
        return replace(content, problems=(*content.problems, *damage_of(self._document, file)))

    def _full_picture(self, request: FullRequest, troubles: list[Problem]) -> PageContent:
        shape = self._picture_shape(request.file)
        try:
            return read_picture_page(
                os.fsdecode(request.file.path),
                request.file.media_type,
                request.page_index,
                crops_dir=Path(request.crops_dir),
                recognise=self._recognise_with(TextRecogniser.recognise, request.page_index, troubles),
            )
        except (BrokenFile, TooLarge):
            if shape.n_pages == 1:
                raise
            return empty_page(request.page_index + 1, damaged_page(request.page_index + 1))

    def _recognise_with(
        self,
        method: Callable[[TextRecogniser, PictureT], list[OcrLine]],
        page_index: int,
        troubles: list[Problem],
    ) -> Callable[[PictureT], list[OcrLine]] | None:
        """Return text recognition whose failure costs the page its OCR, not its other content."""
        if not self._settings.ocr:
            return None

        def recognise(picture: PictureT) -> list[OcrLine]:
            try:
                return method(self._recogniser, picture)
            except Exception as error:
                self._tainted = self._tainted or out_of_memory(error)
                troubles.append(unrecognised(page_index + 1))
                return []

        return recognise

    def _render(self, request: RenderRequest) -> bytes:
        file, index = request.file, request.page_index
        if file.media_type in PICTURES:
            check_unchanged(file)
            picture, _ = load_upright(os.fsdecode(file.path), file.media_type, index)
            return render_picture(picture, scale=request.scale, clip=request.clip, marks=request.marks)
        document = self._open(file)
        if not 0 <= index < document.page_count:
            raise InvalidInput(f"the document has {document.page_count} pages, not {index + 1}")
        if self._blocks is not None:
            self._blocks.draw(index)
        return render_pdf_page(document[index], scale=request.scale, clip=request.clip, marks=request.marks)

    def _printed_pages(self, request: PrintedRequest) -> bytes:
        """Answer about the file as its own program prints it; what was opened for reading stays open."""
        if self._printed is None or self._printed[0] != request.file:
            self._forget_printed()
            check_unchanged(request.file)
            target = request.file.target or self._settings.targets.get(request.file.media_type)
            if target is None:
                raise InvalidInput("no plugin prints files of this kind")
            self._printed = (request.file, PrintedFile(request.file, target))
        printed = self._printed[1]
        if isinstance(request, PrintRequest):
            return msgspec.msgpack.encode(printed.content(request.texts))
        if not 0 <= request.page_index < printed.document.page_count:
            raise InvalidInput(f"printed, the document has {printed.document.page_count} pages")
        page = printed.document[request.page_index]
        return render_pdf_page(page, scale=request.scale, clip=request.clip, marks=request.marks)

    def _loose(self, request: LooseRequest) -> bytes:
        if isinstance(request, MarkRequest):
            return marked(
                request.picture,
                page_width=request.page_width,
                scale=request.scale,
                clip=request.clip,
                marks=request.marks,
            )
        if isinstance(request, PictureTextRequest):
            return text_of(request.picture, self._recogniser.recognise).encode("utf-8", "replace")
        if isinstance(request.source, bytes):
            return picture_thumbnail(decode(request.source), request.width_px)
        return self._thumbnail(request.source, request.width_px)

    def _thumbnail(self, file: FileRef, width_px: int) -> bytes:
        """Leaves the open document open: a list of thumbnails must not close the one that is being read."""
        if file == self._file and self._document is not None:
            if self._blocks is not None:
                self._blocks.draw(0)
            return page_thumbnail(self._document[0], width_px)
        check_unchanged(file)
        if file.media_type in PICTURES:
            picture, _ = load_upright(os.fsdecode(file.path), file.media_type, max_side_px=2 * width_px)
            return picture_thumbnail(picture, width_px)
        blocks = self._block_file(file)
        document = open_document(file) if blocks is None else blocks.document
        try:
            if blocks is not None:
                blocks.draw(0)
            return page_thumbnail(document[0], width_px)
        finally:
            document.close()

    def _failed_page(self, page_index: int, error: Exception) -> PageContent:
        logging.getLogger(__name__).debug("page %d failed", page_index + 1, exc_info=error)
        if out_of_memory(error):
            self._tainted = True
            gc.collect()
            return empty_page(page_index + 1, too_large_page(page_index + 1))
        return empty_page(page_index + 1, damaged_page(page_index + 1))


def _rss_mb() -> int:
    with (
        contextlib.suppress(OSError, ValueError, IndexError),
        open("/proc/self/statm", encoding="ascii") as file,
    ):
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // (1024 * 1024)
    return 0


def _silence() -> None:
    """Send what native libraries print to nowhere: standard output is the command line's, and errors are answers."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _use_few_arenas() -> None:
    """Keep glibc from reserving 64 MB of address space for every thread: that space is limited."""
    with contextlib.suppress(Exception):
        import ctypes

        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)
