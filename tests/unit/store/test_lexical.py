"""Full-text search: stems, accents, phrases, filters; any string is only words."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_making import add, make_document

from quire.store import Stage, Store
from quire.types import ElementKind, IngestStatus


def found(store: Store, *words: str, **options: object) -> list[str]:
    return [name for name, _ in store.lexical(words, **options)]  # type: ignore[arg-type]


def put_texts(store: Store, name: str, *texts: str, title: str = "") -> list[str]:
    document = make_document(name, texts=texts, title=title or "Untitled")
    store.put(document, stage=Stage.SEARCHABLE, status=IngestStatus.PARTIAL)
    return [element.id for element in document.elements]


def test_words_are_found_by_stem_and_without_accents(store: Store) -> None:
    ids = put_texts(store, "a", "The turbines were inspected", "Crème brûlée", "nothing here")
    assert found(store, "turbine") == [ids[0]]
    assert found(store, "INSPECTING") == [ids[0]]
    assert found(store, "creme", "brulee") == [ids[1]]
    assert found(store, "absent") == []


def test_more_of_the_words_rank_higher(store: Store) -> None:
    ids = put_texts(store, "a", "harbour wall cracks", "the harbour in winter", "meadow", "orchard", "valley")
    ranked = store.lexical(["harbour", "cracks"])
    assert [name for name, _ in ranked] == [ids[0], ids[1]]
    assert ranked[0][1] > ranked[1][1] > 0


def test_context_headings_title_and_file_name_are_searched(store: Store) -> None:
    document = make_document("ledger2024", n_elements=8, title="Quarterly zeppelin review")
    add(store, document)
    assert found(store, "dragonfly") == [document.elements[3].id]
    assert found(store, "Figure 1") != []
    assert len(found(store, "zeppelin")) == 8
    assert len(found(store, "findings")) == 8
    assert len(found(store, "ledger2024")) == 8


def test_new_title_and_path_are_searched_at_once(store: Store) -> None:
    document = make_document("a", title="Zeppelin")
    add(store, document)
    store.set_title(document.id, "Submarine")
    store.set_path(document.id, "/elsewhere/kangaroo.pdf")
    assert found(store, "zeppelin") == []
    assert len(found(store, "submarine")) == len(found(store, "kangaroo")) == 8
    assert store.summaries()[0].path == "/elsewhere/kangaroo.pdf"
    assert store.verify() == []


def test_furniture_is_kept_but_never_found(store: Store) -> None:
    document = make_document()
    add(store, document)
    assert document.elements[-1] in store.elements_of(document.id)
    assert found(store, "confidential") == []


def test_phrase_needs_its_words_side_by_side(store: Store) -> None:
    ids = put_texts(store, "a", "net income rose", "income of the net", "other")
    assert found(store, phrases=["net income"]) == [ids[0]]
    assert found(store, "other", phrases=["net income"]) in ([ids[0], ids[2]], [ids[2], ids[0]])


def test_prefix_completes_the_last_word(store: Store) -> None:
    ids = put_texts(store, "a", "photosynthesis in winter", "wintergreen")
    assert found(store, "photos") == []
    assert found(store, "photos", prefix=True) == [ids[0]]
    assert set(found(store, "absent", "winter", prefix=True)) == {ids[0], ids[1]}


def test_filters_by_document_and_kind(store: Store) -> None:
    one, two, three = (
        make_document(name, texts=("river a", "river b", "river c", "river d")) for name in "abc"
    )
    for document in (one, two, three):
        add(store, document)
    assert set(found(store, "river", document_ids=[two.id])) == {element.id for element in two.elements[:4]}
    assert set(found(store, "river", document_ids=[one.id, three.id])) == {
        element.id for document in (one, three) for element in document.elements[:4]
    }
    assert found(store, "river", document_ids=["nobody"]) == []
    figures = frozenset({ElementKind.FIGURE})
    assert set(found(store, "river", kinds=figures)) == {
        document.elements[3].id for document in (one, two, three)
    }
    assert found(store, "river", kinds=figures, document_ids=[two.id]) == [two.elements[3].id]
    assert found(store, "river", kinds=frozenset()) == []
    assert len(found(store, "river", limit=5)) == 5


@pytest.mark.parametrize(
    "hostile",
    [
        '"',
        '""',
        "a OR",
        "NEAR(a b)",
        "title:river",
        "^river",
        "river*",
        "(((",
        "AND",
        "NOT",
        "{a b}:c",
        "-river",
        "\0",
        "+",
        "'",
    ],
)
def test_operators_are_plain_characters(store: Store, hostile: str) -> None:
    put_texts(store, "a", "a river near the title")
    store.lexical([hostile])
    store.lexical([], phrases=[hostile])
    store.lexical([hostile, "river"], prefix=True)
    assert found(store, hostile, "river")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.text(max_size=12), max_size=5), prefix=st.booleans())
def test_no_string_breaks_a_search(store: Store, words: list[str], prefix: bool) -> None:
    assert store.lexical(words, phrases=words, prefix=prefix) == []


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(word=st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12))
def test_any_word_finds_the_text_that_holds_it(store: Store, word: str) -> None:
    ids = put_texts(store, "fuzz", f"before {word} after")
    assert found(store, word) == [ids[0]]


def test_words_without_letters_or_digits_find_nothing(store: Store) -> None:
    put_texts(store, "a", "--- ... ???")
    assert found(store, "---", "", "???") == []
