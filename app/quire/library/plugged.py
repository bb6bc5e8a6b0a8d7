"""The plugins of a session: what is built in registers through the same hooks as a stranger's."""

from __future__ import annotations

from quire.models.plugged import BuiltInModels
from quire.plugins.loading import PluginManager
from quire.read import BuiltInReaders
from quire.settings import Settings


def plugin_manager(settings: Settings, **built_in: object) -> PluginManager:
    """Return the plugins that these settings switch on, and what comes with Quire.

    Args:
        built_in: What else comes with Quire and registers through the hooks, by name.
    """
    return PluginManager.of(settings, built_in={"readers": BuiltInReaders(), "models": BuiltInModels(), **built_in})
