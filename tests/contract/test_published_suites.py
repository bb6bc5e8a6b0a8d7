"""What `quire.plugins.suites` publishes for plugin authors, run against what is registered; one suite per contract."""

from __future__ import annotations

import inspect
from pathlib import Path

import numpy as np
import pytest
import quire_hello
from tests.tiny_models import hosted, tiny_generator, tiny_yes_no_reranker
from tests.tiny_models.open_clip import tiny_open_clip

from quire.errors import PluginError, ReadError, TooLarge
from quire.models import ModelHost
from quire.models.plugged import BuiltInModels, plugged_models
from quire.plugins import contracts, reading, suites
from quire.plugins.contracts import (
    Generator,
    ImageEmbedder,
    ListRanker,
    PictureReranker,
    Reranker,
    TextEmbedder,
    TokenEmbedder,
)
from quire.plugins.reading import Block, Heading, Reader, Text
from quire.plugins.suites import (
    GeneratorSuite,
    ImageEmbedderSuite,
    ListRankerSuite,
    PictureRerankerSuite,
    PrintingReaderSuite,
    ReaderSuite,
    RerankerSuite,
    TextEmbedderSuite,
    TokenEmbedderSuite,
)
from quire.search import GeneratorRanker
from quire.types import ModelRole


def test_every_contract_has_a_suite() -> None:
    abstract = {
        name
        for module in (contracts, reading)
        for name, found in inspect.getmembers(module, inspect.isclass)
        if inspect.isabstract(found) and found.__module__ == module.__name__
    }
    assert {f"{name}Suite" for name in abstract} <= set(dir(suites))


class TestBuiltInEmbedder(TokenEmbedderSuite):
    @pytest.fixture
    def embedder(self, host: ModelHost) -> TokenEmbedder:
        assert [offer.id for offer in BuiltInModels().register_embedders()] == ["minilm-l6-v2"]
        return host.minilm()


class TestEmbedderOfAPlugin(TextEmbedderSuite):
    @pytest.fixture
    def embedder(self, host: ModelHost) -> TextEmbedder:
        (model,) = plugged_models(quire_hello.register_embedders())
        return host.text_embedder(model)


class TestImageEmbedder(ImageEmbedderSuite):
    @pytest.fixture
    def images(self, host: ModelHost, tmp_path: Path) -> ImageEmbedder:
        return host.image_embedder(tiny_open_clip(tmp_path))


class TestReranker(RerankerSuite):
    @pytest.fixture
    def reranker(self, host: ModelHost, tmp_path: Path) -> Reranker:
        return host.reranker(hosted(tiny_yes_no_reranker(tmp_path), ModelRole.RERANKER))


@pytest.fixture
def generator(host: ModelHost, tmp_path: Path) -> Generator:
    path = tiny_generator(tmp_path, "[3, 1] is the order, and nothing else.", context_tokens=4000)
    return host.generator(hosted(path, ModelRole.GENERATOR))


class TestGenerator(GeneratorSuite):
    """A language model through llama.cpp."""


class TestListRanker(ListRankerSuite):
    @pytest.fixture
    def ranker(self, generator: Generator) -> ListRanker:
        return GeneratorRanker(generator)


class Brightness(PictureReranker):
    """Likes bright pictures."""

    name = "brightness"

    def _judge(self, question: str, picture: bytes, words: str) -> float:
        import io

        from PIL import Image

        with Image.open(io.BytesIO(picture)) as image:
            return float(np.asarray(image.convert("L")).mean()) / 255


class TestPictureReranker(PictureRerankerSuite):
    @pytest.fixture
    def looker(self) -> PictureReranker:
        return Brightness()


def test_a_judge_of_pictures_that_is_too_sure_broke_its_contract() -> None:
    class Sure(Brightness):
        def _judge(self, question: str, picture: bytes, words: str) -> float:
            return float("nan")

    with pytest.raises(PluginError, match="broke its contract"):
        Sure().judge("What?", b"", "")


class TestReader(ReaderSuite):
    @pytest.fixture
    def reader(self) -> Reader:
        return quire_hello.HelloReader()

    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        file = tmp_path / "first.hello"
        file.write_text("Good morning\nThe ferry leaves at nine.\n", encoding="utf-8")
        return file


def test_a_reader_that_yields_what_is_no_block_broke_its_contract(tmp_path: Path) -> None:
    class Wrong(Reader):
        name = "wrong"

        def _read(self, path: Path) -> list[Block]:
            return [Heading("Good"), {"text": "no block"}, Text("after")]  # type: ignore[list-item]

    with pytest.raises(PluginError, match="the reader wrong broke its contract"):
        Wrong().read(tmp_path)


class Typist(quire_hello.HelloReader):
    """Prints greetings too."""

    name = "typist"

    def _print(self, path: Path) -> bytes:
        import pymupdf

        with pymupdf.open() as document:
            document.new_page().insert_textbox((40, 40, 400, 400), path.read_text(encoding="utf-8"))
            return document.tobytes()


class TestPrintingReader(PrintingReaderSuite):
    @pytest.fixture
    def reader(self) -> Reader:
        return Typist()

    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        file = tmp_path / "first.hello"
        file.write_text("Good morning\nThe ferry leaves at nine.\n", encoding="utf-8")
        return file


@pytest.mark.parametrize("made", ["pages", b"no pages", b"", None])
def test_a_reader_that_prints_what_is_no_pdf_broke_its_contract(made: object, tmp_path: Path) -> None:
    class Wrong(Typist):
        name = "wrong"

        def _print(self, path: Path) -> bytes:
            return made  # type: ignore[return-value]

    with pytest.raises(PluginError, match="the reader wrong broke its contract"):
        Wrong().print(tmp_path)


def test_printed_pages_beyond_all_bounds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_PRINTED_BYTES", 8)
    file = tmp_path / "first.hello"
    file.write_text("Good morning", encoding="utf-8")
    with pytest.raises(TooLarge, match="more than Quire opens"):
        Typist().print(file)


def test_a_reader_written_before_there_was_printing_prints_nothing_and_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="prints nothing"):
        quire_hello.HelloReader().print(tmp_path)
    assert not any(offer.prints for offer in quire_hello.register_readers())
