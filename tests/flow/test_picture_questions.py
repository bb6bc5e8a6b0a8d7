"""A picture as the question: by its own text, and first of all when the library holds the very same one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from tests.flow.conftest import write_report
from tests.tiny_models import tiny_generator, tiny_projector
from tests.unit.answer.scripted import ScriptedGenerator

from quire.errors import InvalidInput, ReadError
from quire.jobs import Job
from quire.library import Library
from quire.settings import Settings, with_value
from quire.types import Level, ModelRole, Query, Target


def picture(text: str, size: tuple[int, int] = (900, 240)) -> bytes:
    image = Image.new("RGB", size, (250, 250, 245))
    ImageDraw.Draw(image).text((40, 80), text, fill=(0, 0, 0), font=ImageFont.load_default(48))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    write_report(folder / "harbour.pdf")
    (folder / "sign.png").write_bytes(picture("Ferry pier closed"))
    (folder / "sky.png").write_bytes(picture(""))
    return folder


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("library"), settings=Settings()) as opened:
        opened.add([folder])
        yield opened


@pytest.fixture(scope="module")
def blind(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Iterator[Library]:
    """An open library in which nobody looks at pictures."""
    settings = with_value(Settings(), "models.look_at_pictures", False)
    with Library.open(tmp_path_factory.mktemp("blind"), settings=settings) as opened:
        opened.add([folder])
        yield opened


def test_picture_asks_by_the_text_in_it_and_says_so(library: Library) -> None:
    asked = picture("kittiwakes on the cliff")
    result = library.search(Query(image=asked, level=Level.PAGE))
    assert (result.hits[0].document_path.endswith("harbour.pdf"), result.hits[0].place.page_number) == (True, 3)
    assert "text in it" in result.notes[0]
    assert result.query.image == asked
    made = library.ask(Query(image=asked))
    assert any("kittiwakes" in cited.quote for cited in made.citations)
    assert made.notes == result.notes


def test_words_and_picture_ask_together(library: Library) -> None:
    result = library.search(Query(text="How many pairs", image=picture("kittiwakes"), level=Level.PAGE))
    assert result.hits[0].place.page_number == 3


@pytest.mark.parametrize("level", list(Level))
def test_very_same_picture_comes_first_and_says_why(library: Library, folder: Path, level: Level) -> None:
    result = library.search(Query(image=(folder / "sign.png").read_bytes(), level=level, limit=5))
    assert result.hits[0].document_path.endswith("sign.png")
    assert "the very same picture" in result.hits[0].reasons
    assert result.hits[0].relevant
    assert [hit.rank for hit in result.hits] == list(range(1, len(result.hits) + 1))
    places = [(hit.document_id, hit.element_id) for hit in result.hits]
    assert len(set(places)) == len(places)


def test_very_same_picture_answers_a_question_without_words(library: Library, folder: Path) -> None:
    made = library.ask(Query(image=(folder / "sky.png").read_bytes()))
    assert not made.abstained
    assert made.citations[0].document_path.endswith("sky.png")
    assert "[1]" in made.text


def test_crop_of_a_picture_finds_its_document(library: Library, folder: Path) -> None:
    (sign,) = [row for row in library.documents() if row.path.endswith("sign.png")]
    (element,) = [item for item in library.document(sign.id).elements if item.image]
    assert element.image
    hit = library.search(Query(image=library.store.crop(element.image))).hits[0]
    assert (hit.document_id, hit.element_id) == (sign.id, element.id)


def test_filters_hold_for_the_very_same_picture_too(library: Library, folder: Path) -> None:
    (report,) = [row.id for row in library.documents() if row.path.endswith("harbour.pdf")]
    data = (folder / "sign.png").read_bytes()
    for query in (
        Query(image=data, document_ids=(report,)),
        Query(image=data, target=Target.TEXT),
        Query(image=data, target=Target.TABLE),
    ):
        assert not any("the very same picture" in hit.reasons for hit in library.search(query).hits)


def test_picture_without_text_finds_nothing_and_says_why(blind: Library) -> None:
    result = blind.search(Query(image=picture("", (300, 300))))
    assert result.hits == ()
    assert "no text" in result.notes[0]


def test_picture_without_text_is_compared_by_its_looks(library: Library) -> None:
    result = library.search(Query(image=picture("", (300, 300))))
    assert {Path(hit.document_path).suffix for hit in result.hits} == {".png"}
    assert not any("no text" in note for note in result.notes)


def test_what_is_no_picture_is_refused(library: Library) -> None:
    with pytest.raises(ReadError, match="a picture cannot be decoded"):
        library.search(Query(image=b"plain words"))


def test_what_is_no_picture_is_refused_also_where_nobody_looks(blind: Library) -> None:
    with pytest.raises(InvalidInput, match="not a picture"):
        blind.search(Query(image=b"plain words"))


@pytest.mark.parametrize("sees", [True, False])
def test_a_language_model_comes_to_know_of_the_picture(
    library: Library, monkeypatch: pytest.MonkeyPatch, sees: bool
) -> None:
    model = ScriptedGenerator("Forty pairs of kittiwakes nest on the eastern cliff [1].", sees=sees)
    monkeypatch.setattr(library.roles, "generator", lambda: model)
    made = library.ask(Query(text="How many pairs of these nest there?", image=picture("kittiwakes", (900, 1800))))
    assert made.citations
    [asked] = [message for message in model.asked[-1] if message.role == "user"]
    if sees:
        assert "Picture 1 belongs to the question." in asked.text
        with Image.open(io.BytesIO(asked.images[0])) as shown:
            assert shown.size == (392, 784)
    else:
        assert "This text was read from it: “kittiwakes”" in asked.text
        assert asked.images == ()
        assert "it was told the text in it" in " ".join(made.notes)


def test_a_real_model_that_sees_is_asked_with_a_picture(library: Library, tmp_path: Path) -> None:
    reply = "Forty pairs of kittiwakes nest on the eastern cliff [1]."
    files = [tiny_generator(tmp_path, reply), tiny_projector(tmp_path)]
    model = library.models.bring_in(files, role=ModelRole.VLM, job=Job())
    library.roles.use("models.generator", model.card.id)
    try:
        made = library.ask(Query(text="How many pairs of kittiwakes nest?", image=picture("kittiwakes")))
    finally:
        library.roles.use("models.generator", "")
    assert (made.model, made.abstained) == (model.card.title, False), made.notes
    assert made.citations
