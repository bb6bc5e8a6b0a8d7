"""Small documents for tests of search, and an embedder that needs no model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quire.plugins.contracts import ImageEmbedder, TextUse, TokenEmbedder, TokenVectors
from quire.types import (
    Box,
    Document,
    Element,
    ElementKind,
    EmbeddingSpace,
    Page,
    Place,
    Section,
    Source,
    TextOrigin,
)

Line = str | tuple[ElementKind, str]


def make_document(
    document_id: str,
    pages: Sequence[Sequence[Line]],
    *,
    title: str = "",
    labels: Sequence[str] = (),
    headings: Sequence[str] = (),
    media_type: str = "application/pdf",
) -> Document:
    """Return a document with one element per line and one section per page.

    Args:
        labels: Printed page numbers, or what pages are called.
        headings: The heading of each page's section.
    """
    elements: list[Element] = []
    sections: list[Section] = []
    for number, lines in enumerate(pages, start=1):
        section_id = f"{document_id}/s{number}"
        for position, line in enumerate(lines):
            kind, text = line if isinstance(line, tuple) else (ElementKind.TEXT, line)
            box = Box(50, 50 + 30 * position, 500, 70 + 30 * position)
            place = Place(document_id, number, (box,))
            elements.append(Element(f"{document_id}:{len(elements)}", kind, text, place, section_id))
        path = (headings[number - 1],) if headings and headings[number - 1] else ()
        inside = tuple(element.id for element in elements if element.section_id == section_id)
        sections.append(Section(section_id, path, inside))
    printed = [*labels, *[""] * len(pages)]
    return Document(
        id=document_id,
        source=Source(f"/papers/{document_id}.pdf", document_id * 4, media_type, 1, 0.0),
        title=title or document_id,
        pages=tuple(
            Page(number, 595, 842, TextOrigin.LAYER, printed[number - 1])
            for number in range(1, len(pages) + 1)
        ),
        elements=tuple(elements),
        sections=tuple(sections),
        outline=(),
        reader="test/1",
        problems=(),
    )


class TopicEmbedder(TokenEmbedder):
    """Knows a few topics; a text points to the topics whose words it holds, so meaning can differ from wording."""

    space = EmbeddingSpace("fake", "fake", "1", 4, ("text",))
    max_tokens = 100
    token_dim = 4

    def __init__(self, *topics: str) -> None:
        self._topics = [topic.split() for topic in topics]

    def vector(self, text: str) -> NDArray[np.float32]:
        words = text.lower().split()
        raw = np.zeros(4, np.float32)
        for axis, topic in enumerate(self._topics):
            raw[axis] = sum(word.strip("?.,") in topic for word in words)
        return raw / max(float(np.linalg.norm(raw)), 1e-9)

    def _embed(self, texts: Sequence[str], *, use: TextUse, urgent: bool) -> NDArray[np.float32]:
        return np.stack([self.vector(text) for text in texts])

    def token_vectors(
        self, texts: Sequence[str], *, use: TextUse = "passage", urgent: bool = False
    ) -> list[TokenVectors]:
        return [
            TokenVectors(tuple(text.split()), np.stack([self.vector(word) for word in text.split()]))
            for text in texts
        ]

    def embed_with_tokens(
        self, texts: Sequence[str], *, urgent: bool = False
    ) -> tuple[NDArray[np.float32], list[TokenVectors]]:
        return self.embed(texts), self.token_vectors(texts)


class ColourEmbedder(ImageEmbedder):
    """Sees only the colour a "picture" is named for."""

    space = EmbeddingSpace("looks", "looks", "1", 3, ("text", "image"))
    colours = ("red", "green", "blue")

    def embed_images(self, images: Sequence[bytes], *, urgent: bool = False) -> NDArray[np.float32]:
        return self.embed_captions([image.decode() for image in images])

    def embed_captions(self, texts: Sequence[str], *, urgent: bool = False) -> NDArray[np.float32]:
        rows = np.array([[colour in text for colour in self.colours] for text in texts], np.float32)
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
