"""Readers as plugins bring them, good and bad; imported by name in reader processes."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image

from quire.errors import BrokenFile
from quire.plugins.reading import Block, Code, Drawing, Heading, NewPage, Picture, Reader, Table, Text
from quire.types import Problem


def png(size: tuple[int, int] = (400, 200), colour: str = "navy") -> bytes:
    import io

    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return buffer.getvalue()


class Everything(Reader):
    """Ignores the file and tells one block of each kind."""

    def _read(self, path: Path) -> Iterator[Block]:
        yield Heading("The <office> file & its affluent fjord")
        yield Text("First paragraph with efficient words.")
        yield Text("An item", item=True)
        yield Table((("Item", "Sum"), ("Wall | pier", "18,500"), ("Lamp",)), caption="Costs!A1:B3")
        yield Picture(png(), caption="The harbour", alt="A blue rectangle")
        yield Picture(b"no picture at all")
        yield Problem("remote", "read", "a picture lies elsewhere")
        yield NewPage("Slide 2", wide=True)
        yield Heading("Second", level=2)
        yield Code("a = 1\n    b = '<x>'")
        yield Text("\x00\x0c  \n ")


class Long(Reader):
    """A paragraph and a table that run over several pages."""

    def _read(self, path: Path) -> Iterator[Block]:
        yield Heading("Long")
        yield Text(" ".join(f"word{number}" for number in range(2500)))
        yield Table((("Number", "Square"), *((str(n), str(n * n)) for n in range(1, 101))))
        yield Text("The end.")


class Tables(Reader):
    """Tables that end at every height of a page, and a row higher than one."""

    def _read(self, path: Path) -> Iterator[Block]:
        yield Heading("Tables")
        for number in range(30):
            rows = tuple((f"row {number} {row}", "some words about it " * (row % 3)) for row in range(39))
            yield Table((("Name", "Note"), *rows), caption=f"Part {number}")
        yield Table((("Name", "Note"), ("tall", " ".join(f"tall{word}" for word in range(3000)))))
        yield Text("The end.")


class Wide(Reader):
    """A table of many columns, some of them without a word in most rows."""

    def _read(self, path: Path) -> Iterator[Block]:
        yield NewPage("Sheet 1", columns=26)
        head = tuple(f"head{column}" for column in range(26))
        rows = [tuple(f"r{row}c{column}" if column % 25 < 2 else "" for column in range(26)) for row in range(5)]
        yield Table((head, *rows))


class Mixed(Reader):
    """Headings, paragraphs and tables of many heights; each says which it is."""

    def _read(self, path: Path) -> Iterator[Block]:
        for number in range(120):
            yield Heading(f"head{number}x", 1 + number % 3)
            yield Text(f"paragraph{number}x " + "word " * (9 * (number % 5 + 1)))
            if number % 4 == 0:
                yield Table(tuple((f"table{number}r{row}x", "x") for row in range(2 + number % 7)))


class Counted(Reader):
    """Many pages; leaves a line beside the file whenever it reads it."""

    def _read(self, path: Path) -> Iterator[Block]:
        with path.with_name("readings").open("a", encoding="utf-8") as file:
            file.write(f"{os.getpid()}\n")
        for number in range(40):
            yield NewPage(f"Sheet {number}")
            yield Text(f"Words of sheet {number}.")


class Drawn(Reader):
    """Two slides with a drawing each; leaves a line beside the file whenever it draws."""

    def _read(self, path: Path) -> Iterator[Block]:
        for number in range(2):
            yield NewPage(f"Slide {number + 1}", wide=True)
            yield Drawing(number, 16, 9, share=0.5)
            yield Text(f"Words of slide {number + 1}.")

    def _draw(self, path: Path, number: int) -> bytes:
        with path.with_name("drawings").open("a", encoding="utf-8") as file:
            file.write(f"{number}\n")
        return png((160, 90), ("red", "blue")[number])


class DrawnInVain(Drawn):
    """Draws nothing."""

    def _draw(self, path: Path, number: int) -> bytes:
        super()._draw(path, number)
        raise BrokenFile("the pencil is blunt", hint="sharpen it")


class DrawnByMistake(Drawn):
    def _draw(self, path: Path, number: int) -> bytes:
        raise ZeroDivisionError("oh")


class DrawnBadly(Drawn):
    def _draw(self, path: Path, number: int) -> Any:
        return "a picture"


class Typed(Reader):
    """Tells the paragraphs of a file; prints each on a page of its own; leaves a line beside the file when it does."""

    def _read(self, path: Path) -> Iterator[Block]:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield Text(line)

    def _print(self, path: Path) -> Any:
        import pymupdf

        with path.with_name("prints").open("a", encoding="utf-8") as file:
            file.write(f"{os.getpid()}\n")
        with pymupdf.open() as document:
            for line in path.read_text(encoding="utf-8").splitlines():
                page = document.new_page(width=300, height=400)
                page.insert_textbox((40, 40, 140, 380), f"HEADER\n{line}")
                page.insert_image((160, 50, 260, 100), stream=png((200, 100)))
                page.insert_image((160, 200, 170, 205), stream=png((20, 10)))  # an icon
            return document.tobytes()


class TypedInVain(Typed):
    """Prints nothing."""

    def _print(self, path: Path) -> Any:
        raise BrokenFile("the ribbon is dry", hint="wet it")


class TypedByMistake(Typed):
    def _print(self, path: Path) -> Any:
        raise ZeroDivisionError("oh")


class TypedBadly(Typed):
    def _print(self, path: Path) -> Any:
        return "pages"


class TypedBroken(Typed):
    def _print(self, path: Path) -> Any:
        return b"%PDF-1.7 and nothing else"


class TypedFatally(Typed):
    def _print(self, path: Path) -> Any:
        os._exit(9)


class Empty(Reader):
    def _read(self, path: Path) -> Iterator[Block]:
        return iter(())


class Refusing(Reader):
    def _read(self, path: Path) -> Iterator[Block]:
        raise BrokenFile("the third line is missing", hint="add it")


class Buggy(Reader):
    def _read(self, path: Path) -> Iterator[Block]:
        yield Heading("x")
        raise ZeroDivisionError("oh")


class Nonsense(Reader):
    def _read(self, path: Path) -> Iterator[Any]:
        yield "not a block"


class Hanging(Reader):
    def _read(self, path: Path) -> Iterator[Block]:
        time.sleep(60)
        yield Heading("never")


class Dying(Reader):
    def _read(self, path: Path) -> Iterator[Block]:
        os._exit(9)


class Greedy(Reader):
    def _read(self, path: Path) -> Iterator[Block]:
        hoard = []
        while True:
            hoard.append(bytearray(64 * 1024 * 1024))
            if len(hoard) > 4000:
                yield Heading("never")


class Curious(Reader):
    """Tries the network."""

    def _read(self, path: Path) -> Iterator[Block]:
        try:
            socket.create_connection(("127.0.0.1", 9), timeout=2)
        except OSError as error:
            yield Text(f"refused: {type(error).__name__}")


class NoReader:
    """Not derived from Reader."""
