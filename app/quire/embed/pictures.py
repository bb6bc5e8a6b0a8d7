"""The pictures of a document become vectors of a visual space, batch by batch, so that a question can come between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quire.errors import NotFound, ReadError
from quire.jobs import Job
from quire.plugins.contracts import ImageEmbedder, PatchVectors
from quire.types import Element, ElementKind, EmbeddingSpace, Problem, VectorSet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LOOKING = "looking"  # the stage as progress and problems name it

Crop = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Pictured:
    """The vectors of one document's pictures, None when there are none; and those that could not be looked at."""

    vectors: VectorSet | None = None
    problems: tuple[Problem, ...] = ()


def embed_pictures(
    elements: Sequence[Element], images: ImageEmbedder, crop: Crop, *, job: Job, label: str = ""
) -> Pictured:
    """Embed every element that has a picture: figures, tables and loose pictures.

    Args:
        crop: Returns an encoded picture by its name.

    Raises:
        Cancelled: the job was cancelled; nothing is kept.
        ModelFailed: the model could not do it.
        PluginError: the model broke its contract.
    """
    import numpy as np

    wanted = [one for one in elements if one.image and one.kind is not ElementKind.FURNITURE]
    ids = list[str]()
    rows: list[NDArray[np.float32]] = []
    problems = list[Problem]()
    job.report(LOOKING, done=0, total=len(wanted), unit="pictures", label=label)
    start = 0
    while start < len(wanted):
        job.checkpoint()
        batch = wanted[start : start + images.batch_size]
        for element, row in _embedded(batch, images, crop):
            if isinstance(row, Problem):
                problems.append(row)
            else:
                ids.append(element.id)
                rows.append(row)
        start += len(batch)
        job.report(LOOKING, done=start, total=len(wanted), unit="pictures", label=label)
    if not ids:
        return Pictured(problems=tuple(problems))
    space = images.space
    data = np.stack(rows).astype("<f4").tobytes()
    return Pictured(VectorSet(space.id, "element", tuple(ids), space.dim, data), tuple(problems))


def _embedded(
    batch: Sequence[Element], images: ImageEmbedder, crop: Crop
) -> list[tuple[Element, NDArray[np.float32] | Problem]]:
    """Embed a batch at once or, when one of it cannot be decoded, one by one."""
    try:
        vectors = images.embed_images([crop(element.image or "") for element in batch])
        return list(zip(batch, vectors, strict=True))
    except (ReadError, NotFound) as error:
        if len(batch) == 1:
            [element] = batch
            message = f"a {element.kind.value} was not looked at: {error.message}"
            return [(element, Problem(error.kind, LOOKING, message, error.hint, element.place.page_number))]
    return [pair for element in batch for pair in _embedded([element], images, crop)]


def placed_images(images: ImageEmbedder, space: EmbeddingSpace) -> ImageEmbedder:
    """Return the model so that its vectors belong to `space`: the same one, as a library names it."""
    return images if images.space == space else _Placed(images, space)


class _Placed(ImageEmbedder):
    def __init__(self, images: ImageEmbedder, space: EmbeddingSpace) -> None:
        self._images = images
        self.basic = images.basic
        self.space = space

    @property
    def batch_size(self) -> int:  # type: ignore[override]  # it may grow when the model is found on a graphics processor
        return self._images.batch_size

    def embed_images(self, images: Sequence[bytes], *, urgent: bool = False) -> NDArray[np.float32]:
        return self._images.embed_images(images, urgent=urgent)

    def embed_captions(self, texts: Sequence[str], *, urgent: bool = False) -> NDArray[np.float32]:
        return self._images.embed_captions(texts, urgent=urgent)

    def is_cut(self, text: str) -> bool:
        return self._images.is_cut(text)

    def patch_vectors(self, image: bytes, *, urgent: bool = False) -> PatchVectors | None:
        return self._images.patch_vectors(image, urgent=urgent)
