"""Pages of books, XPS files, comics and drawings as PDF pages, so that one way of reading serves all."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from quire.read.opening import import_mupdf

if TYPE_CHECKING:
    import pymupdf


class PrintedPages:
    """Stands for a document of another format: `pages[index]` is that page printed to PDF (about 10 ms).

    Tables, drawings and pictures are looked up in PDF objects, which only PDF pages have.
    """

    def __init__(self, document: pymupdf.Document) -> None:
        self._document = document
        self._printed: pymupdf.Document | None = None  # a page lives only as long as its document

    def __getitem__(self, index: int) -> pymupdf.Page:
        mupdf = import_mupdf()
        page = self._document[index]
        buffer = io.BytesIO()
        writer = mupdf.DocumentWriter(buffer)
        device = writer.begin_page(page.rect)
        # WORKAROUND(pymupdf 2.0): `Page.run` looks for an attribute of the device that does not exist, and
        # `convert_to_pdf(from_page=n)` fails for n > 0; so the page is run through the bare binding. Remove when
        # either works.
        mupdf.mupdf.fz_run_page(page.this, device.this, mupdf.mupdf.FzMatrix(), mupdf.mupdf.FzCookie())
        writer.end_page()
        writer.close()
        self._printed = mupdf.open(stream=buffer.getvalue(), filetype="pdf")
        return self._printed[0]
