"""Registers the command `quire mcp`; the protocol's library is loaded when it runs."""

from __future__ import annotations

import argparse

from quire.plugins.hooks import hookimpl
from quire.plugins.offers import CommandContext, CommandOffer

QUIRE_CONTRACT = 1


def _serve(context: CommandContext, _: argparse.Namespace) -> int:
    from quire_mcp.server import server_of

    with context.library() as library:
        library.warm_up()
        server_of(library).run("stdio")
    return 0


@hookimpl
def register_commands() -> list[CommandOffer]:
    """Offer the server as a command: the program that wants it starts it."""
    return [CommandOffer("mcp", "serve the library to other programs (Model Context Protocol)", _serve)]
