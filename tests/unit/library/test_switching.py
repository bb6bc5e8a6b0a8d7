from __future__ import annotations

import dataclasses
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))  # for `store_making`
from store_making import make_document
from tests.word_embedders import StrangeEmbedder, TurnedEmbedder, WordEmbedder, WordTokenEmbedder

from quire import embed
from quire.errors import Cancelled, InvalidInput, ModelFailed, ModelMissing
from quire.jobs import Job
from quire.library.serving import TextSpaces, Wanted
from quire.library.switching import Switched, Switching
from quire.plugins.contracts import TextEmbedder
from quire.search import Searcher
from quire.store import BridgedLookup, SpaceRole, Stage, Store
from quire.types import Document, IngestStatus, Level, Problem, Query

N_DOCUMENTS, N_ELEMENTS = 24, 25  # of 600 passages 120 are sampled
N_ALL, N_SAMPLED = 600, 120


class Shelf:
    """The models of one library, any of which may come and go."""

    def __init__(self, *embedders: TextEmbedder) -> None:
        self.models = {embedder.space.model: embedder for embedder in embedders}
        self.wanted = Wanted(embedders[0].space.model)
        self.dimensions: tuple[int, ...] = ()

    def provide(self, model_id: str) -> TextEmbedder:
        if model_id not in self.models:
            raise ModelMissing(f"{model_id} is not on this machine", hint="fetch it")
        return self.models[model_id]


class Home:
    """A store with its spaces, without readers and model host."""

    def __init__(self, store: Store, shelf: Shelf) -> None:
        self.store, self.shelf = store, shelf
        self.writing = threading.Lock()
        self.spaces = TextSpaces(store, shelf.provide, lambda _: shelf.dimensions, lambda: shelf.wanted)
        self.switching = Switching(store, self.spaces, self.writing)

    def add(self, document: Document) -> None:
        vectors, tokens = [], []
        for embedder in self.spaces.targets():
            made = embed.embed_document(document, embedder, job=Job())
            vectors += [made.elements, *embed.merge(document, made.elements)]
            tokens += [] if made.tokens is None else [made.tokens]
        self.store.put(
            document, stage=Stage.READY, status=IngestStatus.ADDED, vectors=vectors, tokens=tokens
        )

    def switch(self, model_id: str, job: Job | None = None) -> Switched:
        self.shelf.wanted = Wanted(model_id, self.shelf.wanted.dimensions)
        return self.switching.switch(self.shelf.wanted, job or Job())

    def search(self, text: str) -> list[str]:
        serving = self.spaces.serving()
        found = Searcher(serving.catalogue, serving.embedder).search(Query(text=text, limit=5))
        return [hit.element_id for hit in found.hits]

    def nearest(self, text: str) -> list[str]:
        """Return the nearest elements by meaning alone."""
        serving = self.spaces.serving()
        assert serving.embedder is not None
        vector = serving.embedder.embed([text], use="query")[0]
        space_id = serving.embedder.space.id
        return [row for row, _ in serving.catalogue.nearest(space_id, "element", vector, limit=10)]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(WordTokenEmbedder("words"), TurnedEmbedder("turned"), StrangeEmbedder("strange", dim=32))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a library embedded by "words", to be copied."""
    folder = tmp_path_factory.mktemp("filled") / "library"
    with Store.open(folder) as store:
        made = Home(store, Shelf(WordTokenEmbedder("words")))
        for document in documents():
            made.add(document)
    return folder


@pytest.fixture
def home(tmp_path: Path, filled: Path, shelf: Shelf) -> Iterator[Home]:
    shutil.copytree(filled, tmp_path / "library")
    with Store.open(tmp_path / "library") as store:
        yield Home(store, shelf)


def documents(first: int = 0, count: int = N_DOCUMENTS) -> list[Document]:
    names = [f"d{number}" for number in range(first, first + count)]
    return [without_crops(make_document(name, n_elements=N_ELEMENTS, with_words=False)) for name in names]


def without_crops(document: Document) -> Document:
    elements = tuple(dataclasses.replace(element, image=None) for element in document.elements)
    return dataclasses.replace(document, elements=elements)


def at_document(embedder: TextEmbedder, title: str, act: Callable[[], None]) -> None:
    """Do something when the embedder first sees a passage of a document."""
    assert isinstance(embedder, WordEmbedder)

    def before(texts: Sequence[str]) -> None:
        if embedder.n_texts >= N_SAMPLED and any(title in text for text in texts):
            embedder.before = lambda _: None
            act()

    embedder.before = before


def first_embedded(home: Home, model: str, act: Callable[[], None], *, after: int) -> None:
    """Do something when `after` texts were embedded by a model."""
    embedder = home.shelf.models[model]
    assert isinstance(embedder, WordEmbedder)

    def before(_: Sequence[str]) -> None:
        if embedder.n_texts >= after:
            embedder.before = lambda _: None
            act()

    embedder.before = before


def question_and_place(home: Home) -> tuple[str, str]:
    document = documents()[17]
    return document.elements[5].text, document.elements[5].id


def test_the_first_document_decides_the_space(home: Home) -> None:
    active = home.store.space_in_role(SpaceRole.ACTIVE)
    assert active is not None
    assert active.model == "words"
    assert home.spaces.pending() is None
    assert home.spaces.serving() is home.spaces.serving()


def test_a_library_without_vectors_takes_the_chosen_model_at_once(tmp_path: Path, shelf: Shelf) -> None:
    with Store.open(tmp_path / "library") as store:
        home = Home(store, shelf)
        first = home.spaces.serving().embedder
        shelf.wanted = Wanted("turned")
        second = home.spaces.serving().embedder
        assert first is not None
        assert second is not None
        assert (first.space.model, second.space.model) == ("words", "turned")
        assert home.spaces.pending() is None


def test_switching_embeds_everything_and_changes_over(home: Home) -> None:
    question, place = question_and_place(home)
    done = home.switch("turned")
    assert (done.switched, done.n_documents, done.n_elements) == (True, N_DOCUMENTS, N_DOCUMENTS * N_ELEMENTS)
    assert done.problems == ()
    assert done.way == "projection"
    assert done.projection is not None
    assert done.projection.overlap > 0.5
    roles = {item.space.model: (item.role, item.n_documents) for item in home.store.space_summaries()}
    assert roles == {"words": (SpaceRole.KEPT, N_DOCUMENTS), "turned": (SpaceRole.ACTIVE, N_DOCUMENTS)}
    serving = home.spaces.serving()
    assert serving.catalogue is home.store
    assert serving.embedder is not None
    assert serving.embedder.space.model == "turned"
    assert home.search(question)[0] == place
    assert home.nearest(question)[0] == place
    for level in ("section", "document"):
        assert home.store.vectors("turned", level)[1].shape[1] == 64
    assert home.store.verify() == []


def test_all_documents_are_found_together_while_it_runs(home: Home) -> None:
    question, place = question_and_place(home)
    seen: list[tuple[str, bool, list[str], list[str]]] = []

    def look() -> None:
        serving = home.spaces.serving()
        bridged = isinstance(serving.catalogue, BridgedLookup)
        seen.append((serving.way, bridged, home.nearest(question), home.search(question)))

    first_embedded(home, "turned", look, after=N_SAMPLED + 300)  # the sample, and half of the documents
    home.switch("turned")
    [(way, bridged, nearest, found)] = seen
    assert (way, bridged) == ("projection", True)
    assert nearest[0] == place
    assert found[0] == place
    complete = home.nearest(question)
    assert len(set(nearest) & set(complete)) >= 6


def test_projected_and_real_vectors_share_the_top(home: Home) -> None:
    shares: list[float] = []
    titles = [document.elements[4].text for document in documents()[::4]]

    def look() -> None:
        there = set(home.store.vectors("turned", "document")[0])
        found = [element_id.partition(":")[0] in there for text in titles for element_id in home.nearest(text)[1:]]
        shares.append(float(np.mean(found)) / (len(there) / N_DOCUMENTS))

    first_embedded(home, "turned", look, after=N_SAMPLED + 300)
    home.switch("turned")
    assert 0.6 < shares[0] < 1.6


def test_word_vectors_of_the_old_model_serve_until_the_end(home: Home) -> None:
    question, _ = question_and_place(home)
    counts: list[int] = []

    def look() -> None:
        serving = home.spaces.serving()
        assert isinstance(serving.embedder, WordTokenEmbedder | TextEmbedder)
        ids = [document.elements[1].id for document in documents()]
        counts.append(len(serving.catalogue.tokens(f"{serving.embedder.space.id}/tok16", ids).ids))
        counts.append(len(serving.embedder.token_vectors([question])[0].words))  # type: ignore[attr-defined]

    first_embedded(home, "turned", look, after=N_SAMPLED + 300)
    home.switch("turned")
    assert counts[0] == N_DOCUMENTS
    assert counts[1] == len(question.split())


def test_a_poor_projection_leaves_the_old_vectors_to_serve(home: Home) -> None:
    question, place = question_and_place(home)
    seen: list[tuple[str, str]] = []

    def look() -> None:
        serving = home.spaces.serving()
        assert serving.embedder is not None
        assert serving.notes == ()
        seen.append((serving.way, serving.embedder.space.model))
        assert home.nearest(question)[0] == place

    first_embedded(home, "strange", look, after=N_SAMPLED + 300)
    done = home.switch("strange")
    assert done.switched
    assert done.projection is not None
    assert not done.projection.good
    assert seen == [("vectors", "words")]
    assert home.store.space_in_role(SpaceRole.ACTIVE) == done.space


def test_an_old_model_that_cannot_run_serves_through_the_projection(home: Home) -> None:
    question, place = question_and_place(home)
    home.shelf.models["words"] = WordTokenEmbedder("words", revision="2")
    home.spaces.changed()
    serving = home.spaces.serving()
    assert serving.embedder is None
    assert serving.way == "words"
    assert "reindex" in serving.notes[0]
    assert home.search(question)[0] == place  # by its words
    pending = home.spaces.pending()
    assert pending is not None
    assert pending.revision == "2"
    del home.shelf.models["words"]
    seen: list[str] = []

    def look() -> None:
        seen.append(home.spaces.serving().way)
        assert home.nearest(question)[0] == place

    first_embedded(home, "turned", look, after=N_SAMPLED + 100)
    home.switch("turned")
    assert seen == ["projection"]


def test_another_revision_of_a_model_is_a_space_of_its_own(home: Home) -> None:
    home.shelf.models["words"] = WordTokenEmbedder("words", revision="2")
    home.spaces.changed()
    done = home.switch("words")
    assert done.switched
    ids = [item.space.id for item in home.store.space_summaries()]
    assert len(set(ids)) == 2
    assert home.spaces.pending() is None
    serving = home.spaces.serving()
    assert serving.notes == ()
    assert serving.embedder is not None
    assert serving.embedder.space.id == done.space.id != "words"
    assert home.store.tokens(f"{done.space.id}/tok16", [documents()[0].elements[0].id]).ids


def test_a_missing_model_is_told_in_notes(home: Home) -> None:
    del home.shelf.models["words"]
    home.spaces.changed()
    serving = home.spaces.serving()
    assert serving.embedder is None
    assert "words is not on this machine (fetch it)" in serving.notes[0]


def test_a_cancelled_switch_goes_on_where_it_stood(home: Home) -> None:
    job = Job()
    first_embedded(home, "turned", job.cancel, after=N_SAMPLED + 200)
    with pytest.raises(Cancelled):
        home.switch("turned", job)
    coming = home.store.space_in_role(SpaceRole.COMING)
    assert coming is not None
    n_left = len(home.store.unembedded(coming.id))
    assert 0 < n_left < N_DOCUMENTS
    embedder = home.shelf.models["turned"]
    assert isinstance(embedder, WordEmbedder)
    embedder.n_texts = 0
    done = home.switch("turned")
    assert done.switched
    assert done.n_documents == n_left
    assert embedder.n_texts == n_left * N_ELEMENTS  # the projection was kept too


def test_progress_counts_elements_with_an_end_in_sight(home: Home) -> None:
    job = Job()
    seen = []

    def look() -> None:
        seen.append(job.sample())

    first_embedded(home, "turned", look, after=N_SAMPLED + 300)
    home.switch("turned", job)
    [progress] = seen
    assert (progress.stage, progress.unit, progress.total) == ("embedding", "elements", N_ALL)
    assert 200 <= progress.done <= 400
    assert progress.eta_s is not None


def test_documents_added_meanwhile_come_into_both_spaces(home: Home) -> None:
    late, *_ = documents(first=100, count=1)
    first_embedded(home, "turned", lambda: home.add(late), after=N_SAMPLED + 200)
    done = home.switch("turned")
    assert done.n_documents == N_DOCUMENTS
    for space_id in ("words", "turned"):
        assert home.store.unembedded(space_id) == []
    assert home.nearest(late.elements[4].text)[0] == late.elements[4].id


def test_documents_removed_meanwhile_are_no_problem(home: Home) -> None:
    last = documents()[-1]
    first_embedded(home, "turned", lambda: home.store.remove([last.id]), after=N_SAMPLED + 200)
    done = home.switch("turned")
    assert (done.switched, done.n_documents, done.problems) == (True, N_DOCUMENTS - 1, ())


def test_a_document_read_again_meanwhile_gets_vectors_of_its_new_text(home: Home) -> None:
    document = documents()[-1]
    again = make_document("d23", texts=("quite another text about hedgehogs",))
    assert again.id == document.id

    def reread() -> None:
        home.store.put(again, stage=Stage.READY, status=IngestStatus.UPDATED)

    at_document(home.shelf.models["turned"], "d23 speaks", reread)
    done = home.switch("turned")
    assert done.switched
    ids, _ = home.store.vectors("turned", "element", document_ids=[again.id])
    assert ids == [again.elements[0].id]


def test_switching_waits_for_adding_to_end(home: Home) -> None:
    job = Job()
    home.writing.acquire()
    results: list[Switched] = []
    thread = threading.Thread(target=lambda: results.append(home.switch("turned", job)))
    thread.start()
    while job.sample().stage != "waiting" or job.sample().label != "for adding to end":
        assert thread.is_alive()
    assert home.store.space_in_role(SpaceRole.COMING) is not None
    home.writing.release()
    thread.join(30)
    assert results[0].switched


def test_only_one_switch_at_a_time(home: Home) -> None:
    refused: list[str] = []

    def again() -> None:
        with pytest.raises(InvalidInput) as caught:
            home.switch("strange")
        refused.append(caught.value.hint)
        with pytest.raises(InvalidInput):
            home.switching.remove_space("turned")

    first_embedded(home, "turned", again, after=N_SAMPLED + 100)
    home.switching.switch(Wanted("turned"), Job())
    assert refused


def test_going_back_embeds_only_what_came_since(home: Home) -> None:
    home.switch("turned")
    late, *_ = documents(first=100, count=1)
    home.add(late)
    done = home.switch("words")
    assert (done.switched, done.n_documents) == (True, 1)
    assert home.spaces.pending() is None


def test_choosing_the_active_model_again_ends_a_switch(home: Home) -> None:
    job = Job()
    first_embedded(home, "turned", job.cancel, after=N_SAMPLED + 200)
    with pytest.raises(Cancelled):
        home.switch("turned", job)
    done = home.switch("words")
    assert (done.switched, done.n_documents) == (True, 0)
    assert home.store.space_in_role(SpaceRole.COMING) is None
    home.switching.remove_space("turned")
    assert [item.space.id for item in home.store.space_summaries()] == ["words"]


def test_the_active_space_cannot_be_removed(home: Home) -> None:
    with pytest.raises(InvalidInput):
        home.switching.remove_space("words")
    home.switch("turned")
    home.switching.remove_space("words")
    assert home.store.vectors("words", "element")[0] == []
    assert home.store.tokens("words/tok16", [documents()[0].elements[0].id]).ids == ()
    assert home.store.verify() == []


def failing(title: str) -> Callable[[Sequence[str]], None]:
    def before(texts: Sequence[str]) -> None:
        if any(f"{title} speaks" in text for text in texts):
            raise ModelFailed("it cannot", hint="try another")

    return before


def test_a_document_the_model_fails_on_keeps_the_old_space_active(home: Home) -> None:
    embedder = home.shelf.models["turned"]
    assert isinstance(embedder, WordEmbedder)
    first_embedded(home, "turned", lambda: setattr(embedder, "before", failing("d7")), after=N_SAMPLED)
    done = home.switch("turned")
    assert not done.switched
    assert [problem.kind for problem in done.problems] == ["model-failed"]
    active = home.store.space_in_role(SpaceRole.ACTIVE)
    assert active is not None
    assert active.model == "words"
    embedder.before = lambda _: None
    done = home.switch("turned")
    assert (done.switched, done.n_documents) == (True, 1)


def test_a_model_that_always_fails_stops_the_switch(home: Home) -> None:
    embedder = home.shelf.models["turned"]
    assert isinstance(embedder, WordEmbedder)
    embedder.before = failing("")
    with pytest.raises(ModelFailed):
        home.switch("turned")
    assert home.spaces.serving().way == "vectors"


def test_documents_found_by_words_only_are_healed(home: Home) -> None:
    problem = Problem("model-missing", "embed", "found by its words only")
    document = make_document("bare", problems=(problem,))
    home.store.put(document, stage=Stage.READY, status=IngestStatus.PARTIAL)
    assert home.switch("words").n_documents == 1
    [summary] = home.store.summaries(document_ids=[document.id])
    assert (summary.status, summary.problems) == ("added", ())


def test_vectors_are_cut_where_the_model_allows_it(home: Home) -> None:
    home.shelf.dimensions = (64, 32, 16)
    home.shelf.wanted = Wanted("turned", dimensions=40)
    done = home.switch("turned")
    assert done.space.dim == 32
    _, rows = home.store.vectors(done.space.id, "element")
    assert rows.shape[1] == 32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-2)
    question, place = question_and_place(home)
    assert home.nearest(question)[0] == place


def test_a_small_library_needs_no_projection(tmp_path: Path, shelf: Shelf) -> None:
    with Store.open(tmp_path / "library") as store:
        home = Home(store, shelf)
        home.add(make_document("one"))
        done = home.switch("turned")
        assert (done.switched, done.projection, done.way) == (True, None, "vectors")


def test_page_and_document_levels_are_bridged_too(home: Home) -> None:
    question, place = question_and_place(home)
    seen: list[str] = []

    def look() -> None:
        serving = home.spaces.serving()
        searcher = Searcher(serving.catalogue, serving.embedder)
        seen.append(searcher.search(Query(text=question, level=Level.DOCUMENT)).hits[0].place.document_id)

    first_embedded(home, "turned", look, after=N_SAMPLED + 100)
    home.switch("turned")
    assert seen == [place.partition(":")[0]]
