"""Candidates that are judged by what they look like, by a language model that sees: which, and whether there is time.

After MM-Embed (arXiv 2411.02571): a multimodal language model, asked whether a candidate answers, reranks untrained.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass

from quire.errors import Cancelled, InvalidInput, QuireError
from quire.plugins.contracts import PictureReranker
from quire.search.ranking import Scored
from quire.types import Element, ElementKind, TextOrigin

_PICTURES = frozenset({ElementKind.FIGURE, ElementKind.IMAGE})
_SCANNED = frozenset({TextOrigin.OCR, TextOrigin.MIXED})


def is_seen(one: Scored) -> bool:
    """Tell whether a candidate says by its looks what its words may not: a figure, a photograph, part of a scan."""
    if one.element.kind in _PICTURES:
        return True
    number = one.element.place.page_number
    return any(page.number == number and page.text_origin in _SCANNED for page in one.found.prepared.pages)


@dataclass(frozen=True, slots=True)
class Inspection:
    """How candidates are judged by their pictures; keeps how long a picture takes, by model.

    Attributes:
        model: Returns the model that sees, or None when none is chosen; asked anew for every question.
        picture: Returns the encoded picture of an element; raises a QuireError when there is none.
    """

    model: Callable[[], PictureReranker | None]
    picture: Callable[[Element], bytes]
    _seconds: dict[str, float]

    @classmethod
    def of(
        cls, model: Callable[[], PictureReranker | None], picture: Callable[[Element], bytes]
    ) -> Inspection:
        return cls(model, picture, {})

    def begun(self, wanted: bool) -> Inspector | None:
        """Return who looks for one question; None when there is nothing to see or no model that sees."""
        try:
            model = self.model() if wanted else None
        except QuireError:  # the answer meets the same fault, and tells of it
            model = None
        return None if model is None else Inspector(model, self.picture, self._seconds)


class Inspector:
    """Looks at the candidates of one question.

    Attributes:
        name: Of the model.
        note: A plain sentence when it could not do its work.
    """

    def __init__(
        self, model: PictureReranker, picture: Callable[[Element], bytes], seconds: dict[str, float]
    ) -> None:
        self.name = model.name
        self.note = ""
        self._model = model
        self._picture = picture
        self._seconds = seconds
        self._able = True
        self._ready: dict[str, bytes] = {}

    def prepare(self, first: Element) -> None:
        """Load the model, unless it is busy writing: then the words must do for this question.

        Args:
            first: Its picture is made ready, for which a reader process may have to start (1.7 s).
        """
        try:
            self._able = self._model.prepare()
            if not self._able:
                self.note = f"pictures were judged by their words, while {self.name} writes"
                return
            with contextlib.suppress(QuireError):  # gone with its original; `look` meets that too
                self._ready[first.id] = self._picture(first)
        except Cancelled:
            self._able = False
        except QuireError as error:
            self._fail(error)

    def look(self, question: str, element: Element, words: str, *, left_s: float) -> float | None:
        """Return the probability that a candidate helps; None when it cannot be looked at in the time that is left."""
        if not self._able or left_s <= 0:
            return None
        takes = self._seconds.get(self.name, 0.0)
        if takes > left_s:
            self.note = (
                f"some pictures were judged by their words: looking at one takes {takes:.1f} s here "
                "(search.rerank_budget_s)"
            )
            return None
        try:
            picture = self._ready.pop(element.id, None) or self._picture(element)
        except QuireError:  # gone with its original
            return None
        began = time.monotonic()
        try:
            return self._model.judge(question, picture, words)
        except Cancelled:  # ended with its process: somebody stopped an answer
            self._able = False
        except InvalidInput:  # this one cannot be opened
            return None
        except QuireError as error:
            self._fail(error)
        finally:
            self._seconds[self.name] = time.monotonic() - began
        return None

    def _fail(self, error: QuireError) -> None:
        self._able = False
        self.note = f"pictures were judged by their words: {error.message}"
