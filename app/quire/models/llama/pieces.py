"""From token bytes to text as it is shown: whole characters, thinking apart, nothing of a stop text. No engine."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass

# How models write that they think (Qwen, DeepSeek, SmolLM and others; Magistral).
THINKING = (("<think>", "</think>"), ("[THINK]", "[/THINK]"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of what a model writes; one of the two is empty most of the time."""

    text: str = ""
    thinking: str = ""


class Pieces:
    """Sorts what a model writes into answer and thinking, and ends it before a stop text.

    Args:
        prompt: What the model read; it may have opened a thinking block.
        stops: Texts of which none is shown; they count in the answer, not in thinking.
    """

    def __init__(self, prompt: str, stops: Sequence[str]) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._stops = tuple(stop for stop in stops if stop)
        self._held = ""
        self._closing = next((end for begin, end in THINKING if prompt.rstrip().endswith(begin)), "")
        self._fresh = True  # nothing of the answer was shown yet: line breaks after thinking are not shown
        self.stopped = False

    def add(self, raw: bytes, *, last: bool = False) -> Piece:
        """Take the bytes of the next token; return what is certain by now.

        Args:
            last: Nothing follows: hand out what was held back.
        """
        self._held += self._decoder.decode(raw, last)
        text: list[str] = []
        thinking: list[str] = []
        while not self.stopped and self._held:
            marks = [self._closing] if self._closing else [*(begin for begin, _ in THINKING), *self._stops]
            at, mark = self._first(marks)
            n = at if mark else len(self._held) - (0 if last else _overlap(self._held, marks))
            (thinking if self._closing else text).append(self._held[:n])
            self._held = self._held[n + len(mark) :]
            if not mark:
                break
            if self._closing:
                self._closing, self._fresh = "", True
            elif mark in self._stops:
                self.stopped = True
            else:
                self._closing = dict(THINKING)[mark]
        return Piece(self._shown("".join(text)), "".join(thinking))

    def _shown(self, text: str) -> str:
        if self._fresh:
            text = text.lstrip()
            self._fresh = not text
        return text

    def _first(self, marks: Sequence[str]) -> tuple[int, str]:
        """Return where the first mark stands, and which; an empty one when there is none."""
        found = [(at, -len(mark), mark) for mark in marks if (at := self._held.find(mark)) >= 0]
        if not found:
            return len(self._held), ""
        at, _, mark = min(found)
        return at, mark


def _overlap(text: str, marks: Sequence[str]) -> int:
    """Return how many characters at the end of `text` may begin a mark."""
    longest = max(map(len, marks), default=0)
    for n in range(min(longest - 1, len(text)), 0, -1):
        if any(mark.startswith(text[-n:]) for mark in marks):
            return n
    return 0
