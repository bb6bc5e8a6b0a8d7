"""Question sets: one JSON object a line, with the pages and regions that hold the evidence. Format only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from quire.errors import InvalidInput, NotFound
from quire.types import Box


class Region(msgspec.Struct, frozen=True):
    """Where on a page the evidence stands; `bbox` in page units, origin top-left."""

    page: int
    bbox: tuple[float, float, float, float]

    @property
    def box(self) -> Box:
        return Box(*self.bbox)


class Question(msgspec.Struct, frozen=True):
    """One line of a question set.

    Attributes:
        document: File name of the document that holds the evidence.
        pages: 1-based evidence pages; empty when the whole document is the evidence, or there is none.
        answer: The expected answer, of any JSON type.
        kinds: Kinds of evidence ("Table", "Chart", …), for the figures by kind.
        answerable: False when the right answer is that the document does not say.
    """

    id: str
    query: str
    document: str
    pages: tuple[int, ...] = ()
    regions: tuple[Region, ...] = ()
    kinds: tuple[str, ...] = ()
    domain: str = ""
    answer: Any = None
    answerable: bool = True


def read_questions(path: Path) -> list[Question]:
    """Read a question set.

    Raises:
        NotFound: there is no such file.
        InvalidInput: a line is no question; the message names the line.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise NotFound(f"the question set {path} cannot be read: {error.strerror}") from error
    questions = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            questions.append(msgspec.json.decode(line, type=Question))
        except msgspec.DecodeError as error:
            raise InvalidInput(
                f"line {number} of {path.name} is not a question: {error}",
                hint='each line needs at least "id", "query" and "document"',
            ) from error
    return questions


def answer_text(question: Question) -> str:
    """Return the expected answer as plain lower-case text, without "$" and "%"; empty when there is none."""
    if question.answer is None:
        return ""
    return str(question.answer).lower().strip().rstrip("%").lstrip("$")
