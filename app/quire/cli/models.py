"""The command `quire models`: what exists, what is here, getting it, choosing it. Opens no library."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from quire.cli import wire
from quire.cli.command import Command, Context
from quire.cli.output import Output
from quire.errors import Cancelled, InvalidInput, ModelError
from quire.jobs import Job
from quire.models.engines import engine_of, install, is_there
from quire.models.machine import Machine, fit, recommended, role_setting, this_machine
from quire.models.shelf import InstalledModel, Shelf
from quire.settings import Settings, get, load, save, with_value
from quire.types import ModelCard, ModelRole

if TYPE_CHECKING:
    from quire.models.shelf import Offer

_ROLES = {role.value: role for role in ModelRole}
# What a list says of the one kind of models there is no card for (`ModelRole.VLM_EMBEDDER`).
_LEFT_OUT = (
    "Left out are language models that embed pages as pictures (Qwen3-VL-Embedding, ColPali): the llama.cpp in use "
    "makes one vector of a picture only inside its own server and does not know ColPali's kind; "
    "dual encoders do this work."
)
_LEFT_OUT_BESIDE = (None, ModelRole.VLM_EMBEDDER.value, ModelRole.DUAL_ENCODER.value)
_CHOSEN_FOR = {
    "embedder": "models.embedder",
    "images": "models.images",
    "reranker": "models.reranker",
    "generator": "models.generator",
}


def _arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="models that exist, what fits this machine, what is installed")
    listing.add_argument("--installed", action="store_true", help="only those on this machine")
    listing.add_argument("--recommended", action="store_true", help="only the set for a machine like this one")
    listing.add_argument("--role", choices=sorted(_ROLES), help="only models for this")
    _model(actions.add_parser("show", help="all that is known of a model"))
    download = actions.add_parser("download", help="get a model of the catalogue; asks first")
    named = "as `models list` names it, or hub:OWNER/NAME/FILE.gguf, or that with +PROJECTOR.gguf"
    download.add_argument("models", nargs="*", metavar="MODEL", help=named)
    download.add_argument("--recommended", action="store_true", help="the whole set for a machine like this one")
    download.add_argument("--yes", action="store_true", help="agree to size, licence and host without being asked")
    download.add_argument("--use", action="store_true", help="let it serve from now on")
    download.add_argument("--mirror", action="append", default=[], metavar="URL", help="another hub to try")
    bring = actions.add_parser("import", help="use model files you already have (GGUF, open_clip folder)")
    bring.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    bring.add_argument("--role", choices=sorted(_ROLES), help="what it is for, when it is not recognised")
    bring.add_argument("--copy", action="store_true", help="copy the files; else they are used where they lie")
    _model(actions.add_parser("remove", help="delete a model; files that were imported in place stay"))
    _model(actions.add_parser("verify", help="compare a model's files with what was installed"), many="*")
    _model(actions.add_parser("try", help="load a model and tell how fast it is on this machine"), many="*")
    use = actions.add_parser("use", help="let a model serve; `use ROLE none` goes back to the built-in way")
    use.add_argument("names", nargs="+", metavar="[ROLE] MODEL", help="ROLE: " + ", ".join(_CHOSEN_FOR))


def _model(parser: argparse.ArgumentParser, *, many: str | None = None) -> None:
    if many is None:
        parser.add_argument("model", metavar="MODEL", help="as `models list` names it")
    else:
        parser.add_argument("models", nargs=many, metavar="MODEL", help="as `models list` names it; none: all")


def _run(context: Context, arguments: argparse.Namespace) -> int:
    settings = context.settings()
    shelf = Shelf.of(settings)
    for problem in shelf.problems():
        context.output.remark(f"{problem.message} — {problem.hint}")
    action = {
        "list": _list,
        "show": _show,
        "download": _download,
        "import": _import,
        "remove": _remove,
        "verify": _verify,
        "try": _try,
        "use": _use,
    }[arguments.action]
    return action(context, shelf, settings, arguments)


# looking ---------------------------------------------------------------------------------------------------------


def _list(context: Context, shelf: Shelf, settings: Settings, arguments: argparse.Namespace) -> int:
    machine = this_machine()
    cards = shelf.cards()
    best = {card.id for card in recommended(cards, machine)}
    for card in cards:
        here = shelf.is_installed(card.id)
        if arguments.installed and not here:
            continue
        if (arguments.recommended and card.id not in best) or arguments.role not in (None, card.role.value):
            continue
        line = _card_line(card, settings, machine, installed=here, is_recommended=card.id in best)
        if context.output.as_json:
            context.output.json_line(line)
        else:
            _say_card(context.output, card, line)
    if not (arguments.installed or arguments.recommended) and arguments.role in _LEFT_OUT_BESIDE:
        context.output.remark(_LEFT_OUT)
    return 0


def _card_line(
    card: ModelCard, settings: Settings, machine: Machine, *, installed: bool, is_recommended: bool
) -> wire.Json:
    fitting = fit(card, machine)
    return {
        "id": card.id,
        "title": card.title,
        "role": card.role.value,
        "installed": installed,
        "used": _is_used(card, settings),
        "recommended": is_recommended,
        "fits": fitting.fitting.value,
        "fit": fitting.text,
        "size_bytes": card.size_bytes,
        "about_mb": card.about_mb,
        "memory_mb": card.memory_mb,
        "licence": card.licence,
        "engine": card.engine,
        "reason": card.reason,
    }


def _is_used(card: ModelCard, settings: Settings) -> bool:
    chosen = get(settings, role_setting(card.role))
    return chosen == card.id or (not chosen and card.default)


def _say_card(output: Output, card: ModelCard, line: wire.Json) -> None:
    marks = [
        name
        for name, holds in (
            ("in use", line["used"]),
            ("installed", line["installed"] and not card.built_in),
            ("built in", card.built_in),
            ("recommended here", line["recommended"]),
        )
        if holds
    ]
    if line["fits"] != "fits":
        marks.append(line["fits"])
    output.say(f"{card.id:<32} {card.role.value:<14} {_size(card):>8}  {', '.join(marks)}")
    if card.reason:
        output.say(f"    {card.reason}")


def _show(context: Context, shelf: Shelf, settings: Settings, arguments: argparse.Namespace) -> int:
    card, machine = shelf.card(arguments.model), this_machine()
    best = {item.id for item in recommended(shelf.cards(), machine)}
    line = _card_line(
        card, settings, machine, installed=shelf.is_installed(card.id), is_recommended=card.id in best
    )
    if context.output.as_json:
        files = [
            {"name": file.name, "url": file.url, "sha256": file.sha256, "size_bytes": file.size_bytes}
            for file in card.files
        ]
        more = {
            "files": files,
            "context_tokens": card.context_tokens,
            "dimensions": list(card.dimensions),
            "languages": list(card.languages),
            "licence_url": card.licence_url,
            "homepage": card.homepage,
            "note": card.note,
        }
        context.output.json_line(line | more)
        return 0
    say = context.output.say
    say(f"{card.title} ({card.id}), {card.role.value}")
    for text in (card.reason, card.note, card.template and f"Chat: {card.template}"):
        if text:
            say(f"  {text}")
    say(f"  licence: {card.licence}  {card.licence_url}".rstrip())
    say(f"  reads {card.context_tokens} tokens at once; languages: {', '.join(card.languages)}")
    say(f"  {line['fit']}")
    for file in card.files:
        say(f"  {file.name}  {_bytes(file.size_bytes)}  {file.url}")
    if card.homepage:
        say(f"  {card.homepage}")
    return 0


# getting ---------------------------------------------------------------------------------------------------------


def _download(context: Context, shelf: Shelf, settings: Settings, arguments: argparse.Namespace) -> int:
    ids = list(arguments.models)
    if arguments.recommended:
        ids += [card.id for card in recommended(shelf.cards(), this_machine()) if not card.built_in]
    if not ids:
        raise InvalidInput("which model?", hint="`quire models list` names them; --recommended takes the whole set")
    n_failed = 0
    for model_id in dict.fromkeys(ids):
        try:
            _download_one(context.output, shelf, settings, model_id, arguments)
        except ModelError as error:
            if len(ids) == 1:
                raise
            context.output.error(error)
            n_failed += 1
    return 1 if n_failed else 0


def _download_one(
    output: Output, shelf: Shelf, settings: Settings, model_id: str, arguments: argparse.Namespace
) -> None:
    mirrors = tuple(arguments.mirror)
    if shelf.is_installed(model_id):
        output.remark(f"{model_id} is already here")
        _ready_engine(output, shelf.card(model_id), settings, yes=arguments.yes)
    else:
        offer = shelf.offer(model_id, mirrors=mirrors)
        _tell_offer(output, offer)
        _agree(output, "Download?", yes=arguments.yes)
        _ready_engine(output, offer.card, settings, yes=True)
        job = Job()
        with output.progress(job):
            model = shelf.download(model_id, job=job, mirrors=mirrors)
        _tell(output, model, "downloaded", used=arguments.use)
        model_id = model.card.id
    if arguments.use:
        _choose(output, shelf, role_setting(shelf.card(model_id).role), model_id)


def _tell_offer(output: Output, offer: Offer) -> None:
    """Say what a download means."""
    card = offer.card
    size = _bytes(offer.size_bytes)
    if offer.n_unknown:
        size = f"about {size}" if card.about_mb else "a size nobody stated beforehand"
    if offer.hosts:
        output.remark(f"{card.title}: {size} from {', '.join(offer.hosts)}, to {offer.folder}")
    else:
        output.remark(f"{card.title}: in the cache of Hugging Face on this machine, and used where it lies")
    if card.reason:
        output.remark(f"  {card.reason}")
    output.remark(f"  licence: {card.licence}  {card.licence_url}".rstrip())
    _tell_engine(output, card)


def _tell_engine(output: Output, card: ModelCard) -> bool:
    """Say so when the engine of a model is not installed; False when it is."""
    engine = engine_of(card.engine)
    if engine is None or is_there(engine):
        return False
    output.remark(f"  it runs on {engine.title}, which is not installed yet: {engine.size_mb} MB. {engine.effort}")
    return True


def _agree(output: Output, question: str, *, yes: bool) -> None:
    """Ask, unless the person agreed beforehand.

    Raises:
        Cancelled: the person said no.
        InvalidInput: there was nobody to ask.
    """
    if yes:
        return
    if not sys.stdin.isatty() or not sys.stderr.isatty():
        raise InvalidInput("nothing was downloaded: nobody was there to agree", hint="add --yes to agree beforehand")
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in ("y", "yes", "j", "ja", "s", "sí", "si"):
        raise Cancelled("nothing was downloaded")


def _ready_engine(output: Output, card: ModelCard, settings: Settings, *, yes: bool) -> None:
    """Install the engine of a model when it is missing, after asking."""
    engine = engine_of(card.engine)
    if engine is None or is_there(engine):
        return
    if not yes:
        _tell_engine(output, card)
    _agree(output, f"Install {engine.title}?", yes=yes)
    job = Job()
    with output.progress(job):
        install(engine, offline=settings.privacy.offline, job=job)


def _import(context: Context, shelf: Shelf, _: Settings, arguments: argparse.Namespace) -> int:
    job = Job()
    role = _ROLES[arguments.role] if arguments.role else None
    with context.output.progress(job):
        model = shelf.bring_in(arguments.paths, role=role, copy=arguments.copy, job=job)
    _tell(context.output, model, "imported")
    if model.links:
        context.output.remark("its files are used where they lie; leave them there, or import again with --copy")
    if _tell_engine(context.output, model.card):
        context.output.remark(f"`quire models download {model.card.id}` installs it")
    return 0


def _tell(output: Output, model: InstalledModel, done: str, *, used: bool = False) -> None:
    if output.as_json:
        line = {
            "id": model.card.id,
            "role": model.card.role.value,
            "status": done,
            "size_bytes": model.size_bytes,
            "files": {name: str(path) for name, path in model.files.items()},
        }
        output.json_line(line)
        return
    output.say(f"{done:<11} {model.card.id}, {model.card.role.value}, {_bytes(model.size_bytes)}")
    if not used:
        role = role_setting(model.card.role).partition(".")[2]
        output.remark(f"`quire models use {role} {model.card.id}` lets it serve")


def _remove(context: Context, shelf: Shelf, settings: Settings, arguments: argparse.Namespace) -> int:
    shelf.remove(arguments.model)
    loaded = load().settings
    for name in _CHOSEN_FOR.values():
        if get(settings, name) == arguments.model:
            loaded = with_value(loaded, name, "")
            save(loaded)
            context.output.remark(f"{name} is back at its default")
    if context.output.as_json:
        context.output.json_line({"id": arguments.model, "status": "removed"})
    else:
        context.output.say(f"removed     {arguments.model}")
    return 0


def _verify(context: Context, shelf: Shelf, _: Settings, arguments: argparse.Namespace) -> int:
    ids = arguments.models or [model.card.id for model in shelf.installed()]
    n_bad = 0
    for model_id in ids:
        job = Job()
        with context.output.progress(job):
            problems = shelf.verify(model_id, job=job)
        n_bad += bool(problems)
        if context.output.as_json:
            line = {"id": model_id, "ok": not problems, "problems": [wire.problem(item) for item in problems]}
            context.output.json_line(line)
            continue
        context.output.say(f"{'whole' if not problems else 'damaged':<11} {model_id}")
        for problem in problems:
            context.output.say(f"  ! {problem.message} — {problem.hint}")
    return 4 if n_bad else 0


def _try(context: Context, shelf: Shelf, settings: Settings, arguments: argparse.Namespace) -> int:
    from quire.library.speed import measure  # brings the library room along
    from quire.models import ModelHost

    host = ModelHost(
        threads=settings.models.threads,
        gpu=settings.models.gpu == "auto",
        context_tokens=settings.models.context_tokens,
    )
    try:
        for model_id in arguments.models or [model.card.id for model in shelf.installed()]:
            job = Job()
            with context.output.progress(job):
                speed = measure(host, shelf.hosted(model_id), job=job)
            if context.output.as_json:
                per_second = round(speed.per_second, 2)
                context.output.json_line({"id": model_id, "per_second": per_second, "unit": speed.unit})
            else:
                context.output.say(f"{model_id:<32} {speed.per_second:.3g} {speed.unit}/s here")
    finally:
        host.close()
    return 0


# choosing --------------------------------------------------------------------------------------------------------


def _use(context: Context, shelf: Shelf, _: Settings, arguments: argparse.Namespace) -> int:
    names = arguments.names
    if len(names) > 2 or (len(names) == 2 and names[0] not in _CHOSEN_FOR):
        raise InvalidInput("say `use MODEL` or `use ROLE MODEL`", hint="roles: " + ", ".join(_CHOSEN_FOR))
    model_id = "" if names[-1] == "none" else names[-1]
    if len(names) == 2:
        setting = _CHOSEN_FOR[names[0]]
    elif not model_id:
        raise InvalidInput("which role is to be without a model?", hint="roles: " + ", ".join(_CHOSEN_FOR))
    else:
        setting = role_setting(shelf.card(model_id).role)
    _choose(context.output, shelf, setting, model_id)
    return 0


def _choose(output: Output, shelf: Shelf, setting: str, model_id: str) -> None:
    from quire.library.roles import check_role  # brings the library room along

    if model_id:
        check_role(shelf, setting, model_id)
        if shelf.card(model_id).default:
            model_id = ""
    save(with_value(load().settings, setting, model_id))
    if output.as_json:
        output.json_line({"setting": setting, "value": model_id})
    else:
        output.say(f"{setting} = {model_id or '(built-in)'}")


def _size(card: ModelCard) -> str:
    if card.built_in or not (card.is_sized or card.about_mb):
        return ""
    return _bytes(card.size_bytes) if card.is_sized else f"~{_bytes(card.about_mb * 1_000_000)}"


def _bytes(size: int) -> str:
    if not size:
        return "size unknown"
    if size < 1e6:
        return f"{max(size / 1e3, 1):.0f} kB"
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB"


COMMANDS = (Command("models", _arguments, _run),)
