"""Files to read and pools to read them with."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from quire.read import ReaderPool

_HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def fragile_reader() -> Iterator[ModuleType]:
    """The misbehaving reader as an importable module, since spawned processes import it by name."""
    sys.path.insert(0, str(_HERE))
    spec = importlib.util.spec_from_file_location("fragile_reader", _HERE / "fragile_reader.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["fragile_reader"] = module
    spec.loader.exec_module(module)
    yield module
    sys.path.remove(str(_HERE))
    del sys.modules["fragile_reader"]


@pytest.fixture(scope="session")
def pool() -> Iterator[ReaderPool]:
    """Real readers without text recognition, shared by the tests that do not harm them."""
    made = ReaderPool(n_processes=1, page_timeout_s=60.0, ocr=False)
    yield made
    made.close()


@pytest.fixture
def make_pdf(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a PDF with one line of text on each page."""

    def make(name: str = "report.pdf", *, n_pages: int = 3, password: str = "") -> Path:
        import pymupdf

        document = pymupdf.open()
        for number in range(1, n_pages + 1):
            page = document.new_page(width=595, height=842)
            page.insert_text((72, 100), f"This is the text of page {number}, which speaks of harbours.")
        document.set_metadata({"title": "Harbours"})
        file = tmp_path / name
        options = {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "user_pw": password, "owner_pw": "owner"}
        document.save(file, **(options if password else {}))
        return file

    return make
