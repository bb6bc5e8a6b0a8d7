"""Commands that plugins bring: looked up only when no command of Quire's own was meant."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Protocol, cast

from quire.cli.command import Command, Context
from quire.errors import PluginError, QuireError
from quire.plugins.hooks import hookimpl
from quire.plugins.offers import CommandOffer
from quire.settings import load


class _Row(Protocol):
    """A row of the table of commands."""

    @property
    def name(self) -> str: ...

    @property
    def help(self) -> str: ...

    @property
    def load(self) -> Callable[[], tuple[Command, ...]]: ...


class OwnCommands:
    """The commands of Quire itself."""

    def __init__(self, rows: Sequence[_Row]) -> None:
        self._rows = rows

    @hookimpl
    def register_commands(self) -> list[CommandOffer]:
        """Register every command; its code is loaded when it runs."""
        return [_own(row) for row in self._rows]


def _own(row: _Row) -> CommandOffer:
    def command() -> Command:
        return next(command for command in row.load() if command.name == row.name)

    return CommandOffer(
        row.name,
        row.help,
        run=lambda context, arguments: command().run(cast(Context, context), arguments),
        arguments=lambda parser: command().arguments(parser),
    )


def plugged_commands(own: OwnCommands) -> list[tuple[str, str, Command]]:
    """Return name, help and command of what enabled plugins bring."""
    settings = load().settings
    if not settings.plugins.enabled:
        return []
    from quire.library.plugged import plugin_manager

    taken = {offer.name for offer in own.register_commands()}
    offers = plugin_manager(settings, commands=own).commands()
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
