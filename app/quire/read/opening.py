"""Opening files in a reader process: MuPDF made quiet and harmless, documents opened by content, passwords
tried.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quire.errors import BrokenFile, PasswordNeeded, ReadError, TooLarge
from quire.read.media_types import FB2, HTML, MARKDOWN, PDF, PLAIN, REFLOWABLE, SVG
from quire.read.plain_text import decode_text
from quire.read.requests import FileRef
from quire.types import Problem

if TYPE_CHECKING:
    import pymupdf

# Reflowable formats have no pages of their own. These values make them; changing one moves every citation.
_REFLOW_WIDTH_PT, _REFLOW_HEIGHT_PT, _REFLOW_FONT_PT = 420.0, 595.0, 11.0
_MAX_MARKUP_BYTES = 16 * 1024 * 1024  # 16,000 pages; laying out 20 MB takes 8 s and 600 MB
_FROM_MEMORY = {SVG: "svg", HTML: "html", PLAIN: "txt", MARKDOWN: "md", FB2: "fb2"}
_TAIL_BYTES = 2048  # where a whole PDF has its end mark
_END_OF_OBJECT = b"endobj"
_MOST_IN_MEMORY = 512 * 1024 * 1024  # of a cut file that must be shortened to be read
_CHUNK_BYTES = 1024 * 1024


def import_mupdf() -> Any:
    """Import pymupdf without its layout model (0.8 s and 60 MB that rendering and plain text do not need)."""
    if "pymupdf" not in sys.modules:
        sys.modules["pymupdf.layout"] = None  # type: ignore[assignment]  # makes its import fail, which pymupdf expects
        try:
            import pymupdf
        finally:
            del sys.modules["pymupdf.layout"]
        pymupdf.TOOLS.mupdf_display_errors(False)
        pymupdf.TOOLS.mupdf_display_warnings(False)
    return sys.modules["pymupdf"]


def layout_on_demand(threads: int) -> None:
    """Have the layout model loaded by the first page that asks for it, and never before."""
    mupdf = import_mupdf()

    def first(*args: Any, **kwargs: Any) -> Any:
        mupdf._get_layout = None
        _activate_layout(threads)
        return mupdf._get_layout(*args, **kwargs)

    mupdf._get_layout = first


def _activate_layout(threads: int) -> None:
    """Load the layout model, held to `threads` threads that do not spin while they wait."""
    import onnxruntime

    options = onnxruntime.SessionOptions

    def limited() -> Any:
        made = options()
        made.intra_op_num_threads = threads
        made.inter_op_num_threads = 1
        made.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return made

    # WORKAROUND(pymupdf 2.0): its layout sessions take every core and no setting says otherwise; two readers
    # on two cores would fight. Remove when pymupdf.layout accepts session options.
    onnxruntime.SessionOptions = limited
    try:
        import pymupdf.layout  # noqa: F401  # importing it activates the model
    finally:
        onnxruntime.SessionOptions = options


def check_unchanged(file: FileRef) -> None:
    """Compare the file with what was sniffed; a new time alone is settled by its digest.

    Raises:
        ReadError: it is gone, not readable, or other bytes now.
    """
    try:
        now = os.stat(file.path)
        same_time = now.st_mtime == file.modified_at
        if now.st_size == file.size_bytes and (same_time or _digest(file.path) == file.sha256):
            return
    except FileNotFoundError:
        raise ReadError(
            "the file is not there", hint="put it back where it was, or add it from its new place"
        ) from None
    except OSError as error:
        raise ReadError(
            f"the file could not be read ({error.strerror or error})",
            hint="check its permissions and the disk, then try again",
            detail=repr(error),
        ) from error
    raise ReadError("the file has changed since Quire looked at it", hint="add it again")


def open_document(file: FileRef) -> pymupdf.Document:
    """Open anything MuPDF reads, laid out and authenticated.

    Raises:
        PasswordNeeded: encrypted, and the password is missing or wrong.
        BrokenFile: not even a repair finds pages in it.
        TooLarge: text or markup beyond what can be laid out.
    """
    mupdf = import_mupdf()
    try:
        if file.media_type in _FROM_MEMORY:
            # From memory, so that a relative reference inside finds nothing on this disk.
            document = mupdf.open(stream=_markup(file), filetype=_FROM_MEMORY[file.media_type])
        else:
            document = _open_in_place(file, mupdf)
        _authenticate(document, file.password)
        if file.media_type in REFLOWABLE:
            document.layout(width=_REFLOW_WIDTH_PT, height=_REFLOW_HEIGHT_PT, fontsize=_REFLOW_FONT_PT)
        if document.page_count < 1:
            raise _broken("no pages")
    except (
        RuntimeError,
        ValueError,
    ) as error:  # pymupdf's FileDataError and EmptyFileError are RuntimeErrors
        if out_of_memory(error):
            raise MemoryError from error
        raise _broken(repr(error)) from error
    return document


def _open_in_place(file: FileRef, mupdf: Any) -> pymupdf.Document:
    """Open the file where it lies; a PDF that was cut off inside an object, without that object."""
    try:
        return mupdf.open(os.fsdecode(file.path), filetype=file.media_type)
    except RuntimeError:
        # MuPDF's repair gives up at half an object at the end: of 67 such cuts through a PDF it read none, without
        # the half object all.
        if file.media_type != PDF or file.size_bytes > _MOST_IN_MEMORY or not _end_is_missing(file):
            raise
        content = Path(os.fsdecode(file.path)).read_bytes()
        return mupdf.open(stream=content[: content.rfind(_END_OF_OBJECT) + len(_END_OF_OBJECT)], filetype=PDF)


def _end_is_missing(file: FileRef) -> bool:
    with open(file.path, "rb") as stream:
        stream.seek(max(0, file.size_bytes - _TAIL_BYTES))
        return b"%%EOF" not in stream.read()


def damage_of(document: pymupdf.Document, file: FileRef) -> tuple[Problem, ...]:
    """Return what must be said about a file that opens although its end is missing.

    A repair alone is no problem: many programs write slightly wrong offsets and nothing is lost.
    """
    if file.media_type != PDF or not document.is_repaired or not _end_is_missing(file):
        return ()
    return (
        Problem(
            kind="truncated",
            stage="read",
            message="the file is cut off; what is left of it was read, pages or pictures may be missing",
            hint="get it again from where it came from",
        ),
    )


def out_of_memory(error: BaseException) -> bool:
    """Tell whether a native library's error means that an allocation failed."""
    text = str(error).lower()
    return isinstance(error, MemoryError) or any(
        sign in text
        for sign in ("malloc", "bad_alloc", "bad alloc", "calloc", "insufficient memory", "cannot allocate")
    )


def _authenticate(document: pymupdf.Document, password: str) -> None:
    if not document.needs_pass:
        return
    if not password:
        raise PasswordNeeded(
            "the file is protected by a password",
            hint="give its password (--password-file on the command line), then add it again",
        )
    if not document.authenticate(password):
        raise PasswordNeeded("that is not the password of this file", hint="check the password and try again")


def _markup(file: FileRef) -> bytes:
    """Return the text of a file as UTF-8."""
    if file.size_bytes > _MAX_MARKUP_BYTES:
        raise TooLarge(
            f"the text is {file.size_bytes / 1e6:,.0f} MB, more than Quire lays out "
            f"({_MAX_MARKUP_BYTES // 1_000_000} MB)",
            hint="split it into smaller files and add those",
        )
    with open(file.path, "rb") as stream:
        data = stream.read(_MAX_MARKUP_BYTES + 1)
    if file.media_type == FB2:
        return data  # carries its own encoding declaration
    text = decode_text(data)
    if text is None:
        text = data.decode("utf-8", "replace")  # sensible at the beginning, damaged further on
    return text.removeprefix("\ufeff").encode()


def _broken(detail: str) -> BrokenFile:
    return BrokenFile(
        "the file is damaged beyond repair, or not what it claims to be",
        hint="open it in another program; if that fails too, get it again from where it came from",
        detail=detail,
    )


def _digest(path: bytes) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
