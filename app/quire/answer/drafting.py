"""What a model writes, piece by piece, becomes checked text: words at once, markers when their sentence is complete."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quire.answer.aligning import Found, Support
from quire.answer.defusing import plain, without_escapes
from quire.answer.pieces import Piece
from quire.answer.prompts import REFUSAL
from quire.language import sentences_of

_MARK = re.compile(r"[\[［【〔]\s*\^?(\d{1,3}(?:\s*[,;、–-]\s*\^?\d{1,3})*)\s*[\]］】〕]")
_OPENERS = re.compile(r"!?\[|[［【〔<]")
_CLOSING = {"[": "]", "!": "]", "［": "］", "【": "】", "〔": "〕", "<": ">"}
_OFTEN, _TELLING = 3, 4  # a sentence of so many words, told so often, is one that the model cannot leave
_LONGEST_HELD = 2000  # characters; what is not closed by then is plain text
_NO_BRACKETS = str.maketrans("[]", "()")
_SPACES = re.compile(r"(?<=\S) {2,}")
_SPACE_AFTER = re.compile(r"\s")

Check = Callable[[str, Sequence[int]], Found]


@dataclass(frozen=True, slots=True)
class Cited:
    """A marker of the text and what it stands for: the evidence's number, and the piece."""

    marker: int
    number: int
    piece: Piece


class Draft:
    """Takes a model's text in pieces of any size and gives it out checked; the result does not depend on the pieces.

    Words are given out as they come; a sentence's markers follow it when it is complete. What is given out together is
    `text`.

    Attributes:
        repeats: Whether the model tells the same again and again, as small ones do until they are stopped.

    Args:
        check: Finds what bears a sentence out.
        known: Whether an address stands in the evidence so.
        on_text: Receives the checked text.
    """

    def __init__(self, check: Check, known: Callable[[str], bool], on_text: Callable[[str], None]) -> None:
        self._check = check
        self._known = known
        self._on_text = on_text
        self._raw = ""
        self._line = ""  # the sentence being written, clean and without markers
        self._given = 0  # characters of it that were given out
        self._marks: list[tuple[int, int]] = []  # place in it, number
        self._markers: dict[tuple[int, str, int, int], Cited] = {}
        self.text = ""
        self.unsupported: list[tuple[int, int]] = []
        self.supports: list[Support] = []
        self.refused = False
        self.repeats = False
        self._told: Counter[str] = Counter()

    @property
    def cited(self) -> list[Cited]:
        """The markers in order of their first appearance, numbered 1 to n."""
        return list(self._markers.values())

    def add(self, piece: str) -> None:
        """Take the next piece; what follows a repetition is left out."""
        if self.repeats:
            return
        self._raw = without_escapes(self._raw + piece)
        ready = _ready(self._raw)
        if ready:
            chunk, self._raw = self._raw[:ready], self._raw[ready:]
            self._take(chunk)

    def finish(self) -> None:
        """Take the end: what was held back, and the check of the last sentence."""
        chunk, self._raw = self._raw, ""
        if not self.repeats:
            self._take(chunk)
            self._close(len(self._line))

    def _take(self, chunk: str) -> None:
        """Clean whole words, set their markers aside, and give out what is certain."""
        position = 0
        for match in _MARK.finditer(chunk):
            self._append(chunk[position : match.start()])
            if not match.group().startswith("[") or chunk[match.end() : match.end() + 1] != "(":
                self._line = self._line.rstrip(" ")
                self._marks += [(len(self._line), number) for number in _numbers(match.group(1))]
                position = match.end()
            else:  # a link whose text is a number
                position = match.start()
        self._append(chunk[position:])
        self._close_complete()
        self._give(len(self._line.rstrip()))

    def _append(self, text: str) -> None:
        clean = plain(text, self._known).translate(_NO_BRACKETS)
        if self._line and self._line[-1] != "\n":  # where a picture stood between two spaces, one is enough
            bare = clean.lstrip(" ")
            clean = f" {bare}" if bare != clean and self._line[-1] != " " else bare
        clean = _SPACES.sub(" ", clean)
        after_mark = bool(self._marks) and self._marks[-1][0] == len(self._line)
        begins_tag = self._line.endswith("<") and clean.startswith(("/", "!", "?"))
        if begins_tag or ((after_mark or self._line.endswith("<")) and clean[:1].isalnum()):
            clean = f" {clean}"
        self._line += clean if self._line or self.text else clean.lstrip()

    def _close_complete(self) -> None:
        """Check every sentence of the line that something follows."""
        while True:
            line_end = self._line.find("\n", len(self._line) - len(self._line.lstrip()))
            head = self._line if line_end < 0 else self._line[:line_end]
            sentences = sentences_of(head)
            if len(sentences) > 1 and not _is_row(head):
                self._close(sentences[0].end)
            elif line_end >= 0:
                self._close(line_end)
            else:
                return

    def _close(self, end: int) -> None:
        """Check the first sentence, give out the rest of it with its markers, and begin the next."""
        head = self._line[:end].rstrip()
        sentence = head.lstrip()
        numbers = [number for place, number in self._marks if place <= end]
        if sentence.upper().strip(" .*_").startswith(REFUSAL):
            self.refused = True
        elif sentence:
            found = self._check(sentence, numbers)
            began = len(self.text) - self._given + len(head) - len(sentence)
            row_end = "|" if _is_row(head) and head.endswith("|") else ""  # a marker behind it would stand in no column
            self._give(len(head.removesuffix(row_end).rstrip()), whole=True)
            if found.support is Support.NONE:
                self.unsupported.append((began, len(self.text)))
            self.supports.append(found.support)
            self._mark(found)
            self._note_repetition(sentence)
            self._out(row_end and f" {row_end}")
        rest = self._line[end:] if self.text else self._line[end:].lstrip()
        dropped = len(self._line) - len(rest)
        self._marks = [(max(place - dropped, 0), number) for place, number in self._marks if place > end]
        self._line, self._given = rest, 0
        if self.repeats:
            self._line, self._marks = "", []

    def _note_repetition(self, sentence: str) -> None:
        words = sentence.lower().split()
        if len(words) >= _TELLING and not _is_row(sentence):
            self._told[" ".join(words)] += 1
            self.repeats = self.repeats or self._told[" ".join(words)] >= _OFTEN

    def _give(self, end: int, *, whole: bool = False) -> None:
        """Give out the line up to `end`; rows of tables only whole, what may become a refusal not at all."""
        if end <= self._given or (not whole and (_is_row(self._line) or _may_refuse(self._line))):
            return
        self._out(self._line[self._given : end])
        self._given = end

    def _mark(self, found: Found) -> None:
        markers = []
        for number, piece in found.places:
            key = (number, piece.element.id, piece.start, piece.end)
            cited = self._markers.setdefault(key, Cited(len(self._markers) + 1, number, piece))
            markers.append(f"[{cited.marker}]")
        if markers:
            self._out(f" {''.join(markers)}")

    def _out(self, text: str) -> None:
        self.text += text
        if text:
            self._on_text(text)


def _ready(raw: str) -> int:
    """Return how much of a text may be taken: whole words, and nothing of a bracket that is still open."""
    end = 0
    for match in _SPACE_AFTER.finditer(raw):
        end = match.start()
    position = 0
    while (opener := _OPENERS.search(raw, position, end)) is not None:
        start = opener.start()
        if raw[start] == "<" and not re.match(r"<[A-Za-z/!|｜]", raw[start:]):
            position = start + 1
            continue
        close = raw.find(_CLOSING[raw[start]], opener.end())
        if close >= 0 and raw[close + 1 : close + 2] == "(":
            close = raw.find(")", close)
        if close < 0:
            return start if len(raw) - start <= _LONGEST_HELD else end
        if close >= end:
            return start
        position = close + 1
    return end


def _numbers(text: str) -> list[int]:
    """Return the numbers of a marker: "1, 3", "2-4"."""
    found: list[int] = []
    for part in re.split(r"\s*[,;、]\s*", text.replace("^", "")):
        first, _, last = re.sub(r"\s*[–-]\s*", "-", part).partition("-")
        found += range(int(first), min(int(last or first), int(first) + 20) + 1)
    return found


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|")


def _may_refuse(line: str) -> bool:
    begun = line.upper().lstrip(" *_")
    return REFUSAL.startswith(begun[: len(REFUSAL)])
