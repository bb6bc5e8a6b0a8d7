"""`quire plugins`: what is installed, what is switched on, what is wrong with it, and a skeleton for a new one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from quire.cli import wire
from quire.cli.command import Command, Context
from quire.cli.output import Output
from quire.cli.paths import named_path
from quire.library.plugged import plugin_manager
from quire.plugins.loading import PluginManager, PluginStatus
from quire.plugins.skeleton import install_command, write_skeleton


def _arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", help="every plugin, what it brings, and what is wrong with it")
    for name, text in (("enable", "switch a plugin on"), ("disable", "switch a plugin off")):
        actions.add_parser(name, help=text).add_argument("names", nargs="+", metavar="NAME")
    new = actions.add_parser("new", help="write a working skeleton of a plugin, with tests")
    new.add_argument("name", metavar="NAME")
    new.add_argument("--into", type=named_path, default=Path(), metavar="DIR", help="where; default: here")


def _run(context: Context, arguments: argparse.Namespace) -> int:
    output = context.output
    if arguments.action == "new":
        _new(output, write_skeleton(arguments.name, arguments.into), arguments.name)
        return 0
    from quire.cli.main import own_commands

    manager = plugin_manager(context.settings(), commands=own_commands())
    if arguments.action == "list":
        return _list(output, manager)
    if arguments.action == "disable":
        for name in arguments.names:
            manager.disable(name)
            output.remark(f"{name} is off; in a window that is open it is at the next start")
        return 0
    shown = [manager.enable(name) for name in arguments.names]
    for status in shown:
        _show(output, status)
    return 1 if any(status.problem for status in shown) else 0


def _new(output: Output, folder: Path, name: str) -> None:
    command = install_command(str(folder.resolve()))
    if output.as_json:
        output.json_line({"name": name, "folder": str(folder), "install": command})
        return
    output.say(f"written to {folder}")
    if command:
        output.say(f"  {command}\n  quire plugins enable {name}")
    else:
        output.say("  a packaged Quire takes no plugins; install it where Quire runs from its sources")


def _list(output: Output, manager: PluginManager) -> int:
    shown = manager.plugins()
    if manager.safe_mode:
        output.remark("safe mode: QUIRE_PLUGINS is set and empty, so no plugin was loaded")
    for status in shown:
        _show(output, status)
    if not output.as_json and all(status.built_in for status in shown):
        output.remark("no other plugins are installed")
    return 1 if any(status.problem for status in shown if not manager.safe_mode) else 0


def _show(output: Output, status: PluginStatus) -> None:
    if output.as_json:
        output.json_line(as_json(status))
        return
    state = "built in" if status.built_in else "on" if status.enabled else "off"
    mark = "!" if status.problem else " "
    output.say(f"{mark} {status.name:<16} {state:<9} {status.version:<8} {status.summary}")
    if status.offers:
        took = f"  ({status.load_ms:.0f} ms)" if not status.built_in else ""
        output.say(f"    {', '.join(status.offers)}{took}")
    if status.problem:
        output.say(f"    {status.problem.message} — {status.problem.hint}")


def as_json(status: PluginStatus) -> dict[str, Any]:
    """Return a plugin as a line of JSON says it."""
    return {
        "name": status.name,
        "distribution": status.distribution,
        "version": status.version,
        "summary": status.summary,
        "built_in": status.built_in,
        "enabled": status.enabled,
        "offers": list(status.offers),
        "load_ms": round(status.load_ms, 1),
        "problem": wire.problem(status.problem) if status.problem else None,
    }


COMMANDS = (Command("plugins", _arguments, _run),)
