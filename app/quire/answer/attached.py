"""The picture that belongs to a question, as a language model comes to know of it: shown, or told about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quire.answer.defusing import quoted
from quire.plugins.contracts import Generator

_LONGEST_TEXT = 800  # characters of what is written in it
WITHOUT_WORDS = "What does the evidence say about what this picture shows?"


@dataclass(frozen=True, slots=True)
class Attached:
    """A picture as part of a question.

    Attributes:
        draw: Returns it as PNG; called for models that see.
        read: Returns the text inside it; called for those that do not.
    """

    draw: Callable[[], bytes]
    read: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a model learns of an attached picture.

    Attributes:
        line: Said in the prompt; empty when nothing is attached.
        images: Shown before all others.
        tokens: What that costs.
        note: For the person, when the model does not see it.
    """

    line: str = ""
    images: tuple[bytes, ...] = ()
    tokens: int = 0
    note: str = ""


def shown(attached: Attached | None, generator: Generator, *, room: int) -> Shown:
    """Return how a picture is shown, or told about where the model does not see or has no room for it.

    Args:
        room: Tokens it may cost.

    Raises:
        QuireError: the picture cannot be decoded, or the model failed.
    """
    if attached is None:
        return Shown()
    if not generator.sees:
        return _told(attached, f"{generator.name} cannot see the picture of your question")
    picture = attached.draw()
    cost = generator.picture_tokens([size_of_png(picture)])[0]
    if cost > room:
        return _told(attached, "the picture of your question does not fit into what the model may read")
    return Shown("Picture 1 belongs to the question.", (picture,), cost)


def _told(attached: Attached, why: str) -> Shown:
    text = " ".join(quoted(attached.read()).split())[:_LONGEST_TEXT]
    if not text:
        return Shown("A picture belongs to the question. You cannot see it.", note=why)
    line = f"A picture belongs to the question. You cannot see it. This text was read from it: “{text}”"
    return Shown(line, note=f"{why}; it was told the text in it")


def size_of_png(data: bytes) -> tuple[int, int]:
    """Return width and height of a PNG, from its header."""
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
