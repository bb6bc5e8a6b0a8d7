"""Pictures by their looks: which model sees, what it has not looked at yet, where in a picture a question points."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from quire import embed
from quire.errors import InvalidInput, ModelError, NotFound, PluginError, QuireError
from quire.jobs import Job
from quire.plugins.contracts import ImageEmbedder
from quire.store import SpaceRole, Store, Unembedded
from quire.types import Document, EmbeddingSpace, Problem

_SHOWN_EVERY = 20  # documents after which searches see what was added: each time their caches begin anew
_FAILURES_IN_A_ROW = 3  # then it is the model, not the document


@dataclass(frozen=True, slots=True)
class HeatMap:
    """How strongly each part of a picture answers a question.

    Attributes:
        values: Rows from top to bottom of columns from left to right, each 0 to 1; 1 is the strongest part.
        centre_only: It covers only the largest square in the middle of the picture, else all of it.
    """

    values: tuple[tuple[float, ...], ...]
    centre_only: bool


class Seeing:
    """The visual space of one library. Thread-safe.

    Args:
        provide: Returns the chosen model, or None when none is; raises ModelError when it cannot.
    """

    def __init__(self, store: Store, provide: Callable[[], ImageEmbedder | None]) -> None:
        self._store = store
        self._provide = provide
        self._lock = threading.Lock()
        self._known: tuple[EmbeddingSpace, ImageEmbedder] | None = None
        self._catching_up = threading.Lock()

    def images(self) -> ImageEmbedder | None:
        """Return the chosen model, its space under this library's name; None when none is chosen.

        Raises:
            ModelMissing: it is not on this machine.
            ModelFailed: its files are not what they should be.
        """
        images = self._provide()
        if images is None:
            return None
        with self._lock:
            if self._known is None or self._known[0] != images.space:
                space = self._store.place_space(images.space, SpaceRole.OTHER)
                self._known = (images.space, embed.placed_images(images, space))
            return self._known[1]

    def look(self, document: Document, job: Job) -> embed.Pictured:
        """Look at a document that is being added. Without a model, or with one that fails, there is a problem instead.

        Raises:
            Cancelled: the job was cancelled.
        """
        if not any(element.image for element in document.elements):
            return embed.Pictured()
        try:
            images = self.images()
            if images is None:
                return embed.Pictured()
            return embed.embed_pictures(document.elements, images, self._store.crop, job=job, label=document.title)
        except (ModelError, PluginError, NotFound) as error:
            message = f"its pictures were not looked at: {error.message}"
            return embed.Pictured(problems=(Problem(error.kind, embed.LOOKING, message, error.hint),))

    def waiting(self) -> list[Unembedded]:
        """Return the documents with pictures that the chosen model has not looked at, as they came in.

        Raises:
            ModelError: see `images`.
        """
        images = self.images()
        if images is None:
            return []
        missing = self._store.unembedded(images.space.id)
        summaries = self._store.summaries(document_ids=[one.id for one in missing]) if missing else []
        illustrated = {one.id for one in summaries if one.n_figures or one.n_tables}
        return [one for one in missing if one.id in illustrated]

    def catch_up(self, job: Job) -> int:
        """Look at every picture not looked at yet; return how many there were. Questions go before.

        What was done stays: after a cancel or a kill the next call goes on with the next document.

        Raises:
            Cancelled: the job was cancelled.
            ModelMissing: the chosen model is not on this machine.
            ModelFailed: it failed; documents on which it did not are done.
            InvalidInput: pictures are being looked at already.
        """
        if not self._catching_up.acquire(blocking=False):
            raise InvalidInput("the pictures are being looked at already", hint="wait for it, or stop it")
        try:
            return self._catch_up(job)
        finally:
            self._catching_up.release()

    def _catch_up(self, job: Job) -> int:
        images = self.images()
        if images is None:
            return 0
        waiting = self.waiting()
        n_pictures, failed, in_a_row = 0, list[QuireError](), 0
        for number, one in enumerate(waiting):
            job.checkpoint()
            job.report(embed.LOOKING, done=number, total=len(waiting), unit="documents")
            try:
                n_pictures += self._look_again(one, images, job, shown=number % _SHOWN_EVERY == 0)
                in_a_row = 0
            except NotFound:  # removed or read again meanwhile
                continue
            except (ModelError, PluginError) as error:
                failed.append(error)
                in_a_row += 1
                if in_a_row == _FAILURES_IN_A_ROW:
                    break
        job.report(embed.LOOKING, done=len(waiting), total=len(waiting), unit="documents")
        self._store.set_role(images.space.id, SpaceRole.OTHER)  # searches begin their caches anew
        if failed:
            raise failed[-1]
        self._retire_others(images.space)
        return n_pictures

    def _retire_others(self, space: EmbeddingSpace) -> None:
        """Mark what models for pictures that were chosen before have seen as removable; it stays until then."""
        for one in self._store.space_summaries():
            if "image" in one.space.modalities and one.space.id != space.id and one.role is SpaceRole.OTHER:
                self._store.set_role(one.space.id, SpaceRole.KEPT)

    def _look_again(self, one: Unembedded, images: ImageEmbedder, job: Job, *, shown: bool) -> int:
        document = self._store.document(one.id, with_words=False)
        part = job.part(lambda _: None)
        pictured = embed.embed_pictures(document.elements, images, self._store.crop, job=part)
        if pictured.vectors is None:
            return 0
        heals = "" if pictured.problems else embed.LOOKING
        vectors = (pictured.vectors,)
        self._store.put_vectors(document, one.version, vectors=vectors, tokens=(), visible=shown, heals=heals)
        return len(pictured.vectors.ids)

    def warm_up(self) -> None:
        """Load the chosen model when questions will be compared with what it has seen; takes seconds.

        Raises:
            QuireError: it cannot be loaded.
        """
        images = self.images()
        spaces = self._store.space_summaries()
        if images is not None and any(one.space == images.space and one.n_vectors for one in spaces):
            images.embed_captions(["ready"])

    def heat_map(self, element_id: str, text: str) -> HeatMap | None:
        """Return which parts of an element's picture are near to a text; None when the model does not tell.

        Each part is compared as "FILIP" (arXiv 2111.07783) compares patches: by its own vector.

        Raises:
            NotFound: there is no such element, or it has no picture.
            ModelError: the model is missing or failed.
        """
        import numpy as np

        found = self._store.elements([element_id], with_words=False)
        if not found or not found[0].image:
            raise NotFound("there is no picture of this", hint="ask for a figure, a table or a picture")
        images = self.images()
        if images is None or not text.strip():
            return None
        patches = images.patch_vectors(self._store.crop(found[0].image), urgent=True)
        if patches is None:
            return None
        heat = patches.rows @ images.embed_captions([text], urgent=True)[0]
        low, high = float(heat.min()), float(heat.max())
        scaled = (heat - low) / max(high - low, 1e-6)
        return HeatMap(tuple(tuple(map(float, row)) for row in np.round(scaled, 4)), patches.centre_only)
