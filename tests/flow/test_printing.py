"""A document as its own program prints it, from the command line, with a stand-in for that program."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from quire.cli.main import main

Run = Callable[..., tuple[int, dict[str, Any]]]
LINES = (
    "The ferry leaves at nine.",
    "Every pier was painted anew.",
    "The ferry leaves at nine.",
    "Nobody printed this.",
)
_PLUGIN = """
import pymupdf

from quire.errors import BrokenFile
from quire.plugins.hooks import hookimpl
from quire.plugins.offers import ReaderOffer
from quire.plugins.reading import FileType, Reader, Text

QUIRE_CONTRACT = 1


class TypedReader(Reader):
    name = "typed"

    def _read(self, path):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield Text(line)

    def _print(self, path):
        if path.with_name("broken").exists():
            raise BrokenFile("the ribbon is dry", hint="wet it")
        with pymupdf.open() as document:
            lines = path.read_text(encoding="utf-8").splitlines()
            for line in lines if len(lines) > 9 else lines[:3]:
                document.new_page(width=300, height=400).insert_textbox((40, 200, 140, 380), line)
            return document.tobytes()


@hookimpl
def register_readers():
    kind = FileType("text/x-typed", "a typed file", suffixes=(".typed",), text=True)
    return [ReaderOffer("typed", 1, (kind,), "typed_plugin:TypedReader", prints=True)]
"""


@pytest.fixture
def typed(tmp_path: Path) -> Iterator[Path]:
    """Install the plugin into a folder of its own; return a file that it reads and prints."""
    site = tmp_path / "site"
    record = site / "quire_typed-1.dist-info"
    record.mkdir(parents=True)
    (record / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: quire-typed\nVersion: 1\n", encoding="utf-8"
    )
    (record / "entry_points.txt").write_text("[quire]\ntyped = typed_plugin\n", encoding="utf-8")
    (site / "typed_plugin.py").write_text(_PLUGIN, encoding="utf-8")
    sys.path.insert(0, str(site))
    file = tmp_path / "letter.typed"
    file.write_text("\n".join(LINES), encoding="utf-8")
    yield file
    sys.path.remove(str(site))
    sys.modules.pop("typed_plugin", None)


@pytest.fixture
def run(typed: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run a command on a library that holds the file and a plain text."""

    def run(*words: str) -> tuple[int, dict[str, Any]]:
        capsys.readouterr()
        code = main([*words, "--json", "--library", str(tmp_path / "library")])
        lines = capsys.readouterr().out.splitlines()
        return code, json.loads(lines[-1]) if lines else {}

    plain = tmp_path / "plain.txt"
    plain.write_text("The lighthouse burns oil.", encoding="utf-8")
    assert run("plugins", "enable", "typed")[0] == 0
    assert run("add", str(typed), str(plain))[0] == 0
    return run


def test_words_are_found_on_the_printed_page_and_marked_in_its_picture(run: Run, tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    code, line = run("show", "letter.typed", "--find", "painted anew", "--printed", "--picture", str(picture))
    assert code == 0
    view = line["view"]
    assert (view["printed"], view["pages"], view["page"], view["found"]) == (True, 3, 2, True)
    assert view["picture"] == str(picture)
    assert all(40 <= x0 < x1 <= 160 and 190 < y0 < y1 < 400 for x0, y0, x1, y1 in view["boxes"])
    with Image.open(picture) as image:
        assert image.size == (600, 800)
        colours = {colour for _, colour in image.convert("RGB").getcolors(100_000) or ()}
    assert any(red > 200 and blue < 100 for red, _, blue in colours)  # amber


def test_what_was_not_printed_is_told_with_the_page_nearby(run: Run) -> None:
    code, line = run("show", "letter.typed", "--find", "Nobody printed", "--printed")
    assert code == 1
    assert line["view"] == {
        "printed": True, "pages": 3, "page": 3, "boxes": [], "found": False, "picture": None,
    }  # fmt: skip


def test_the_page_that_quire_laid_out_can_be_written_too(run: Run, tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    code, line = run("show", "plain.txt", "--find", "lighthouse", "--picture", str(picture))
    assert code == 0
    assert line["view"]["printed"] is False
    assert line["view"]["boxes"]
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert "view" not in run("show", "plain.txt")[1]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("plain.txt", "--printed"), 2),  # nobody prints those
        (("letter.typed", "--page", "9"), 2),
        (("letter.typed", "--page", "0", "--printed"), 2),
        (("letter.typed", "--find", "nowhere to be found", "--printed"), 2),
        (("letter.typed", "--picture", "nowhere/at/all.png"), 2),
    ],
)
def test_what_cannot_be_shown_is_said_in_a_sentence(words: tuple[str, ...], code: int, run: Run) -> None:
    assert run("show", *words) == (code, {})


def test_a_program_that_fails_costs_the_printed_pages_only(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken").touch()
    assert run("show", "letter.typed", "--printed") == (1, {})
    assert run("show", "letter.typed", "--find", "painted anew", "--page", "1")[0] == 0
    (tmp_path / "letter.typed").unlink()
    assert run("show", "letter.typed", "--printed") == (2, {})
    assert run("show", "letter.typed")[0] == 0


def test_a_page_is_looked_up_by_its_own_first_words(run: Run, tmp_path: Path) -> None:
    long = tmp_path / "long.typed"
    long.write_text("\n".join(f"word{number}" for number in range(90)), encoding="utf-8")
    assert run("add", str(long))[0] == 0
    _, line = run("show", "long.typed", "--page", "2", "--printed")
    number = line["view"]["page"] - 1  # a line a page
    assert run("show", "long.typed", "--page", "2", "--find", f"word{number}")[0] == 0
    assert run("show", "long.typed", "--page", "2", "--find", f"word{number - 1}")[0] != 0
