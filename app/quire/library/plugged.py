"""The plugins of a session: what is built in registers through the same hooks as a stranger's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from quire.models.plugged import BuiltInModels, plugged_models
from quire.plugins.loading import PluginManager
from quire.plugins.offers import SettingOffer
from quire.read import BuiltInReaders
from quire.settings import Settings

if TYPE_CHECKING:
    from quire.library.library import Library


def plugin_manager(settings: Settings, **built_in: object) -> PluginManager:
    """Return the plugins that these settings switch on, and what comes with Quire.

    Args:
        built_in: What else comes with Quire and registers through the hooks, by name.
    """
    return PluginManager.of(settings, built_in={"readers": BuiltInReaders(), "models": BuiltInModels(), **built_in})


def plugged_settings(settings: Settings) -> Mapping[str, SettingOffer]:
    """Return the settings of the plugins that are switched on, by the names of their rows."""
    return plugin_manager(settings).settings() if settings.plugins.enabled else {}


def take_over(library: Library) -> None:
    """Let an open library read files and use models as its plugins bring them now.

    Documents already there stay as they are; a file whose reader goes while it is being read may come out partial.
    """
    library.pool.use_readers(library.plugins.readers())
    library.watching.plugged = library.pool.readers.plugged
    library.models.plugged = plugged_models(library.plugins.models().values())
