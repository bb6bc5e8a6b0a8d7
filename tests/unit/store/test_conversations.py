"""Conversations are kept whole, found by any word, and gone without a trace when deleted."""

from __future__ import annotations

import dataclasses
import sqlite3
from pathlib import Path

import msgspec
import pytest

from quire.errors import InvalidInput, NotFound
from quire.store import Store
from quire.store.packing import compress
from quire.types import (
    Answer,
    Box,
    Citation,
    ElementKind,
    Hit,
    Level,
    Place,
    Query,
    Scores,
    SearchResult,
    Target,
    Turn,
)

PICTURE = b"\x89PNG picture \x00\xff"


def hit(text: str = "The wall has three cracks.") -> Hit:
    place = Place("d1", 2, (Box(1.5, 2.5, 3.5, 4.5),))
    return Hit(
        1, Level.ELEMENT, "d1", "Harbour", "/papers/harbour.pdf", "d1:3", "d1/s1", ElementKind.TEXT, place,
        ("Findings",), text, 0.75, True, Scores(lexical=1.25), ("cracks",), ("caption matches",),
    )  # fmt: skip


def turn(question: str = "How many cracks?", text: str = "Three cracks [1]", *, picture: bytes | None = None) -> Turn:
    query = Query(question, picture, document_ids=("d1",), collection="Island", target=Target.TEXT)
    place = Place("d1", 2, (Box(1.5, 2.5, 3.5, 4.5),))
    citation = Citation(1, place, "three cracks", "d1:3", "Harbour", "/papers/harbour.pdf")
    answer = Answer(question, text, (citation,), (hit(),), "extractive", "complete", False, {"total": 0.5}, ("a note",))
    return Turn(query, 1_700_000_000.5, answer)


def test_turns_come_back_as_they_were(store: Store, folder: Path) -> None:
    made = store.conversations.new("")
    search = Query("sea", PICTURE)
    turns = (
        turn(),
        turn("", picture=PICTURE),
        Turn(search, 1_700_000_001.0, result=SearchResult(search, (hit(),), {"total": 0.1}, ("sea",), ("a note",))),
        Turn(Query("stopped"), 1_700_000_002.0),
    )
    for one in turns:
        made = store.conversations.append(made.id, one)
    assert made.n_turns == 4
    store.close()
    with Store.open(folder) as again:
        assert again.conversations.turns(made.id) == turns
        assert again.conversations.get(made.id) == made
        assert again.conversations.all() == [made]


def test_first_question_becomes_the_title_until_there_is_a_better_one(store: Store) -> None:
    made = store.conversations.new("")
    assert made.title == ""
    assert store.conversations.append(made.id, turn("", picture=PICTURE)).title == ""
    assert store.conversations.append(made.id, turn("  How many\ncracks? ")).title == "How many cracks?"
    assert store.conversations.append(made.id, turn("Another one?")).title == "How many cracks?"
    assert store.conversations.rename(made.id, " My\ntalk ").title == "My talk"
    assert store.conversations.rename(made.id, "").title == "How many cracks?"
    named = store.conversations.new("Named")
    assert store.conversations.append(named.id, turn()).title == "Named"
    long = store.conversations.append(store.conversations.new("").id, turn("word " * 100)).title
    assert len(long) <= 71
    assert long.endswith("word…")
    assert store.conversations.append(store.conversations.new("").id, turn("word " * 1000)).title == long
    with pytest.raises(InvalidInput):
        store.conversations.rename(made.id, "x" * 2000)


def test_changed_last_comes_first(store: Store) -> None:
    first, second = store.conversations.new("first"), store.conversations.new("second")
    assert [item.title for item in store.conversations.all()] == ["second", "first"]
    store.conversations.append(first.id, turn())
    assert [item.title for item in store.conversations.all()] == ["first", "second"]
    store.conversations.rename(second.id, "renamed")
    assert [item.title for item in store.conversations.all()] == ["renamed", "first"]


def test_replaced_turn_stands_in_its_place(store: Store) -> None:
    made = store.conversations.new("Numbers")
    for question in ("one kestrel?", "two?", "three?"):
        store.conversations.append(made.id, turn(question))
    store.conversations.replace(made.id, 0, turn("one heron?", "A heron [1]", picture=PICTURE))
    assert [item.question for item in store.conversations.turns(made.id)] == ["one heron?", "two?", "three?"]
    assert store.conversations.turns(made.id)[0].picture == PICTURE
    assert [item.id for item in store.conversations.search("heron")] == [made.id]
    assert store.conversations.search("kestrel") == []
    for index in (3, -1):
        with pytest.raises(NotFound):
            store.conversations.replace(made.id, index, turn())


def test_any_word_finds_its_conversation(store: Store) -> None:
    talk, other = store.conversations.new("Über the Sea"), store.conversations.new("Other")
    store.conversations.append(talk.id, turn("How many kittiwakes?", "Forty pairs nest there [1]"))
    store.conversations.append(other.id, turn("What is lamp oil?", "A kind of oil [1]"))

    def found(text: str) -> list[str]:
        return [item.title for item in store.conversations.search(text)]

    assert found("uber") == found("KITTIWAKE") == found("forty pai") == found("nesting") == ["Über the Sea"]
    assert found("oil") == ["Other"]
    assert found("forty oil") == []
    assert found('"; DROP TABLE turns; -- NEAR(') == []
    assert sorted(found("")) == sorted(found("  ?!")) == ["Other", "Über the Sea"]


def test_deleted_conversation_is_gone_without_a_trace(store: Store, folder: Path) -> None:
    kept, gone = store.conversations.new("kept"), store.conversations.new("gone zanzibartitle")
    store.conversations.append(kept.id, turn("one?"))
    store.conversations.append(gone.id, turn("zanzibarquestion", "zanzibaranswer", picture=b"zanzibarpicture"))
    store.conversations.delete(gone.id)
    assert [item.id for item in store.conversations.all()] == [kept.id]
    assert store.conversations.search("zanzibarquestion") == []
    assert [item.question for item in store.conversations.turns(kept.id)] == ["one?"]
    for ask in (
        lambda: store.conversations.get(gone.id),
        lambda: store.conversations.turns(gone.id),
        lambda: store.conversations.delete(gone.id),
        lambda: store.conversations.rename(gone.id, "x"),
        lambda: store.conversations.append(gone.id, turn()),
        lambda: store.conversations.replace(gone.id, 0, turn()),
    ):
        with pytest.raises(NotFound):
            ask()
    store.close()
    assert b"zanzibar" not in (folder / "catalogue.sqlite").read_bytes()


def test_talking_changes_nothing_that_searches_remember(store: Store) -> None:
    before = store.generation
    made = store.conversations.new("")
    store.conversations.append(made.id, turn())
    store.conversations.delete(made.id)
    assert store.generation == before


def test_broken_characters_do_not_lose_the_turn(store: Store) -> None:
    made = store.conversations.new("bad \ud800 title")
    store.conversations.append(made.id, turn("bad \ud800 question", "bad \udfff answer"))
    (kept,) = store.conversations.turns(made.id)
    assert kept.question == "bad ? question"
    assert kept.answer is not None
    assert kept.answer.text == "bad ? answer"


def test_turn_of_a_newer_version_shows_its_words(store: Store, folder: Path) -> None:
    made = store.conversations.new("")
    store.conversations.append(made.id, turn())
    store.close()
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    content = compress(msgspec.msgpack.encode({"query": {"text": 7}, "asked_at": "later"}))
    connection.execute("UPDATE turns SET content = ?", (content,))
    connection.commit()
    connection.close()
    with Store.open(folder) as again:
        (kept,) = again.conversations.turns(made.id)
    assert (kept.question, kept.asked_at) == ("How many cracks?", 1_700_000_000.5)
    assert kept.answer is not None
    assert kept.answer.text == "Three cracks [1]"


def test_turn_of_an_older_version_takes_defaults_for_what_is_new(store: Store, folder: Path) -> None:
    made = store.conversations.new("")
    store.conversations.append(made.id, turn())
    store.close()
    connection = sqlite3.connect(folder / "catalogue.sqlite")
    plain = msgspec.to_builtins(turn())
    del plain["answer"]["notes"]
    connection.execute("UPDATE turns SET content = ?", (compress(msgspec.msgpack.encode(plain)),))
    connection.commit()
    connection.close()
    with Store.open(folder) as again:
        (kept,) = again.conversations.turns(made.id)
    former = turn()
    assert former.answer is not None
    assert kept == dataclasses.replace(former, answer=dataclasses.replace(former.answer, notes=()))


def test_turns_kept_before_answers_were_checked_can_still_be_read(store: Store, folder: Path) -> None:
    made = store.conversations.new("")
    store.conversations.append(made.id, turn())
    store.close()
    old = msgspec.to_builtins(turn())
    del old["answer"]["unsupported"], old["answer"]["n_tokens"]
    with sqlite3.connect(folder / "catalogue.sqlite") as connection:
        connection.execute("UPDATE turns SET content = ?", (compress(msgspec.msgpack.encode(old)),))
    connection.close()
    with Store.open(folder) as again:
        assert again.conversations.turns(made.id) == (turn(),)


def test_unsupported_sentences_are_kept(store: Store) -> None:
    one = turn()
    assert one.answer is not None
    marked = dataclasses.replace(one, answer=dataclasses.replace(one.answer, unsupported=((0, 5),), n_tokens=7))
    made = store.conversations.new("")
    store.conversations.append(made.id, marked)
    assert store.conversations.turns(made.id) == (marked,)


def test_what_pages_are_called_is_kept_and_may_be_missing_in_turns_from_before(store: Store, folder: Path) -> None:
    answer = turn().answer
    assert answer is not None
    citations = tuple(dataclasses.replace(one, page_name="Slide 2") for one in answer.citations)
    hits = tuple(dataclasses.replace(one, page_name="Slide 2") for one in answer.hits)
    named = dataclasses.replace(turn(), answer=dataclasses.replace(answer, citations=citations, hits=hits))
    made = store.conversations.new("")
    store.conversations.append(made.id, named)
    assert store.conversations.turns(made.id) == (named,)
    store.close()
    old = msgspec.to_builtins(named)
    for one in (*old["answer"]["citations"], *old["answer"]["hits"]):
        del one["page_name"]
    with sqlite3.connect(folder / "catalogue.sqlite") as connection:
        connection.execute("UPDATE turns SET content = ?", (compress(msgspec.msgpack.encode(old)),))
    connection.close()
    with Store.open(folder) as again:
        assert again.conversations.turns(made.id) == (turn(),)
