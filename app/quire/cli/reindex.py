"""The command `quire reindex`: vectors by the models that are chosen now, and what older ones left behind."""

from __future__ import annotations

import argparse
from typing import Any

from quire.cli import wire
from quire.cli.command import Command, Context
from quire.jobs import Job
from quire.library import Library
from quire.library.roles import BUILT_IN_EMBEDDER
from quire.library.switching import Switched
from quire.settings import load, save, with_value
from quire.store import SpaceRole, SpaceSummary

_SETTING = "models.embedder"
_MEANWHILE = {
    "vectors": "meanwhile the old vectors answered",
    "projection": "meanwhile the old vectors answered through a projection",
    "words": "meanwhile words alone answered",
}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model", metavar="ID", help="choose this text embedder first, as `quire models use` does"
    )
    parser.add_argument("--pictures", action="store_true", help="let the picture model see what it has not seen yet")
    parser.add_argument("--remove-old", action="store_true", help="delete vectors that are no longer searched")


def _reindex(context: Context, arguments: argparse.Namespace) -> int:
    job = Job()
    line: dict[str, Any] = {}
    with context.library() as library:
        if arguments.model:
            _choose(library, arguments.model)
        with context.output.progress(job):
            done = library.switch_embedder(job=job)
            seen = library.look_at_pictures(job=job) if arguments.pictures else None
        line = _as_line(done)
        if not context.output.as_json:
            _tell(context, done)
        if seen is not None:
            line["pictures"] = seen
            if not context.output.as_json:
                context.output.say(f"looked at {seen} pictures")
        old = [item for item in library.spaces() if item.role is SpaceRole.KEPT]
        if arguments.remove_old:
            for item in old:
                library.remove_space(item.space.id)
            line["removed"] = [item.space.id for item in old]
        elif old:
            line["old"] = [item.space.id for item in old]
        _tell_old(context, old, removed=arguments.remove_old)
    if context.output.as_json:
        context.output.json_line(line)
    return 1 if done.problems else 0


def _choose(library: Library, model_id: str) -> None:
    """Let a model embed text from now on, in this library and in the settings file."""
    chosen = "" if model_id == BUILT_IN_EMBEDDER else model_id
    library.roles.use(_SETTING, chosen)
    save(with_value(load().settings, _SETTING, chosen))


def _as_line(done: Switched) -> dict[str, Any]:
    quality = done.projection
    projection = None
    if quality is not None:
        projection = {
            "passages": quality.n_pairs,
            "cosine": round(quality.cosine, 4),
            "overlap": round(quality.overlap, 4),
            "used": done.way == "projection",
        }
    return {
        "model": done.space.model,
        "space": done.space.id,
        "dimensions": done.space.dim,
        "switched": done.switched,
        "documents": done.n_documents,
        "elements": done.n_elements,
        "cut": done.n_cut,
        "meanwhile": done.way,
        "projection": projection,
        "problems": [wire.problem(problem) for problem in done.problems],
        "seconds": round(done.seconds, 3),
    }


def _tell(context: Context, done: Switched) -> None:
    say = context.output.say
    if not done.n_documents and done.switched:
        say(f"everything is embedded by {done.space.model}, and searched so")
        return
    say(f"embedded {done.n_documents} documents ({done.n_elements:,} elements) by {done.space.model}")
    say(f"  {done.space.dim} dimensions, {done.seconds:.1f} s; {_MEANWHILE[done.way]}")
    if done.n_cut:
        say(f"  {done.n_cut:,} elements are longer than it reads: their end is found by its words, not by its meaning")
    if done.projection is not None:
        share = f"{done.projection.overlap:.0%} of the nearest passages the same"
        say(f"  the projection, on {done.projection.n_pairs} passages: {share}, cosine {done.projection.cosine:.2f}")
    for problem in done.problems:
        say(f"  ! {problem.message}" + (f" — {problem.hint}" if problem.hint else ""))
    if not done.switched:
        say("  the old vectors go on answering; run `quire reindex` again to try these documents once more")


def _tell_old(context: Context, old: list[SpaceSummary], *, removed: bool) -> None:
    if context.output.as_json or not old:
        return
    names = ", ".join(item.space.id for item in old)
    size = sum(item.n_bytes for item in old) / 1e6
    if removed:
        context.output.say(f"removed {names} ({size:.1f} MB)")
    else:
        context.output.remark(f"{names} is kept ({size:.1f} MB); `quire reindex --remove-old` deletes it")


COMMANDS = (Command("reindex", _arguments, _reindex),)
