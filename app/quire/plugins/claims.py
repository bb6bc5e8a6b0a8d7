"""Who brought what: no two plugins may bring a thing of one name, or read the same type of file."""

from __future__ import annotations

from collections.abc import Sequence

from quire.errors import PluginError
from quire.plugins.offers import Offer, ReaderOffer, key_of

# The commands of `quire`; kept here because every plugin is judged by them, also where no command line was loaded.
OWN_COMMANDS = frozenset({
    "add", "ask", "backup", "collections", "demo", "doctor", "evaluate", "export", "gui", "import", "list", "models",
    "move", "plugins", "reindex", "remove", "repair", "restore", "search", "self-check", "settings", "show", "verify",
    "watch",
})  # fmt: skip
_QUIRE = "Quire itself"


class Claims:
    """What plugins offer, kept free of clashes: a plugin's offers are taken together or not at all."""

    def __init__(self) -> None:
        self._owners: dict[tuple[str, str], tuple[str, Offer]] = {}
        self._built_in: set[str] = set()

    def take(self, plugin: str, offers: Sequence[Offer], *, built_in: bool = False) -> None:
        """Take what a plugin offers.

        Args:
            built_in: It comes with Quire.

        Raises:
            PluginError: a name or a type of file is taken; the message names both plugins.
        """
        mine: dict[tuple[str, str], tuple[str, Offer]] = {}
        for offer in offers:
            key = key_of(offer)
            if key[0] == "command" and key[1] in OWN_COMMANDS and not built_in:
                raise _clash(plugin, _QUIRE, f"the command {key[1]}")
            owner = self._owners.get(key) or mine.get(key)
            if owner is not None:
                raise _clash(plugin, self._named(owner[0]), f"the {key[0]} {key[1]}")
            if isinstance(offer, ReaderOffer):
                self._check_types(plugin, offer, mine)
            mine[key] = (plugin, offer)
        self._owners.update(mine)
        if built_in:
            self._built_in.add(plugin)

    def forget(self, plugin: str) -> None:
        """Give free what a plugin had taken."""
        self._owners = {key: value for key, value in self._owners.items() if value[0] != plugin}

    def offers(self) -> list[Offer]:
        return [offer for _, offer in self._owners.values()]

    def readers(self) -> dict[str, ReaderOffer]:
        """Return who reads which media type; who reads instead of another goes before it."""
        result: dict[str, ReaderOffer] = {}
        readers = [offer for offer in self.offers() if isinstance(offer, ReaderOffer)]
        for offer in sorted(readers, key=lambda reader: bool(reader.instead_of)):
            result.update((file_type.media_type, offer) for file_type in offer.types)
        return result

    def _check_types(self, plugin: str, offer: ReaderOffer, mine: dict[tuple[str, str], tuple[str, Offer]]) -> None:
        wanted = {file_type.media_type for file_type in offer.types}
        for owner, other in [*self._owners.values(), *mine.values()]:
            if not isinstance(other, ReaderOffer) or other.name in offer.instead_of:
                continue
            both = wanted & {file_type.media_type for file_type in other.types}
            if both:
                raise _clash(plugin, self._named(owner), f"files of type {min(both)}")

    def _named(self, owner: str) -> str:
        return _QUIRE if owner in self._built_in else owner


def _clash(plugin: str, owner: str, what: str) -> PluginError:
    if owner == plugin:
        message, hint = f"the plugin {plugin} brings {what} twice; it was left out", "update it, or tell its author"
    else:
        message = f"the plugin {plugin} brings {what}, but so does {owner}; {plugin} was left out"
        hint = f"disable {plugin}" + (", or ask its author for another name" if owner == _QUIRE else f" or {owner}")
    return PluginError(message, hint=hint)
