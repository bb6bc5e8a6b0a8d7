"""Commands about what the library holds and its health."""

from __future__ import annotations

import argparse
from pathlib import Path

from quire.cli import wire
from quire.cli.command import Command, Context
from quire.cli.output import Output, one_line, printable
from quire.errors import NotFound, QuireError
from quire.jobs import Job
from quire.library import Library
from quire.library.doctor import Finding, examine
from quire.library.plugged import plugged_settings
from quire.settings import Row, Value, get, load, parse, row_named, rows, save, with_text, with_value
from quire.store import DocumentSummary
from quire.types import Problem

_NARROW = 72  # columns below which a table of documents is all ellipses


def _no_arguments(_: argparse.ArgumentParser) -> None:
    """For commands without arguments of their own."""


# list, remove ----------------------------------------------------------------------------------------------------


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--collection", default="", metavar="C", help="only this collection")


def _list(context: Context, arguments: argparse.Namespace) -> int:
    with context.library() as library:
        rows = library.documents(collection=arguments.collection)
        if context.output.as_json:
            for row in rows:
                context.output.json_line(wire.summary(row))
        elif not rows:
            what = "collection" if arguments.collection else "library"
            context.output.say(f"the {what} is empty; `quire add PATH…` puts documents in")
        else:
            _table(context.output, rows)
    return 0


def _table(output: Output, rows: list[DocumentSummary]) -> None:
    if output.width < _NARROW:
        for row in rows:
            output.say(one_line(Path(row.path).name))
            output.say(f"    {row.n_pages} pages, {_state(row)}, {row.id}")
        return
    from rich.markup import escape
    from rich.table import Table

    table = Table("document", "title", "pages", "tables", "figures", "state", box=None, pad_edge=False)
    table.add_column("id", no_wrap=True, min_width=max(len(row.id) for row in rows))
    for row in rows:
        table.add_row(
            escape(one_line(printable(Path(row.path).name))),
            escape(printable(row.title[:60])),
            str(row.n_pages),
            str(row.n_tables),
            str(row.n_figures),
            _state(row),
            row.id,
        )
    output.table(table)


def _state(row: DocumentSummary) -> str:
    return row.stage.value if row.stage.value != "ready" else str(row.status)


def _documents_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("documents", nargs="+", metavar="DOC", help="file name, path or id")


def _remove(context: Context, arguments: argparse.Namespace) -> int:
    with context.library() as library:
        ids = [library.resolve(name) for name in arguments.documents]
        library.remove(ids)
        for name, document_id in zip(arguments.documents, ids, strict=True):
            if context.output.as_json:
                context.output.json_line({"document_id": document_id, "removed": True})
            else:
                context.output.say(f"removed   {name} (the file itself is untouched)")
    return 0


# collections -----------------------------------------------------------------------------------------------------


def _collections_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    actions.add_parser("list", help="collections and how many documents they hold")
    for name, text in (("create", "make a collection"), ("delete", "delete it; its documents stay")):
        actions.add_parser(name, help=text).add_argument("name")
    rename = actions.add_parser("rename", help="give a collection another name")
    rename.add_argument("name")
    rename.add_argument("new_name")
    for name, text in (("assign", "put documents in"), ("unassign", "take documents out")):
        sub = actions.add_parser(name, help=text)
        sub.add_argument("name")
        sub.add_argument("documents", nargs="+", metavar="DOC")


def _collections(context: Context, arguments: argparse.Namespace) -> int:
    with context.library() as library:
        _change_collections(library, arguments)
        for item in library.collections():
            if context.output.as_json:
                context.output.json_line({"collection": item.name, "documents": item.n_documents})
            else:
                context.output.say(f"{item.name}  {item.n_documents} documents")
    return 0


def _change_collections(library: Library, arguments: argparse.Namespace) -> None:
    if arguments.action == "create":
        library.create_collection(arguments.name)
    elif arguments.action == "delete":
        library.delete_collection(arguments.name)
    elif arguments.action == "rename":
        library.rename_collection(arguments.name, arguments.new_name)
    elif arguments.action in ("assign", "unassign"):
        ids = [library.resolve(name) for name in arguments.documents]
        change = library.assign if arguments.action == "assign" else library.unassign
        change(ids, arguments.name)


# health ----------------------------------------------------------------------------------------------------------


def _verify(context: Context, _: argparse.Namespace) -> int:
    with context.library() as library:
        return _tell_problems(context.output, library.verify(), hint="`quire repair` mends it")


def _repair(context: Context, _: argparse.Namespace) -> int:
    job = Job()
    with context.library() as library, context.output.progress(job):
        problems = library.repair(job=job)
    return _tell_problems(context.output, problems, hint="restore a backup, or add the documents again")


def _tell_problems(output: Output, problems: list[Problem], *, hint: str) -> int:
    if output.as_json:
        output.json_line({"ok": not problems, "problems": [wire.problem(item) for item in problems]})
    elif not problems:
        output.say("everything fits together")
    else:
        for problem in problems:
            show_problem(output, problem)
        output.remark(hint)
    return 3 if problems else 0


def show_problem(output: Output, problem: Problem) -> None:
    """Say what went wrong with a part of a document, or with the library."""
    where = f"page {problem.page}: " if problem.page is not None else ""
    output.say(f"  ! {where}{problem.message}" + (f" — {problem.hint}" if problem.hint else ""))


def _doctor(context: Context, _: argparse.Namespace) -> int:
    settings = context.settings()
    findings: list[Finding]
    try:
        with context.library() as library:
            findings = examine(library, settings)
    except QuireError as error:
        findings = [*examine(None, settings), Finding("library", str(error), ok=False, hint=error.hint)]
    for finding in findings:
        if context.output.as_json:
            line = {"name": finding.name, "value": finding.value, "ok": finding.ok, "hint": finding.hint}
            context.output.json_line(line)
        else:
            mark = " " if finding.ok else "!"
            context.output.say(f"{mark} {finding.name:<22} {finding.value}")
            if finding.hint:
                context.output.say(f"  {'':<22} {finding.hint}")
    return 0 if all(finding.ok for finding in findings) else 1


# settings --------------------------------------------------------------------------------------------------------


def _settings_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", help="every setting, its value and what it does")
    actions.add_parser("get", help="the value of one setting").add_argument("name")
    set_ = actions.add_parser("set", help="change a setting")
    set_.add_argument("name")
    set_.add_argument("value")
    actions.add_parser("reset", help="back to the default").add_argument("name")


def _settings(context: Context, arguments: argparse.Namespace) -> int:
    loaded = load()
    settings = loaded.settings
    for problem in loaded.problems:
        context.output.remark(f"settings: {problem.message}")
    name = getattr(arguments, "name", "")
    if name.startswith("plugins.") and name != "plugins.enabled":
        return _plugged_setting(context, arguments)
    chosen = rows() if arguments.action == "list" else (row_named(arguments.name),)
    if arguments.action == "set":
        settings = with_text(settings, arguments.name, arguments.value)
        save(settings)
    elif arguments.action == "reset":
        settings = with_value(settings, arguments.name, row_named(arguments.name).default)
        save(settings)
    for row in chosen:
        _show_setting(context.output, row, get(settings, row.name), plain=arguments.action == "get")
    if arguments.action == "list":
        for offer in plugged_settings(settings).values():
            _show_setting(context.output, offer.row, offer.value(), plain=False)
    return 0


def _plugged_setting(context: Context, arguments: argparse.Namespace) -> int:
    """Get, set or reset a setting of a plugin."""
    offer = plugged_settings(context.settings()).get(arguments.name)
    if offer is None:
        hint = "`quire plugins list` names plugins; their settings are there once they are enabled"
        raise NotFound(f"no plugin that is switched on has a setting called {arguments.name}", hint=hint)
    if arguments.action == "set":
        offer.change(parse(offer.row, arguments.value))
    elif arguments.action == "reset":
        offer.change(offer.default)
    _show_setting(context.output, offer.row, offer.value(), plain=arguments.action == "get")
    return 0


def _show_setting(output: Output, row: Row, value: Value, *, plain: bool) -> None:
    if output.as_json:
        output.json_line({"name": row.name, "value": value, "default": row.default, "help": row.help})
        return
    shown = ("on" if value else "off") if isinstance(value, bool) else str(value)
    output.say(shown if plain else f"{row.name:<26} {shown or _unset(row):<14} {row.help}")


def _unset(row: Row) -> str:
    return "(usual place)" if row.name.endswith("folder") else "(none)"


COMMANDS = (
    Command("list", _list_arguments, _list),
    Command("remove", _documents_argument, _remove),
    Command("collections", _collections_arguments, _collections),
    Command("verify", _no_arguments, _verify),
    Command("repair", _no_arguments, _repair),
    Command("doctor", _no_arguments, _doctor),
    Command("settings", _settings_arguments, _settings),
)
