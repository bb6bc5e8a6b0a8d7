"""`quire self-check`: the main job on the samples, part by part, so that a package can be tested where it runs."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from quire.cli.command import Command, Context
from quire.errors import QuireError
from quire.evaluate import read_questions
from quire.library import Library
from quire.settings import resources
from quire.types import IngestStatus, Level, Query

_FOUND = 0.8  # share of the samples' questions whose page must be among the first five

Check = Callable[[Library], str]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "check this installation: read the samples, search them, answer, and draw a marked page"


def _run(context: Context, arguments: argparse.Namespace) -> int:
    failed = 0
    with (
        tempfile.TemporaryDirectory(prefix="quire-self-check-") as folder,
        Library.open(Path(folder) / "library", settings=context.settings()) as library,
    ):
        for name, check in _CHECKS.items():
            failed += not _passes(context, library, name, check)
    return 1 if failed else 0


def _passes(context: Context, library: Library, name: str, check: Check) -> bool:
    """Run one check and tell what came of it."""
    began = time.monotonic()
    try:
        said, passed = check(library), True
    except (QuireError, OSError, ValueError) as error:
        said, passed = str(error), False
    seconds = time.monotonic() - began
    if context.output.as_json:
        context.output.json_line({"check": name, "passed": passed, "said": said, "seconds": round(seconds, 3)})
    else:
        context.output.say(f"{'ok' if passed else 'FAILED':<7} {name:<10} {said} ({seconds:.1f} s)")
    return passed


def _read(library: Library) -> str:
    reports = library.add([resources() / "samples"])
    bad = [report for report in reports if report.status is not IngestStatus.ADDED]
    if bad or not reports:
        raise ValueError("; ".join(f"{Path(one.path).name}: {one.problems[0].message}" for one in bad) or "no samples")
    return f"{len(reports)} files, {sum(report.counts.pages for report in reports)} pages"


def _search(library: Library) -> str:
    questions = [one for one in read_questions(resources() / "samples" / "questions.jsonl") if one.pages]
    found, by_meaning = 0, False
    for question in questions:
        ids = (library.resolve(question.document),)
        result = library.search(Query(text=question.query, document_ids=ids, level=Level.PAGE, limit=5))
        found += any(hit.place.page_number in question.pages for hit in result.hits)
        by_meaning = by_meaning or any(hit.scores.dense is not None for hit in result.hits)
    if not by_meaning:
        raise ValueError("no question was compared by meaning: the embedding model does not run")
    if found < _FOUND * len(questions):
        raise ValueError(f"only {found} of {len(questions)} questions found their page")
    return f"{found} of {len(questions)} questions found their page"


def _answer(library: Library) -> str:
    made = library.ask(Query(text="How many hours did the diesel sets run in 2024?"))
    if made.abstained or not made.citations:
        raise ValueError("a question that the samples answer was not answered")
    refused = library.ask(Query(text="What is the population of the town of Skarvik?"))
    if not refused.abstained:
        raise ValueError("a question that the samples do not answer was answered")
    return f"by {made.model}, cited; what is not there is said so"


def _page(library: Library) -> str:
    made = library.ask(Query(text="How many hours did the diesel sets run in 2024?"))
    if not made.citations:
        raise ValueError("there is no citation to draw")
    cited = made.citations[0].place
    picture = library.page_picture(cited.document_id, cited.page_number, marks=cited.boxes)
    if not picture.startswith(b"\x89PNG"):
        raise ValueError("the marked page is not a picture")
    return f"page {cited.page_number}, {len(picture) // 1000} kB"


_CHECKS = {"read": _read, "search": _search, "answer": _answer, "page": _page}

COMMANDS = (Command("self-check", _arguments, _run),)
