"""`quire search` and `quire ask`, one question at a time or in batches."""

from __future__ import annotations

import argparse
import functools
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from quire.cli import wire
from quire.cli.command import Command, Context
from quire.cli.output import Output, speak_utf8
from quire.cli.paths import named_path
from quire.cli.telling import Telling, ask_stoppable, stoppable, where
from quire.errors import Cancelled, InvalidInput, NotFound, QuireError
from quire.jobs import Job
from quire.library import Library
from quire.settings import Settings
from quire.types import Answer, Hit, Level, Query, Target

_EXCERPT = 320
_QUOTING = "extractive"


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="?", default="", metavar="QUESTION", help="the question, or words to find")
    parser.add_argument("--image", type=named_path, metavar="FILE", help="a picture as (part of) the question")
    parser.add_argument(
        "--document", action="append", default=[], metavar="D", help="only this document (repeatable)"
    )
    parser.add_argument("--collection", default="", metavar="C", help="only this collection")
    parser.add_argument("--level", choices=[level.value for level in Level], default=Level.ELEMENT.value)
    parser.add_argument("--target", choices=[target.value for target in Target], default=Target.ANY.value)
    parser.add_argument("--limit", type=int, metavar="N", help="at most this many results (setting search.limit)")
    parser.add_argument("--no-rerank", action="store_true", help="skip reranking")
    parser.add_argument("--batch", type=named_path, metavar="FILE.jsonl", help="one query per line; '-' for stdin")


def _search_arguments(parser: argparse.ArgumentParser) -> None:
    _arguments(parser)
    parser.add_argument("--explain", action="store_true", help="show scores by stage and reasons")
    parser.add_argument(
        "--expect", default="", metavar="DOC:PAGE", help="tell what became of this page of a document instead"
    )


def _ask_arguments(parser: argparse.ArgumentParser) -> None:
    _arguments(parser)
    parser.add_argument(
        "--model",
        metavar="M",
        help=f"language model that answers, or '{_QUOTING}' for quotations (setting models.generator)",
    )


def _take_settings(settings: Settings, arguments: argparse.Namespace) -> None:
    """Fill in what the command line leaves open."""
    if arguments.limit is None:
        arguments.limit = settings.search.limit
    arguments.no_rerank = arguments.no_rerank or not settings.search.rerank


def _query(library: Library, arguments: argparse.Namespace) -> Query:
    return Query(
        text=arguments.query,
        image=_picture(arguments.image),
        document_ids=tuple(library.resolve(name) for name in arguments.document),
        collection=arguments.collection,
        target=Target(arguments.target),
        level=Level(arguments.level),
        limit=arguments.limit,
        rerank=not arguments.no_rerank,
    )


def _picture(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotFound(f"the picture {path} cannot be read: {error.strerror}") from error


def _search(context: Context, arguments: argparse.Namespace) -> int:
    _take_settings(context.settings(), arguments)
    with context.library() as library:
        if arguments.batch is not None:
            return _batch(context.output, library, arguments, _search_line)
        query = _query(library, arguments)
        if arguments.expect:
            return _expect(context.output, library, query, arguments.expect)
        start, job = time.perf_counter(), Job()
        result = stoppable(lambda: library.search(query, job=job), job)
        seconds = time.perf_counter() - start
        if job.cancelled:
            raise KeyboardInterrupt
        if context.output.as_json:
            context.output.json_line(wire.search_result(None, result, seconds))
            return 0
        if not result.hits:
            context.output.say("nothing found in your library")
        for hit in result.hits:
            _show_hit(context.output, hit, explain=arguments.explain)
        for note in result.notes:
            context.output.remark(note)
        if arguments.explain:
            stages = ", ".join(f"{name} {1000 * value:.0f} ms" for name, value in result.seconds.items())
            context.output.remark(stages + (f"; judged by {result.reranker}" if result.reranker else ""))
    return 0


def _expect(output: Output, library: Library, query: Query, expected: str) -> int:
    name, _, page = expected.rpartition(":")
    if not name or not page.isdecimal():
        raise InvalidInput(f"{expected} names no page", hint="name it as in report.pdf:12")
    if not query.text.strip() and query.image is None:
        raise InvalidInput("there is no question", hint="type some words or attach a picture")
    lines = library.explain(query, library.resolve(name), int(page))
    if output.as_json:
        output.json_line({"expected": expected, "explanation": lines})
    else:
        output.say("\n".join(lines))
    return 0


def _ask(context: Context, arguments: argparse.Namespace) -> int:
    _take_settings(context.settings(), arguments)
    with context.library() as library:
        if arguments.model is not None:
            library.roles.use("models.generator", "" if arguments.model == _QUOTING else arguments.model)
        if arguments.batch is not None:
            return _batch(context.output, library, arguments, _ask_line)
        telling = Telling(
            context.output, live=sys.stdout.isatty(), thinking=arguments.verbose, finding=library.roles.writes
        )
        start = time.perf_counter()
        made = ask_stoppable(library, _query(library, arguments), telling)
        seconds = time.perf_counter() - start
        if context.output.as_json:
            context.output.json_line(wire.answer(None, made, seconds))
        else:
            show_answer(context.output, made, told=telling.told(made))
    return Cancelled.exit_code if made.stop == "cancelled" else 0


def _search_line(library: Library, query: Query, identity: str, job: Job) -> dict[str, Any]:
    start = time.perf_counter()
    result = library.search(query, job=job)
    return wire.search_result(identity, result, time.perf_counter() - start)


def _ask_line(library: Library, query: Query, identity: str, job: Job) -> dict[str, Any]:
    start = time.perf_counter()
    made = library.ask(query, job=job)
    return wire.answer(identity, made, time.perf_counter() - start)


def _batch(
    output: Output,
    library: Library,
    arguments: argparse.Namespace,
    answer: Callable[[Library, Query, str, Job], dict[str, Any]],
) -> int:
    """Answer every line in order; a bad line yields an "error" line and exit code 1, the rest goes on.

    Raises:
        KeyboardInterrupt: it was interrupted; the question in work is stopped, and has no line.
    """
    failed = False
    library.warm_up()
    for number, line in enumerate(_lines(arguments.batch), start=1):
        identity = str(number)
        job = Job()
        try:
            item = _parse(line, number)
            identity = str(item["id"])
            query = _query_of(library, item, number, arguments)
            made = stoppable(functools.partial(answer, library, query, identity, job), job)
        except QuireError as error:
            failed = True
            made = {"id": identity, "error": error.message, "results": []}
        if job.cancelled:
            raise KeyboardInterrupt
        output.json_line(made)
    return 1 if failed else 0


def _lines(path: Path) -> Iterator[str]:
    try:
        if str(path) == "-":
            speak_utf8(sys.stdin)
            yield from (line for line in sys.stdin if line.strip())
        else:
            with path.open(encoding="utf-8") as file:
                yield from (line for line in file if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        raise NotFound(f"the batch file {path} cannot be read: {error}") from error


def _parse(line: str, number: int) -> dict[str, Any]:
    try:
        item = json.loads(line)
    except ValueError as error:
        raise InvalidInput(f"line {number} is not JSON: {error}") from error
    if not isinstance(item, dict) or "id" not in item:
        raise InvalidInput(f"line {number} is no query: it needs an id")
    return item


def _query_of(
    library: Library, item: dict[str, Any], number: int, arguments: argparse.Namespace
) -> Query:
    try:
        return Query(
            text=str(item.get("query") or ""),
            image=_picture(Path(item["image"])) if item.get("image") else None,
            document_ids=tuple(library.resolve(name) for name in item.get("documents") or ()),
            collection=item.get("collection") or arguments.collection,
            target=Target(item.get("target") or arguments.target),
            level=Level(item.get("level") or arguments.level),
            limit=int(item.get("limit") or arguments.limit),
            rerank=not arguments.no_rerank,
        )
    except (ValueError, TypeError) as error:
        raise InvalidInput(f"line {number} is no query: {error}") from error


def _show_hit(output: Output, hit: Hit, *, explain: bool) -> None:
    mark = " " if hit.relevant else "~"
    section = " › ".join(hit.heading_path)
    output.say(f"{hit.rank:>2}{mark} {where(hit)}  [{hit.kind.value}]  {hit.relevance:.2f}")
    if section:
        output.say(f"    {section}")
    output.say("    " + _excerpt(hit.text))
    if explain:
        scores = {
            "lexical": hit.scores.lexical,
            "dense": hit.scores.dense,
            "visual": hit.scores.visual,
            "rerank": hit.scores.rerank,
        }
        shown = ", ".join(f"{name} {value:.2f}" for name, value in scores.items() if value is not None)
        words = ", ".join(hit.matched)
        output.say(f"    why: {shown}" + (f"; words: {words}" if words else ""))
        for reason in hit.reasons:
            output.say(f"         {reason}")


def _excerpt(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _EXCERPT else flat[: _EXCERPT - 1] + "…"


def show_answer(output: Output, made: Answer, *, told: bool = False) -> None:
    """Print an answer with its citations for a person.

    Args:
        told: Its text stands there already.
    """
    if not told:
        output.say(made.text)
    for cited in made.citations:
        quoted = f"“{_excerpt(cited.quote)}”" if cited.quote.strip() else "the picture"
        output.say(f"  [{cited.marker}] {where(cited)}: {quoted}")
    for start, end in made.unsupported:
        output.say(f"  no support: “{_excerpt(made.text[start:end])}”")
    for note in made.notes:
        output.remark(note)
    if made.stop == "cancelled":
        output.remark("stopped as you asked; this is what was written")
    if made.abstained and made.hits:
        output.say("  nearest misses:")
        for hit in made.hits[:3]:
            output.say(f"    {where(hit)}: {_excerpt(hit.text)[:100]}")


COMMANDS = (
    Command("search", _search_arguments, _search),
    Command("ask", _ask_arguments, _ask),
)
