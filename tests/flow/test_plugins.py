"""Plugins from installing to answering: through the command line and the library, as a person uses them."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.unit.answer.scripted import ScriptedGenerator

from quire.cli.asking import show_answer
from quire.cli.main import main
from quire.cli.output import Output
from quire.library import Library
from quire.library.doctor import plugin_findings
from quire.library.plugged import take_over
from quire.settings import Settings, with_value
from quire.types import IngestReport, IngestStatus, Query

Run = Callable[..., tuple[int, list[dict[str, Any]]]]


@pytest.fixture(scope="module")
def plugins(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Install the plugins that come along into a folder of the module's own, from the wheels they build."""
    folder = tmp_path_factory.mktemp("site")
    for plugin in ("quire-hello", "quire-office"):
        wheels = tmp_path_factory.mktemp("wheels")
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
        subprocess.run(command, cwd=root / "plugins" / plugin, check=True, capture_output=True)
        (wheel,) = wheels.glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    yield folder
    sys.path.remove(str(folder))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    def run(*words: str) -> tuple[int, list[dict[str, Any]]]:
        capsys.readouterr()
        code = main([*words, "--json", "--library", str(tmp_path / "library")])
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def install(site: Path, name: str, module: str, code: str) -> None:
    """Put a plugin of one module into a folder as an installer does."""
    record = site / f"quire_{module}-1.dist-info"
    record.mkdir(parents=True)
    (record / "METADATA").write_text(f"Metadata-Version: 2.1\nName: quire-{name}\nVersion: 1\n", encoding="utf-8")
    (record / "entry_points.txt").write_text(f"[quire]\n{name} = {module}\n", encoding="utf-8")
    (site / f"{module}.py").write_text(code, encoding="utf-8")


def enabled(*names: str) -> Settings:
    return with_value(Settings(), "plugins.enabled", ",".join(names))


def line_of(lines: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(line for line in lines if line["name"] == name)


def test_enabling_a_plugin_brings_its_command(plugins: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = run("plugins", "list")
    assert code == 0
    assert not line_of(lines, "hello")["enabled"]
    assert line_of(lines, "hello")["offers"] == []
    assert "reader pdf" in line_of(lines, "readers")["offers"]
    assert "command search" in line_of(lines, "commands")["offers"]
    assert "embedder minilm-l6-v2" in line_of(lines, "models")["offers"]
    with pytest.raises(SystemExit) as caught:
        main(["hello"])
    assert caught.value.code == 2
    code, (line,) = run("plugins", "enable", "hello")
    assert (code, line["problem"]) == (0, None)
    assert "command hello" in line["offers"]
    capsys.readouterr()
    assert main(["hello"]) == 0
    assert capsys.readouterr().out == "Hello! Your library holds 0 documents.\n"
    assert run("plugins", "disable", "hello") == (0, [])
    with pytest.raises(SystemExit):
        main(["hello"])


def test_the_settings_of_a_plugin_are_those_of_the_command_line(plugins: Path, run: Run) -> None:
    name = "plugins.hello.greeting"
    assert run("settings", "get", name)[0] == 2  # it is off
    run("plugins", "enable", "hello")
    assert line_of(run("settings", "list")[1], name)["value"] == "Hello"
    code, (line,) = run("settings", "set", name, "Good morning")
    assert (code, line["value"], line["default"]) == (0, "Good morning", "Hello")
    assert run("settings", "get", name)[1][0]["value"] == "Good morning"
    assert run("settings", "reset", name)[1][0]["value"] == "Hello"
    assert run("settings", "get", "plugins.hello.other")[0] == 2


def test_a_plugin_enabled_in_an_open_library_reads_at_once(plugins: Path, tmp_path: Path) -> None:
    file = tmp_path / "harbour.hello"
    file.write_text("Harbour notes\nThe northern wall was inspected by Ingrid Solheim.\n", encoding="utf-8")
    with Library.open(tmp_path / "library", settings=Settings()) as library:
        (report,) = library.add([file])  # reader processes run, and know no plugin
        assert library.document(report.document_id).reader.startswith("book/")
        library.plugins.enable("hello")
        take_over(library)
        library.remove([report.document_id])
        (report,) = library.add([file])
        assert library.document(report.document_id).reader.startswith("hello/")
        assert library.models.is_installed("hello-word-lengths")
        library.plugins.disable("hello")
        take_over(library)
        assert not library.models.is_installed("hello-word-lengths")
        other = tmp_path / "other.hello"
        other.write_text("Other notes\nSomething.\n", encoding="utf-8")
        (report,) = library.add([other])
        assert library.document(report.document_id).reader.startswith("book/")


def test_a_file_added_again_is_read_by_the_plugin_that_came_since(plugins: Path, tmp_path: Path) -> None:
    file = tmp_path / "harbour.hello"
    file.write_text("Harbour notes\nThe northern wall was inspected by Ingrid Solheim.\n", encoding="utf-8")
    with Library.open(tmp_path / "library", settings=Settings()) as library:
        (report,) = library.add([file])
        assert library.document(report.document_id).reader.startswith("book/")
    with Library.open(tmp_path / "library", settings=enabled("hello")) as library:
        (report,) = library.add([file])
        assert report.status is not IngestStatus.UNCHANGED
        assert [row.reader for row in library.documents()] == ["hello/1.2"]
        (report,) = library.add([file])
        assert report.status is IngestStatus.UNCHANGED
        assert library.search(Query("Who inspected the wall?")).hits
    with Library.open(tmp_path / "library", settings=Settings()) as library:  # what was read stays as it was
        (report,) = library.add([file])
        assert report.status is IngestStatus.UNCHANGED


def test_an_unknown_plugin_is_wrong_usage(plugins: Path, run: Run) -> None:
    assert run("plugins", "enable", "ghost")[0] == 2


def test_a_new_plugin_says_how_it_is_installed(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["plugins", "new", "marten"]) == 0
    said = capsys.readouterr().out
    assert sys.executable in said
    assert str(tmp_path / "quire-marten") in said  # a bare name would be looked up at a registry
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    code, (line,) = run("plugins", "new", "stoat")
    assert (code, line["install"]) == (0, "")


_NOT_NUMBERS = """
import numpy as np
from quire.plugins.contracts import TextEmbedder
from quire.plugins.hooks import hookimpl
from quire.plugins.offers import EmbedderOffer
from quire.types import EmbeddingSpace

QUIRE_CONTRACT = 1


class NotNumbers(TextEmbedder):
    space = EmbeddingSpace("not-numbers", "not-numbers", "1", 8, ("text",))
    max_tokens = 64

    def _embed(self, texts, *, use, urgent):
        return np.full((len(texts), 8), np.nan, np.float32)


@hookimpl
def register_embedders():
    return [EmbedderOffer("not-numbers", "Not numbers", "not_numbers:NotNumbers", dim=8)]
"""


def test_a_library_whose_embedder_breaks_its_contract_is_searched_by_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "site", "numbers", "not_numbers", _NOT_NUMBERS)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    file = tmp_path / "harbour.txt"
    file.write_text("The northern wall was inspected by Ingrid Solheim.\n", encoding="utf-8")
    settings = with_value(enabled("numbers"), "models.embedder", "not-numbers")
    with Library.open(tmp_path / "library", settings=settings) as library:
        (report,) = library.add([file])
        assert report.status is IngestStatus.PARTIAL
        assert "broke its contract" in report.problems[0].message
        found = library.search(Query("Who inspected the northern wall?"))
        assert found.hits[0].text.startswith("The northern wall")
        assert any("found by words only: the embedder not-numbers broke its contract" in note for note in found.notes)


def test_safe_mode_loads_none_and_says_so(plugins: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("plugins", "enable", "hello")
    monkeypatch.setenv("QUIRE_PLUGINS", "")
    code, lines = run("plugins", "list")
    assert code == 0
    assert "QUIRE_PLUGINS" in line_of(lines, "hello")["problem"]["message"]


def test_a_file_of_a_plugin_is_found_cited_and_shown(plugins: Path, tmp_path: Path) -> None:
    file = tmp_path / "harbour.hello"
    file.write_text("Harbour notes\nThe northern wall was inspected by Ingrid Solheim in 2024.\n", encoding="utf-8")
    with Library.open(tmp_path / "off", settings=Settings()) as library:
        (report,) = library.add([file])
        assert library.document(report.document_id).reader.startswith("book/")  # to Quire alone it is plain text
    with Library.open(tmp_path / "on", settings=enabled("hello")) as library:
        heard: list[str] = []
        library.plugins.document_added = lambda document_id, path: heard.append(document_id) or []  # type: ignore[method-assign]
        (report,) = library.add([file])
        assert report.status is IngestStatus.ADDED
        document = library.document(report.document_id)
        assert (document.title, document.reader.partition("/")[0]) == ("Harbour notes", "hello")
        answer = library.ask(Query(text="Who inspected the northern wall?"))
        assert "Ingrid Solheim" in answer.text
        place = answer.citations[0].place
        assert library.page_picture(place.document_id, place.page_number, marks=place.boxes).startswith(b"\x89PNG")
        assert library.thumbnail(report.document_id)
        assert not library.is_missing(report.document_id)
        library.finish_keeping()
        assert heard == [report.document_id]
        assert library.models.hosted("hello-word-lengths").card.dimensions == (32,)
    with Library.open(tmp_path / "on", settings=Settings()) as library:  # the plugin was switched off again
        assert library.document(report.document_id).title == "Harbour notes"
        assert library.search(Query(text="northern wall")).hits


def test_a_word_document_is_searchable_with_its_tables(plugins: Path, tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("Ferry timetable", 1)
    table = document.add_table(rows=3, cols=2)
    timetable = (("Harbour", "Departure"), ("Norholm", "09:15"), ("Lerby", "10:40"))
    for row, texts in zip(table.rows, timetable, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    file = tmp_path / "ferry.docx"
    document.save(file)
    with Library.open(tmp_path / "library", settings=enabled("office")) as library:
        searchable: list[IngestReport] = []
        (report,) = library.add([file], on_searchable=searchable.append)
        assert (report.status, report.counts.tables, len(searchable)) == (IngestStatus.ADDED, 1, 1)
        assert "10:40" in library.ask(Query(text="When does the ferry leave from Lerby?")).text


_NEVER_DONE = """
import time
from quire.plugins.hooks import hookimpl

QUIRE_CONTRACT = 1


@hookimpl
def document_added(document_id):
    while True:
        time.sleep(0.01)
"""


def test_adding_ends_though_a_plugin_never_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "site", "never", "never_done", _NEVER_DONE)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.setattr("quire.plugins.telling.CLOSING_S", 0.5)
    main(["plugins", "enable", "never"])
    file = tmp_path / "harbour.txt"
    file.write_text("The northern wall was inspected by Ingrid Solheim.\n", encoding="utf-8")
    assert main(["add", str(file), "--library", str(tmp_path / "library")]) == 0
    assert "the plugin never failed on a new document: it did not end" in capsys.readouterr().err


def test_places_in_a_workbook_are_called_by_their_sheets(
    plugins: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "Fares"
    book.active.append(["Passenger", "Fare"])
    book.active.append(["Child", "14 crowns"])
    sheet = book.create_sheet("Departures")
    sheet.append(["Harbour", "Departure"])
    sheet.append(["Lerby", "10:40"])
    file = tmp_path / "ferry.xlsx"
    book.save(file)
    query = Query(text="When does the ferry leave from Lerby harbour?")
    with Library.open(tmp_path / "library", settings=enabled("office")) as library:
        library.add([file])
        assert library.search(query).hits[0].page_name == "Sheet Departures"
        quoted = library.ask(query)
        model = ScriptedGenerator("The ferry leaves from Lerby at 10:40 [1].")
        monkeypatch.setattr(library.roles, "generator", lambda: model)
        written = library.ask(query)
    assert written.model == model.name
    for made in (quoted, written):
        assert made.citations[0].page_name == "Sheet Departures"
    show_answer(Output(as_json=False, quiet=False), written)
    assert "[1] ferry.xlsx, Sheet Departures: “" in capsys.readouterr().out


def test_without_the_plugin_an_office_file_says_what_would_help(tmp_path: Path) -> None:
    import docx

    file = tmp_path / "a.docx"
    docx.Document().save(file)
    with Library.open(tmp_path / "library", settings=Settings()) as library:
        (report,) = library.add([file])
    assert report.status is IngestStatus.FAILED
    assert "plugin `office`" in report.problems[0].hint


def test_the_doctor_times_plugins_and_names_what_is_wrong(plugins: Path) -> None:
    findings = {finding.name: finding for finding in plugin_findings(enabled("hello", "ghost"))}
    assert findings["plugin hello"].ok
    assert " ms" in findings["plugin hello"].value
    assert not findings["plugin ghost"].ok
    assert findings["plugin ghost"].hint
