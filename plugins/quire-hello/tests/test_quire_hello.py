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
    name = "hello"


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


@pytest.fixture(autouse=True)
def _own_settings(tmp_path, monkeypatch):
    monkeypatch.setenv("QUIRE_CONFIG_DIR", str(tmp_path / "config"))


@pytest.fixture
def library():
    return SimpleNamespace(documents=lambda: ["one", "two"])


def test_the_command_counts_documents_and_greets_as_the_person_set_it(library):
    said = []
    context = SimpleNamespace(output=SimpleNamespace(say=said.append), library=lambda: nullcontext(library))
    assert quire_hello.greet(context, None) == 0
    quire_hello.GREETING.change("Good morning")
    assert quire_hello.greet(context, None) == 0
    assert said == ["Hello! Your library holds 2 documents.", "Good morning! Your library holds 2 documents."]


def test_the_panel_says_the_same(library, qtbot):
    label = quire_hello.panel(library)
    qtbot.addWidget(label)
    assert label.text() == "Hello! Your library holds 2 documents."
