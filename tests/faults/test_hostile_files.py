"""Hostile and broken files, through real reader processes: each ends in one clear sentence."""

from __future__ import annotations

import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from quire.errors import BrokenFile, Cancelled, PasswordNeeded, ReadError, TooLarge, UnsupportedType
from quire.jobs import Job
from quire.read import ReaderPool, read_full, read_text, sniff
from quire.types import Document

_PATHS_IN_A_BLOCK = 1_000  # 20 kB: within the reach of deflate, so that a million repeat in a few kilobytes
_HUGE_IMAGE = (
    b"/Subtype/Image/Width 50000/Height 50000/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode"
)


class Drafts(dict[int, bytes]):
    def put(self, page_number: int, content: bytes) -> None:
        self[page_number] = content


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    made = ReaderPool(n_processes=1, page_timeout_s=30.0, memory_limit_mb=2048, ocr=False)
    yield made
    made.close()


@pytest.fixture
def impatient_pool() -> Iterator[ReaderPool]:
    made = ReaderPool(n_processes=1, page_timeout_s=3.0, memory_limit_mb=1024, ocr=False)
    yield made
    made.close()


def _full(pool: ReaderPool, file: Path, crops: Path) -> Document:
    return read_full(pool, sniff(file), drafts=Drafts(), crops_dir=crops, job=Job())


def _pdf(objects: list[bytes]) -> bytes:
    """Return a PDF of these objects, numbered from 1, the first being the catalogue."""
    data = bytearray(b"%PDF-1.5\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(data)


def _page_of_paths(n_paths: int) -> bytes:
    """Return a one-page PDF that draws `n_paths` separate lines after a sentence; compressed to a few kilobytes."""
    block = b"".join(
        b"%d %d m %d %d l S\n" % (x % 500, x % 700, (x * 7) % 500, (x * 3) % 700)
        for x in range(_PATHS_IN_A_BLOCK)
    )
    packer = zlib.compressobj(9)
    packed = [packer.compress(b"BT /F1 12 Tf 72 780 Td (The words above the drawing stay.) Tj ET\n")]
    packed += [packer.compress(block) for _ in range(n_paths // _PATHS_IN_A_BLOCK)]
    packed.append(packer.flush())
    content = b"".join(packed)
    return _pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            b"<</Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream" % (len(content), content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
    )


def _many_pages(n_pages: int) -> bytes:
    """Return a PDF of `n_pages` pages, each saying its number."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * index) for index in range(n_pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, n_pages),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for index in range(n_pages):
        text = b"BT /F1 12 Tf 72 700 Td (Folio %d speaks of harbours.) Tj ET" % (index + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % (5 + 2 * index)
        )
        objects.append(b"<</Length %d>>\nstream\n%b\nendstream" % (len(text), text))
    return _pdf(objects)


def _png_header(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = zlib.compress(bytes(1_000_000), 9)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _text_pdf(file: Path, *, n_pages: int = 5, **options: object) -> Path:
    import pymupdf

    document = pymupdf.open()
    for number in range(1, n_pages + 1):
        document.new_page().insert_text((72, 100), f"Folio {number} speaks of harbours and of ships.")
    document.save(file, **options)
    return file


def _texts(document: Document) -> str:
    return "\n".join(element.text for element in document.elements)


def test_zero_bytes_are_refused_before_a_reader_is_asked(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    with pytest.raises(BrokenFile, match="empty"):
        sniff(tmp_path / "empty.pdf")


def test_truncated_pdf_gives_what_is_left_of_it(pool: ReaderPool, tmp_path: Path) -> None:
    file = _text_pdf(tmp_path / "cut.pdf", n_pages=20)
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * 0.7)])
    document = read_text(pool, sniff(file), job=Job())
    assert "Folio 1 speaks of harbours" in _texts(document)
    assert [problem.kind for problem in document.problems] == ["truncated"]
    assert document.problems[0].hint


def test_pdf_cut_anywhere_in_its_second_half_gives_what_is_left_of_it(pool: ReaderPool, tmp_path: Path) -> None:
    file = _text_pdf(tmp_path / "cut.pdf", n_pages=20)
    data = file.read_bytes()
    assert b"%%EOF" in data
    last_object = data.rindex(b" 0 obj", 0, data.rindex(b"xref"))
    first_cut = len(data) // 2
    for cut in (*range(first_cut, last_object, (last_object - first_cut) // 15), last_object + 9):
        file.write_bytes(data[:cut])
        document = read_text(pool, sniff(file), job=Job())
        assert "Folio 1 speaks of harbours" in _texts(document), cut
        assert [problem.kind for problem in document.problems] == ["truncated"], cut


def test_pdf_that_is_only_a_header_is_broken(pool: ReaderPool, tmp_path: Path) -> None:
    file = tmp_path / "header.pdf"
    file.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    with pytest.raises(BrokenFile) as caught:
        read_text(pool, sniff(file), job=Job())
    assert caught.value.hint


def test_junk_named_pdf_is_unsupported(tmp_path: Path) -> None:
    file = tmp_path / "junk.pdf"
    file.write_bytes(bytes((index * 73) % 256 for index in range(5000)))
    with pytest.raises(UnsupportedType):
        sniff(file)


def test_junk_before_the_header_does_not_hide_a_pdf(pool: ReaderPool, tmp_path: Path) -> None:
    file = _text_pdf(tmp_path / "mail.pdf")
    file.write_bytes(b"Content-Type: application/pdf\r\n\r\n" + file.read_bytes())
    assert "Folio 5 speaks" in _texts(read_text(pool, sniff(file), job=Job()))


def test_encrypted_pdf_asks_and_a_wrong_password_has_its_own_sentence(
    pool: ReaderPool, tmp_path: Path
) -> None:
    import pymupdf

    file = _text_pdf(
        tmp_path / "locked.pdf", encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="sesame", owner_pw="x"
    )
    source = sniff(file)
    with pytest.raises(PasswordNeeded) as asked:
        read_text(pool, source, job=Job())
    with pytest.raises(PasswordNeeded) as refused:
        read_text(pool, source, password="simsim", job=Job())
    assert asked.value.message != refused.value.message
    assert "Folio 1 speaks" in _texts(read_text(pool, source, password="sesame", job=Job()))


def test_owner_password_alone_does_not_lock_reading(pool: ReaderPool, tmp_path: Path) -> None:
    import pymupdf

    file = _text_pdf(
        tmp_path / "owner.pdf", encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="x", permissions=0
    )
    assert "Folio 1 speaks" in _texts(read_text(pool, sniff(file), job=Job()))


def test_ten_thousand_pages_are_read_within_bounded_memory(pool: ReaderPool, tmp_path: Path) -> None:
    file = tmp_path / "long.pdf"
    file.write_bytes(_many_pages(10_000))
    before = psutil.Process().memory_info().rss
    document = read_text(pool, sniff(file), job=Job())
    grown_mb = (psutil.Process().memory_info().rss - before) / 1e6
    assert len(document.pages) == 10_000
    assert document.pages[-1].number == 10_000
    assert "Folio 10000 speaks" in document.elements[-1].text
    assert grown_mb < 250


def test_page_of_a_million_paths_keeps_its_words(impatient_pool: ReaderPool, tmp_path: Path) -> None:
    file = tmp_path / "map.pdf"
    file.write_bytes(_page_of_paths(1_000_000))
    assert file.stat().st_size < 200_000
    document = _full(impatient_pool, file, tmp_path)
    assert "The words above the drawing stay." in _texts(document)
    assert [problem.page for problem in document.problems] == [1]


def test_page_of_ten_million_paths_costs_its_time_limit_at_most(
    impatient_pool: ReaderPool, tmp_path: Path
) -> None:
    file = tmp_path / "city.pdf"
    file.write_bytes(_page_of_paths(10_000_000))
    document = _full(impatient_pool, file, tmp_path)
    (problem,) = document.problems
    assert problem.page == 1
    assert problem.kind in ("page-timeout", "too-large", "heavy-drawing")
    assert problem.message
    assert len(document.pages) == 1


def test_image_bomb_is_refused_by_its_header(pool: ReaderPool, tmp_path: Path) -> None:
    file = tmp_path / "bomb.png"
    file.write_bytes(_png_header(50_000, 50_000))
    with pytest.raises(TooLarge, match="50,000 × 50,000"):
        read_text(pool, sniff(file), job=Job())


def test_image_bomb_inside_a_pdf_costs_one_page(impatient_pool: ReaderPool, tmp_path: Path) -> None:
    pixels = zlib.compress(bytes(1_000_000), 9)
    draw = b"q 500 0 0 500 40 40 cm /Im Do Q BT /F1 12 Tf 72 780 Td (Words stay.) Tj ET"
    file = tmp_path / "bomb.pdf"
    file.write_bytes(
        _pdf(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources %b>>"
                % b"<</XObject<</Im 5 0 R>>/Font<</F1 6 0 R>>>>",
                b"<</Length %d>>\nstream\n%b\nendstream" % (len(draw), draw),
                b"<<%b/Length %d>>\nstream\n%b\nendstream" % (_HUGE_IMAGE, len(pixels), pixels),
                b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            ]
        )
    )
    document = _full(impatient_pool, file, tmp_path)
    assert "Words stay." in _texts(document)
    assert len(document.pages) == 1


def test_svg_entity_bomb_is_harmless(pool: ReaderPool, tmp_path: Path) -> None:
    entities = '<!ENTITY e0 "lol">' + "".join(
        f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 10)
    )
    file = tmp_path / "bomb.svg"
    file.write_text(
        f'<?xml version="1.0"?><!DOCTYPE svg [{entities}]><svg width="9" height="9"><text>&e9;</text></svg>'
    )
    document = read_text(pool, sniff(file), job=Job())
    assert len(_texts(document)) < 100


def test_svg_that_multiplies_itself_runs_into_the_time_limit(
    impatient_pool: ReaderPool, tmp_path: Path
) -> None:
    groups = "".join(f'<g id="a{n + 1}">{f"""<use xlink:href="#a{n}"/>""" * 10}</g>' for n in range(9))
    file = tmp_path / "use.svg"
    file.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
        f'<defs><g id="a0"><rect width="1" height="1"/></g>{groups}</defs><use xlink:href="#a9"/></svg>'
    )
    with pytest.raises(ReadError) as caught:
        read_text(impatient_pool, sniff(file), job=Job())
    assert caught.value.kind == "page-timeout"


def test_svg_shows_no_file_of_this_machine(pool: ReaderPool, tmp_path: Path) -> None:
    import PIL.Image

    secret = tmp_path / "secret.png"
    PIL.Image.new("RGB", (40, 40), (200, 0, 0)).save(secret)
    file = tmp_path / "peek.svg"
    file.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="40">'
        f'<image xlink:href="{secret}" width="40" height="40"/><image xlink:href="secret.png" width="40" height="40"/>'
        "</svg>"
    )
    png = tmp_path / "shown.png"
    png.write_bytes(pool.render_page(sniff(file), 1))
    with PIL.Image.open(png) as image:
        assert image.convert("RGB").getcolors() == [(1600, (255, 255, 255))]


def test_name_with_newline_and_emoji_is_read(pool: ReaderPool, tmp_path: Path) -> None:
    file = _text_pdf(tmp_path / "annual\nreport 🦊 'quoted\".pdf")
    assert "Folio 1 speaks" in _texts(_full(pool, file, tmp_path))


def test_file_that_vanishes_while_it_is_read_ends_in_one_sentence(tmp_path: Path) -> None:
    pool = ReaderPool(n_processes=2, page_timeout_s=30.0, ocr=False)
    file = _text_pdf(tmp_path / "going.pdf", n_pages=40)
    source = sniff(file)
    drafts = Drafts()
    before = {child.pid for child in psutil.Process().children()}

    def vanish(_: int) -> None:
        file.unlink(missing_ok=True)
        for child in psutil.Process().children():  # a reader that has it open could go on; a new one cannot
            if child.pid not in before:
                child.kill()

    with closing(pool), pytest.raises(ReadError, match="not there") as caught:
        read_full(pool, source, drafts=drafts, crops_dir=tmp_path, job=Job(), on_page=vanish)
    assert caught.value.hint
    assert drafts


def test_damaged_page_costs_only_itself(pool: ReaderPool, tmp_path: Path) -> None:
    file = tmp_path / "mixed.pdf"
    data = _many_pages(3).replace(b"/Contents 7 0 R", b"/Contents 99 0 R")
    file.write_bytes(data.replace(b"6 0 obj\n<</Type/Page", b"6 0 obj\n<</Type/Pages"))
    document = _full(pool, file, tmp_path)
    assert "Folio 1 speaks" in _texts(document)
    assert "Folio 3 speaks" in _texts(document)


def test_cancel_in_the_middle_of_a_hostile_page_leaves_no_process(tmp_path: Path) -> None:
    pool = ReaderPool(n_processes=1, page_timeout_s=60.0, ocr=False)
    file = tmp_path / "city.pdf"
    file.write_bytes(_page_of_paths(4_000_000))
    job = Job()
    before = {child.pid for child in psutil.Process().children()}
    threading.Timer(0.5, job.cancel).start()
    with closing(pool), pytest.raises(Cancelled):
        read_full(pool, sniff(file), drafts=Drafts(), crops_dir=tmp_path, job=job)
    after = {child.pid for child in psutil.Process().children() if child.status() != psutil.STATUS_ZOMBIE}
    assert after <= before
