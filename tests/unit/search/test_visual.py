"""Likeness of pictures: across the gap between pictures and words, against chance, beside other evidence."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.unit.search.documents import make_document
from tests.unit.search.memory_catalogue import MemoryCatalogue

from quire.errors import BrokenFile, ModelFailed, ModelMissing
from quire.plugins.contracts import ImageEmbedder
from quire.search import Searcher
from quire.search.gallery import BACKDROP, Gallery
from quire.search.visual import Looking, likeness, what_changes
from quire.types import ElementKind, EmbeddingSpace, Query, Target

DIM = 64


class GapEmbedder(ImageEmbedder):
    """A space as contrastive training leaves it: pictures here, words there, and meaning in the remaining directions.

    Some pictures are hubs: near to all words, whatever they mean.
    """

    space = EmbeddingSpace("gap", "gap", "1", DIM, ("text", "image"))

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.fault: Exception | None = None

    def embed_images(self, images: Sequence[bytes], *, urgent: bool = False) -> NDArray[np.float32]:
        return np.stack([self._vector(image.decode(), +1.0) for image in images])

    def embed_captions(self, texts: Sequence[str], *, urgent: bool = False) -> NDArray[np.float32]:
        if self.fault is not None:
            raise self.fault
        self.asked += texts
        return np.stack([self._vector(text, -1.0) for text in texts])

    def is_cut(self, text: str) -> bool:
        return len(text) > 100

    @staticmethod
    def _vector(text: str, side: float) -> NDArray[np.float32]:
        words = sorted(set(text.split()) - {"hub"})
        meaning = np.sum([_direction(word) for word in words], axis=0) / max(len(words), 1) ** 0.5
        gap = np.zeros(DIM)
        gap[0] = -0.3 * side if "hub" in text and side > 0 else side
        vector = gap + 0.5 * meaning
        return (vector / np.linalg.norm(vector)).astype(np.float32)


def _direction(word: str) -> NDArray[np.float64]:
    seed = int.from_bytes(word.encode(), "big") % (2**32)
    direction = np.random.default_rng(seed).normal(size=DIM)
    direction[0] = 0.0
    return direction / np.linalg.norm(direction)


def _catalogue(*pictures: str, texts: Sequence[str] = ()) -> MemoryCatalogue:
    catalogue, looks = MemoryCatalogue(), GapEmbedder()
    for number, name in enumerate(pictures):
        document = make_document(f"p{number}", [[(ElementKind.IMAGE, "")]], title=name)
        catalogue.add(document, {f"p{number}:0": looks.embed_images([name.encode()])[0]}, space_id="gap")
    for number, text in enumerate(texts):
        catalogue.add(make_document(f"t{number}", [[text]]))
    return catalogue


_THINGS = [f"thing{number} place{number % 7}" for number in range(40)]


def _found(catalogue: MemoryCatalogue, query: Query, images: ImageEmbedder | None = None) -> list[str]:
    provided = images or GapEmbedder()
    return [hit.document_id for hit in Searcher(catalogue, None, images=lambda: provided).search(query).hits]


def test_words_find_a_picture_across_the_gap() -> None:
    catalogue = _catalogue("cat sofa", "dog beach", *_THINGS)
    assert _found(catalogue, Query(text="dog beach", target=Target.IMAGE))[0] == "p1"


def test_a_picture_that_is_near_to_everything_does_not_come_first_for_everything() -> None:
    catalogue = _catalogue("hub", "cat sofa", *_THINGS)
    looks = GapEmbedder()
    raw = catalogue.nearest("gap", "element", looks.embed_captions(["cat sofa"])[0], limit=1)
    assert raw[0][0] == "p0:0"  # by the cosine alone it does
    assert _found(catalogue, Query(text="cat sofa", target=Target.IMAGE))[0] == "p1"


def test_pictures_find_pictures() -> None:
    catalogue = _catalogue("cat sofa", "dog beach", "dog forest", *_THINGS)
    assert _found(catalogue, Query(image=b"dog beach sun"))[0] == "p1"


@pytest.mark.parametrize("names", [("dog beach",), ("cat sofa", "dog beach"), ("cat", "dog beach", "sun")])
def test_a_handful_of_pictures_is_enough(names: tuple[str, ...]) -> None:
    catalogue = _catalogue(*names)
    wanted = f"p{names.index('dog beach')}"
    for query in (Query(text="dog beach", target=Target.IMAGE), Query(image=b"dog beach")):
        hit = Searcher(catalogue, None, images=GapEmbedder).search(query).hits[0]
        assert hit.document_id == wanted
        assert hit.relevant
    unlike = Searcher(catalogue, None, images=GapEmbedder).search(Query(text="quantum", target=Target.IMAGE))
    assert not any(hit.relevant for hit in unlike.hits)


def test_picture_and_words_together_find_what_is_like_both() -> None:
    catalogue = _catalogue("house day tree", "house night tree", "boat night sea", *_THINGS)
    looks = GapEmbedder()
    assert _found(catalogue, Query(image=b"house day tree"))[0] == "p0"
    found = Searcher(catalogue, None, images=lambda: looks).search(
        Query(image=b"house day tree", text="like this one, but night")
    )
    assert found.hits[0].document_id == "p1"
    assert "looks like the picture, with what is said about it" in found.hits[0].reasons
    assert looks.asked[-1] == "night"


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("like this one, but at night", "at night"),
        ("Something like this picture but it's red", "red"),
        ("a photo like this but with two people", "with two people"),
        ("like this chart, only with the year 2020", "with the year 2020"),
        ("which report shows this?", "which report shows this?"),
        ("like this one but", "like this one but"),
    ],
)
def test_what_changes_is_taken_from_the_words(said: str, wanted: str) -> None:
    assert what_changes(said) == wanted


def test_pictures_do_not_crowd_out_text_that_answers() -> None:
    text = "the pier was closed because of a storm"
    catalogue = _catalogue(*_THINGS, texts=[text])
    query = Query(text="why was the pier closed")
    found = Searcher(catalogue, None, images=GapEmbedder).search(query)
    assert found.hits[0].document_id == "t0"
    assert not any(hit.relevant for hit in found.hits[1:])


def test_a_picture_that_fits_is_found_beside_text() -> None:
    catalogue = _catalogue("pier storm", *_THINGS, texts=["the pier was closed", "a storm in a teacup"])
    found = Searcher(catalogue, None, images=GapEmbedder).search(Query(text="pier storm"))
    [hit] = [hit for hit in found.hits if hit.document_id == "p0"]
    assert hit.relevant
    assert "looks like what is asked for" in hit.reasons
    assert hit.scores.visual is not None
    assert hit.scores.visual > 0.5


def test_text_alone_is_asked_for_and_no_picture_comes() -> None:
    catalogue = _catalogue("pier storm", *_THINGS, texts=["a storm at the pier"])
    assert _found(catalogue, Query(text="pier storm", target=Target.TEXT)) == ["t0"]


def test_filters_hold_for_pictures_too() -> None:
    catalogue = _catalogue("cat sofa", "dog beach", *_THINGS)
    assert _found(catalogue, Query(image=b"dog beach", document_ids=("p0", "p2"))) in (["p0", "p2"], ["p2", "p0"])


def test_new_pictures_are_found_at_once() -> None:
    catalogue, looks = _catalogue(*_THINGS), GapEmbedder()
    searcher = Searcher(catalogue, None, images=lambda: looks)
    searcher.search(Query(image=b"dog beach"))
    vector = looks.embed_images([b"dog beach"])[0]
    catalogue.add(make_document("new", [[(ElementKind.IMAGE, "")]]), {"new:0": vector}, space_id="gap")
    assert searcher.search(Query(image=b"dog beach")).hits[0].document_id == "new"


def test_the_model_of_the_time_is_used() -> None:
    chosen: list[ImageEmbedder] = []
    searcher = Searcher(_catalogue("dog beach", *_THINGS), None, images=lambda: chosen[0] if chosen else None)
    [note] = searcher.search(Query(image=b"dog beach")).notes
    assert "no model for pictures is installed" in note
    chosen.append(GapEmbedder())
    assert searcher.search(Query(image=b"dog beach")).hits[0].document_id == "p0"


def test_a_library_without_pictures_never_loads_the_model() -> None:
    looks = GapEmbedder()
    assert _found(_catalogue(texts=["a storm at the pier"]), Query(text="storm"), looks) == ["t0"]
    assert looks.asked == []


def test_a_picture_before_any_was_looked_at_is_searched_by_its_text() -> None:
    searcher = Searcher(
        _catalogue(texts=["a storm at the pier"]), None, images=GapEmbedder, read_picture=lambda _: "storm"
    )
    found = searcher.search(Query(image=b"anything"))
    assert found.hits[0].document_id == "t0"
    assert "no picture of the library was looked at yet" in found.notes[0]


@pytest.mark.parametrize("fault", [ModelFailed("it broke"), ModelMissing("it is gone")])
def test_words_answer_when_the_model_cannot(fault: Exception) -> None:
    looks = GapEmbedder()
    looks.fault = fault
    catalogue = _catalogue(*_THINGS, texts=["a storm at the pier"])
    found = Searcher(catalogue, None, images=lambda: looks).search(Query(text="storm"))
    assert found.hits[0].document_id == "t0"
    assert f"by their looks: {fault}" in found.notes[0]


def test_a_model_that_failed_is_not_tried_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = GapEmbedder()
    looks.fault = ModelFailed("it broke")
    looking = Looking(_catalogue(*_THINGS), lambda: looks)
    assert "it broke" in looking.look(None, "storm", ()).notes[0]
    looks.fault = None
    assert "it broke" in looking.look(None, "storm", ()).notes[0]
    later = time.monotonic() + 100
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert looking.look(None, "storm", ()).by == "words"


def test_a_picture_that_cannot_be_decoded_is_the_askers_to_know() -> None:
    class Blind(GapEmbedder):
        def embed_images(self, images: Sequence[bytes], *, urgent: bool = False) -> NDArray[np.float32]:
            raise BrokenFile("a picture cannot be decoded")

    with pytest.raises(BrokenFile):
        Searcher(_catalogue(*_THINGS), None, images=Blind).search(Query(image=b"?"))


def test_a_question_longer_than_the_model_reads_says_so() -> None:
    found = Searcher(_catalogue(*_THINGS), None, images=GapEmbedder).search(Query(text="why oh why " * 20))
    assert any("only the beginning of the question" in note for note in found.notes)


def test_chance_alone_stays_below_a_half() -> None:
    rng = np.random.default_rng(0)
    best = np.array([likeness(rng.normal(size=n)).max() for n in (1, 3, 10, 200, 5000) for _ in range(100)])
    assert 0.02 < np.mean(best > 0.5) < 0.15


def test_likeness_never_ties_where_leads_do_not() -> None:
    alike = likeness(np.array([-9.0, 0.0, 3.0, 40.0, 41.0]))
    assert (np.diff(alike) > 0).all()
    assert alike.min() > 0
    assert alike.max() < 1


def test_centring_ranks_better_than_the_cosine() -> None:
    looks = GapEmbedder()
    rng = np.random.default_rng(1)
    names = [f"a{n} b{n % 9}" + (" hub" if rng.random() < 0.1 else "") for n in range(120)]
    rows = looks.embed_images([name.encode() for name in names])
    gallery = Gallery(tuple(names), rows, looks.embed_captions(BACKDROP))
    raw, centred = [], []
    for row, name in enumerate(names):
        vector = looks.embed_captions([name.replace(" hub", "")])[0]
        raw.append(int((rows @ vector).argmax()) == row)
        centred.append(int(gallery.by_words(vector).argmax()) == row)
    assert np.mean(centred) > np.mean(raw) + 0.3
    assert np.mean(centred) > 0.9


def test_nothing_to_ask_compares_nothing() -> None:
    assert Looking(_catalogue(*_THINGS), GapEmbedder).look(None, "  ", ()).by == ""
