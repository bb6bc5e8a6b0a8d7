"""Files as their own programs print them: by a reader of a plugin, in a reader process, whatever it does there."""

from __future__ import annotations

import io
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from quire.errors import InvalidInput, PluginError, QuireError, ReaderCrashed, ReadError
from quire.plugins.offers import ReaderOffer
from quire.plugins.reading import FileType
from quire.read import ReaderPool, Readers, ReadText, sniff
from quire.types import Box, Source

NAMES = ("Typed", "TypedInVain", "TypedByMistake", "TypedBadly", "TypedBroken", "TypedFatally", "Long")
LINES = ("The ferry leaves at nine.", "The pier was maintained responsibly.", "The ferry leaves at nine.")


@pytest.fixture(scope="module")
def typists() -> Iterator[ReaderPool]:
    """Return a pool whose processes can import the readers beside this file."""
    sys.path.insert(0, str(Path(__file__).parent))
    offers = {}
    for name in NAMES:
        kind = FileType(f"text/x-{name.lower()}", "a file", suffixes=(f".{name.lower()}",), text=True)
        target, prints = f"block_readers:{name}", name.startswith("Typed")
        offers[kind.media_type] = ReaderOffer(name.lower(), 1, (kind,), target, prints=prints)
    made = ReaderPool(
        n_processes=1, page_timeout_s=20.0, memory_limit_mb=2048, ocr=False, readers=Readers(offers)
    )
    yield made
    made.close()
    sys.path.remove(str(Path(__file__).parent))


def typed(pool: ReaderPool, folder: Path, name: str = "Typed") -> Source:
    file = folder / f"a.{name.lower()}"
    file.write_text("\n".join(LINES), encoding="utf-8")
    return sniff(file, pool.readers.plugged)


def texts() -> list[ReadText]:
    """Return the elements of the file, a word per blank."""
    made = []
    for line in LINES:
        words = line.split()
        starts = array("i", [len(" ".join([*words[:n], ""])) for n in range(len(words))])
        ends = array("i", [start + len(word) for start, word in zip(starts, words, strict=True)])
        made.append(ReadText(line, starts.tobytes(), ends.tobytes()))
    return made


def test_printed_pages_come_with_the_places_of_the_words_that_were_read(
    typists: ReaderPool, tmp_path: Path
) -> None:
    content = typists.print_file(typed(typists, tmp_path), texts())
    assert content.sizes == ((300.0, 400.0),) * 3
    counts = list(array("i", content.counts))
    assert sum(counts) == len(content.words) == len(array("f", content.boxes)) // 4 == len(content.ends_block)
    flat = list(array("i", content.pairs))
    pairs = list(zip(flat[0::2], flat[1::2], strict=True))
    words = " ".join(LINES).split()
    assert {i for i, _ in pairs} == set(range(len(words)))
    assert all(content.words[j] in words[i] for i, j in pairs)
    third = counts[0] + counts[1]
    assert {j >= third for i, j in pairs if i >= 10} == {True}  # the sentence stands there twice
    assert "HEADER" in content.words
    assert content.pictures == tuple((index, Box(160, 50, 260, 100)) for index in range(3))


def test_a_printed_page_is_drawn_with_its_marks(typists: ReaderPool, tmp_path: Path) -> None:
    source = typed(typists, tmp_path)
    png = typists.render_printed(source, 2, scale=2.0, marks=[Box(200, 300, 260, 360)])
    with Image.open(io.BytesIO(png)) as image:
        assert image.size == (600, 800)
        assert image.convert("RGB").getpixel((460, 660)) != (255, 255, 255)
        assert image.convert("RGB").getpixel((100, 700)) == (255, 255, 255)
    with pytest.raises(InvalidInput, match="3 pages"):
        typists.render_printed(source, 4)


def test_one_printing_serves_all_pages_and_reading_between_does_not_cost_it(
    typists: ReaderPool, tmp_path: Path
) -> None:
    source = typed(typists, tmp_path)
    typists.print_file(source, texts())
    for number in (1, 2, 3):
        typists.render_printed(source, number)
        typists.render_page(source, 1)
    processes = (tmp_path / "prints").read_text().splitlines()
    assert len(processes) == len(set(processes))


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("TypedInVain", ReadError, "the ribbon is dry"),
        ("TypedByMistake", ReadError, "could not be printed: oh"),
        ("TypedBadly", PluginError, "broke its contract"),
        ("TypedBroken", ReadError, "cannot be opened"),
        ("TypedFatally", ReaderCrashed, "crashed"),
        ("Long", ReadError, "prints nothing"),
    ],
)
def test_whatever_printing_does_the_file_is_still_read(
    name: str, error: type[QuireError], message: str, typists: ReaderPool, tmp_path: Path
) -> None:
    source = typed(typists, tmp_path, name)
    with pytest.raises(error, match=message):
        typists.print_file(source, texts())
    assert typists.shape(source).n_pages
    assert typists.render_page(source, 1).startswith(b"\x89PNG")


def test_a_file_that_changed_is_not_printed(typists: ReaderPool, tmp_path: Path) -> None:
    source = typed(typists, tmp_path)
    Path(source.path).write_text("other words now", encoding="utf-8")
    with pytest.raises(ReadError, match="changed"):
        typists.print_file(source, texts())


def test_only_who_prints_is_said_to_and_files_of_quires_own_are_not(
    typists: ReaderPool, tmp_path: Path
) -> None:
    assert typists.readers.prints("text/x-typed")
    assert not typists.readers.prints("text/x-long")
    assert not Readers.built_in().prints("application/pdf")
    assert not typists.readers.prints("application/pdf")
    file = tmp_path / "a.txt"
    file.write_text("plain words", encoding="utf-8")
    with pytest.raises(InvalidInput, match="no plugin prints"):
        typists.print_file(sniff(file), [])
