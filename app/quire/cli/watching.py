"""`quire watch`: folders kept in step with the library."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from quire.cli import wire
from quire.cli.command import Command, Context
from quire.cli.output import Output, one_line
from quire.cli.paths import named_path
from quire.errors import Cancelled
from quire.jobs import Job
from quire.library import Library
from quire.library.watching import FolderSynced, WatchedFolder
from quire.types import IngestReport, IngestStatus


def _arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="watch a folder, and bring its files in")
    add.add_argument("folder", type=named_path, metavar="FOLDER")
    add.add_argument("--collection", default="", metavar="C", help="put its documents in this collection")
    add.add_argument("--recursive", "-r", action="store_true", help="folders inside it count too")
    actions.add_parser("list", help="folders that are watched")
    remove = actions.add_parser("remove", help="watch a folder no more; its documents stay")
    remove.add_argument("folder", type=named_path, metavar="FOLDER")
    run = actions.add_parser("run", help="bring the library in step, once; for a timer, or by hand")
    run.add_argument("folders", nargs="*", type=named_path, metavar="FOLDER", help="only these")


def _run(context: Context, arguments: argparse.Namespace) -> int:
    with context.library() as library:
        if arguments.action == "list":
            for folder in library.watching.folders():
                _show_folder(context.output, folder)
            return 0
        if arguments.action == "remove":
            folder = library.watching.remove(arguments.folder)
            if context.output.as_json:
                context.output.json_line(_folder(folder) | {"removed": True})
            else:
                context.output.say(f"{folder.path} is watched no more; its documents stay")
            return 0
        if arguments.action == "add":
            options = {"collection": arguments.collection, "recursive": arguments.recursive}
            library.watching.add(arguments.folder, **options)
            return _sync(context.output, library, [arguments.folder])
        return _sync(context.output, library, arguments.folders)


def _sync(output: Output, library: Library, folders: list[Path]) -> int:
    job = Job()
    with output.progress(job):
        try:
            done = library.sync(folders, job=job)
        except KeyboardInterrupt:
            job.cancel()
            raise Cancelled("stopped; what was done is kept", hint="`quire watch run` goes on") from None
    for item in done:
        if output.as_json:
            output.json_line(_synced(item))
        else:
            _say_synced(output, item)
    failed = any(report.status is IngestStatus.FAILED for item in done for report in item.reports)
    return 1 if failed or any(item.problems for item in done) else 0


def _show_folder(output: Output, folder: WatchedFolder) -> None:
    if output.as_json:
        output.json_line(_folder(folder))
        return
    extras = [f"into {folder.collection}"] if folder.collection else []
    extras += ["with the folders inside it"] if folder.recursive else []
    output.say(folder.path + (f"  ({', '.join(extras)})" if extras else ""))


def _say_synced(output: Output, item: FolderSynced) -> None:
    output.say(item.folder.path)
    for problem in item.problems:
        output.say(f"  ! {problem.message} — {problem.hint}")
    for report in item.reports:
        output.say(f"  {report.status.value:<9} {_name(report.path)}{_reason(report)}")
    for moved in item.relinked:
        output.say(f"  moved     {_name(moved.old_path)} is now {one_line(moved.path)}")
    for summary in item.missing:
        output.say(f"  missing   {_name(summary.path)}; what was read of it stays")
    for path in item.waiting:
        output.say(f"  waiting   {_name(path)} is being written; the next run looks again")
    output.remark(f"  {item.n_unchanged} unchanged, {item.n_others} left alone")


def _reason(report: IngestReport) -> str:
    return f": {report.problems[0].message}" if report.problems else ""


def _name(path: str) -> str:
    return one_line(os.path.basename(path))


def _folder(folder: WatchedFolder) -> dict[str, object]:
    return {"folder": folder.path, "collection": folder.collection, "recursive": folder.recursive}


def _synced(item: FolderSynced) -> dict[str, object]:
    return {
        "folder": item.folder.path,
        "files": [wire.report(report) for report in item.reports],
        "moved": [
            {"document_id": moved.document_id, "from": moved.old_path, "to": moved.path} for moved in item.relinked
        ],
        "missing": [{"document_id": summary.id, "path": summary.path} for summary in item.missing],
        "waiting": item.waiting,
        "unchanged": item.n_unchanged,
        "left_alone": item.n_others,
        "problems": [wire.problem(problem) for problem in item.problems],
    }


COMMANDS = (Command("watch", _arguments, _run),)
