"""`quire openai`: set up models at servers, say which hosts may be sent something, try them out."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import Any

import msgspec

from quire.errors import InvalidInput, NotFound
from quire.plugins.offers import CommandContext
from quire_openai import trying
from quire_openai.address import Address, address_of
from quire_openai.configuration import (
    ROLES,
    Configuration,
    EmbedderEndpoint,
    Endpoint,
    RerankerEndpoint,
    checked,
    configuration,
    save,
)
from quire_openai.keys import keep_key
from quire_openai.permission import allow, revoke, what_it_means

_OPTIONS = (
    "key_variable",
    "timeout_s",
    "context_tokens",
    "sees",
    "dim",
    "max_tokens",
    "query_prefix",
    "passage_prefix",
    "way",
)
_HOST = "a host of a model that is set up, or the address of a server"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the actions."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("status", help="what is set up, and what may be sent where")
    use = actions.add_parser("use", help="set up the model for a role; nothing is sent before you allow its host")
    use.add_argument("role", choices=list(ROLES))
    use.add_argument("url", metavar="URL", help="where the server is: http://localhost:8080/v1; `none` to set up none")
    use.add_argument("model", metavar="MODEL", nargs="?", default="", help="as the server calls it")
    _options(use)
    for name, text in (("allow", "let a host be sent something"), ("revoke", "let it be sent nothing any more")):
        actions.add_parser(name, help=text).add_argument("host", metavar="HOST", help=_HOST)
    key = actions.add_parser("key", help="keep the key of a host in the system's keyring; it is asked for")
    key.add_argument("host", metavar="HOST", help=_HOST)
    key.add_argument("--forget", action="store_true", help="remove it instead")
    models = actions.add_parser("models", help="the models a server has")
    models.add_argument("host", metavar="HOST", help=_HOST)
    models.add_argument("--key-from", default="", metavar="VARIABLE", help="environment variable that holds the key")
    actions.add_parser("check", help="try every model that is set up, with a sentence of Quire's own")


def _options(use: argparse.ArgumentParser) -> None:
    use.add_argument("--key-from", dest="key_variable", metavar="VARIABLE", help="environment variable with the key")
    use.add_argument("--timeout", dest="timeout_s", type=float, metavar="S", help="so long it may be silent (120)")
    use.add_argument("--context", dest="context_tokens", type=int, metavar="N", help="tokens a generator reads (8192)")
    use.add_argument("--sees", action="store_true", default=None, help="the generator is shown pictures")
    use.add_argument("--dim", type=int, metavar="N", help="length of an embedder's vectors; asked when left out")
    use.add_argument("--max-tokens", type=int, metavar="N", help="tokens of a text an embedder reads (512)")
    use.add_argument("--query-prefix", metavar="TEXT", help="what an embedder wants before a question")
    use.add_argument("--passage-prefix", metavar="TEXT", help="what an embedder wants before a passage")
    yes_no = "the reranker is a language model, asked for yes or no"
    use.add_argument("--yes-no", dest="way", action="store_const", const="yes-no", help=yes_no)


def run(context: CommandContext, arguments: argparse.Namespace) -> int:
    """Do what was asked; return the exit code."""
    action = {
        "status": _status,
        "use": _use,
        "allow": _allow,
        "revoke": _revoke,
        "key": _key,
        "models": _models,
        "check": _check,
    }[arguments.action]
    return action(context, arguments)


# looking ---------------------------------------------------------------------------------------------------------


def _status(context: CommandContext, _: argparse.Namespace) -> int:
    known = configuration()
    for role, endpoint in known.endpoints().items():
        _say_endpoint(context, known, role, endpoint)
    used = {endpoint.address.origin for endpoint in known.endpoints().values()}
    for origin in known.allowed:
        if origin not in used:
            if context.output.as_json:
                context.output.json_line({"role": None, "origin": origin, "allowed": True})
            else:
                context.output.say(f"{'':<10} {origin} is allowed, and used by no model")
    if not known.endpoints() and not context.output.as_json:
        context.output.remark("no model is set up: quire openai use generator http://localhost:8080/v1 MODEL")
    return 0


def _say_endpoint(context: CommandContext, known: Configuration, role: str, endpoint: Endpoint) -> None:
    address = endpoint.address
    is_allowed = address.origin in known.allowed
    line: dict[str, Any] = {
        "role": role,
        "id": _id(endpoint),
        "model": endpoint.model,
        "origin": address.origin,
        "base_url": address.base_url,
        "this_machine": address.is_this_machine,
        "allowed": is_allowed,
        "key_variable": endpoint.key_variable or None,
    }
    if context.output.as_json:
        context.output.json_line(line)
        return
    state = "allowed" if is_allowed else f"NOT allowed: quire openai allow {address.host}"
    context.output.say(f"{role:<10} {endpoint.model} at {address.base_url} ({state})")
    context.output.say(f"{'':<10} quire models use {role} {_id(endpoint)}")


def _id(endpoint: Endpoint) -> str:
    return str(getattr(endpoint, "id", ""))


# setting up ------------------------------------------------------------------------------------------------------


def _use(context: CommandContext, arguments: argparse.Namespace) -> int:
    role = arguments.role
    if arguments.url == "none":
        save(msgspec.structs.replace(configuration(), **{role: None}))
        context.output.remark(f"no {role} is set up any more")
        return 0
    if not arguments.model:
        raise InvalidInput("which model?", hint=f"quire openai use {role} {arguments.url} MODEL")
    made = _endpoint(role, arguments)
    known = configuration()
    may_ask = made.address.origin in known.allowed and not context.offline
    if isinstance(made, EmbedderEndpoint) and not made.dim and may_ask:
        made = msgspec.structs.replace(made, dim=trying.dimension_of(made))
    if isinstance(made, RerankerEndpoint) and made.way == "rerank" and may_ask:
        made = msgspec.structs.replace(made, scores=trying.kind_of_scores(made))
    save(msgspec.structs.replace(known, **{role: checked(made, role)}))
    _say_endpoint(context, configuration(), role, made)
    return 0


def _endpoint(role: str, arguments: argparse.Namespace) -> Endpoint:
    kind = ROLES[role]
    fields = {name for name in kind.__struct_fields__ if name not in ("base_url", "model")}
    given = {name: getattr(arguments, name) for name in _OPTIONS if getattr(arguments, name) is not None}
    stray = sorted(given.keys() - fields)
    if stray:
        raise InvalidInput(f"a {role} has no {stray[0].replace('_', ' ')}", hint=f"leave that out for a {role}")
    content = {"base_url": address_of(arguments.url).base_url, "model": arguments.model, **given}
    try:
        return _converted(content, kind)
    except msgspec.ValidationError as error:
        raise InvalidInput(f"that is no {role}: {error}") from error


def _converted(content: dict[str, Any], kind: type[Endpoint]) -> Endpoint:
    return msgspec.convert(content, kind)


# permission and keys ---------------------------------------------------------------------------------------------


def _allow(context: CommandContext, arguments: argparse.Namespace) -> int:
    for address in _named(arguments.host):
        allow(address)
        for sentence in what_it_means(address):
            context.output.remark(sentence)
        context.output.remark(f"{address.origin} is allowed; `quire openai revoke {address.host}` takes it back")
    return 0


def _revoke(context: CommandContext, arguments: argparse.Namespace) -> int:
    for address in _named(arguments.host):
        revoke(address)
        context.output.remark(f"{address.origin} is sent nothing any more")
    return 0


def _key(context: CommandContext, arguments: argparse.Namespace) -> int:
    (address,) = _named(arguments.host)[:1]
    key = ""
    if not arguments.forget:
        asked = f"key for {address.host} (not shown): "
        key = (getpass.getpass(asked) if sys.stdin.isatty() else sys.stdin.readline()).strip()
        if not key:
            raise InvalidInput("no key was given", hint="type or paste it; --forget removes the one that is kept")
    keep_key(address.origin, key)
    context.output.remark(f"the key for {address.host} is {'forgotten' if arguments.forget else 'kept in the keyring'}")
    return 0


def _named(host: str) -> list[Address]:
    """Return the servers a person means by a host, an origin or an address."""
    if "://" in host:
        return [address_of(host)]
    known = configuration()
    addresses = [endpoint.address for endpoint in known.endpoints().values()]
    addresses += [address_of(origin) for origin in known.allowed]
    meant = {address.origin: address for address in addresses if host.lower() in (address.host, address.name)}
    if not meant:
        raise NotFound(
            f"no model is set up at {host}", hint="name the whole address (https://…), or set a model up first"
        )
    return list(meant.values())


# trying ----------------------------------------------------------------------------------------------------------


def _models(context: CommandContext, arguments: argparse.Namespace) -> int:
    (address,) = _named(arguments.host)[:1]
    _check_online(context, address)
    known = [endpoint for endpoint in configuration().endpoints().values() if endpoint.address.origin == address.origin]
    base = known[0] if known else Endpoint(address.base_url, "none")
    if arguments.key_from:
        base = msgspec.structs.replace(base, key_variable=arguments.key_from)
    for name in trying.models_at(base):
        if context.output.as_json:
            context.output.json_line({"model": name})
        else:
            context.output.say(name)
    return 0


def _check(context: CommandContext, _: argparse.Namespace) -> int:
    failed = False
    for role, endpoint in configuration().endpoints().items():
        _check_online(context, endpoint.address)
        found = trying.tried(endpoint)
        failed = failed or not found.ok
        if context.output.as_json:
            line = {"role": role, "ok": found.ok, "text": found.text, "seconds": round(found.seconds, 3)}
            context.output.json_line(line)
        else:
            context.output.say(f"{'ok' if found.ok else '!!'} {role:<10} {found.text} ({found.seconds:.1f} s)")
    return 1 if failed else 0


def _check_online(context: CommandContext, address: Address) -> None:
    if context.offline:
        raise InvalidInput(f"nothing is sent to {address.host}: you said --offline")
