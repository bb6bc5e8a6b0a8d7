"""Commands that keep a library safe: into a file and back, to another disk, out as text, in from another library."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from quire.cli import wire
from quire.cli.adding import tell_report
from quire.cli.command import Command, Context
from quire.cli.paths import named_path
from quire.errors import Cancelled, NotFound
from quire.jobs import Job
from quire.settings import library_folder
from quire.types import IngestStatus


@contextmanager
def _stoppable(context: Context, what_stands: str) -> Iterator[Job]:
    """Lend a job whose progress is shown; Ctrl+C cancels it with a word about what stands."""
    job = Job()
    with context.output.progress(job):
        try:
            yield job
        except KeyboardInterrupt:
            raise Cancelled(f"stopped; {what_stands}") from None


def _backup_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=named_path, metavar="FILE.zip", help="where to; an older backup there gives way")


def _backup(context: Context, arguments: argparse.Namespace) -> int:
    with context.library() as library, _stoppable(context, "no backup was made") as job:
        made = library.back_up(arguments.file, job=job)
    manifest = made.manifest
    if context.output.as_json:
        line = {"file": str(made.file), "bytes": made.size_bytes, "documents": manifest.n_documents}
        context.output.json_line(line | {"files": len(manifest.files)})
    else:
        context.output.say(f"{made.file}  {manifest.n_documents} documents, {made.size_bytes:,} bytes, checked")
    return 0


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=named_path, metavar="FILE", help="a file made by `quire backup`")
    parser.add_argument(
        "--to", type=named_path, metavar="DIR", help="a new or empty folder; else where the library would be"
    )


def _restore(context: Context, arguments: argparse.Namespace) -> int:
    from quire.library.backing_up import restore

    folder = arguments.to or context.folder or library_folder(context.settings())
    with _stoppable(context, "what was restored is not complete") as job:
        restored = restore(arguments.file, folder, job=job)
    if context.output.as_json:
        problems = [wire.problem(item) for item in restored.problems]
        line = {"library": str(restored.folder), "documents": restored.manifest.n_documents, "problems": problems}
        context.output.json_line(line)
        return 3 if restored.problems else 0
    context.output.say(f"{restored.folder}  {restored.manifest.n_documents} documents restored")
    for problem in restored.problems:
        context.output.say(f"  ! {problem.message}" + (f" — {problem.hint}" if problem.hint else ""))
    return 3 if restored.problems else 0


def _move_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=named_path, metavar="DIR", help="a new or empty folder, on any disk")


def _move(context: Context, arguments: argparse.Namespace) -> int:
    from quire.library.moving import move_library

    context.settle_move()
    source = context.folder or library_folder(context.settings())
    with _stoppable(context, "the library is whole, where it was or where it was to go") as job:
        moved = move_library(source, arguments.folder, job=job)
    if context.output.as_json:
        line = {"library": str(moved.folder), "bytes": moved.size_bytes, "settings_changed": moved.switched}
        context.output.json_line(line)
        return 0
    context.output.say(f"{moved.folder}  the library is here now")
    if not moved.switched:
        context.output.remark("the settings name another library; open this one with --library")
    return 0


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "place", type=named_path, metavar="PLACE", help="a new folder, FILE.zip, or FILE.jsonl for elements alone"
    )
    parser.add_argument("--document", action="append", default=[], metavar="D", help="only this one; may be repeated")
    parser.add_argument("--collection", default="", metavar="C", help="only this collection")


def _export(context: Context, arguments: argparse.Namespace) -> int:
    with context.library() as library, _stoppable(context, "nothing was exported") as job:
        chosen = [library.resolve(name) for name in arguments.document]
        if chosen and arguments.collection:
            inside = {row.id for row in library.documents(collection=arguments.collection)}
            chosen = [item for item in chosen if item in inside]
            if not chosen:
                raise NotFound(f"none of these documents is in the collection {arguments.collection}")
        made = library.hand_out(arguments.place, chosen, collection=arguments.collection, job=job)
    if context.output.as_json:
        line = {"place": str(made.place), "documents": made.n_documents, "elements": made.n_elements}
        context.output.json_line(line | {"pictures": made.n_pictures, "missing": list(made.missing_pictures)})
    else:
        context.output.say(
            f"{made.place}  {made.n_documents} documents, {made.n_elements} elements, {made.n_pictures} pictures"
        )
        for name in made.missing_pictures:
            context.output.say(f"  ! the picture {name} is not in the library any more")
    return 1 if made.missing_pictures else 0


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", type=named_path, metavar="SOURCE", help="a backup, or the folder of another library")


def _import(context: Context, arguments: argparse.Namespace) -> int:
    with context.library() as library, _stoppable(context, "what was brought in is kept") as job:
        made = library.bring_in(
            arguments.source, job=job, on_report=lambda report: tell_report(context.output, report)
        )
    return 1 if any(report.status is IngestStatus.FAILED for report in made) else 0


COMMANDS = (
    Command("backup", _backup_arguments, _backup),
    Command("restore", _restore_arguments, _restore),
    Command("move", _move_arguments, _move),
    Command("export", _export_arguments, _export),
    Command("import", _import_arguments, _import),
)
