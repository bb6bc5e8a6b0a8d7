"""Stage 1: the text of a page in reading order within milliseconds; no tables, figures or OCR."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from quire.read.content import PageContent, RawElement
from quire.read.pdf.fragments import Fragment, Frame, page_text
from quire.read.pdf.order import reading_leaves
from quire.read.pdf.paragraphs import paragraphs, vertical_elements
from quire.read.pdf.quality import text_is_garbage
from quire.types import Page, TextOrigin


def read_text_page(doc: Any, index: int) -> PageContent:
    """Return what the text layer of page `index` (0-based) says, in reading order; nothing when it is garbage."""
    started = time.perf_counter()
    layer = page_text(doc[index])
    frame = layer.frame
    elements = [] if text_is_garbage(layer.raw_words) else text_elements(layer.fragments, frame)
    origin = TextOrigin.LAYER if elements else TextOrigin.NONE
    shown = Page(index + 1, round(frame.width, 2), round(frame.height, 2), origin)
    return PageContent(shown, tuple(elements), seconds=time.perf_counter() - started)


def text_elements(fragments: Sequence[Fragment], frame: Frame) -> list[RawElement]:
    """Order fragments and build elements; text that stands across comes last."""
    size = body_size(fragments)
    elements: list[RawElement] = []
    for leaf in reading_leaves(fragments):
        for element in paragraphs(leaf, frame, body_size=size):
            if isinstance(element, RawElement):
                elements.append(element)
            else:
                elements.extend(element)
    elements.extend(vertical_elements(fragments, frame))
    return elements


def body_size(fragments: Sequence[Fragment]) -> float:
    """Return the font size most characters of the page have; 0 for a page without text."""
    weight: dict[float, int] = {}
    for fragment in fragments:
        weight[fragment.size] = weight.get(fragment.size, 0) + sum(len(word[4]) for word in fragment.words)
    return max(weight, key=lambda size: weight[size]) if weight else 0.0
