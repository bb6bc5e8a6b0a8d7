"""Documents as lists of pages, and pages as windows: what the reranker is trained to tell apart."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

LONGEST_PIECE = 60  # words

_TABLE = re.compile(r"\\begin\{tabular\}(?:\{[^\n]*\})?(.*?)\\end\{tabular\}", re.DOTALL)
_ROW = re.compile(r"\\\\\s*")
_CELL = re.compile(r"(?<!\\)&")
_COMMAND = re.compile(r"\\(?:hline|cline\{[^}]*\}|toprule|midrule|bottomrule|noindent|centering)")
_WRAPPED = re.compile(r"\\(?:textbf|textit|text|mathrm|mathbf|emph|underline|operatorname)\s*\{([^{}]*)\}")
_SPANNING = re.compile(r"\\multi(?:column|row)\{[^{}]*\}\{[^{}]*\}\{([^{}]*)\}")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|!\[[^\]]*\]\([^)]*\)")
_WORD = re.compile(r"[a-z0-9]+")
_RULED = re.compile(r"^[|\s:-]+$")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"“(])")


@dataclass(slots=True)
class Document:
    """One file.

    Attributes:
        name: As its source calls it; documents are told apart by it when they are split.
        pages: Text of each page, tables as Markdown.
    """

    name: str
    pages: list[str]


@dataclass(slots=True)
class Window:
    """A stretch of a page.

    Attributes:
        document: Name of its document.
        page: From 0.
        terms: Its words in lower case.
    """

    document: str
    page: int
    text: str
    terms: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.terms = terms(self.text)


def terms(text: str) -> list[str]:
    """Return the words and numbers of a text in lower case."""
    return _WORD.findall(text.lower())


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, tables left out."""
    plain = " ".join(line for line in text.splitlines() if not line.startswith("|"))
    return [part.strip() for part in _SENTENCE.split(plain) if part.strip()]


@dataclass(slots=True)
class Piece:
    """What can be quoted: a sentence, or a row of a table as "column: value; ...".

    Attributes:
        page: From 0.
        about: The line above that names it: a heading, or the head of the table.
        terms: Its own words in lower case.
    """

    page: int
    text: str
    about: str
    terms: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.terms = terms(self.text)


def pieces(document: Document) -> list[Piece]:
    """Return what can be quoted of a document, in order."""
    return [piece for number, page in enumerate(document.pages) for piece in _pieces_of(page, number)]


def _pieces_of(page: str, number: int) -> Iterator[Piece]:
    heading, head = "", []
    for line in page.splitlines():
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("| ").split("|")]
            if not head:
                head = cells
            elif not _RULED.match(line):
                named = [
                    f"{name}: {cell}" if name and name != cell else cell
                    for name, cell in zip_longest(head[: len(cells)], cells, fillvalue="")
                    if cell
                ]
                yield from _cut_long("; ".join(named), " ".join([*head, heading]).strip(), number)
            continue
        head = []
        words = line.split()
        if 1 < len(words) <= 9 and line[-1] not in ".,;:" and line[0].isupper():
            heading = line
            continue
        for sentence in _SENTENCE.split(line):
            yield from _cut_long(sentence, heading, number)


def _cut_long(text: str, about: str, page: int) -> Iterator[Piece]:
    words = text.split()
    for start in range(0, len(words), LONGEST_PIECE):
        yield Piece(page, " ".join(words[start : start + LONGEST_PIECE]), about)


def ohr_documents(folder: Path, kinds: Sequence[str], leave_out: Sequence[str]) -> Iterator[Document]:
    """Yield the documents of OHR-Bench as they were read by hand (`data/retrieval_base/gt`).

    Args:
        kinds: Its folders to take.
        leave_out: Parts of names of documents that are used for measuring.
    """
    for kind in kinds:
        for file in sorted((folder / kind).glob("*.json")):
            if any(part.lower() in file.name.lower() for part in leave_out):
                continue
            pages = json.loads(file.read_text("utf-8"))
            numbered = {int(page["page_idx"]): cleaned(page["text"]) for page in pages}
            texts = [numbered.get(number, "") for number in range(max(numbered, default=-1) + 1)]
            yield Document(f"{kind}/{file.stem}", texts)


def cleaned(text: str) -> str:
    """Return text without LaTeX and HTML, tables as Quire writes them."""
    text = _TABLE.sub(lambda match: "\n" + _as_markdown(match[1]) + "\n", text)
    lines = [re.sub(r"\s+", " ", _plain(line)).strip() for line in text.splitlines()]
    return "\n".join(line for line in lines if line)


def _plain(text: str) -> str:
    text = _SPANNING.sub(r"\1", _COMMAND.sub(" ", _MARKUP.sub(" ", text)))
    for _ in range(2):
        text = _WRAPPED.sub(r"\1", text)
    text = re.sub(r"\\([%&$#_{}])", r"\1", text)
    text = text.replace("$", " ").replace("\\quad", " ").replace("~", " ")
    return re.sub(r"^#+\s*", "", text)


def _as_markdown(body: str) -> str:
    rows = [
        [re.sub(r"\s+", " ", _plain(cell)).strip() for cell in _CELL.split(row)] for row in _ROW.split(body)
    ]
    rows = [row for row in rows if any(row)]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    if lines:
        lines.insert(1, "| " + " | ".join("---" for _ in rows[0]) + " |")
    return "\n".join(lines)


def windows(document: Document, n_words: int) -> list[Window]:
    """Return the pages cut into windows of about `n_words`, half overlapping; lines stay whole where they can.

    Tables repeat their first line, as a reader sees it above the rows.
    """
    found = []
    for number, page in enumerate(document.pages):
        found += [Window(document.name, number, text) for text in _cut(page, n_words)]
    return found


def _cut(page: str, n_words: int) -> list[str]:
    pieces: list[tuple[str, int, str]] = []  # text, words, the table's first line
    head = ""
    for line in page.splitlines():
        if line.startswith("|"):
            head = head or line
            pieces.append((line, len(line.split()), head))
        else:
            head = ""
            words = line.split()
            for start in range(0, len(words), max(n_words // 2, 1)):
                part = words[start : start + max(n_words // 2, 1)]
                pieces.append((" ".join(part), len(part), ""))
    found, start = [], 0
    while start < len(pieces):
        end, length = start, 0
        while end < len(pieces) and (length == 0 or length + pieces[end][1] <= n_words):
            length += pieces[end][1]
            end += 1
        lines = [text for text, _, _ in pieces[start:end]]
        head = pieces[start][2]
        if head and lines[0] != head:
            lines.insert(0, head)
        found.append("\n".join(lines))
        if end >= len(pieces):
            break
        half, length = start, 0
        while half < end - 1 and length < n_words // 2:
            length += pieces[half][1]
            half += 1
        start = max(half, start + 1)
    return found
