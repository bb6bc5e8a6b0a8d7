"""Answers by a language model: written from what was found, checked against it, or honestly not given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.flow.conftest import write_report
from tests.tiny_models import tiny_generator
from tests.unit.answer.scripted import ScriptedGenerator

from quire.cli.main import main
from quire.errors import Cancelled, ModelMissing
from quire.jobs import Job
from quire.library import Library
from quire.plugins.contracts import Generator
from quire.settings import Settings
from quire.types import Answer, ModelRole, Query

_ASKED = "Who inspected the harbour wall, and how long was the longest crack?"
_GOOD = (
    "Ingrid Solheim inspected the northern harbour wall in March 2024 [1]. "
    "The longest crack measured 42 centimetres [1]."
)
_HALF_GOOD = "The wall was inspected by Ingrid Solheim in March 2024 [7]. The repair took 99 days [1]."

Use = Callable[[Generator | None], None]


@pytest.fixture
def use(filled: Library, monkeypatch: pytest.MonkeyPatch) -> Use:
    """Let a language model answer in the shared library."""
    return lambda model: monkeypatch.setattr(filled.roles, "generator", lambda: model)


def _ask(library: Library, question: str = _ASKED, **options: Any) -> Answer:
    return library.ask(Query(text=question), **options)


def test_an_answer_is_written_streamed_and_cited(filled: Library, use: Use) -> None:
    use(ScriptedGenerator(_GOOD))
    heard: list[str] = []
    made = _ask(filled, on_text=heard.append)
    assert made.text == (
        "Ingrid Solheim inspected the northern harbour wall in March 2024. [1] "
        "The longest crack measured 42 centimetres. [2]"
    )
    assert "".join(heard) == made.text
    assert len(heard) > 10
    assert (made.model, made.stop, made.abstained, made.unsupported) == ("scripted", "complete", False, ())
    assert made.n_tokens > 0
    assert {"prompt", "write", "check", "total"} <= set(made.seconds)
    assert [cited.place.page_number for cited in made.citations] == [1, 1]
    assert "42 centimetres" in made.citations[1].quote


def test_the_boxes_of_a_citation_lie_on_its_words(filled: Library, use: Use) -> None:
    import pymupdf

    use(ScriptedGenerator("The longest crack measured 42 centimetres."))
    [cited] = _ask(filled).citations
    with pymupdf.open(cited.document_path) as document:
        page = document[cited.place.page_number - 1]
        marked = " ".join(
            page.get_textbox(pymupdf.Rect(box.x0 - 1, box.y0 - 1, box.x1 + 1, box.y1 + 1))
            for box in cited.place.boxes
        )
    assert "42 centimetres" in " ".join(marked.split())
    assert "Ingrid" not in marked


def test_a_wrong_number_is_marked(filled: Library, use: Use) -> None:
    use(ScriptedGenerator(f"{_GOOD} It was 2 metres deep [1]."))
    made = _ask(filled)
    assert [made.text[start:end] for start, end in made.unsupported] == ["It was 2 metres deep."]


def test_nothing_relevant_never_reaches_the_model(filled: Library, use: Use) -> None:
    model = ScriptedGenerator("Helicase does [1].")
    use(model)
    made = _ask(filled, "Which enzyme unwinds the DNA double helix in Xenopus?")
    assert made.abstained
    assert model.asked == []


def test_a_model_that_finds_no_answer_abstains(filled: Library, use: Use) -> None:
    use(ScriptedGenerator("NOT IN THE EVIDENCE"))
    heard: list[str] = []
    made = _ask(filled, on_text=heard.append)
    assert (made.abstained, made.stop, made.citations) == (True, "abstained", ())
    assert "".join(heard) == made.text
    assert made.notes[-1] == "scripted found no answer in what was found"


def test_an_answer_without_any_support_is_taken_back(filled: Library, use: Use) -> None:
    use(ScriptedGenerator("Napoleon crossed the Alps with 40000 men [1]."))
    made = _ask(filled)
    assert made.abstained
    assert "Napoleon" not in made.text
    assert made.notes[-1] == "what scripted wrote had no support in what was found, so it is not shown"


@pytest.mark.parametrize("after", [0, 8])
def test_a_model_that_fails_is_replaced_by_quotations(filled: Library, use: Use, after: int) -> None:
    use(ScriptedGenerator(_GOOD, fails_after=after))
    made = _ask(filled)
    assert made.model == "extractive"
    assert not made.abstained
    assert made.notes[-1] == "quoted instead of written: scripted ended unexpectedly"


def test_a_model_that_is_gone_costs_a_note(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> Generator:
        raise ModelMissing("the model x is not on this machine")

    monkeypatch.setattr(filled.roles, "generator", gone)
    made = _ask(filled)
    assert made.model == "extractive"
    assert made.notes[-1] == "quoted instead of written: the model x is not on this machine"


def test_a_small_context_is_never_overflowed(filled: Library, use: Use) -> None:
    model = ScriptedGenerator(_GOOD, context_tokens=640)  # refuses what does not fit
    use(model)
    made = _ask(filled)
    assert made.model == "scripted", made.notes


def test_stopping_keeps_what_was_written(filled: Library, use: Use) -> None:
    job = Job()
    heard: list[str] = []

    def listen(piece: str) -> None:
        heard.append(piece)
        if len("".join(heard)) > 40:
            job.cancel()

    use(ScriptedGenerator(_GOOD))
    made = _ask(filled, job=job, on_text=listen)
    assert made.stop == "cancelled"
    assert made.text.startswith("Ingrid Solheim inspected")
    assert made.text == "".join(heard)
    assert len(made.text) < 80


def test_stopping_before_the_first_word_is_a_stop(filled: Library, use: Use) -> None:
    job = Job()
    use(ScriptedGenerator(_GOOD, thinking="Let me see."))
    with pytest.raises(Cancelled):
        _ask(filled, job=job, on_thinking=lambda _: job.cancel())


def test_thinking_is_heard_apart(filled: Library, use: Use) -> None:
    use(ScriptedGenerator(_GOOD, thinking="Page one says so."))
    thoughts: list[str] = []
    made = _ask(filled, on_thinking=thoughts.append)
    assert thoughts == ["Page one says so."]
    assert "Page one says so" not in made.text


def test_a_follow_up_is_searched_with_what_it_leaves_unsaid(filled: Library, use: Use) -> None:
    def reply(messages: Any) -> str:
        if "Rewrite the last question" in messages[0].text:
            assert "Ingrid Solheim" in messages[1].text
            return "How much will repairing the cracks in the harbour wall cost?"
        return "Repairing the cracks will cost 18,500 crowns."

    use(ScriptedGenerator(reply))
    made = _ask(filled, "And what does it cost?", history=((_ASKED, _GOOD),))
    assert made.notes[0] == "searched for: How much will repairing the cracks in the harbour wall cost?"
    assert made.question == "And what does it cost?"
    assert [cited.place.page_number for cited in made.citations] == [2]


def test_history_without_a_model_changes_nothing(filled: Library) -> None:
    assert _ask(filled, history=(("What?", "That."),)).text == _ask(filled).text


def test_a_model_that_sees_is_shown_scans_and_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(tmp_path / "library", settings=Settings()) as library:
        library.add([Path(__file__).parents[2] / "resources" / "samples" / "ferry-timetable.png"])
        model = ScriptedGenerator("The last ferry leaves at 20:30 [1].", sees=True)
        monkeypatch.setattr(library.roles, "generator", lambda: model)
        made = library.ask(Query(text="When does the last ferry leave Port Ellary on Fridays?"))
        pictures = model.asked[0][1].images
    assert 1 <= len(pictures) <= 3
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
    assert "Picture 1 shows [" in model.prompt
    assert made.citations


def test_a_real_language_model_answers_and_is_checked(library: Library, tmp_path: Path) -> None:
    path = tiny_generator(tmp_path, _HALF_GOOD)
    installed = library.models.bring_in([path], role=ModelRole.GENERATOR, job=Job())
    library.roles.use("models.generator", installed.card.id)
    heard: list[str] = []
    made = _ask(library, on_text=heard.append)
    assert made.text == "The wall was inspected by Ingrid Solheim in March 2024. [1] The repair took 99 days."
    assert "".join(heard) == made.text
    assert [made.text[start:end] for start, end in made.unsupported] == ["The repair took 99 days."]
    assert made.model == installed.card.title
    assert made.n_tokens > 10


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "own", settings=Settings()) as opened:
        opened.add([write_report(tmp_path / "harbour.pdf")])
        yield opened


def test_the_command_line_answers_by_the_model_that_was_named(
    library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tiny_generator(tmp_path, _HALF_GOOD)
    name = library.models.bring_in([path], role=ModelRole.GENERATOR, job=Job()).card.id
    library.close()
    capsys.readouterr()
    words = ["--library", str(tmp_path / "own"), "ask", _ASKED, "--model"]
    assert main([*words, name]) == 0
    said = capsys.readouterr().out
    assert said.startswith("The wall was inspected by Ingrid Solheim in March 2024. [1] The repair took 99 days.\n")
    assert "no support: “The repair took 99 days.”" in said
    assert main([*words, "extractive"]) == 0
    assert "“The northern harbour wall was inspected" in capsys.readouterr().out
    assert main([*words, "unheard-of"]) == 2


def test_a_model_that_repeats_itself_is_stopped(filled: Library, tmp_path: Path) -> None:
    reply = "The longest crack measured 42 centimetres [1]. "
    model = filled.models.bring_in([tiny_generator(tmp_path, reply, endless=True, name="endless")], job=Job())
    filled.roles.use("models.generator", model.card.id)
    try:
        made = _ask(filled)
        again = _ask(filled)  # the process is free at once
    finally:
        filled.roles.use("models.generator", "")
    assert made.text.count("The longest crack measured 42 centimetres.") == 3
    assert (made.stop, made.abstained) == ("complete", False)
    assert "the model began to repeat itself and was stopped" in made.notes
    assert again.text == made.text
