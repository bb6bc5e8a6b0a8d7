"""What every implementation of a contract must pass, for the tests of whoever writes one. Needs pytest.

Derive a class from a suite, give the class the fixtures it names, and pytest runs its tests.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from quire.plugins.contracts import (
    CONTRACT_VERSION,
    Generator,
    ImageEmbedder,
    ListRanker,
    Message,
    PictureReranker,
    Reranker,
    Sampling,
    TextEmbedder,
    TokenEmbedder,
)
from quire.plugins.loading import Found, PluginManager
from quire.plugins.reading import Block, Drawing, Reader
from quire.types import Problem

_TEXTS = (
    "The ferry leaves at nine.",
    "A much longer text about the harbour, " * 40,
    "",
    "Ünïcödé, 漢字 and 😀",
    "\x00\x01 odd \ufffd characters",
)


class PluginSuite:
    """The plugin as a whole: set `plugin` to its module, and `name` to that of its entry point when it has settings."""

    plugin: Any
    name: str = "tested"

    def test_it_loads_without_a_problem_and_brings_something(self) -> None:
        found = Found(self.name, self.name, "0", lambda: "", lambda: self.plugin)
        manager = PluginManager([self.name], discover=lambda: [found], environment={})
        (status,) = manager.plugins()
        assert status.problem is None
        assert status.offers or _listens(self.plugin)

    def test_it_says_for_which_contract_it_is_built(self) -> None:
        assert self.plugin.QUIRE_CONTRACT == CONTRACT_VERSION


class ReaderSuite:
    """A reader. Fixtures: `reader`, and `file`, one it reads."""

    def test_a_file_becomes_blocks_that_say_something(self, reader: Reader, file: Path) -> None:
        blocks = reader.read(file)
        assert [block for block in blocks if not isinstance(block, Problem)]

    def test_the_same_file_reads_the_same_twice(self, reader: Reader, file: Path) -> None:
        first: list[Block] = reader.read(file)
        assert reader.read(file) == first

    def test_what_it_tells_of_can_be_drawn(self, reader: Reader, file: Path) -> None:
        for block in reader.read(file):
            if isinstance(block, Drawing):
                _open(reader.draw(file, block.number))

    def test_the_file_is_left_as_it_was(self, reader: Reader, file: Path) -> None:
        before = file.read_bytes()
        reader.read(file)
        assert file.read_bytes() == before


class PrintingReaderSuite(ReaderSuite):
    """A reader whose offer says `prints`. Fixtures: `reader`, and `file`, one it reads."""

    def test_a_file_is_printed_as_a_whole_pdf_by_a_reader_that_has_not_read_it(
        self, reader: Reader, file: Path
    ) -> None:
        assert b"%%EOF" in type(reader)().print(file)[-1024:]

    def test_printing_changes_nothing_of_what_is_read(self, reader: Reader, file: Path) -> None:
        before, content = file.read_bytes(), reader.read(file)
        type(reader)().print(file)
        assert file.read_bytes() == before
        assert reader.read(file) == content


class TextEmbedderSuite:
    """A text embedder. Fixture: `embedder`."""

    @pytest.mark.parametrize("use", ["query", "passage"])
    def test_vectors_are_unit_length_or_zero_and_in_order(self, embedder: TextEmbedder, use: Any) -> None:
        vectors = embedder.embed(_TEXTS, use=use)
        assert vectors.shape == (len(_TEXTS), embedder.space.dim)
        assert vectors.dtype == np.float32
        norms = np.linalg.norm(vectors, axis=1)
        assert np.all((np.abs(norms - 1) < 1e-3) | (norms < 1e-6))
        alone = embedder.embed([_TEXTS[1]], use=use)
        np.testing.assert_allclose(vectors[1], alone[0], atol=2e-3)

    def test_no_texts_give_no_vectors(self, embedder: TextEmbedder) -> None:
        assert embedder.embed([]).shape == (0, embedder.space.dim)

    def test_the_same_text_gives_the_same_vector(self, embedder: TextEmbedder) -> None:
        one, two = embedder.embed([_TEXTS[0]]), embedder.embed([_TEXTS[0]])
        np.testing.assert_allclose(one, two, atol=1e-5)

    def test_the_space_says_what_it_is(self, embedder: TextEmbedder) -> None:
        assert embedder.space.id
        assert embedder.space.revision
        assert "text" in embedder.space.modalities


class TokenEmbedderSuite(TextEmbedderSuite):
    """A text embedder with a vector per word. Fixture: `embedder`."""

    def test_words_have_unit_vectors(self, embedder: TokenEmbedder) -> None:
        found = embedder.token_vectors(_TEXTS)
        assert len(found) == len(_TEXTS)
        for vectors in found:
            assert vectors.rows.shape == (len(vectors.words), embedder.token_dim)
            np.testing.assert_allclose(np.linalg.norm(vectors.rows, axis=1), 1.0, atol=1e-3)

    def test_one_pass_gives_both(self, embedder: TokenEmbedder) -> None:
        vectors, words = embedder.embed_with_tokens(_TEXTS)
        np.testing.assert_allclose(vectors, embedder.embed(_TEXTS), atol=2e-3)
        assert [found.words for found in words] == [found.words for found in embedder.token_vectors(_TEXTS)]


class ImageEmbedderSuite:
    """A model for pictures and words. Fixture: `images`."""

    def test_one_unit_vector_per_picture_in_order(self, images: ImageEmbedder) -> None:
        pictures = [_picture(colour) for colour in ("red", "lime", "blue")]
        vectors = images.embed_images(pictures)
        assert vectors.shape == (3, images.space.dim)
        assert vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3)
        np.testing.assert_allclose(images.embed_images(pictures[1:2])[0], vectors[1], atol=1e-3)

    def test_words_lie_in_the_same_space(self, images: ImageEmbedder) -> None:
        vectors = images.embed_captions(["a red square", "the harbour"])
        assert vectors.shape == (2, images.space.dim)
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3)

    def test_nothing_gives_no_vectors(self, images: ImageEmbedder) -> None:
        assert images.embed_images([]).shape == (0, images.space.dim)
        assert images.embed_captions([]).shape == (0, images.space.dim)


class RerankerSuite:
    """A reranker. Fixture: `reranker`."""

    def test_every_passage_gets_a_probability(self, reranker: Reranker) -> None:
        scores = reranker.rerank("When does the ferry leave?", _TEXTS)
        assert len(scores) == len(_TEXTS)
        assert all(score is not None and 0.0 <= score <= 1.0 for score in scores)

    def test_no_passages_give_no_scores(self, reranker: Reranker) -> None:
        assert reranker.rerank("When does the ferry leave?", []) == []

    def test_the_first_batch_is_judged_whatever_the_budget(self, reranker: Reranker) -> None:
        scores = reranker.rerank("When?", ["It leaves at nine."] * (reranker.batch_size + 1), budget_s=0.0)
        assert scores[0] is not None


class PictureRerankerSuite:
    """A judge of pictures. Fixture: `looker`."""

    @pytest.mark.parametrize("words", ["", "A red square.", _TEXTS[1]])
    def test_a_region_gets_a_probability(self, looker: PictureReranker, words: str) -> None:
        assert looker.prepare()
        assert 0.0 <= looker.judge("What is red?", _picture("red"), words) <= 1.0


class ListRankerSuite:
    """A ranker of whole lists. Fixture: `ranker`."""

    def test_every_passage_is_ranked_exactly_once(self, ranker: ListRanker) -> None:
        passages = [f"Passage {number}." for number in range(ranker.most + 3)]
        assert sorted(ranker.rank("Which?", passages)) == list(range(len(passages)))
        assert ranker.rank("Which?", passages[:1]) == [0]

    def test_no_passages_are_no_order(self, ranker: ListRanker) -> None:
        assert ranker.rank("Which?", []) == []

    def test_the_same_list_is_ranked_the_same(self, ranker: ListRanker) -> None:
        assert ranker.rank("Which?", _TEXTS) == ranker.rank("Which?", _TEXTS)


class GeneratorSuite:
    """A language model. Fixture: `generator`."""

    def test_pieces_add_up_to_the_text(self, generator: Generator) -> None:
        pieces: list[str] = []
        said = generator.generate(
            [Message("user", "Say something.")], sampling=Sampling(max_tokens=16), on_text=pieces.append
        )
        assert "".join(pieces) == said.text
        assert said.stop in ("complete", "length")

    def test_tokens_are_counted_per_text(self, generator: Generator) -> None:
        counts = generator.count_tokens(_TEXTS)
        assert len(counts) == len(_TEXTS)
        assert counts[1] > counts[0] > 0


def _picture(colour: str) -> bytes:
    from PIL import Image

    content = io.BytesIO()
    Image.new("RGB", (120, 80), colour).save(content, "PNG")
    return content.getvalue()


def _open(picture: bytes) -> None:
    from PIL import Image

    with Image.open(io.BytesIO(picture)) as image:
        image.load()


def _listens(plugin: Any) -> bool:
    return hasattr(plugin, "document_added")
