"""Another text embedder for a library, while it goes on answering: document by document into a space beside the old
one, which serves until the last of them is there.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quire import embed
from quire.errors import InvalidInput, ModelFailed, NotFound, PluginError
from quire.jobs import Job
from quire.library.serving import TextSpaces, Wanted, same
from quire.library.shortening import longer_space, shortened
from quire.plugins.contracts import TextEmbedder, TokenEmbedder
from quire.store import SpaceRole, Store, Unembedded
from quire.types import Document, EmbeddingSpace, Problem, Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SAMPLE = 2_000  # passages that both models embed; more than 1,000 gained 0.01 of the overlap
_SHARE = 5  # of the passages one in so many, at most: what is sampled is embedded twice
_SEED = 14
_FAILURES_IN_A_ROW = 3  # then it is the model, not the document
_POLL_S = 0.2


@dataclass(frozen=True, slots=True)
class Switched:
    """What came of embedding a library anew.

    Attributes:
        switched: Whether questions are compared in the space now; False while documents that can be found by their
            meaning would be lost to it.
        n_documents, n_elements: Embedded by this call.
        n_cut: Elements among them that are longer than the model reads; their words are all found nevertheless.
        way: What answered meanwhile: "vectors" of the old space, "projection" of them into the new one, or "words".
        projection: How good the projection is, where there is one.
        problems: Documents that could not be embedded.
    """

    space: EmbeddingSpace
    switched: bool
    n_documents: int
    n_elements: int
    way: str
    projection: embed.Quality | None
    problems: tuple[Problem, ...]
    seconds: float
    n_cut: int = 0


class Switching:
    """Embeds a library anew. Thread-safe; one switch at a time.

    Args:
        writing: Held by whoever adds or removes documents; taken for the change-over only.
    """

    def __init__(self, store: Store, spaces: TextSpaces, writing: threading.Lock) -> None:
        self._store = store
        self._spaces = spaces
        self._writing = writing
        self._running = threading.Lock()

    def switch(self, wanted: Wanted, job: Job) -> Switched:
        """Bring every document into the space of the model that is wanted, then let that space answer.

        Where only the length of vectors changes, to a shorter one, the stored ones are cut: no model is asked.

        What is embedded stays: after a cancel, a kill or a failure the next call goes on. Documents that are added
        meanwhile come into both spaces.

        Raises:
            ModelMissing: the model is not on this machine.
            ModelFailed, PluginError: the model fails on one document after another.
            InvalidInput: a switch is under way.
            Cancelled: the job was cancelled.
        """
        if not self._running.acquire(blocking=False):
            raise InvalidInput("the library is being embedded anew already", hint="wait for it, or stop it")
        try:
            return self._switch(wanted, job)
        finally:
            self._running.release()

    def remove_space(self, space_id: str) -> None:
        """Remove a space that does not answer.

        Raises:
            NotFound: there is no such space.
            InvalidInput: it is the active one, or being filled right now.
        """
        if not self._running.acquire(blocking=False):
            raise InvalidInput("the library is being embedded anew", hint="wait for it, or stop it")
        try:
            self._store.remove_space(space_id)
            self._spaces.changed()
        finally:
            self._running.release()

    def _switch(self, wanted: Wanted, job: Job) -> Switched:
        began = time.monotonic()
        space = self._declare(self._spaces.wanted_space(wanted))
        embedder, fault = self._spaces.embedder_of(space)
        if embedder is None:
            raise fault or ModelFailed("the model cannot run")
        active = self._store.space_in_role(SpaceRole.ACTIVE)
        longer = None if isinstance(embedder, TokenEmbedder) else longer_space(self._store, space)
        projection = None
        if active is not None and active.id != space.id and longer is None:
            projection = self._compare(active, space, embedder, job)
        self._spaces.changed()
        way = self._spaces.serving().way
        filling = _Filling(self._store, embedder, job, longer=longer)
        filling.fill(visible=way == "projection" or self._is_active(space))
        with self._nobody_writing(job):
            filling.fill(visible=True)  # what an adding that began before the switch still brought
            switched = self._is_active(space) or not self._would_lose(active, filling.failed)
            if switched:
                self._store.set_role(space.id, SpaceRole.ACTIVE)
        self._spaces.changed()
        return Switched(
            space,
            switched,
            filling.n_documents,
            filling.n_elements,
            way,
            projection,
            tuple(filling.failed.values()),
            time.monotonic() - began,
            filling.n_cut,
        )

    def _declare(self, space: EmbeddingSpace) -> EmbeddingSpace:
        """Let the space be the coming one, unless it is the active one already: then no other is coming any more."""
        active = self._store.space_in_role(SpaceRole.ACTIVE)
        if active is not None and same(active, space):
            coming = self._store.space_in_role(SpaceRole.COMING)
            if coming is not None:
                self._store.set_role(coming.id, SpaceRole.KEPT)
            return active
        return self._store.place_space(space, SpaceRole.COMING if active is not None else SpaceRole.ACTIVE)

    def _is_active(self, space: EmbeddingSpace) -> bool:
        active = self._store.space_in_role(SpaceRole.ACTIVE)
        return active is not None and active.id == space.id

    def _would_lose(self, active: EmbeddingSpace | None, failed: dict[str, Problem]) -> bool:
        if active is None:
            return False
        without = {item.id for item in self._store.unembedded(active.id)}
        return any(document_id not in without for document_id in failed)

    @contextmanager
    def _nobody_writing(self, job: Job) -> Iterator[None]:
        while not self._writing.acquire(timeout=_POLL_S):
            job.checkpoint()
            job.report("waiting", label="for adding to end")
        try:
            yield
        finally:
            self._writing.release()

    # the projection ----------------------------------------------------------------------------------------------

    def _compare(
        self, old: EmbeddingSpace, new: EmbeddingSpace, embedder: TextEmbedder, job: Job
    ) -> embed.Quality | None:
        """Fit a projection between the spaces, unless one is kept or it would cost more than it saves."""
        kept = self._store.projection(old.id, new.id)
        if kept is not None:
            return embed.Projection.from_bytes(kept).quality
        waiting = self._store.unembedded(new.id)
        n_elements = sum(item.n_elements for item in waiting)
        vectors, texts = self._sample(old, waiting, min(_SAMPLE, n_elements // _SHARE), job)
        if len(texts) < embed.LEAST_PAIRS:
            return None
        projection = embed.fit_projection(vectors, _embed_all(embedder, texts, job), seed=_SEED)
        self._store.put_projection(old.id, new.id, projection.to_bytes())
        return projection.quality

    def _sample(
        self, old: EmbeddingSpace, documents: list[Unembedded], wanted: int, job: Job
    ) -> tuple[NDArray[np.float32], list[str]]:
        """Return old vectors and texts of passages from as many documents as possible, the same at every call."""
        import numpy as np

        if wanted < embed.LEAST_PAIRS:
            return np.zeros((0, old.dim), np.float32), []
        dice = random.Random(_SEED)
        order = dice.sample(documents, len(documents))
        vectors, texts = [np.zeros((0, old.dim), np.float32)], list[str]()
        for place, item in enumerate(order):
            job.checkpoint()
            count = -(-(wanted - len(texts)) // (len(order) - place))
            try:
                passages = embed.passages_of(self._store.document(item.id, with_words=False))
            except NotFound:  # removed meanwhile
                continue
            chosen = dice.sample(sorted(passages), min(count, len(passages)))
            ids, rows = self._store.vectors(old.id, "element", ids=chosen) if chosen else ([], vectors[0])
            vectors.append(rows)
            texts += [passages[element_id] for element_id in ids]
            if len(texts) >= wanted:
                break
        return np.concatenate(vectors), texts


class _Filling:
    """Brings documents into a space, each with one commit.

    Args:
        longer: A space of the same model whose vectors can be cut for it.

    Attributes:
        failed: Document id to what went wrong.
    """

    def __init__(
        self, store: Store, embedder: TextEmbedder, job: Job, *, longer: EmbeddingSpace | None
    ) -> None:
        self.n_documents = self.n_elements = self.n_cut = 0
        self.failed: dict[str, Problem] = {}
        self._store = store
        self._embedder = embedder
        self._longer = longer
        self._job = job
        self._seen = set[int]()  # versions; what has no passage stays without vectors
        self._in_a_row = 0

    def fill(self, *, visible: bool) -> None:
        """Embed what is not in the space, until nothing new comes any more.

        Args:
            visible: Whether searches look into the space.
        """
        while waiting := self._waiting():
            total = self.n_elements + sum(item.n_elements for item in waiting)
            for item in waiting:
                self._job.checkpoint()
                self._seen.add(item.version)
                self._one(item, total, visible=visible)

    def _waiting(self) -> list[Unembedded]:
        return [
            item for item in self._store.unembedded(self._embedder.space.id) if item.version not in self._seen
        ]

    def _one(self, item: Unembedded, total: int, *, visible: bool) -> None:
        try:
            document = self._store.document(item.id, with_words=False)
            embedded = self._embedded(document, total)
            sections, whole = embed.merge(document, embedded.elements)
            self._store.put_vectors(
                document,
                item.version,
                vectors=(embedded.elements, sections, whole) if embedded.elements.ids else (),
                tokens=() if embedded.tokens is None else (embedded.tokens,),
                visible=visible,
            )
        except NotFound:
            return  # removed or read again meanwhile; then it comes again as another version
        except (ModelFailed, PluginError) as error:
            self._in_a_row += 1
            if self._in_a_row >= _FAILURES_IN_A_ROW:
                raise
            message = f"{document.title}: {error.message}"
            self.failed[item.id] = Problem(error.kind, "embed", message, hint=error.hint)
            return
        self._in_a_row = 0
        self.n_documents += 1
        self.n_elements += item.n_elements
        self.n_cut += embedded.n_cut

    def _embedded(self, document: Document, total: int) -> embed.Embedded:
        part = self._part(total, document.title)
        if self._longer is not None:
            elements = shortened(self._store, document, self._longer, self._embedder.space)
            if elements is not None:
                part.report("embedding", done=len(elements.ids), unit="elements", label=document.title)
                return embed.Embedded(elements, None)
        return embed.embed_document(document, self._embedder, job=part)

    def _part(self, total: int, title: str) -> Job:
        def fold(done: Progress) -> None:
            self._job.report(
                "embedding", done=self.n_elements + done.done, total=total, unit="elements", label=title
            )

        return self._job.part(fold)


def _embed_all(embedder: TextEmbedder, texts: list[str], job: Job) -> NDArray[np.float32]:
    import numpy as np

    parts = []
    for start in range(0, len(texts), embedder.batch_size):
        job.checkpoint()
        job.report("comparing", done=start, total=len(texts), unit="passages")
        parts.append(embedder.embed(texts[start : start + embedder.batch_size]))
    return np.concatenate(parts)
