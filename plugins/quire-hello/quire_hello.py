"""The smallest plugin that does something of everything: a reader, an embedder, a command, a panel and a setting."""

import numpy as np

from quire.plugins.contracts import TextEmbedder
from quire.plugins.hooks import hookimpl
from quire.plugins.offers import CommandOffer, EmbedderOffer, PanelOffer, ReaderOffer, SettingOffer
from quire.plugins.reading import FileType, Heading, Reader, Text
from quire.types import EmbeddingSpace

QUIRE_CONTRACT = 1

HELLO = FileType("text/x-hello", "a greeting", suffixes=(".hello",), text=True)
GREETING = SettingOffer("hello.greeting", "Greeting", "Hello", "How the command and the panel greet you.")


class HelloReader(Reader):
    """Reads greetings: the first line is the heading, every other line a paragraph."""

    def _read(self, path):
        title, *lines = path.read_text(encoding="utf-8").splitlines() or [""]
        yield Heading(title)
        yield from (Text(line) for line in lines)


class WordLengths(TextEmbedder):
    """Counts the words of 1, 2, … 32 letters: finds what is written alike, not what means alike."""

    space = EmbeddingSpace("hello-word-lengths", "hello-word-lengths", "1", 32, ("text",))
    max_tokens = 512

    def _embed(self, texts, *, use, urgent):
        vectors = np.zeros((len(texts), 32), np.float32)
        for row, text in enumerate(texts):
            for word in text.split():
                vectors[row, min(len(word), 32) - 1] += 1
        return vectors


def greeting(library):
    return f"{GREETING.value()}! Your library holds {len(library.documents())} documents."


def greet(context, arguments):
    with context.library() as library:
        context.output.say(greeting(library))
    return 0


def panel(library):
    from PySide6.QtWidgets import QLabel

    return QLabel(greeting(library))


@hookimpl
def register_readers():
    return [ReaderOffer("hello", 1, (HELLO,), "quire_hello:HelloReader")]


@hookimpl
def register_embedders():
    return [EmbedderOffer("hello-word-lengths", "Lengths of words", "quire_hello:WordLengths", dim=32)]


@hookimpl
def register_commands():
    return [CommandOffer("hello", "say hello, and how much the library holds", greet)]


@hookimpl
def register_panels():
    return [PanelOffer("hello", "Hello", panel)]


@hookimpl
def register_settings():
    return [GREETING]
