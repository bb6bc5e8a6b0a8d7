"""Pictures are found by what they show: when they are added, and after a model for pictures was chosen later."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.flow.conftest import write_report
from tests.tiny_models.open_clip import tiny_open_clip

from quire.errors import Cancelled, ModelFailed
from quire.jobs import Job
from quire.library import Library
from quire.settings import Settings, with_value
from quire.store import SpaceRole
from quire.types import ElementKind, IngestStatus, Progress, Query, Target

COLOURS = {"IMG_1": "red", "IMG_2": "green", "IMG_3": "blue", "IMG_4": "yellow", "IMG_5": "white", "IMG_6": "black"}


def picture(*colours: str, size: tuple[int, int] = (240, 240)) -> bytes:
    """Return a PNG of vertical stripes."""
    import PIL.Image

    image = PIL.Image.new("RGB", size)
    for number, colour in enumerate(colours):
        image.paste(colour, (size[0] * number // len(colours), 0, *size))
    content = io.BytesIO()
    image.save(content, "PNG")
    return content.getvalue()


@pytest.fixture(scope="module")
def album(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of photographs whose names say nothing, and a report with a figure."""
    import pymupdf

    folder = tmp_path_factory.mktemp("album")
    for name, colour in COLOURS.items():
        (folder / f"{name}.png").write_bytes(picture(colour))
    path = write_report(folder / "harbour.pdf")
    with pymupdf.open(path) as document:
        document[0].insert_image(pymupdf.Rect(100, 420, 340, 660), stream=picture("blue", "yellow"))
        document.saveIncr()
    return folder


@pytest.fixture(scope="module")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(tiny_open_clip(tmp_path_factory.mktemp("weights")).files[0][1]).parent


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", settings=Settings()) as opened:
        yield opened


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, album: Path, model_folder: Path) -> Iterator[Library]:
    """An open library that has looked at the album; tests must not change it."""
    settings = with_value(Settings(), "models.folder", str(tmp_path_factory.mktemp("models")))
    with Library.open(tmp_path_factory.mktemp("seen"), settings=settings) as opened:
        choose(opened, model_folder)
        reports = opened.add([album])
        assert {report.status for report in reports} == {IngestStatus.ADDED}
        yield opened


def choose(library: Library, folder: Path) -> None:
    library.roles.use("models.images", library.models.bring_in([folder], job=Job()).card.id)


def name_of(library: Library, query: Query) -> str:
    return Path(library.search(query).hits[0].document_path).stem


def test_pictures_are_found_by_words_and_by_pictures(seen: Library) -> None:
    for name, colour in COLOURS.items():
        assert name_of(seen, Query(text=f"a {colour} thing", target=Target.IMAGE)) == name
        assert name_of(seen, Query(image=picture(colour, size=(50, 40)))) == name
    figure = seen.search(Query(image=picture("blue", "yellow"), target=Target.FIGURE)).hits[0]
    assert figure.kind is ElementKind.FIGURE
    assert figure.place.page_number == 1
    assert "looks like the picture" in figure.reasons
    [cracks, *_] = seen.search(Query(text="How long is the longest of the cracks?")).hits
    assert cracks.kind is ElementKind.TEXT  # pictures of nothing of the kind do not come before it


def test_a_picture_changed_by_words_finds_the_other_one(seen: Library) -> None:
    photographs = tuple(row.id for row in seen.documents() if row.path.endswith(".png"))
    asked = Query(image=picture("red", size=(50, 40)), document_ids=photographs)
    assert name_of(seen, asked) == "IMG_1"
    assert name_of(seen, replace(asked, text="like this one, but green")) in ("IMG_2", "IMG_4")  # yellow is both


def test_documents_from_before_are_caught_up_on(library: Library, album: Path, model_folder: Path) -> None:
    library.add([album])
    assert library.look_at_pictures() == 0
    choose(library, model_folder)
    asked = Query(image=picture("red", size=(50, 40)))
    assert any("no picture of the library was looked at yet" in note for note in library.search(asked).notes)
    with pytest.raises(Cancelled):
        library.look_at_pictures(job=cancelled_after(2))
    left = len(library.seeing.waiting())
    assert 0 < left < len(COLOURS) + 1
    assert library.look_at_pictures() == left
    assert library.seeing.waiting() == []
    assert library.look_at_pictures() == 0
    assert library.search(asked).notes == ()
    assert name_of(library, asked) == "IMG_1"


def cancelled_after(n_documents: int) -> Job:
    """Return a job that is cancelled when so many documents are done."""
    job = Job()

    def watch(progress: Progress) -> None:
        if progress.done >= n_documents:
            job.cancel()

    return job.part(watch)


def test_a_model_that_fails_loses_no_document_and_is_made_good(
    library: Library, album: Path, model_folder: Path, tmp_path: Path
) -> None:
    choose(library, model_folder)
    weights = library.models.hosted(model_folder.name).files
    broken = next(Path(path) for name, path in weights if name.endswith(".safetensors"))
    whole = broken.read_bytes()
    try:
        broken.write_bytes(bytes(len(whole)))
        [report] = library.add([album / "IMG_1.png"])
        assert report.status is IngestStatus.PARTIAL
        assert "its pictures were not looked at" in report.problems[0].message
        with pytest.raises(ModelFailed):
            library.look_at_pictures()
    finally:
        broken.write_bytes(whole)
    assert library.look_at_pictures() == 1
    [summary] = library.documents()
    assert summary.problems == ()
    assert summary.status == "added"


def test_another_model_sees_for_itself(library: Library, album: Path, model_folder: Path, tmp_path: Path) -> None:
    choose(library, model_folder)
    library.add([album])
    other = Path(tiny_open_clip(tmp_path, gap=0.5, name="other-clip").files[0][1]).parent
    choose(library, other)
    asked = Query(image=picture("red", size=(50, 40)))
    assert any("no picture of the library was looked at yet" in note for note in library.search(asked).notes)
    assert library.look_at_pictures() == len(COLOURS) + 1
    assert name_of(library, asked) == "IMG_1"
    [old] = [one for one in library.spaces() if one.role is SpaceRole.KEPT]
    choose(library, model_folder)  # its vectors are still there
    assert library.seeing.waiting() == []
    assert library.look_at_pictures() == 0
    library.remove_space(next(one.space.id for one in library.spaces() if one.role is SpaceRole.KEPT))
    assert old.space in [one.space for one in library.spaces()]
    assert name_of(library, asked) == "IMG_1"


def test_the_map_of_a_picture_is_hot_where_it_shows_what_is_asked(
    library: Library, tmp_path: Path, model_folder: Path
) -> None:
    choose(library, model_folder)
    (tmp_path / "IMG_9.png").write_bytes(picture("green", "red"))
    library.add([tmp_path / "IMG_9.png"])
    [hit, *_] = library.search(Query(text="red", target=Target.IMAGE)).hits
    heat = library.seeing.heat_map(hit.element_id, "something red")
    assert heat is not None
    assert len(heat.values) == len(heat.values[0]) == 4
    assert all(row[0] < 0.1 and row[-1] > 0.9 for row in heat.values)
