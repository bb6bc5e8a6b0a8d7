"""What a reader of files must be: one method that tells a file's content, block by block, in reading order.

A reader knows nothing of pages, boxes or fonts: Quire lays the blocks out on pages, so that everything can be shown,
marked and cited. Readers run in reader processes, without a network and within their limits of time and memory.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from quire.errors import PluginError, ReadError, TooLarge
from quire.types import Problem

MAX_BLOCKS = 400_000
MAX_CHARACTERS = 16_000_000
MAX_PICTURE_BYTES = 512 * 1024 * 1024  # of all pictures of one file together
MAX_PRINTED_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileType:
    """How files of one kind are told from others; every condition that is given must hold.

    Attributes:
        media_type: IANA type ("text/csv").
        title: For messages, with its article ("a Word document").
        suffixes: Lower-case, with dot.
        magic: How the file begins.
        members: The file is a zip that holds one of these; with a slash at the end, a folder of this name.
        declares: The file is a zip whose member "mimetype" says this.
        text: The file reads as text; for types that only their suffix tells.
    """

    media_type: str
    title: str
    suffixes: tuple[str, ...] = ()
    magic: bytes = b""
    members: tuple[str, ...] = ()
    declares: str = ""
    text: bool = False


@dataclass(frozen=True, slots=True)
class NewPage:
    """Begin a new page.

    Attributes:
        label: What it is called in the file ("Slide 3", "Sheet Costs"); shown where a page number would be.
        wide: A page lying on its side.
        columns: For tables: the page is made as wide as so many columns need.
    """

    label: str = ""
    wide: bool = False
    columns: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the outermost. The first one of a file is taken for its title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, or an item of a list."""

    text: str
    item: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """Text whose line breaks and blanks count."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        rows: Texts of the cells, row by row; short rows are filled up.
        caption: What it is called, or where it stands ("Costs!A1:D40").
        header: Whether the first row names the columns; it is repeated where the table goes on on another page.
    """

    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    header: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture.

    Attributes:
        data: Encoded: PNG, JPEG, WebP, GIF, BMP, TIFF.
        caption: Printed below it.
        alt: What its author says it shows; searched, not printed.
        recognise: Whether text inside it is looked for; not where the other blocks say it anyway.
        share: How much of a page's height it may take.
    """

    data: bytes
    caption: str = ""
    alt: str = ""
    recognise: bool = True
    share: float = 0.8


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture that takes long to make: room is kept for it, and the file is searchable before it is there.

    Attributes:
        number: Which one; what `Reader._draw` is asked for.
        width, height: Its proportions, in any unit.
        share: As in `Picture`.
    """

    number: int
    width: float
    height: float
    share: float = 0.8


Block = NewPage | Heading | Text | Code | Table | Picture | Drawing | Problem
_KINDS = (NewPage, Heading, Text, Code, Table, Picture, Drawing, Problem)


class Reader(ABC):
    """Reads files of the types it was registered for."""

    name = "reader"

    def read(self, path: Path) -> list[Block]:
        """Return the content of the file in reading order.

        Raises:
            ReadError: it cannot be read; the message says why.
            TooLarge: more blocks, characters or bytes of pictures than Quire lays out.
            PluginError: the reader yielded something that is no block.
        """
        blocks: list[Block] = []
        n_characters = n_bytes = 0
        for block in self._read(path):
            if not isinstance(block, _KINDS):
                raise PluginError(
                    f"the reader {self.name} broke its contract",
                    hint="disable its plugin, or tell its author",
                    detail=f"it yielded {type(block).__name__}",
                )
            n_characters += _length(block)
            n_bytes += len(block.data) if isinstance(block, Picture) else 0
            blocks.append(block)
            if len(blocks) > MAX_BLOCKS or n_characters > MAX_CHARACTERS or n_bytes > MAX_PICTURE_BYTES:
                raise TooLarge(
                    "the file holds more than Quire lays out at once",
                    hint="split it into smaller files and add those",
                )
        return blocks

    def draw(self, path: Path, number: int) -> bytes:
        """Return the encoded picture of a `Drawing` that `read` told of.

        Raises:
            ReadError: it cannot be made; the message says why.
            PluginError: the reader returned something that is no bytes.
        """
        made = self._draw(path, number)
        if not isinstance(made, bytes):
            raise PluginError(
                f"the reader {self.name} broke its contract",
                hint="disable its plugin, or tell its author",
                detail=f"it drew {type(made).__name__}",
            )
        return made

    def _draw(self, path: Path, number: int) -> bytes:
        """Return the encoded picture of the `Drawing` of this number, within the time a page may take.

        Asked of the reader that read the file, when the page is read in full or shown. A `ReadError` is a problem of
        the file, which is asked for no more drawings then. Only for readers that yield drawings.
        """
        raise ReadError(f"the reader {self.name} draws nothing")

    def print(self, path: Path) -> bytes:
        """Return the file as a PDF of the pages that its own program makes of it.

        Raises:
            ReadError: it cannot be printed; the message says why.
            TooLarge: the PDF is larger than Quire opens.
            PluginError: the reader returned something that is no PDF.
        """
        made: object = self._print(path)
        if not isinstance(made, bytes) or b"%PDF-" not in made[:1024]:
            what = "bytes that are no PDF" if isinstance(made, bytes) else type(made).__name__
            raise PluginError(
                f"the reader {self.name} broke its contract",
                hint="disable its plugin, or tell its author",
                detail=f"it printed {what}",
            )
        if len(made) > MAX_PRINTED_BYTES:
            raise TooLarge("the printed pages take more than Quire opens at once")
        return made

    def _print(self, path: Path) -> bytes:
        """Return the file as a PDF, as its own program prints it, within twice the time a page may take.

        Asked only of readers whose `ReaderOffer` says `prints`, when a person wants to see the file so, and of a new
        reader that has not read the file. It changes nothing of what is read, cited or searched: Quire looks for the
        words of a passage on these pages.
        """
        raise ReadError(f"the reader {self.name} prints nothing")

    @abstractmethod
    def _read(self, path: Path) -> Iterable[Block]:
        """Yield the content of the file in reading order.

        What is wrong with a part of it (a picture that is missing) is yielded as a `Problem`; what is wrong with the
        whole raises a `ReadError`. No page numbers, no network, no reading of other files than `path` and what lies
        beside it.
        """


def _length(block: Block) -> int:
    if isinstance(block, Table):
        return sum(len(cell) for row in block.rows for cell in row) + len(block.caption)
    if isinstance(block, Heading | Text | Code):
        return len(block.text)
    return 0
