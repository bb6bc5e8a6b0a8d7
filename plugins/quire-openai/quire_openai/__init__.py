"""Models at servers that speak OpenAI's protocol. Registering reads one small settings file and opens no connection."""

from __future__ import annotations

import argparse

from quire.plugins.hooks import hookimpl
from quire.plugins.offers import (
    CommandContext,
    CommandOffer,
    EmbedderOffer,
    GeneratorOffer,
    RerankerOffer,
    SettingOffer,
)
from quire_openai.configuration import configuration

QUIRE_CONTRACT = 1


@hookimpl
def register_generators() -> list[GeneratorOffer]:
    chosen = configuration().generator
    if chosen is None:
        return []
    return [
        GeneratorOffer(
            chosen.id,
            f"{chosen.model} at {chosen.address.host}",
            "quire_openai.writing:RemoteGenerator",
            context_tokens=chosen.context_tokens,
            sees=chosen.sees,
            remote=chosen.address.host,
        )
    ]


@hookimpl
def register_embedders() -> list[EmbedderOffer]:
    chosen = configuration().embedder
    if chosen is None:
        return []
    return [
        EmbedderOffer(
            chosen.id,
            f"{chosen.model} at {chosen.address.host}",
            "quire_openai.embedding:RemoteEmbedder",
            dim=chosen.dim,
            revision=chosen.revision,
            max_tokens=chosen.max_tokens,
            remote=chosen.address.host,
        )
    ]


@hookimpl
def register_rerankers() -> list[RerankerOffer]:
    chosen = configuration().reranker
    if chosen is None:
        return []
    target = "quire_openai.judging:RemoteReranker"
    return [RerankerOffer(chosen.id, f"{chosen.model} at {chosen.address.host}", target, remote=chosen.address.host)]


@hookimpl
def register_commands() -> list[CommandOffer]:
    text = "models at OpenAI-compatible servers: which, where, and what may be sent"
    return [CommandOffer("openai", text, _run, _arguments)]


@hookimpl
def register_settings() -> list[SettingOffer]:
    from quire_openai.rows import rows

    return rows()


def _arguments(parser: argparse.ArgumentParser) -> None:
    from quire_openai.command import arguments

    arguments(parser)


def _run(context: CommandContext, arguments: argparse.Namespace) -> int:
    from quire_openai.command import run

    return run(context, arguments)
