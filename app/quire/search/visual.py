"""Likeness in a visual space, for queries by picture and by description. No picture is decoded here."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from quire.plugins.contracts import ImageEmbedder
from quire.search.catalogue import Catalogue

_CANDIDATES = 200
_CLEAR_LEAD = (
    4.0  # standard deviations above the crowd that count as 1: in a sample of 200, chance reaches about 2.7
)


def find_alike(
    catalogue: Catalogue,
    images: ImageEmbedder,
    picture: bytes | None,
    text: str,
    scope: Sequence[str],
) -> dict[str, float]:
    """Return likeness of elements to a picture, a description, or both, calibrated to 0–1.

    Text-to-image cosines live in another range than image-to-image ones ("It's Not a Modality Gap", arXiv
    2502.04263), so each
    list is centred on its own crowd before the two are added up.
    """
    alike: dict[str, float] = {}
    vectors = []
    if picture is not None:
        vectors.append(images.embed_images([picture], urgent=True)[0])
    if text.strip():
        vectors.append(images.embed_captions([text], urgent=True)[0])
    for vector in vectors:
        hits = catalogue.nearest(images.space.id, "element", vector, limit=_CANDIDATES, document_ids=scope)
        for element_id, likeness in _calibrated(hits):
            alike[element_id] = alike.get(element_id, 0.0) + likeness / len(vectors)
    return alike


def _calibrated(hits: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    cosines = np.array([cosine for _, cosine in hits])
    if len(cosines) < 3:  # no crowd to compare with: the cosine itself must do
        return [(element_id, max(cosine, 0.0)) for element_id, cosine in hits]
    lead = (cosines - np.median(cosines)) / max(float(cosines.std()), 1e-6) / _CLEAR_LEAD
    return [
        (element_id, float(value)) for (element_id, _), value in zip(hits, np.clip(lead, 0, 1), strict=True)
    ]
