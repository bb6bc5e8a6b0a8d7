"""The settings of the plugin as rows of the window. They are views of `openai.toml`, which has more than they show."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from quire.errors import InvalidInput
from quire.plugins.offers import SettingOffer
from quire.settings import Value
from quire_openai.address import address_of
from quire_openai.configuration import ROLES, EmbedderEndpoint, RerankerEndpoint, checked, configuration, save

_SAID = re.compile(r"^(?P<model>.*\S) at (?P<url>\S+)$")
_ROLE_WORDS = {
    "generator": ("Model that writes answers", "Language model at a server"),
    "embedder": ("Model that embeds text", "Embedding model at a server"),
    "reranker": ("Model that judges candidates", "Reranking model at a server"),
}


def rows() -> list[SettingOffer]:
    """Return a row per role, and one for the servers that may be sent something."""
    return [*(_role_row(role) for role in ROLES), _allowed_row()]


def _role_row(role: str) -> SettingOffer:
    title, what = _ROLE_WORDS[role]
    text = f'{what}, as "qwen3-8b at http://localhost:8080/v1"; empty means none. It is chosen on the page of models.'
    return SettingOffer(f"openai.{role}", title, "", text, restart=True, get=_getter(role), put=_putter(role))


def _getter(role: str) -> Callable[[], Value]:
    def get() -> Value:
        endpoint = configuration().endpoints().get(role)
        return "" if endpoint is None else f"{endpoint.model} at {endpoint.base_url}"

    return get


def _putter(role: str) -> Callable[[Value], None]:
    return lambda value: set_up(role, str(value))


def set_up(role: str, said: str) -> None:
    """Set up the model for a role; what else is set for it stays, unless it belongs to another model or server.

    Raises:
        InvalidInput: it says no model and server, or the length of an embedder's vectors cannot be learnt.
        ModelFailed: the server, which may be asked, does not tell.
    """
    from quire.settings import load
    from quire_openai import trying  # which brings the HTTP client in

    known = configuration()
    if not said.strip():
        save(msgspec.structs.replace(known, **{role: None}))
        return
    found = _SAID.match(said.strip())
    if found is None:
        raise InvalidInput(f"{said!r} names no model and server", hint="say it as: qwen3-8b at http://localhost:8080/v1")
    address, model = address_of(found["url"]), found["model"]
    before = known.endpoints().get(role)
    same = before is not None and (before.model, before.address.origin) == (model, address.origin)
    if before is not None and same:  # else a key would go to another host
        made = msgspec.structs.replace(before, base_url=address.base_url)
    else:
        made = ROLES[role](base_url=address.base_url, model=model)
    if address.origin in known.allowed and not load().settings.privacy.offline:
        if isinstance(made, EmbedderEndpoint) and not made.dim:
            made = msgspec.structs.replace(made, dim=trying.dimension_of(made))
        if isinstance(made, RerankerEndpoint) and made.way == "rerank" and made.scores == "auto":
            made = msgspec.structs.replace(made, scores=trying.kind_of_scores(made))
    save(msgspec.structs.replace(known, **{role: checked(made, role)}))


def _allowed_row() -> SettingOffer:
    text = (
        "Addresses of servers, with blanks between them, that may be sent your questions and what stands in your "
        "documents; nothing is sent anywhere else."
    )
    return SettingOffer(
        "openai.allowed",
        "Servers that may be sent something",
        "",
        text,
        get=lambda: " ".join(configuration().allowed),
        put=lambda value: _allow(str(value)),
    )


def _allow(said: str) -> None:
    origins = {address_of(word).origin for word in said.replace(",", " ").split()}
    save(msgspec.structs.replace(configuration(), allowed=tuple(sorted(origins))))
