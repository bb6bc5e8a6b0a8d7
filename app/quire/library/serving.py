"""Which vectors answer questions now, by which model, and what new documents are embedded with."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quire import embed
from quire.errors import LibraryError, ModelError, NotFound, PluginError, QuireError
from quire.plugins.contracts import TextEmbedder
from quire.store import BridgedLookup, Lookup, SpaceRole, Store
from quire.types import EmbeddingSpace

Provide = Callable[[str], TextEmbedder]

_BEING_EMBEDDED = "found by words only, until the library is embedded anew"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person chose.

    Attributes:
        model_id: Of the model that is to embed text.
        dimensions: How long its vectors may be; 0 for whole ones.
    """

    model_id: str
    dimensions: int = 0


@dataclass(frozen=True, slots=True)
class Serving:
    """What a search is made with.

    Attributes:
        catalogue: What it looks into.
        embedder: Whose vectors it compares, or None: then words alone decide.
        notes: What the person should know about that.
        way: "vectors", "projection" (of the old vectors, while the library is embedded anew) or "words".
    """

    catalogue: Lookup
    embedder: TextEmbedder | None
    notes: tuple[str, ...] = ()
    way: str = "vectors"


class TextSpaces:
    """The text spaces of one library. Thread-safe.

    Args:
        provide: Returns an embedder by its model's id; raises a QuireError when it cannot.
        dimensions_of: Lengths that a model's vectors may be cut to.
        wanted: What the person chose; counts from the first document of a library, later by `Switching` only.
    """

    def __init__(
        self,
        store: Store,
        provide: Provide,
        dimensions_of: Callable[[str], Sequence[int]],
        wanted: Callable[[], Wanted],
    ) -> None:
        self._store = store
        self._provide = provide
        self._dimensions_of = dimensions_of
        self.wanted = wanted
        self._lock = threading.Lock()
        self._serving: Serving | None = None
        self._arranged_for: Wanted | None = None

    def serving(self) -> Serving:
        """Return what searches are made with; the same object until something about it changes."""
        with self._lock:
            wanted = self.wanted()
            if self._serving is None or wanted != self._arranged_for:
                self._serving, self._arranged_for = None, wanted
                serving = self._arrange()
                if serving.embedder is None:  # a model may come any moment
                    return serving
                self._serving = serving
            return self._serving

    def changed(self) -> None:
        """Let the next search see what became of the spaces."""
        with self._lock:
            self._serving = None

    def targets(self) -> list[TextEmbedder]:
        """Return what a new document is embedded with: the active space's embedder, and the coming one's."""
        if self._store.space_in_role(SpaceRole.ACTIVE) is None:
            self.serving()  # the first document decides
        roles = (SpaceRole.ACTIVE, SpaceRole.COMING)
        spaces = [self._store.space_in_role(role) for role in roles]
        able = [self.embedder_of(space)[0] for space in spaces if space is not None]
        return [embedder for embedder in able if embedder is not None]

    def embedder_of(self, space: EmbeddingSpace) -> tuple[TextEmbedder | None, QuireError | None]:
        """Return the embedder whose vectors lie in a space, or None and why not."""
        try:
            whole = self._provide(space.model)
        except (ModelError, NotFound, PluginError) as error:
            return None, error
        if whole.space.revision != space.revision or whole.space.dim < space.dim:
            return None, LibraryError(
                f"this library was embedded by another version of {space.model}",
                hint="run `quire reindex` to embed it anew",
                detail=f"{space.id}: the library has revision {space.revision}, {space.dim} dimensions; "
                f"offered {whole.space.revision}, {whole.space.dim}",
            )
        return embed.placed(whole, space), None

    def wanted_space(self, wanted: Wanted) -> EmbeddingSpace:
        """Return the space of the embedder that was chosen.

        Its vectors are cut to the longest length that the model allows and the person wants, if there is one.

        Raises:
            ModelError: it cannot run here.
            NotFound: there is no such model.
        """
        space = self._provide(wanted.model_id).space
        if not wanted.dimensions:
            return space
        fitting = [dim for dim in self._dimensions_of(wanted.model_id) if dim <= wanted.dimensions]
        return dataclasses.replace(space, dim=max(fitting)) if fitting else space

    def pending(self) -> EmbeddingSpace | None:
        """Return the space that questions are to be compared in but are not yet; None when all is as chosen."""
        active = self._store.space_in_role(SpaceRole.ACTIVE)
        try:
            space = self.wanted_space(self.wanted())
        except QuireError:
            return None
        if active is not None and same(active, space):
            return None
        return space

    def _arrange(self) -> Serving:
        active = self._store.space_in_role(SpaceRole.ACTIVE)
        if active is None or self._is_empty(active):
            return self._begin(active)
        embedder, fault = self.embedder_of(active)
        coming = self._store.space_in_role(SpaceRole.COMING)
        bridged = None if coming is None else self._bridge(active, coming, embedder)
        if bridged is not None:
            return bridged
        if embedder is not None:
            return Serving(self._store, embedder)
        note = _BEING_EMBEDDED if coming is not None else _explained(fault)
        return Serving(self._store, None, (note,), "words")

    def _begin(self, active: EmbeddingSpace | None) -> Serving:
        """Choose the space of a library without vectors."""
        try:
            space = self.wanted_space(self.wanted())
            whole = self._provide(self.wanted().model_id)
        except QuireError as error:
            return Serving(self._store, None, (_explained(error),), "words")
        if active is None or not same(active, space):
            active = self._store.place_space(space, SpaceRole.ACTIVE)
        return Serving(self._store, embed.placed(whole, active))

    def _bridge(
        self, active: EmbeddingSpace, coming: EmbeddingSpace, old: TextEmbedder | None
    ) -> Serving | None:
        """Return how documents in the old and in the new space are searched together, where that serves well."""
        content = self._store.projection(active.id, coming.id)
        if content is None:
            return None
        projection = embed.Projection.from_bytes(content)
        if not projection.quality.good:
            return None
        new, _ = self.embedder_of(coming)
        if new is None:
            return None
        catalogue = BridgedLookup(self._store, active, coming, projection)
        return Serving(catalogue, embed.with_words_of(new, old), (), "projection")

    def _is_empty(self, space: EmbeddingSpace) -> bool:
        return not any(item.n_vectors for item in self._store.space_summaries() if item.space.id == space.id)


def same(one: EmbeddingSpace, other: EmbeddingSpace) -> bool:
    """Return whether two spaces hold the same vectors, whatever each is called."""
    return (one.model, one.revision, one.dim) == (other.model, other.revision, other.dim)


def _explained(error: QuireError | None) -> str:
    if error is None:
        return _BEING_EMBEDDED
    if not error.hint:
        return f"found by words only: {error.message}"
    return f"found by words only: {error.message} ({error.hint})"
