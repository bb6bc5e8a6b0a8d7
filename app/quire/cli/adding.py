"""`quire add`: files and folders into the library, a line each."""

from __future__ import annotations

import argparse
from pathlib import Path

from quire.cli import wire
from quire.cli.command import Command, Context
from quire.cli.output import Output, going_on_unheard, one_line
from quire.cli.paths import named_path
from quire.errors import Cancelled, NotFound
from quire.jobs import Job
from quire.types import IngestReport, IngestStatus

_SIGNS = {
    IngestStatus.ADDED: "added",
    IngestStatus.UPDATED: "updated",
    IngestStatus.UNCHANGED: "unchanged",
    IngestStatus.PARTIAL: "partial",
    IngestStatus.FAILED: "FAILED",
}
_SHOWN_PROBLEMS = 3
_NOT_ENTERED = "; folders inside folders are entered with --recursive only"


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=named_path, metavar="PATH", help="file or folder")
    parser.add_argument("--recursive", "-r", action="store_true", help="enter folders inside folders")
    parser.add_argument("--collection", default="", metavar="C", help="put them in this collection")
    parser.add_argument(
        "--password-file",
        type=named_path,
        metavar="F",
        help="passwords for encrypted files, one a line, tried in order",
    )


def _run(context: Context, arguments: argparse.Namespace) -> int:
    passwords = _passwords(arguments.password_file)
    output = context.output
    skipped: list[Path] = []
    job = Job()
    with context.library() as library, output.progress(job):
        try:
            reports = library.add(
                arguments.paths,
                recursive=arguments.recursive,
                collection=arguments.collection,
                passwords=passwords,
                job=job,
                on_report=lambda report: tell_report(output, report),
                on_skip=skipped.append,
            )
        except KeyboardInterrupt:
            job.cancel()
            raise Cancelled(
                "stopped; what was finished is kept", hint="run the same command again to go on"
            ) from None
    if not reports and not skipped:
        output.remark("there is nothing to add" + ("" if arguments.recursive else _NOT_ENTERED))
    if skipped and not output.as_json:
        output.remark(f"{len(skipped)} other files were left alone: nothing here reads them")
    for problem in library.plugins.blamed():
        output.remark(f"{problem.message} — {problem.hint}")
    if not output.as_json:
        _sum_up(output, reports)
    return 1 if any(report.status is IngestStatus.FAILED for report in reports) else 0


def _passwords(file: Path | None) -> list[str]:
    if file is None:
        return []
    try:
        return [line for line in file.read_text(encoding="utf-8").splitlines() if line]
    except OSError as error:
        raise NotFound(f"the password file cannot be read: {error.strerror}") from error


def tell_report(output: Output, report: IngestReport) -> None:
    """Show what became of one file, even when nobody reads it any more."""
    with going_on_unheard():
        _show(output, report)


def _show(output: Output, report: IngestReport) -> None:
    if output.as_json:
        output.json_line(wire.report(report))
        return
    counts, seconds = report.counts, report.seconds
    line = f"{_SIGNS[report.status]:<9} {one_line(Path(report.path).name)}"
    if counts.pages:
        line += f"  {counts.pages} pages, {counts.elements} elements"
        extras = [
            (counts.tables, "tables"),
            (counts.figures, "figures"),
            (counts.ocr_pages, "pages by OCR"),
            (counts.cut, "longer than the model for text reads (their words are all found)"),
        ]
        line += "".join(f", {number} {name}" for number, name in extras if number)
        line += f"  {seconds.total:.1f} s"
    output.say(line)
    for problem in report.problems[:_SHOWN_PROBLEMS]:
        where = f"page {problem.page}: " if problem.page is not None else ""
        output.say(f"          {where}{problem.message}" + (f" — {problem.hint}" if problem.hint else ""))
    if len(report.problems) > _SHOWN_PROBLEMS:
        output.say(f"          … and {len(report.problems) - _SHOWN_PROBLEMS} more (quire show)")


def _sum_up(output: Output, reports: list[IngestReport]) -> None:
    if len(reports) < 2:
        return
    parts = [
        f"{sum(report.status is status for report in reports)} {status.value}"
        for status in IngestStatus
        if any(report.status is status for report in reports)
    ]
    pages = sum(report.counts.pages for report in reports)
    output.remark(f"{len(reports)} files: {', '.join(parts)}; {pages} pages")


COMMANDS = (Command("add", _arguments, _run),)
