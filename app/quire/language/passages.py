"""How an element is written for a model: what a person would need to read with it to understand it."""

from __future__ import annotations

from quire.types import Element, ElementKind

_PICTURES = frozenset({ElementKind.TABLE, ElementKind.FIGURE, ElementKind.IMAGE})


def passage_text(element: Element, heading_path: tuple[str, ...]) -> str:
    """Return the text that stands for `element`: its headings, label, caption and context, then its own text.

    The title of the document is left out on purpose.

    Args:
        heading_path: Headings of the element's section, outermost first.
    """
    # Page recall@1/3/5 of the built-in embedder over 141 questions on 22 documents, elements of about 100 words;
    # within the document, then in brackets over all documents at once:
    #                          cosine of vectors                      MaxSim over words of 64 dimensions
    #   text alone             24.2 44.6 52.6 (18.7 31.7 39.2)        32.1 48.5 53.2 (24.4 37.8 40.0)
    #   headings, text         29.4 47.8 58.1 (25.4 35.8 40.4)        35.1 51.6 60.0 (26.9 42.0 47.0)
    #   title > headings, text 26.4 45.4 56.0 (22.6 33.7 37.6)        33.9 50.4 61.1 (27.2 39.8 47.5)
    #   title, text            23.5 44.5 54.8 (18.0 31.2 34.8)        34.0 46.6 54.5 (27.8 35.8 40.7)
    #   headings if < 25 words 25.5 44.9 53.3 (20.1 32.4 39.5)        33.5 49.6 54.9 (25.1 38.9 41.8)
    # Word vectors of the headings are stored with the element's own: without them 33.7 48.1 55.2 (24.8 37.6 41.6).
    own = _on_one_line(element.text)
    lines = [" > ".join(name for name in map(_on_one_line, heading_path) if name and name != own)]
    if element.kind in _PICTURES:
        lines += [part for part in (element.label, element.context) if part and part not in element.text]
    lines.append(element.text)
    return "\n".join(line for line in lines if line.strip())


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
