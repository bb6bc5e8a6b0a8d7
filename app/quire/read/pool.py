"""Reader processes as the main process sees them: started when needed, watched, replaced. No pymupdf here."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import IntEnum

import msgspec

from quire.errors import Cancelled, InvalidInput, QuireError, ReaderCrashed, TooLarge
from quire.jobs import Child, ChildFailure
from quire.plugins.offers import ReaderOffer
from quire.read.content import FileShape, PrintedContent, ReadText
from quire.read.readers import Readers
from quire.read.requests import (
    FileRef,
    FullRequest,
    LooseRequest,
    MarkRequest,
    PictureTextRequest,
    PrintedPageRequest,
    PrintRequest,
    ReaderSettings,
    RenderRequest,
    Reply,
    Request,
    ShapeRequest,
    TextRequest,
    ThumbnailRequest,
    file_ref,
)
from quire.types import Box, Source

_RECYCLE_AFTER = 4000  # work units: a text page is 1, a fully read page 10; native libraries leak a little
_FULL_PAGE_UNITS = 10
_MAX_PICTURE_BYTES = 200_000_000
_MAX_RSS_SHARE = 0.6  # of the memory limit, at which a process is replaced between two pages

_decode_shape = msgspec.msgpack.Decoder(FileShape).decode  # worked out once, by one thread: see jobs/child.py
_decode_printed = msgspec.msgpack.Decoder(PrintedContent).decode
_decode_reply = msgspec.msgpack.Decoder(Reply).decode


def _reader(argument: bytes) -> Callable[[bytes], bytes]:
    """Run in the spawned process; only there is the code loaded that knows files from inside."""
    from quire.read.worker import reader_factory

    return reader_factory(argument)


class PageTimeout(ReaderCrashed):
    """The reader took longer than one page may take and was ended."""

    kind = "page-timeout"


class Priority(IntEnum):
    """Who goes first when readers are scarce."""

    PERSON = 0  # somebody looks at an empty page
    TEXT = 1  # makes a document searchable
    BULK = 2


@dataclass(eq=False, slots=True)
class _Slot:
    """A place for one reader process."""

    reserve: bool
    child: Child | None = None
    settings: ReaderSettings | None = None
    units: int = 0
    path: bytes = b""


@dataclass(eq=False, slots=True)
class CallGroup:
    """Calls that are given up together: `stop` ends the processes that work on them."""

    stopped: bool = False
    running: set[Child] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def stop(self) -> None:
        with self.lock:
            self.stopped = True
            running = list(self.running)
        for child in running:
            child.kill()


class ReaderPool:
    """A few spawned reader processes, and one more for a person who waits while they are busy. Thread-safe.

    Args:
        n_processes: Readers for bulk work.
        page_timeout_s: What one page may take before its process is ended.
        memory_limit_mb: Address space of one process.
        ocr: Whether text in pictures is recognised.
        layout: "auto", "always" or "never": when the layout model is asked.
        readers: Who reads which type of file.
        factory: What runs in the processes; module-level, since spawned processes import it by name.
    """

    def __init__(
        self,
        *,
        n_processes: int = 2,
        page_timeout_s: float = 60.0,
        memory_limit_mb: int = 3072,
        ocr: bool = True,
        layout: str = "auto",
        readers: Readers | None = None,
        factory: Callable[[bytes], Callable[[bytes], bytes]] = _reader,
    ) -> None:
        if n_processes < 1:
            raise InvalidInput("at least one reader process is needed")
        self.n_processes = n_processes
        self.page_timeout_s = page_timeout_s
        self.ocr = ocr
        self.layout = layout
        self.readers = readers or Readers.built_in()
        self._factory = factory
        self._memory_limit_mb = memory_limit_mb
        self._threads = max(1, (os.cpu_count() or 1) // n_processes)
        self._settings = self._settings_now()
        self._free = [_Slot(reserve=False) for _ in range(n_processes)] + [_Slot(reserve=True)]
        self._slots = tuple(self._free)
        self._waiting: list[tuple[Priority, int]] = []
        self._tickets = 0
        self._changed = threading.Condition()
        self._closed = False
        # Linux ends a child with the thread that started it (PR_SET_PDEATHSIG), not with its process: readers
        # that worker threads started died after every document. This thread lives as long as the pool.
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="reader-starter")

    def close(self) -> None:
        """End all processes; calls under way fail. May be called twice."""
        with self._changed:
            self._closed = True
            children = [slot.child for slot in self._slots if slot.child]
            self._changed.notify_all()
        for child in children:
            child.kill()
        self._starter.shutdown(wait=False)

    def use_readers(self, offers: Mapping[str, ReaderOffer]) -> None:
        """Let others read from now on; a process that knows the former ones is replaced when its next request comes."""
        self.readers.use(offers)
        self._settings = self._settings_now()

    def _settings_now(self) -> ReaderSettings:
        return ReaderSettings(self.ocr, self.layout, self._threads, dict(self.readers.targets))

    def prewarm(self) -> None:
        """Start the bulk readers in the background, so that the first file does not wait for imports."""
        for _ in range(self.n_processes):
            threading.Thread(target=self._warm_one, name="reader-prewarm", daemon=True).start()

    def file_of(self, source: Source, password: str = "") -> FileRef:
        """Return a file as its readers are asked about it, together with who reads it now."""
        return file_ref(source, password, self.readers.targets.get(source.media_type, ""))

    def shape(self, source: Source, password: str = "", *, priority: Priority = Priority.PERSON) -> FileShape:
        """Return the pages, outline and metadata of a file.

        Raises:
            ReadError: the file as a whole cannot be read.
        """
        body = self.call(
            ShapeRequest(self.file_of(source, password)), priority=priority, timeout_s=2 * self.page_timeout_s
        )
        return _decode_shape(body)

    def render_page(
        self,
        source: Source,
        page_number: int,
        *,
        scale: float = 1.0,
        clip: Box | None = None,
        marks: Sequence[Box] = (),
        password: str = "",
    ) -> bytes:
        """Return a page as PNG. Goes before all other work.

        Args:
            scale: 1.0 is 72 dpi; for pictures one pixel for one pixel. Lowered to stay below 25 megapixels.
            clip: Only this region, in page units.
            marks: Places to highlight, in page units.

        Raises:
            ReadError: the file is gone, changed, or the page cannot be drawn.
            InvalidInput: no such page, no positive scale, or a clip outside the page.
        """
        if page_number < 1:
            raise InvalidInput("pages are counted from 1")
        request = RenderRequest(self.file_of(source, password), page_number - 1, scale, clip, tuple(marks))
        return self.call(request, priority=Priority.PERSON)

    def print_file(self, source: Source, texts: Sequence[ReadText]) -> PrintedContent:
        """Return a file as its own program prints it, and where on its pages the words of `texts` stand.

        May take as long as that program, which is not waited for longer than two pages may take.

        Raises:
            ReadError: it cannot be printed.
            InvalidInput: no plugin prints such files.
        """
        request = PrintRequest(self.file_of(source), tuple(texts))
        return _decode_printed(self.call(request, priority=Priority.PERSON, timeout_s=2 * self.page_timeout_s))

    def render_printed(
        self,
        source: Source,
        page_number: int,
        *,
        scale: float = 1.0,
        clip: Box | None = None,
        marks: Sequence[Box] = (),
    ) -> bytes:
        """Return a page of what `print_file` told of as PNG; otherwise as `render_page`."""
        request = PrintedPageRequest(self.file_of(source), page_number - 1, scale, clip, tuple(marks))
        return self.call(request, priority=Priority.PERSON, timeout_s=2 * self.page_timeout_s)

    def mark_picture(
        self,
        data: bytes,
        *,
        page_width: float,
        scale: float = 1.0,
        clip: Box | None = None,
        marks: Sequence[Box] = (),
    ) -> bytes:
        """Return a kept picture of a page as `render_page` would return the page itself.

        Args:
            data: The encoded picture of the whole page.
            page_width: Width of the page in page units; scale, clip and marks are in the same units.

        Raises:
            InvalidInput: not a picture, no positive width or scale, or a clip outside the page.
            ReadError: it cannot be decoded, or claims too many pixels.
        """
        request = MarkRequest(data, page_width, scale, clip, tuple(marks))
        return self.call(request, priority=Priority.PERSON)

    def picture_text(self, data: bytes) -> str:
        """Return the text inside an encoded picture in reading order; empty when there is none or OCR is off.

        Raises:
            InvalidInput: not a picture.
            ReadError: it cannot be decoded, or claims too many pixels (before they are decoded).
        """
        if len(data) > _MAX_PICTURE_BYTES:
            raise TooLarge(
                f"the picture has {len(data) / 1e6:,.0f} MB, more than Quire looks at "
                f"({_MAX_PICTURE_BYTES // 1_000_000} MB)",
                hint="save a smaller version and use that",
            )
        if not self.ocr:
            return ""
        return self.call(PictureTextRequest(data), priority=Priority.PERSON).decode("utf-8", "replace")

    def thumbnail(self, source: Source | bytes, *, width_px: int = 320, password: str = "") -> bytes:
        """Return a small WebP of a file's first page or of an encoded picture. Goes before bulk work only.

        Raises:
            InvalidInput: the bytes are not a picture.
            ReadError: the file is gone, changed or locked, or its first page cannot be drawn.
        """
        what = source if isinstance(source, bytes) else self.file_of(source, password)
        return self.call(ThumbnailRequest(what, width_px), priority=Priority.TEXT)

    def call(
        self,
        request: Request,
        *,
        priority: Priority = Priority.BULK,
        timeout_s: float | None = None,
        group: CallGroup | None = None,
    ) -> bytes:
        """Have one request answered; blocks. A process that dies is replaced and the request tried once more.

        Raises:
            PageTimeout: it took longer than `timeout_s`, or else `page_timeout_s`.
            ReaderCrashed: it ended the process twice.
            Cancelled: `group` was stopped, or the pool closed.
            ReadError: the file as a whole cannot be read.
        """
        group = group or CallGroup()
        message = msgspec.msgpack.encode(request)
        timeout_s = self.page_timeout_s if timeout_s is None else timeout_s
        try:
            return self._attempt(request, message, priority, timeout_s, group)
        except ChildFailure as first:
            failure = first
            if failure.reason != "timeout" and not self._given_up(group):
                try:
                    return self._attempt(request, message, priority, timeout_s, group)
                except ChildFailure as second:
                    failure = second
        if self._given_up(group):
            raise Cancelled("stopped as you asked")
        raise self._explained(failure, timeout_s, _is_plugged(request))

    def _attempt(
        self, request: Request, message: bytes, priority: Priority, timeout_s: float, group: CallGroup
    ) -> bytes:
        slot = self._acquire(priority, _path_of(request))
        try:
            child = self._child_of(slot)
            with group.lock:
                if group.stopped:
                    raise Cancelled("stopped as you asked")
                group.running.add(child)
            try:
                answer = child.call(message, timeout_s=timeout_s)
            finally:
                with group.lock:
                    group.running.discard(child)
            reply = _decode_reply(answer)
            slot.units += _units(request)
            self._recycle(slot, reply)
            return reply.body
        finally:
            if slot.child is not None and not slot.child.alive:
                slot.child = None
            self._release(slot)

    def _acquire(self, priority: Priority, path: bytes) -> _Slot:
        """Wait for a reader. The reserve serves persons only; one that has the file open is preferred."""
        with self._changed:
            self._tickets += 1
            me = (priority, self._tickets)
            self._waiting.append(me)
            try:
                while True:
                    if self._closed:
                        raise Cancelled("the readers were closed")
                    slot = self._choice(priority, path) if me == min(self._waiting) else None
                    if slot is not None:
                        self._free.remove(slot)
                        slot.path = path
                        return slot
                    self._changed.wait()
            finally:
                self._waiting.remove(me)
                self._changed.notify_all()

    def _choice(self, priority: Priority, path: bytes) -> _Slot | None:
        able = [slot for slot in self._free if not slot.reserve or priority is Priority.PERSON]
        return min(able, key=lambda slot: (slot.reserve, slot.path != path, slot.child is None), default=None)

    def _release(self, slot: _Slot) -> None:
        with self._changed:
            self._free.append(slot)
            self._changed.notify_all()

    def _child_of(self, slot: _Slot) -> Child:
        """Return the slot's living process, started anew where needed."""
        settings = self._settings
        if slot.child is not None and slot.settings != settings:
            slot.child.kill()
        if slot.child is None or not slot.child.alive:
            try:
                child = self._starter.submit(self._start, settings).result()
            except RuntimeError:
                raise Cancelled("the readers were closed") from None
            with self._changed:
                slot.child, slot.settings, slot.units = child, settings, 0
                closed = self._closed
            if closed:
                child.kill()
            return child
        return slot.child

    def _start(self, settings: ReaderSettings) -> Child:
        threads = str(settings.threads)
        return Child(
            self._factory,
            msgspec.msgpack.encode(settings),
            name="quire-reader",
            memory_limit_mb=self._memory_limit_mb,
            environment={
                "OMP_NUM_THREADS": threads,
                "OPENBLAS_NUM_THREADS": threads,
                "MKL_NUM_THREADS": threads,
            },
        )

    def _recycle(self, slot: _Slot, reply: Reply) -> None:
        swollen = self._memory_limit_mb and reply.rss_mb > _MAX_RSS_SHARE * self._memory_limit_mb
        if slot.child is not None and (reply.tainted or swollen or slot.units >= _RECYCLE_AFTER):
            slot.child.close()
            slot.child = None

    def _warm_one(self) -> None:
        with contextlib.suppress(QuireError, ChildFailure):  # whoever needs the reader will be told
            slot = self._acquire(Priority.TEXT, b"")
            try:
                self._child_of(slot).wait_ready()
            finally:
                self._release(slot)

    def _given_up(self, group: CallGroup) -> bool:
        return group.stopped or self._closed

    def _explained(self, failure: ChildFailure, timeout_s: float, plugged: bool) -> ReaderCrashed:
        if failure.reason == "timeout":
            return PageTimeout(
                f"reading it took longer than {timeout_s:g} seconds and was stopped",
                hint="print it to a PDF and add that" + (", or disable the plugin that reads it" if plugged else ""),
                detail=str(failure),
            )
        if failure.reason == "start":
            return ReaderCrashed(
                "the reader process could not be started",
                hint="run `quire doctor`; it names what is missing",
                detail=str(failure),
            )
        return ReaderCrashed(
            "it crashed the reader process twice",
            hint="the file may be damaged; print it to a new PDF and add that"
            + (", or disable the plugin that reads it" if plugged else ""),
            detail=str(failure),
        )


def _path_of(request: Request) -> bytes:
    """Return the file whose reader is best asked; for loose pictures a name that no file has."""
    return b"\0" if isinstance(request, LooseRequest) else request.file.path


def _is_plugged(request: Request) -> bool:
    """Tell whether a plugin reads the file that is asked about."""
    file = request.source if isinstance(request, ThumbnailRequest) else getattr(request, "file", None)
    return isinstance(file, FileRef) and bool(file.target)


def _units(request: Request) -> int:
    if isinstance(request, TextRequest):
        return request.stop - request.first
    return _FULL_PAGE_UNITS if isinstance(request, FullRequest) else 1
