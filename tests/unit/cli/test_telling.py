"""Answers on a terminal: written as they come, stopped by an interrupt."""

from __future__ import annotations

import _thread
import dataclasses
import threading
from collections.abc import Callable
from typing import Any, cast

import pytest
from tests.unit.answer.test_extracting import Shelf

from quire.cli.output import Output
from quire.cli.telling import Telling, ask_stoppable, where
from quire.errors import NotFound
from quire.jobs import Job
from quire.library import Library
from quire.types import Answer, Progress, Query, SearchResult


def _answer(text: str, stop: str = "complete") -> Answer:
    return Answer("q", text, (), (), "scripted", stop, abstained=False)


class Asked:
    """A library that answers as the test says."""

    def __init__(self, answer: Callable[[Job, Callable[[str], None]], Answer]) -> None:
        self._answer = answer
        hits = Shelf("First\nline.", "Second line.", "Third.", "4th").hits(0, 1, 2, 3)
        self.found = SearchResult(Query("q"), tuple(hits))

    def ask(
        self, _: Query, *, job: Job, on_text: Callable[[str], None], on_thinking: Any, on_results: Any
    ) -> Answer:
        for result in (self.found, self.found):
            on_results(result)
        on_thinking("hm")
        on_thinking("hm")
        return self._answer(job, on_text)


def _ask(asked: Asked, telling: Telling) -> Answer:
    return ask_stoppable(cast(Library, asked), Query("q"), telling)


def _say(text: str) -> Asked:
    def answer(_: Job, on_text: Callable[[str], None]) -> Answer:
        for word in ("It ", "is", " so."):
            on_text(word)
        return _answer(text)

    return Asked(answer)


def test_pieces_are_written_at_once_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    telling = Telling(Output(as_json=False, quiet=False), live=True, thinking=True)
    made = _ask(_say("It is so."), telling)
    assert telling.told(made)
    said = capsys.readouterr()
    assert said.out == "It is so.\n"
    assert said.err == "thinking…\n"


def test_what_was_found_is_shown_once_before_a_model_writes(capsys: pytest.CaptureFixture[str]) -> None:
    telling = Telling(Output(as_json=False, quiet=False), live=True, finding=True)
    _ask(_say("It is so."), telling)
    assert capsys.readouterr().out.splitlines() == [
        "  found: paper.pdf, page 1: First line.",
        "  found: paper.pdf, page 2: Second line.",
        "  found: paper.pdf, page 3: Third.",
        "It is so.",
    ]


@pytest.mark.parametrize(("as_json", "live"), [(True, True), (False, False)])
def test_results_are_not_shown_where_nobody_watches(
    capsys: pytest.CaptureFixture[str], as_json: bool, live: bool
) -> None:
    _ask(_say("It is so."), Telling(Output(as_json=as_json, quiet=False), live=live, finding=True))
    assert capsys.readouterr().out == ""


def test_an_answer_that_was_taken_back_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    telling = Telling(Output(as_json=False, quiet=False), live=True)
    assert not telling.told(_ask(_say("This is not in your library."), telling))
    assert capsys.readouterr().err == ""


def test_nothing_is_written_early_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    telling = Telling(Output(as_json=False, quiet=False), live=False)
    assert not telling.told(_ask(_say("It is so."), telling))
    assert capsys.readouterr().out == ""


def test_an_interrupt_stops_the_model_and_keeps_what_it_wrote() -> None:
    def answer(job: Job, _: Callable[[str], None]) -> Answer:
        waiting = threading.Event()
        waiting.wait(0.3)  # by then the thread that asked waits
        _thread.interrupt_main()
        while not job.cancelled:
            waiting.wait(0.01)
        return _answer("It is", "cancelled")

    made = _ask(Asked(answer), Telling(Output(as_json=False, quiet=False), live=False))
    assert (made.text, made.stop) == ("It is", "cancelled")


def test_a_failure_reaches_who_asked() -> None:
    def answer(_: Job, __: Callable[[str], None]) -> Answer:
        raise NotFound("no such document")

    with pytest.raises(NotFound):
        _ask(Asked(answer), Telling(Output(as_json=False, quiet=False), live=False))


def test_a_terminal_tells_how_far_the_model_has_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    telling = Telling(Output(as_json=False, quiet=False), live=True)
    reading = Progress(stage="reading", done=512, total=1766, unit="tokens")
    telling.waiting(reading)
    assert capsys.readouterr().err == ""  # no terminal
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    telling.waiting(Progress(stage="searching"))
    for _ in range(3):
        telling.waiting(reading)
    telling.piece("It")
    telling.waiting(reading)
    assert capsys.readouterr().err == "\r\x1b[K\x1b[2mreading 512 of 1766 tokens\x1b[0m\r\x1b[K"


def test_the_terminal_names_pages_as_the_document_does() -> None:
    (hit,) = Shelf("First line.").hits(0)
    assert where(hit) == "paper.pdf, page 1"
    assert where(dataclasses.replace(hit, page_name="Sheet Costs")) == "paper.pdf, Sheet Costs"
