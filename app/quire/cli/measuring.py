"""`quire evaluate` and `quire demo`: the program shown and measured at work."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from quire.cli import demo
from quire.cli.command import Command, Context
from quire.cli.paths import named_path
from quire.evaluate import evaluate, read_questions, write_report
from quire.jobs import Job
from quire.library import Library
from quire.types import IngestStatus


def _evaluate_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("questions", type=named_path, metavar="QUESTIONS.jsonl", help="questions with evidence pages")
    parser.add_argument("--report", type=named_path, metavar="DIR", help="write report.html and report.json here")
    parser.add_argument("--answers", action="store_true", help="also ask, and measure citations and abstention")
    parser.add_argument("--everywhere", action="store_true", help="search the whole library, not the named document")


def _evaluate(context: Context, arguments: argparse.Namespace) -> int:
    job = Job()
    with context.library() as library, context.output.progress(job):
        _add_missing(context, library, arguments.questions, job)
        report = evaluate(
            arguments.questions,
            library.search,
            library.resolve,
            ask=library.ask if arguments.answers else None,
            everywhere=arguments.everywhere,
            job=job,
        )
    if arguments.report is not None:
        write_report(report, arguments.report)
        context.output.remark(f"report written to {arguments.report}")
    if context.output.as_json:
        context.output.json_line(report.as_json())
    else:
        context.output.say(report.as_text())
    return 0


def _add_missing(context: Context, library: Library, questions: Path, job: Job) -> None:
    """Add the documents that the questions name and that lie beside them; known ones cost a hash each."""
    names = sorted({question.document for question in read_questions(questions)})
    paths = [questions.parent / name for name in names if (questions.parent / name).is_file()]
    for report in library.add(paths, job=job):
        if report.status is IngestStatus.FAILED:
            context.output.remark(f"{Path(report.path).name}: {report.problems[0].message}")


def _demo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--output", type=named_path, metavar="DIR", help="where the evidence pictures go")


def _demo(context: Context, arguments: argparse.Namespace) -> int:
    pictures = arguments.output or Path.cwd() / "artefacts" / "demo"
    if context.folder is not None:
        return demo.run(context, context.folder, pictures)
    with tempfile.TemporaryDirectory(prefix="quire-demo-") as folder:
        return demo.run(context, Path(folder) / "library", pictures)


COMMANDS = (
    Command("evaluate", _evaluate_arguments, _evaluate),
    Command("demo", _demo_arguments, _demo),
)
