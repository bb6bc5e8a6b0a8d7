from __future__ import annotations

from contextlib import nullcontext
from types import SimpleNamespace

import numpy as np
import pytest
import quire_hello

from quire.plugins.reading import Heading, Text
from quire.plugins.suites import PluginSuite, ReaderSuite, TextEmbedderSuite


class TestPlugin(PluginSuite):
    plugin = quire_hello


class TestReader(ReaderSuite):
    @pytest.fixture
    def reader(self):
        return quire_hello.HelloReader()

    @pytest.fixture
    def file(self, tmp_path):
        path = tmp_path / "first.hello"
        path.write_text("Good morning\nThe ferry leaves at nine.\n", encoding="utf-8")
        return path

    def test_the_first_line_is_the_heading(self, reader, file):
        assert reader.read(file) == [Heading("Good morning"), Text("The ferry leaves at nine.")]


class TestEmbedder(TextEmbedderSuite):
    @pytest.fixture
    def embedder(self):
        return quire_hello.WordLengths()

    def test_words_are_counted_by_length(self, embedder):
        (vector,) = embedder.embed(["a bb cc"])
        np.testing.assert_allclose(vector[:3], np.array([1, 2, 0]) / np.sqrt(5), atol=1e-6)


def test_the_command_counts_documents():
    said = []
    library = SimpleNamespace(documents=lambda: ["one", "two"])
    context = SimpleNamespace(output=SimpleNamespace(say=said.append), library=lambda: nullcontext(library))
    assert quire_hello.greet(context, None) == 0
    assert said == ["Hello! Your library holds 2 documents."]
