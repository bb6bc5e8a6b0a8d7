"""How an element is written for an embedder: what a person would need to read with it to understand it."""

from __future__ import annotations

from quire.types import Document, Element, ElementKind

_PICTURES = frozenset({ElementKind.TABLE, ElementKind.FIGURE, ElementKind.IMAGE})


def passage_text(document: Document, element: Element, heading_path: tuple[str, ...]) -> str:
    """Return the text that stands for `element`: title > headings, caption and context, text.

    Args:
        heading_path: Headings of the element's section, outermost first.
    """
    lines = [" > ".join(_prefix(document, element, heading_path))]
    if element.kind in _PICTURES:
        lines += [part for part in (element.label, element.context) if part and part not in element.text]
    lines.append(element.text)
    return "\n".join(line for line in lines if line.strip())


def _prefix(document: Document, element: Element, heading_path: tuple[str, ...]) -> list[str]:
    own = " ".join(element.text.split())
    names: list[str] = []
    for name in (document.title, *heading_path):
        clean = " ".join(name.split())
        if clean and clean != own and clean not in names:  # a heading is not its own context
            names.append(clean)
    return names
