"""Registers the command `quire mcp`; the protocol's library is loaded when it runs."""

from __future__ import annotations

import argparse
from pathlib import Path

from quire.plugins.hooks import hookimpl
from quire.plugins.offers import CommandContext, CommandOffer

QUIRE_CONTRACT = 1


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--allow-add",
        nargs="+",
        type=Path,
        default=[],
        metavar="FOLDER",
        help="documents in these folders may be added without asking you",
    )
    parser.add_argument("--http", action="store_true", help="over HTTP on this machine, instead of standard streams")
    parser.add_argument("--port", type=int, metavar="N", help="with --http: the port (8321); 0 takes any")
    parser.add_argument("--new-token", action="store_true", help="with --http: make a new token; the old one ends")


def _serve(context: CommandContext, arguments: argparse.Namespace) -> int:
    from quire_mcp.server import server_of

    if arguments.http:
        return _serve_http(context, arguments)
    with context.library() as library:
        library.warm_up()
        server_of(library, allow_add=arguments.allow_add).run("stdio")
    return 0


def _serve_http(context: CommandContext, arguments: argparse.Namespace) -> int:
    from quire_mcp.http import HOST, PORT, bound, http_server, token, token_file
    from quire_mcp.server import server_of

    with bound(PORT if arguments.port is None else arguments.port) as listening, context.library() as library:
        library.warm_up()
        secret = token(new=arguments.new_token)
        address = f"http://{HOST}:{listening.getsockname()[1]}/mcp"
        if context.output.as_json:
            context.output.json_line({"url": address, "token_file": str(token_file())})
        else:
            context.output.say(f"{address}\nAuthorization: Bearer {secret}")
            context.output.remark(f"the token is kept in {token_file()}, readable by you only; Ctrl+C ends the server")
        http_server(server_of(library, allow_add=arguments.allow_add), listening, secret).run(sockets=[listening])
    return 0


@hookimpl
def register_commands() -> list[CommandOffer]:
    """Offer the server as a command: the program that wants it starts it."""
    text = "serve the library to other programs (Model Context Protocol)"
    return [CommandOffer("mcp", text, _serve, _arguments, window=False)]
