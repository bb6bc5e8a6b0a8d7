"""Slides as LibreOffice draws them: what it is started with, and whatever it does, the texts are read."""

from __future__ import annotations

import http.server
import io
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pymupdf
import pytest
from made import deck, open_sheets, open_slides, open_text, png, word, workbook
from PIL import Image
from quire_office import register_readers
from quire_office.opendocument import TextReader
from quire_office.opensheets import OpenSheetsReader
from quire_office.openslides import OpenSlidesReader
from quire_office.printing import LIBREOFFICE, Printed, PrintingFailed, drawings
from quire_office.sheets import SheetsReader
from quire_office.slides import SlidesReader
from quire_office.word import WordReader

from quire.errors import ReadError
from quire.plugins.reading import Block, Drawing, Heading, NewPage, Reader
from quire.settings import cache_folder

Office = Callable[[str], Path]
PRINTED = {
    "docx": (WordReader, word),
    "odt": (TextReader, open_text),
    "xlsx": (SheetsReader, workbook),
    "ods": (OpenSheetsReader, open_sheets),
    "pptx": (SlidesReader, deck),
    "odp": (OpenSlidesReader, open_slides),
}
_FAKE = """#!{python}
import os, pathlib, sys, time
here = pathlib.Path({folder!r})
with open(here / "calls", "a") as calls:
    calls.write("\\n".join(["call", *sys.argv[1:]]) + "\\n")
profile = next(word for word in sys.argv if word.startswith("-env:UserInstallation=file://"))
user = pathlib.Path(profile.partition("file://")[2]) / "user"
(here / "profile").write_text((user / "registrymodifications.xcu").read_text())
(here / "environment").write_text("\\n".join(f"{{k}}={{v}}" for k, v in os.environ.items()))
out = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
{body}
"""
_GOOD = "(out / 'document.pdf').write_bytes((here / 'two.pdf').read_bytes())"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Put a program in LibreOffice's place that does what `body` says."""
    with pymupdf.open() as document:
        for colour in ((1, 0, 0), (0, 0, 1)):
            page = document.new_page(width=720, height=405)
            page.draw_rect(page.rect, fill=colour)
        document.save(tmp_path / "two.pdf")

    def make(body: str) -> Path:
        script = tmp_path / "soffice"
        script.write_text(_FAKE.format(python=sys.executable, folder=str(tmp_path), body=body), encoding="utf-8")
        script.chmod(0o755)
        LIBREOFFICE.change(str(script))
        return script

    return make


def rooms(blocks: list[Block]) -> list[Drawing]:
    """Return what is kept free at the beginning of slides."""
    pairs = zip(blocks, blocks[1:], strict=False)
    return [block for before, block in pairs if isinstance(before, NewPage) and isinstance(block, Drawing)]


def drawn(reader: Reader, file: Path) -> list[tuple[int, int, int]]:
    """Read a file and return the colour in the middle of the picture of each slide."""
    found = []
    for room in rooms(reader.read(file)):
        with Image.open(io.BytesIO(reader.draw(file, room.number))) as image:
            assert image.width == 1280
            found.append(image.convert("RGB").getpixel((640, 360)))
    return found  # type: ignore[return-value]


def near(colour: tuple[int, int, int], wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(colour, wanted, strict=True))


@pytest.mark.parametrize(("reader", "make"), [(SlidesReader, deck), (OpenSlidesReader, open_slides)])
def test_each_slide_begins_with_its_picture(
    reader: type[Reader], make: Callable[[Path], Path], office: Office, tmp_path: Path
) -> None:
    office(_GOOD)
    file = make(tmp_path / "deck")
    first, second = drawn(reader(), file)
    assert near(first, (255, 0, 0))
    assert near(second, (0, 0, 255))
    assert Heading("Results") in reader().read(file)


@pytest.mark.parametrize(("reader", "make"), [(SlidesReader, deck), (OpenSlidesReader, open_slides)])
def test_reading_the_texts_starts_nothing(
    reader: type[Reader], make: Callable[[Path], Path], office: Office, tmp_path: Path
) -> None:
    office(_GOOD)
    assert len(rooms(reader().read(make(tmp_path / "deck")))) == 2
    assert not (tmp_path / "calls").exists()


def test_decks_count_as_read_differently_where_libreoffice_came(office: Office) -> None:
    def versions() -> dict[str, int]:
        return {offer.name: offer.version for offer in register_readers()}

    before = versions()
    office(_GOOD)
    after = versions()
    assert {name for name in after if after[name] != before[name]} == {"slides", "openslides"}


def test_without_libreoffice_no_room_is_kept(tmp_path: Path) -> None:
    assert rooms(SlidesReader().read(deck(tmp_path / "deck.pptx"))) == []


def test_it_is_started_apart_without_macros_and_network_and_once(office: Office, tmp_path: Path) -> None:
    office(_GOOD)
    file = deck(tmp_path / "deck.pptx")
    for _ in range(2):
        assert len(drawn(SlidesReader(), file)) == 2
    words = (tmp_path / "calls").read_text().splitlines()
    assert words.count("call") == 1  # the second reading found what the first had made
    assert {"--headless", "--norestore", "--convert-to", "pdf"} <= set(words)
    assert str(file) not in words  # a copy is opened
    profile = (tmp_path / "profile").read_text()
    for name, value in (
        ("MacroSecurityLevel", "3"), ("DisableMacrosExecution", "true"), ("BlockUntrustedRefererLinks", "true"),
        ("ooInetProxyType", "2"),
    ):  # fmt: skip
        assert f'oor:name="{name}" oor:op="fuse"><value>{value}</value>' in profile
    environment = dict(line.partition("=")[::2] for line in (tmp_path / "environment").read_text().splitlines())
    assert environment["https_proxy"] == "http://127.0.0.1:9"
    assert environment["HOME"] != os.environ.get("HOME")
    assert not {"DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "QUIRE_CONFIG_DIR"} & set(environment)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("sys.exit(1)", "made nothing of the file"),
        ("(out / 'document.pdf').write_bytes(b'no pdf')", "cannot be opened"),
        ("(out / 'document.pdf').write_bytes(b'')", "cannot be opened"),
        ("import os; os.abort()", "made nothing of the file"),
    ],
)
def test_whatever_it_does_the_texts_are_read(body: str, message: str, office: Office, tmp_path: Path) -> None:
    office(body)
    file = deck(tmp_path / "deck.pptx")
    assert Heading("Results") in SlidesReader().read(file)
    with pytest.raises(PrintingFailed, match=message) as caught:
        drawn(SlidesReader(), file)
    assert caught.value.message.startswith("LibreOffice could not draw the slides")
    assert caught.value.hint


def test_what_failed_a_moment_ago_is_not_tried_by_the_next_process(office: Office, tmp_path: Path) -> None:
    office("sys.exit(1)")
    file = deck(tmp_path / "deck.pptx")
    for _ in range(3):
        with pytest.raises(PrintingFailed, match="made nothing of the file"):
            Printed(file, "pptx", 2).slide(0)
    assert (tmp_path / "calls").read_text().splitlines().count("call") == 1


def test_what_a_killed_process_did_not_finish_is_not_begun_again_at_once(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office(_GOOD)
    file = deck(tmp_path / "deck.pptx")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt  # nothing that follows is done

    with monkeypatch.context() as patch:
        patch.setattr("quire_office.printing._print", killed)
        with pytest.raises(KeyboardInterrupt):
            Printed(file, "pptx", 2).slide(0)
    with pytest.raises(PrintingFailed, match="ended before it was done"):
        Printed(file, "pptx", 2).slide(0)
    assert not (tmp_path / "calls").exists()
    (mark,) = (cache_folder() / "office").glob("*.failed")
    os.utime(mark, (0, 0))
    assert Printed(file, "pptx", 2).slide(0)
    assert not mark.exists()


def test_processes_that_want_the_same_file_wait_for_one(office: Office, tmp_path: Path) -> None:
    office("time.sleep(0.3)\n" + _GOOD)
    file = deck(tmp_path / "deck.pptx")
    with ThreadPoolExecutor(4) as threads:
        pictures = list(threads.map(lambda _: Printed(file, "pptx", 2).slide(1), range(4)))
    assert len(set(pictures)) == 1
    assert (tmp_path / "calls").read_text().splitlines().count("call") == 1


def test_other_numbers_of_pages_are_not_taken_for_the_slides(office: Office, tmp_path: Path) -> None:
    office(_GOOD)
    with pytest.raises(PrintingFailed, match="2 pages of 3 slides"):
        Printed(deck(tmp_path / "deck.pptx"), "pptx", 3).slide(0)


def test_hidden_slides_have_no_picture(office: Office) -> None:
    office(_GOOD)
    kept = drawings([True, False, True, False], 16, 9)
    assert [room.number if room else None for room in kept] == [0, None, 1, None]


def test_one_that_hangs_is_ended_with_all_it_started(office: Office, tmp_path: Path) -> None:
    office(
        "import subprocess\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "(here / 'pid').write_text(str(child.pid))\n"
        "time.sleep(600)"
    )
    with pytest.raises(PrintingFailed, match="longer than 5 seconds"):
        Printed(deck(tmp_path / "deck.pptx"), "pptx", 2, limit_s=5.0).slide(0)
    if (tmp_path / "pid").exists():
        child = int((tmp_path / "pid").read_text())
        assert not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    LIBREOFFICE.change(str(tmp_path / "nothing"))
    with pytest.raises(PrintingFailed, match=r"^LibreOffice could not draw the slides"):
        Printed(deck(tmp_path / "deck.pptx"), "pptx", 2).slide(0)


def test_what_was_made_is_not_kept_for_ever(office: Office, tmp_path: Path) -> None:
    office(_GOOD)
    folder = cache_folder() / "office"
    folder.mkdir(parents=True)
    for number in range(60):
        file = folder / f"{number}.pdf"
        file.write_bytes(b"old")
        age = 3600 * number + (8 * 24 * 3600 if number < 5 else 0)
        os.utime(file, (file.stat().st_mtime - age, file.stat().st_mtime - age))
    Printed(deck(tmp_path / "deck.pptx"), "pptx", 2).slide(0)
    kept = {int(file.stem) for file in folder.glob("*.pdf") if file.stem.isdecimal() and len(file.stem) < 4}
    assert kept == set(range(5, 45))


# printed pages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", list(PRINTED))
def test_a_file_is_printed_as_libreoffice_does_and_once(suffix: str, office: Office, tmp_path: Path) -> None:
    office(_GOOD)
    reader, make = PRINTED[suffix]
    file = make(tmp_path / f"a.{suffix}")
    before, pdf = file.read_bytes(), (tmp_path / "two.pdf").read_bytes()
    assert [reader().print(file) for _ in range(2)] == [pdf, pdf]
    words = (tmp_path / "calls").read_text().splitlines()
    assert words.count("call") == 1
    assert words[-1].endswith(f"document.{suffix}")
    assert file.read_bytes() == before


def test_the_pictures_of_slides_and_the_printed_deck_are_made_together(office: Office, tmp_path: Path) -> None:
    office(_GOOD)
    file = deck(tmp_path / "deck.pptx")
    assert len(drawn(SlidesReader(), file)) == 2
    assert SlidesReader().print(file) == (tmp_path / "two.pdf").read_bytes()
    assert (tmp_path / "calls").read_text().splitlines().count("call") == 1


@pytest.mark.parametrize("suffix", list(PRINTED))
def test_without_libreoffice_printing_says_what_to_do_and_reading_goes_on(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, make = PRINTED[suffix]
    file = make(tmp_path / f"a.{suffix}")
    with pytest.raises(ReadError, match="switched off") as caught:
        reader().print(file)
    assert "plugins.office.libreoffice" in caught.value.hint
    LIBREOFFICE.change("auto")
    monkeypatch.setattr("quire_office.printing.shutil.which", lambda _: None)
    monkeypatch.setattr("quire_office.printing._PLACES", ())
    with pytest.raises(ReadError, match="not installed") as caught:
        reader().print(file)
    assert "install" in caught.value.hint
    assert reader().read(file)


@pytest.mark.parametrize(
    ("body", "message"),
    [("sys.exit(1)", "made nothing of the file"), ("import os; os.abort()", "made nothing of the file")],
)
def test_a_file_that_libreoffice_cannot_print_says_why(
    body: str, message: str, office: Office, tmp_path: Path
) -> None:
    office(body)
    file = word(tmp_path / "a.docx")
    for _ in range(2):
        with pytest.raises(ReadError, match=f"^LibreOffice could not print the file: it {message}"):
            WordReader().print(file)
    assert (tmp_path / "calls").read_text().splitlines().count("call") == 1  # not tried again at once


def test_a_full_disk_costs_the_printed_pages_only(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office(_GOOD)
    file = word(tmp_path / "a.docx")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("quire_office.printing.shutil.copyfile", full)
    with pytest.raises(ReadError, match="No space left on device"):
        WordReader().print(file)
    assert WordReader().read(file)


# the real one -------------------------------------------------------------------------------------------------------

# LibreOffice is half a gigabyte and not ours to install; all that is ours is tested above with a stand-in for it.
REAL = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


@pytest.fixture
def watched() -> Iterator[tuple[str, list[str]]]:
    """A server of pictures, and what it was asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(png())

        def do_HEAD(self) -> None:
            self.do_GET()

        def do_OPTIONS(self) -> None:
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/x.png", asked
    server.shutdown()
    server.server_close()


@REAL
@pytest.mark.parametrize("apart", [True, False])
def test_libreoffice_draws_a_deck_and_fetches_nothing(
    apart: bool, watched: tuple[str, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not apart:  # as on systems where a program cannot be put apart from the network
        monkeypatch.setattr("quire_office.printing._apart", list)
    import pptx

    address, asked = watched
    file = deck(tmp_path / "deck.pptx")
    made = pptx.Presentation(str(file))
    slide = made.slides[1]
    picture = next(shape for shape in slide.shapes if shape.shape_type == 13)
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    key = slide.part.relate_to(address, f"{relations}/image", True)
    blip = next(picture._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"))
    del blip.attrib[f"{{{relations}}}embed"]
    blip.set(f"{{{relations}}}link", key)
    made.save(str(file))
    LIBREOFFICE.change("auto")
    reader = SlidesReader()
    room, _ = rooms(reader.read(file))
    with Image.open(io.BytesIO(reader.draw(file, room.number))) as image:
        assert abs(image.width / image.height - room.width / room.height) < 0.01
    assert asked == []


def _saved_again(file: Path, suffix: str) -> Path:
    """Return a file as LibreOffice saves it in a format of its own."""
    home = file.parent / "saving"
    words = [f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", suffix, "--outdir", str(home)]
    subprocess.run(["soffice", *words, str(file)], check=True, capture_output=True)
    return home / f"{file.stem}.{suffix}"


@REAL
@pytest.mark.parametrize(
    ("suffix", "own", "words"),
    [
        ("docx", "odt", "The wall costs 18,500 crowns."),
        ("xlsx", "ods", "Part 50"),
        ("pptx", "odp", "Rain fell."),
    ],
)
def test_libreoffice_prints_the_words_that_were_read(suffix: str, own: str, words: str, tmp_path: Path) -> None:
    LIBREOFFICE.change("auto")
    file = PRINTED[suffix][1](tmp_path / f"a.{suffix}")
    for kind, made in ((suffix, file), (own, _saved_again(file, own))):
        with pymupdf.open(stream=PRINTED[kind][0]().print(made), filetype="pdf") as document:
            assert words in " ".join(page.get_text() for page in document)


@REAL
def test_half_a_document_is_refused_by_libreoffice_and_ends(tmp_path: Path) -> None:
    LIBREOFFICE.change("auto")
    file = tmp_path / "a.docx"
    file.write_bytes(b"PK\x03\x04 half an archive")
    with pytest.raises(ReadError, match="could not print the file"):
        WordReader().print(file)
