"""What scripts rely on: every key of every JSON line, exit codes, clean streams, odd terminals, and a tidy stop."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.flow.conftest import write_report

from quire import errors
from quire.cli.main import build_parser, main

Line = dict[str, Any]
Run = Callable[..., tuple[int, list[Line]]]
Start = Callable[..., subprocess.Popen[bytes]]

_NUMBER = (int, float)
_SCORE = (int, float, type(None))
_PROBLEM = {"kind": str, "stage": str, "page": (int, type(None)), "message": str, "hint": str}
_ADD = {
    "path": str, "document_id": str, "status": str, "pages": int, "elements": int, "tables": int, "figures": int,
    "ocr_pages": int, "cut": int, "problems": [_PROBLEM],
    "seconds": {"searchable": _NUMBER, "read": _NUMBER, "embed": _NUMBER, "store": _NUMBER, "total": _NUMBER},
}  # fmt: skip
_HIT = {
    "rank": int, "document": str, "document_id": str, "path": str, "page": int, "boxes": [[_NUMBER]], "kind": str,
    "section": [str], "text": str, "relevance": _NUMBER, "relevant": bool,
    "scores": {"lexical": _SCORE, "dense": _SCORE, "visual": _SCORE, "rerank": _SCORE},
    "matched": [str], "reasons": [str],
}  # fmt: skip
_SEARCH = {"seconds": _NUMBER, "results": [_HIT]}
_CITATION = {"marker": int, "document": str, "document_id": str, "page": int, "boxes": [[_NUMBER]], "quote": str}
_ASK = {
    "question": str, "answer": str, "abstained": bool, "citations": [_CITATION], "model": str, "stop": str,
    "unsupported": [str], "notes": [str], "tokens": int, "seconds": _NUMBER,
}  # fmt: skip
_SUMMARY = {
    "document_id": str, "title": str, "document": str, "path": str, "media_type": str, "stage": str, "status": str,
    "pages": int, "elements": int, "tables": int, "figures": int, "size_bytes": int, "collections": [str],
    "problems": [_PROBLEM],
}  # fmt: skip

_MAIN = "import sys; from quire.cli.main import main; sys.exit(main())"


def check(value: object, shape: object, at: str = "line") -> None:
    """Fail unless `value` has exactly the keys and types of `shape`."""
    if isinstance(shape, dict):
        assert isinstance(value, dict), at
        assert set(value) == set(shape), at
        for key, inner in shape.items():
            check(value[key], inner, f"{at}.{key}")
    elif isinstance(shape, list):
        assert isinstance(value, list), at
        for number, item in enumerate(value):
            check(item, shape[0], f"{at}[{number}]")
    else:
        assert isinstance(value, shape), f"{at}: {value!r}"  # type: ignore[arg-type]
        assert shape is bool or not isinstance(value, bool), at


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, report: Path) -> Path:
    """The library of these tests, with one document."""
    made = tmp_path_factory.mktemp("contract") / "library"
    assert main(["--library", str(made), "--quiet", "add", str(report)]) == 0
    return made


@pytest.fixture
def run(folder: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command with --json; stdout, also that of child processes, must hold JSON lines and nothing else."""

    def call(*words: str | Path) -> tuple[int, list[Line]]:
        capfd.readouterr()
        code = main(["--library", str(folder), *map(str, words), "--json"])
        return code, [json.loads(line) for line in capfd.readouterr().out.splitlines()]

    return call


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Start the command in a process group of its own, as a shell does."""
    started: list[subprocess.Popen[bytes]] = []

    def call(*words: str | Path, library: Path = folder, **options: Any) -> subprocess.Popen[bytes]:
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "start_new_session": True} | options
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)} | options.pop("env", {})
        command = [sys.executable, "-c", _MAIN, "--library", str(library), *map(str, words)]
        started.append(subprocess.Popen(command, env=environment, **options))
        return started[-1]

    yield call
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def ended(process: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, (out or b"").decode(), (err or b"").decode()


# the lines -------------------------------------------------------------------------------------------------------


def test_add_lines(run: Run, report: Path, tmp_path: Path) -> None:
    locked = write_report(tmp_path / "locked.pdf", password="opensesame")
    code, lines = run("add", report, locked, tmp_path / "missing.pdf")
    assert code == 1
    for line in lines:
        check(line, _ADD)
    assert [line["status"] for line in lines] == ["unchanged", "failed", "failed"]
    assert all(problem["hint"] for line in lines for problem in line["problems"])


@pytest.mark.parametrize("level", ["element", "section", "page", "document"])
def test_search_lines(run: Run, level: str) -> None:
    code, (line,) = run("search", "storm fund", "--level", level, "--limit", "2")
    assert code == 0
    check(line, _SEARCH)
    assert [hit["rank"] for hit in line["results"]] == list(range(1, len(line["results"]) + 1))
    for hit in line["results"]:
        assert hit["boxes"]
        assert all(len(box) == 4 and box[0] < box[2] and box[1] < box[3] for box in hit["boxes"])
        assert 0 <= hit["relevance"] <= 1


def test_ask_lines(run: Run) -> None:
    for question, abstained in (("Who inspected the harbour wall?", False), ("zygote xylem", True)):
        code, (line,) = run("ask", question)
        assert code == 0
        check(line, _ASK)
        assert line["abstained"] is abstained
        assert bool(line["citations"]) is not abstained


def test_batch_lines(run: Run, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"id": "q1", "query": "storm fund"}\n[]\n{"id": 2, "query": "", "level": "nowhere"}\n')
    for command, shape in (("search", _SEARCH), ("ask", _ASK)):
        code, lines = run(command, "--batch", batch)
        assert code == 1
        check(lines[0], {"id": str} | shape)
        assert [line["id"] for line in lines] == ["q1", "2", "2"]
        assert all(isinstance(line["error"], str) for line in lines[1:])


def test_lines_about_the_library(run: Run) -> None:
    assert run("collections", "create", "island") == (0, [{"collection": "island", "documents": 0}])
    (line,) = run("list")[1]
    check(line, _SUMMARY)
    (line,) = run("show", "harbour.pdf")[1]
    check(line, _SUMMARY | {"headings": [{"level": int, "text": str, "page": int}]})
    (line,) = run("verify")[1]
    check(line, {"ok": bool, "problems": [_PROBLEM]})
    for line in run("doctor")[1]:
        check(line, {"name": str, "value": str, "ok": bool, "hint": str})
    for line in run("settings", "list")[1]:
        value = (str, int, float, bool)
        assert set(line) == {"name", "value", "default", "help"}
        assert isinstance(line["value"], value)
        assert isinstance(line["default"], value)


# exit codes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.ReadError, 1),
        (errors.InvalidInput, 2),
        (errors.NotFound, 2),
        (errors.LibraryHeld, 3),
        (errors.LibraryDamaged, 3),
        (errors.StorageFull, 3),
        (errors.ModelMissing, 4),
        (errors.ModelFailed, 4),
        (errors.Cancelled, 130),
        (KeyboardInterrupt, 130),
    ],
)
def test_exit_code_of_every_end(
    error: type[BaseException], code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise error("so it ended", **({} if error is KeyboardInterrupt else {"hint": "do this", "detail": "why"}))

    monkeypatch.setattr("quire.cli.command.Context.library", fail)
    assert main(["--json", "list"]) == code
    heard = capsys.readouterr()
    assert heard.out == ""
    if error is not KeyboardInterrupt:
        assert heard.err == "quire: so it ended\n       do this\n"
        main(["list", "-v"])
        assert capsys.readouterr().err == "quire: so it ended\n       do this\nwhy\n"


@pytest.mark.parametrize(
    "words", [["frobnicate"], ["search", "x", "--level", "word"], ["add"], ["add", ""], ["list", "--library", ""]]
)
def test_wrong_usage_is_exit_code_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    heard = capsys.readouterr()
    assert heard.out == ""
    assert "error:" in heard.err


def test_place_that_can_hold_no_library_is_exit_code_three(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    places = [tmp_path / "file", tmp_path / "file" / "inside", tmp_path / ("x" * 400)]
    if sys.platform == "linux":
        places.append(Path("/proc/library"))
    for place in places:
        assert main(["list", "--library", str(place)]) == 3


def test_global_options_stand_before_or_after_the_command() -> None:
    parser = build_parser()
    words = ["--library", "here", "--offline", "--json", "--quiet", "-v"]
    for command in (["list"], ["collections", "list"], ["settings", "get", "search.limit"]):
        before, after = parser.parse_args([*words, *command]), build_parser().parse_args([*command, *words])
        assert vars(before) == vars(after)
    assert (before.library, before.json, before.verbose) == (Path("here"), True, True)


# streams ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("quiet", "moves"), [([], True), (["--quiet"], False)])
def test_progress_is_shown_on_a_terminal_and_nowhere_else(
    start: Start, report: Path, tmp_path: Path, quiet: list[str], moves: bool
) -> None:
    plain = start("add", report, "--json", library=tmp_path / "plain")
    terminal, inner = pty.openpty()
    shown = start("add", report, "--json", *quiet, library=tmp_path / "shown", stderr=inner, env={"TERM": "xterm"})
    os.close(inner)
    code, out, _ = ended(shown)
    drawn = drain(terminal)
    assert (code, len(out.splitlines())) == (0, 1)
    assert (b"\x1b[" in drawn) is moves
    code, out, err = ended(plain)
    assert (code, len(out.splitlines()), err) == (0, 1, "")


def drain(terminal: int) -> bytes:
    """Return what was written to the other end of a pseudo-terminal, which is closed."""
    content = b""
    try:
        while part := os.read(terminal, 65536):
            content += part
    except OSError:  # Linux ends it so
        pass
    os.close(terminal)
    return content


def test_no_encoding_ends_a_command(start: Start, tmp_path: Path, report: Path) -> None:
    strange = tmp_path / "harbour 🦊.pdf"
    strange.write_bytes(report.read_bytes() + b"\n")
    library = tmp_path / "library"
    broken_name = os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.pdf")
    added = start("add", strange, broken_name, "--json", library=library, env={"PYTHONIOENCODING": "utf-8:strict"})
    code, out, err = ended(added)
    assert (code, err) == (1, "")
    assert {Path(json.loads(line)["path"]).name for line in out.splitlines()} == {"harbour 🦊.pdf", "bad\udcff.pdf"}
    narrow = {"PYTHONIOENCODING": "ascii:strict"}
    assert "harbour \\U0001f98a.pdf" in ended(start("list", library=library, env=narrow))[1]
    assert "harbour 🦊.pdf" in ended(start("list", "--json", library=library, env=narrow))[1]


def test_reader_that_leaves_early_is_no_error(start: Start, tmp_path: Path) -> None:
    papers = [write_report(tmp_path / f"{n}.pdf", {1: (f"Lamp {n}", f"Lamp {n} burns.")}) for n in range(3)]
    adding = start("add", *papers, library=tmp_path / "library")
    assert adding.stdout is not None
    adding.stdout.close()  # as `| head` does
    adding.stdout = None
    assert ended(adding)[::2] == (0, "3 files: 3 added; 3 pages\n")  # what was asked for is done all the same


def test_output_that_cannot_be_written_is_told(start: Start) -> None:
    full = Path("/dev/full")
    if not full.exists():  # Linux has it
        return
    with full.open("wb") as stream:
        code, _, err = ended(start("list", stdout=stream))
    assert code == 1
    assert err.startswith("quire: the results cannot be written: ")
    assert "Traceback" not in err


# stopping --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_adding_says_so_and_goes_on_next_time(
    start: Start, tmp_path: Path, number: signal.Signals
) -> None:
    pages = {n: (f"Sheet {n}", f"Lamp number {n} burns oil.") for n in range(1, 150)}
    paper, library = write_report(tmp_path / "lamps.pdf", pages), tmp_path / "library"
    adding = start("add", paper, library=library)
    wait_for(library / "crops")
    time.sleep(0.5)
    os.killpg(adding.pid, signal.SIGINT) if number == signal.SIGINT else adding.send_signal(number)
    code, out, err = ended(adding)
    assert (code, out) == (130, "")
    assert err == "quire: stopped; what was finished is kept\n       run the same command again to go on\n"
    code, out, _ = ended(start("add", paper, "--json", library=library))
    assert code == 0
    assert json.loads(out)["status"] == "added"


def wait_for(path: Path, *, filled: bool = False) -> None:
    deadline = time.monotonic() + 60
    while not path.exists() or (filled and not path.stat().st_size):
        assert time.monotonic() < deadline
        time.sleep(0.02)
