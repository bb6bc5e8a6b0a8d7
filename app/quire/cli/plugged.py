"""Commands that plugins bring: looked up only when no command of Quire's own was meant."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from quire.cli.command import Command, Context
from quire.errors import PluginError, QuireError
from quire.plugins.offers import CommandOffer
from quire.settings import load

_WITH_VALUE = ("--library",)


def meant(argv: Sequence[str]) -> str:
    """Return the first word that is no option, the command; empty when there is none."""
    words = iter(argv)
    for word in words:
        if word in _WITH_VALUE:
            next(words, None)
        elif not word.startswith("-"):
            return word
    return ""


def plugged_commands(taken: Sequence[str]) -> list[tuple[str, str, Command]]:
    """Return name, help and command of what enabled plugins bring; names of Quire's own commands are taken."""
    settings = load().settings
    if not settings.plugins.enabled:
        return []
    from quire.library.plugged import plugin_manager

    offers = plugin_manager(settings).commands()
    return [
        (offer.name, offer.help, Command(offer.name, offer.arguments, _guarded(offer)))
        for offer in offers.values()
        if offer.name not in taken
    ]


def _guarded(offer: CommandOffer) -> Callable[[Context, argparse.Namespace], int]:
    """Return the command with its bugs told as its own."""

    def run(context: Context, arguments: argparse.Namespace) -> int:
        try:
            return int(offer.run(context, arguments) or 0)
        except QuireError:
            raise
        except Exception as error:
            raise PluginError(
                f"the command {offer.name} of a plugin failed: {error}",
                hint="`quire plugins list` names the plugin; update it, disable it, or tell its author",
                detail=repr(error),
            ) from error

    return run
