from __future__ import annotations

import io
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from quire.errors import BrokenFile, PluginError, QuireError, ReaderCrashed, ReadError, TooLarge
from quire.jobs import Job
from quire.plugins.offers import ReaderOffer
from quire.plugins.reading import FileType
from quire.read import PageTimeout, ReaderPool, Readers, read_full, read_text, sniff
from quire.types import Box, Document, Element, ElementKind, Source

GOOD = ("Everything", "Long", "Tables", "Wide", "Mixed", "Counted", "Drawn", "Empty", "Curious")
NOT_DRAWN = ("DrawnInVain", "DrawnByMistake", "DrawnBadly")
BAD = ("Refusing", "Buggy", "Nonsense", "Hanging", "Dying", "Greedy", "NoReader", "Absent")


class Drafts:
    def __init__(self) -> None:
        self._pages: dict[int, bytes] = {}

    def get(self, page_number: int) -> bytes | None:
        return self._pages.get(page_number)

    def put(self, page_number: int, content: bytes) -> None:
        self._pages[page_number] = content


@pytest.fixture(scope="module")
def block_pool() -> Iterator[ReaderPool]:
    """Return a pool whose processes can import the readers beside this file."""
    yield from pool_of(1)


def pool_of(n_processes: int) -> Iterator[ReaderPool]:
    sys.path.insert(0, str(Path(__file__).parent))
    offers = {}
    for name in (*GOOD, *NOT_DRAWN, *BAD):
        kind = FileType(f"text/x-{name.lower()}", "a file", suffixes=(f".{name.lower()}",), text=True)
        offers[kind.media_type] = ReaderOffer(name.lower(), 3, (kind,), f"block_readers:{name}")
    made = ReaderPool(
        n_processes=n_processes, page_timeout_s=6.0, memory_limit_mb=2048, ocr=False, readers=Readers(offers)
    )
    yield made
    made.close()
    sys.path.remove(str(Path(__file__).parent))


def looked_at(pool: ReaderPool, name: str, folder: Path) -> Source:
    file = folder / f"a.{name.lower()}"
    file.write_text("anything")
    return sniff(file, pool.readers.plugged)


def full(pool: ReaderPool, source: Source, crops: Path) -> Document:
    return read_full(pool, source, drafts=Drafts(), crops_dir=crops, job=Job())


def words_of(element: Element) -> list[tuple[str, Box]]:
    assert element.words is not None
    starts, ends, boxes = array("i"), array("i"), array("f")
    starts.frombytes(element.words.starts)
    ends.frombytes(element.words.ends)
    boxes.frombytes(element.words.boxes)
    return [
        (element.text[start:end], Box(*boxes[4 * n : 4 * n + 4]))
        for n, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def test_blocks_become_elements_with_boxes_on_pages(block_pool: ReaderPool, tmp_path: Path) -> None:
    source = looked_at(block_pool, "Everything", tmp_path)
    document = full(block_pool, source, tmp_path / "crops")
    told = [(element.kind, element.place.page_number, element.text) for element in document.elements]
    assert told == [
        (ElementKind.TITLE, 1, "The <office> file & its affluent fjord"),
        (ElementKind.TEXT, 1, "First paragraph with efficient words.\nAn item"),
        (ElementKind.TABLE, 1, "| Item | Sum |\n| --- | --- |\n| Wall \\| pier | 18,500 |\n| Lamp |  |"),
        (ElementKind.FIGURE, 1, "The harbour\nA blue rectangle"),
        (ElementKind.HEADING, 2, "Second"),
        (ElementKind.CODE, 2, "a = 1\n    b = '<x>'"),
    ]
    assert document.title == "The <office> file & its affluent fjord"
    assert [page.label for page in document.pages] == ["", "Slide 2"]
    assert document.pages[1].width_pt > document.pages[1].height_pt
    assert [(item.level, item.title, item.page_number) for item in document.outline][1] == (2, "Second", 2)
    assert [problem.kind for problem in document.problems] == ["remote", "invalid-input"]
    assert document.reader.startswith("everything/3")
    table, figure = document.elements[2], document.elements[3]
    assert table.context == "Costs!A1:B3"
    for element in (table, figure):
        assert element.image is not None
        assert (tmp_path / "crops" / Path(element.image).name).is_file()


def test_every_word_knows_its_place(block_pool: ReaderPool, tmp_path: Path) -> None:
    document = read_text(block_pool, looked_at(block_pool, "Everything", tmp_path), job=Job())
    assert " ".join(word for word, _ in words_of(document.elements[0])) == "The <office> file & its affluent fjord"
    table = document.elements[2]
    assert [word for word, _ in words_of(table)] == ["Item", "Sum", "Wall", "|", "pier", "18,500", "Lamp"]
    for element in document.elements:
        page = document.pages[element.place.page_number - 1]
        for box in element.place.boxes:
            assert 0 <= box.x0 < box.x1 <= page.width_pt
            assert 0 <= box.y0 < box.y1 <= page.height_pt
        if element.words:
            assert all(box.covered_by(element.place.boxes[0].grown(400)) == 1 for _, box in words_of(element))


def test_what_runs_over_pages_is_cut_between_them_and_nothing_is_lost(block_pool: ReaderPool, tmp_path: Path) -> None:
    document = read_text(block_pool, looked_at(block_pool, "Long", tmp_path), job=Job())
    assert len(document.pages) > 3
    running = " ".join(item.text for item in document.elements if item.kind is ElementKind.TEXT)
    assert running.split() == [*(f"word{number}" for number in range(2500)), "The", "end."]
    tables = [item for item in document.elements if item.kind is ElementKind.TABLE]
    assert all(table.text.startswith("| Number | Square |\n| --- | --- |\n") for table in tables)
    rows = [line for table in tables for line in table.text.splitlines()[2:]]
    assert rows == [f"| {n} | {n * n} |" for n in range(1, 101)]
    for element in document.elements:
        assert all(word in element.text for word, _ in words_of(element))


def test_every_cell_of_a_wide_table_has_its_box(block_pool: ReaderPool, tmp_path: Path) -> None:
    source = looked_at(block_pool, "Wide", tmp_path)
    (element,) = read_text(block_pool, source, job=Job()).elements
    assert element.words is not None
    starts, ends = array("i", element.words.starts), array("i", element.words.ends)
    tied = [element.text[start:end] for start, end in zip(starts, ends, strict=True)]
    cells = [f"r{row}c{column}" for row in range(5) for column in range(26) if column % 25 < 2]
    assert tied == [*(f"head{column}" for column in range(26)), *cells]


def test_nothing_is_lost_after_a_table_that_ends_where_the_page_does(block_pool: ReaderPool, tmp_path: Path) -> None:
    document = read_text(block_pool, looked_at(block_pool, "Mixed", tmp_path), job=Job())
    said = " ".join(element.text for element in document.elements)
    wanted = [f"{kind}{number}x" for number in range(120) for kind in ("head", "paragraph")]
    assert [name for name in wanted if name not in said] == []


def test_tables_break_between_rows_wherever_pages_end(block_pool: ReaderPool, tmp_path: Path) -> None:
    document = read_text(block_pool, looked_at(block_pool, "Tables", tmp_path), job=Job())
    rows = [line for item in document.elements if item.kind is ElementKind.TABLE for line in item.text.splitlines()]
    names = [line.split("|")[1].strip() for line in rows if line.startswith("| row ")]
    assert names == [f"row {number} {row}" for number in range(30) for row in range(39)]
    assert sum("tall2999" in line for line in rows) == 1
    assert document.elements[-1].text == "The end."
    for item in document.elements:
        assert all(box.y1 <= 842 for box in item.place.boxes)


def test_pages_are_drawn_where_the_boxes_say(block_pool: ReaderPool, tmp_path: Path) -> None:
    source = looked_at(block_pool, "Everything", tmp_path)
    document = read_text(block_pool, source, job=Job())
    (box,) = next(item for item in document.elements if item.kind is ElementKind.FIGURE).place.boxes
    image = Image.open(io.BytesIO(block_pool.render_page(source, 1, clip=box)))
    middle = image.convert("RGB").getpixel((image.width // 2, image.height // 2))
    assert middle == (0, 0, 128)


def test_a_drawing_is_made_after_the_text_is_there_and_moves_nothing(tmp_path: Path) -> None:
    pools = pool_of(1)
    pool = next(pools)
    source = looked_at(pool, "Drawn", tmp_path)
    early = read_text(pool, source, job=Job())
    assert [element.text for element in early.elements] == ["", "Words of slide 1.", "", "Words of slide 2."]
    assert not (tmp_path / "drawings").exists()
    document = full(pool, source, tmp_path / "crops")
    assert (tmp_path / "drawings").read_text().split() == ["0", "1"]
    assert [element.place for element in document.elements] == [element.place for element in early.elements]
    assert [page.label for page in document.pages] == ["Slide 1", "Slide 2"]
    for element, colour in ((document.elements[0], (255, 0, 0)), (document.elements[2], (0, 0, 255))):
        (box,) = element.place.boxes
        assert box.width / box.height == pytest.approx(16 / 9, abs=0.01)
        image = Image.open(io.BytesIO(pool.render_page(source, element.place.page_number, clip=box)))
        assert image.convert("RGB").getpixel((image.width // 2, image.height // 2)) == colour
        assert element.image is not None
        with Image.open(tmp_path / "crops" / Path(element.image).name) as crop:
            assert max(abs(a - b) for a, b in zip(crop.convert("RGB").getpixel((80, 45)), colour, strict=True)) < 8
    next(pools, None)


def test_a_page_shown_before_it_was_read_in_full_has_its_drawing(block_pool: ReaderPool, tmp_path: Path) -> None:
    source = looked_at(block_pool, "Drawn", tmp_path)
    (box,) = read_text(block_pool, source, job=Job()).elements[2].place.boxes
    image = Image.open(io.BytesIO(block_pool.render_page(source, 2, clip=box)))
    assert image.convert("RGB").getpixel((image.width // 2, image.height // 2)) == (0, 0, 255)


@pytest.mark.parametrize(
    ("name", "message"),
    [("DrawnInVain", "the pencil is blunt"), ("DrawnByMistake", "oh"), ("DrawnBadly", "broke its contract")],
)
def test_a_drawing_that_fails_is_one_problem_and_the_words_stay(tmp_path: Path, name: str, message: str) -> None:
    pools = pool_of(1)
    pool = next(pools)
    document = full(pool, looked_at(pool, name, tmp_path), tmp_path / "crops")
    assert [element.text for element in document.elements] == ["Words of slide 1.", "Words of slide 2."]
    (problem,) = document.problems
    assert (problem.kind, problem.page) == ("drawing", None)
    assert message in problem.message
    assert problem.hint
    if name == "DrawnInVain":
        assert (tmp_path / "drawings").read_text().split() == ["0"]  # it is not asked again
    next(pools, None)


def test_to_be_searchable_a_file_is_read_and_laid_out_once(tmp_path: Path) -> None:
    """Pages of such files are not shared out: every process would read the whole file for its part."""
    pools = pool_of(2)
    pool = next(pools)
    document = read_text(pool, looked_at(pool, "Counted", tmp_path), job=Job())
    assert [element.text for element in document.elements] == [f"Words of sheet {number}." for number in range(40)]
    assert len((tmp_path / "readings").read_text(encoding="utf-8").splitlines()) == 1
    next(pools, None)


def test_a_file_is_read_to_its_end_when_its_plugin_is_switched_off_meanwhile(tmp_path: Path) -> None:
    pools = pool_of(1)
    pool = next(pools)
    source = looked_at(pool, "Counted", tmp_path)
    off: list[int] = []

    def switch_off(number: int) -> None:
        if not off:
            pool.use_readers({})
        off.append(number)

    document = read_full(pool, source, drafts=Drafts(), crops_dir=tmp_path, job=Job(), on_page=switch_off)
    assert [element.text for element in document.elements] == [f"Words of sheet {number}." for number in range(40)]
    assert (len(off), document.problems, document.reader) == (40, (), "counted/3.2")
    next(pools, None)


def test_an_empty_file_is_one_empty_page(block_pool: ReaderPool, tmp_path: Path) -> None:
    document = full(block_pool, looked_at(block_pool, "Empty", tmp_path), tmp_path)
    assert (len(document.pages), document.elements) == (1, ())


def test_a_reader_has_no_network(block_pool: ReaderPool, tmp_path: Path) -> None:
    document = read_text(block_pool, looked_at(block_pool, "Curious", tmp_path), job=Job())
    assert "refused" in document.elements[0].text


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("Refusing", BrokenFile, "the third line is missing"),
        ("Buggy", BrokenFile, "damaged"),
        ("Nonsense", PluginError, "broke its contract"),
        ("Hanging", PageTimeout, "longer than"),
        ("Dying", ReaderCrashed, "crashed the reader"),
        ("Greedy", TooLarge, "memory"),
        ("NoReader", PluginError, "is not a reader"),
        ("Absent", PluginError, "could not be loaded"),
    ],
)
def test_a_bad_reader_costs_its_file_and_no_other(
    block_pool: ReaderPool, tmp_path: Path, name: str, error: type[QuireError], message: str
) -> None:
    with pytest.raises(error, match=message) as caught:
        read_text(block_pool, looked_at(block_pool, name, tmp_path), job=Job())
    assert caught.value.hint
    assert ("plugin" in caught.value.hint) is (error in (PluginError, PageTimeout, ReaderCrashed))
    assert read_text(block_pool, looked_at(block_pool, "Empty", tmp_path), job=Job()).pages


def test_types_of_plugins_are_told_by_content_before_suffix(tmp_path: Path) -> None:
    import zipfile

    by_member = FileType("x/member", "a", members=("inner/",))
    by_magic = FileType("x/magic", "a", magic=b"MAGIC")
    by_suffix = FileType("x/suffix", "a", suffixes=(".bin",))
    plugged = (by_suffix, by_magic, by_member)
    packed = tmp_path / "a.bin"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inner/a.txt", "x")
    assert sniff(packed, plugged).media_type == "x/member"
    (tmp_path / "b.bin").write_bytes(b"MAGIC\x00\x01")
    assert sniff(tmp_path / "b.bin", plugged).media_type == "x/magic"
    (tmp_path / "c.bin").write_bytes(b"\x00\x01\x02")
    assert sniff(tmp_path / "c.bin", plugged).media_type == "x/suffix"
    (tmp_path / "d.bin").write_bytes(b"%PDF-1.7\n1 0 obj")
    assert sniff(tmp_path / "d.bin", plugged).media_type == "application/pdf"
    with pytest.raises(ReadError):
        sniff(tmp_path / "c.bin")
