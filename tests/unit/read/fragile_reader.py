"""A reader whose pages misbehave on demand; spawned processes import this file by name."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from quire.read.content import PageContent, RawElement
from quire.read.opening import import_mupdf
from quire.read.requests import FileRef, FullRequest, ReaderSettings
from quire.read.worker import Reader
from quire.types import Box, ElementKind, Page, TextOrigin

ABORTS, ABORTS_ONCE, HANGS, SWELLS, RAISES, DIES_IN_TEXT = range(1, 7)  # page indexes


def fragile(argument: bytes) -> Callable[[bytes], bytes]:
    import_mupdf()
    return FragileReader(msgspec.msgpack.decode(argument, type=ReaderSettings)).answer


class FragileReader(Reader):
    """Page 0 is well; the others do what their names say. Every full reading leaves a trace in `crops_dir`."""

    def _full_page(self, request: FullRequest, troubles: list[object]) -> PageContent:  # type: ignore[override]
        index = request.page_index
        traces = Path(request.crops_dir)
        n_before = len(list(traces.glob(f"read-{index}-*")))
        (traces / f"read-{index}-{n_before}").write_text(str(os.getpid()))
        if index in (ABORTS, DIES_IN_TEXT) or (index == ABORTS_ONCE and not n_before):
            os.abort()
        if index == HANGS:
            time.sleep(60)
        try:
            if index == SWELLS:
                bytearray(64 * 1024**3)
            if index == RAISES:
                raise RuntimeError("code=7: syntax error in content stream")
        except Exception as error:
            return self._failed_page(index, error)
        return _page(index, f"full text of page {index + 1}")

    def _text(self, file: FileRef, page_index: int) -> PageContent:
        if page_index == DIES_IN_TEXT:
            os.abort()
        return _page(page_index, f"plain text of page {page_index + 1}")


def _page(index: int, text: str) -> PageContent:
    element = RawElement(ElementKind.TEXT, text, (Box(72.0, 72.0, 300.0, 90.0),), font_size=10.0)
    return PageContent(Page(index + 1, 595.0, 842.0, TextOrigin.LAYER), (element,))
