"""The part of `Library` that is about embedding text: by which model, and how to come to another."""

from __future__ import annotations

import dataclasses

from quire.errors import ModelError
from quire.jobs import Job
from quire.library.roles import Roles
from quire.library.serving import TextSpaces, Wanted
from quire.library.switching import Switched, Switching
from quire.plugins.contracts import TextEmbedder
from quire.store import SpaceSummary, Store
from quire.types import EmbeddingSpace


class Embedding:
    """Text embedders and the spaces of their vectors."""

    roles: Roles
    _store: Store
    _spaces: TextSpaces
    _switching: Switching

    def embedder(self) -> TextEmbedder | None:
        """Return the text embedder that questions are compared with, or None when words alone must do."""
        return self._spaces.serving().embedder

    def near_embedder(self) -> TextEmbedder | None:
        """Return the embedder that answers are made and checked with: the built-in one where the library's is remote.

        Such work compares a few sentences with one another, again and again while an answer is written.
        """
        chosen = self.embedder()
        if chosen is None or not chosen.remote:
            return chosen
        try:
            return self.roles.embedder_named("")
        except ModelError:
            return None

    def wanted(self) -> Wanted:
        """Return what the person chose to embed text with."""
        return Wanted(self.roles.wanted_embedder, self.roles.wanted_dimensions)

    def pending_switch(self) -> EmbeddingSpace | None:
        """Return the space of the chosen embedder when the library is not searched by it yet, else None."""
        return self._spaces.pending()

    def switch_embedder(self, model_id: str = "", *, job: Job | None = None) -> Switched:
        """Embed the library anew with another model; it goes on answering meanwhile. See `Switching.switch`.

        Args:
            model_id: Empty for the one that is chosen in the settings. The settings file is the caller's.
        """
        wanted = self.wanted()
        if model_id:
            wanted = dataclasses.replace(wanted, model_id=model_id)
        return self._switching.switch(wanted, job or Job())

    def spaces(self) -> list[SpaceSummary]:
        """Return the embedding spaces with what lies in them."""
        return self._store.space_summaries()

    def remove_space(self, space_id: str) -> None:
        """Remove a space that is no longer searched. Raises NotFound, or InvalidInput for the active one."""
        self._switching.remove_space(space_id)
