"""The plugins of a session: what is built in registers through the same hooks as a stranger's."""

from __future__ import annotations

from quire.plugins.loading import PluginManager
from quire.read import BuiltInReaders
from quire.settings import Settings


def plugin_manager(settings: Settings) -> PluginManager:
    """Return the plugins that these settings switch on, and what comes with Quire."""
    return PluginManager.of(settings, built_in={"quire": BuiltInReaders()})
