"""The hooks. A plugin is a module that implements some of them with `@hookimpl`, and says `QUIRE_CONTRACT = 1`.

Registering must be light: no weights, no network, no files but settings of its own; what is registered is loaded when
it is used.
"""

from __future__ import annotations

from collections.abc import Sequence

import pluggy

from quire.plugins.offers import (
    CommandOffer,
    EmbedderOffer,
    GeneratorOffer,
    PanelOffer,
    ReaderOffer,
    RerankerOffer,
    SettingOffer,
)

GROUP = "quire"  # the entry-point group, and the project name of the hooks

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


class Hooks:
    """Every hook there is."""

    @hookspec
    def register_readers(self) -> Sequence[ReaderOffer]:  # type: ignore[empty-body]  # a specification, never called
        """Return readers of files."""

    @hookspec
    def register_embedders(self) -> Sequence[EmbedderOffer]:  # type: ignore[empty-body]  # as above
        """Return text embedders; one becomes the library's by the setting `models.embedder`."""

    @hookspec
    def register_rerankers(self) -> Sequence[RerankerOffer]:  # type: ignore[empty-body]  # as above
        """Return rerankers; one is used when the setting `models.reranker` names it."""

    @hookspec
    def register_generators(self) -> Sequence[GeneratorOffer]:  # type: ignore[empty-body]  # as above
        """Return language models; one answers when the setting `models.generator` names it."""

    @hookspec
    def register_commands(self) -> Sequence[CommandOffer]:  # type: ignore[empty-body]  # as above
        """Return commands of `quire`."""

    @hookspec
    def register_panels(self) -> Sequence[PanelOffer]:  # type: ignore[empty-body]  # as above
        """Return panels of the window."""

    @hookspec
    def register_settings(self) -> Sequence[SettingOffer]:  # type: ignore[empty-body]  # as above
        """Return settings of the plugin's own."""

    @hookspec
    def document_added(self, document_id: str, path: str) -> None:
        """Take note that a document was read in full and is in the library; after the fact, in a thread of its own."""


REGISTERING = (
    "register_readers",
    "register_embedders",
    "register_rerankers",
    "register_generators",
    "register_commands",
    "register_panels",
    "register_settings",
)
