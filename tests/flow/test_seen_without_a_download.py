"""A new library sees pictures by itself: a question finds a picture by what it shows, with no model downloaded."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quire.jobs import Job
from quire.library import Library
from quire.library.roles import BUILT_IN_IMAGES
from quire.settings import Settings, resources, with_value
from quire.types import IngestStatus, Query, Target


def _bars(pen: object) -> None:
    for number, top in enumerate((210, 90, 150, 40, 180)):
        pen.rectangle((40 + number * 70, top, 90 + number * 70, 270), fill="#345995")  # type: ignore[attr-defined]
    pen.line((20, 20, 20, 270, 400, 270), fill="black", width=2)  # type: ignore[attr-defined]


def _pie(pen: object) -> None:
    for number, colour in enumerate(("#e26d5c", "#ffe1a8", "#723d46")):
        pen.pieslice((90, 30, 330, 270), number * 120, number * 120 + 120, fill=colour)  # type: ignore[attr-defined]


def _table(pen: object) -> None:
    for row in range(9):
        pen.line((20, 20 + row * 30, 400, 20 + row * 30), fill="black")  # type: ignore[attr-defined]
        for column in range(5):
            text = f"{(row * 37 + column * 91) % 500 / 7:.1f}"
            pen.text((28 + column * 76, 28 + row * 30), text, fill="black")  # type: ignore[attr-defined]


DRAWN: dict[str, Callable[[object], None]] = {"IMG_1": _bars, "IMG_2": _pie, "IMG_3": _table}
ASKED = {"IMG_1": "a bar chart", "IMG_2": "a pie chart", "IMG_3": "a table of numbers"}


@pytest.fixture(scope="module")
def album(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of pictures whose names and contents say nothing in words."""
    import PIL.Image
    from PIL import ImageDraw

    folder = tmp_path_factory.mktemp("album")
    for name, draw in DRAWN.items():
        image = PIL.Image.new("RGB", (420, 300), "white")
        draw(ImageDraw.Draw(image))
        content = io.BytesIO()
        image.save(content, "PNG")
        (folder / f"{name}.png").write_bytes(content.getvalue())
    return folder


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, album: Path) -> Iterator[Library]:
    settings = with_value(Settings(), "models.folder", str(tmp_path_factory.mktemp("no models")))
    with Library.open(tmp_path_factory.mktemp("library"), settings=settings) as opened:
        assert {report.status for report in opened.add([album])} <= {IngestStatus.ADDED, IngestStatus.PARTIAL}
        yield opened


@pytest.mark.parametrize("name", DRAWN)
def test_a_question_finds_the_picture_that_shows_it(library: Library, name: str) -> None:
    assert library.models.installed() == []
    first = library.search(Query(text=ASKED[name], target=Target.IMAGE)).hits[0]
    assert Path(first.document_path).stem == name


def test_everything_was_looked_at_while_it_was_added(library: Library) -> None:
    assert library.seeing.waiting() == []
    assert library.look_at_pictures() == 0
    images = library.images()
    assert images is not None
    assert images.space.model == BUILT_IN_IMAGES


def test_where_it_points_is_shown(library: Library) -> None:
    [hit, *_] = library.search(Query(text="a pie chart", target=Target.IMAGE)).hits
    heat = library.seeing.heat_map(hit.element_id, "a pie chart")
    assert heat is not None
    assert max(max(row) for row in heat.values) == 1.0


def test_a_library_from_before_is_caught_up_on(tmp_path: Path, album: Path) -> None:
    blind = with_value(Settings(), "models.look_at_pictures", False)
    with Library.open(tmp_path / "library", settings=blind) as opened:
        opened.add([album])
        assert opened.images() is None
        assert opened.look_at_pictures() == 0
    with Library.open(tmp_path / "library", settings=Settings()) as opened:
        assert len(opened.seeing.waiting()) == len(DRAWN)
        assert opened.look_at_pictures(job=Job()) == len(DRAWN)
        first = opened.search(Query(text="a pie chart", target=Target.IMAGE)).hits[0]
        assert Path(first.document_path).stem == "IMG_2"


def test_who_asks_for_a_picture_is_answered_with_it(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", settings=Settings()) as opened:
        samples = [resources() / "samples" / name for name in ("red-fishing-boat.jpg", "keepers-almanac.epub")]
        opened.add(samples)
        answer = opened.ask(Query(text="Which photo shows a red boat?"))
        assert [Path(one.document_path).name for one in answer.citations] == ["red-fishing-boat.jpg"]
        assert opened.search(Query(text="red fishing boat")).hits[0].document_path.endswith("red-fishing-boat.jpg")
