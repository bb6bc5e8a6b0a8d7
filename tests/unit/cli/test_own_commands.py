"""Plugins are judged by the names of Quire's own commands, also where no command line was loaded."""

from __future__ import annotations

from quire.cli.main import own_commands
from quire.plugins.claims import OWN_COMMANDS


def test_every_command_of_quire_is_a_name_that_plugins_may_not_take() -> None:
    assert {offer.name for offer in own_commands().register_commands()} == OWN_COMMANDS
