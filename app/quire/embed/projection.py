"""From one embedding space into another, fitted on texts that both models embedded: no labels, no model.

XBT (arXiv 2405.14715) keeps old vectors in service behind a new model by a projection trained on text alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


GOOD_OVERLAP = 0.4
LEAST_PAIRS = 100

_HELD_OUT = 0.2
_SHRINKAGE = (0.1, 0.3, 1.0)  # shares of the mean eigenvalue
_SCALES = tuple(step / 20 for step in range(10, 21))
_NEIGHBOURS = 40  # of so many held-out passages one is a neighbour: of 400 the ten nearest


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a projection does on passages it was not fitted on.

    Attributes:
        n_pairs: Passages it was fitted and measured on.
        cosine: Mean cosine of projected to real vectors.
        overlap: Share of a passage's nearest neighbours, by real vectors, that are also found among projected ones.
    """

    n_pairs: int
    cosine: float
    overlap: float

    @property
    def good(self) -> bool:
        """Whether search may rest on it."""
        return self.overlap >= GOOD_OVERLAP


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """An affine map between spaces and what it is worth.

    Attributes:
        matrix: float32, shape (old dim, new dim).
        old_mean, new_mean: float32, what is subtracted before and added after.
        scale: Length of a projected vector. Below 1: a projection keeps what passages have in common and loses what
            sets them apart, so that projected vectors lie too near to every question.
    """

    matrix: Floats
    old_mean: Floats
    new_mean: Floats
    scale: float
    quality: Quality

    def apply(self, rows: Floats) -> Floats:
        """Return vectors of the old space as vectors of the new one, shape (n, old dim) to (n, new dim)."""
        import numpy as np

        scaled: Floats = _moved(rows, self.matrix, self.old_mean, self.new_mean) * np.float32(self.scale)
        return scaled

    def pull(self, vector: Floats) -> Floats:
        """Return the old space's vector whose nearest are the nearest to `vector` after projection, about."""
        pulled: Floats = self.matrix @ vector
        return pulled

    def to_bytes(self) -> bytes:
        parts = [array.astype("<f4").tobytes() for array in (self.matrix, self.old_mean, self.new_mean)]
        quality = self.quality
        head = (self.matrix.shape, self.scale, quality.n_pairs, quality.cosine, quality.overlap)
        return msgspec.msgpack.encode((head, parts))

    @classmethod
    def from_bytes(cls, content: bytes) -> Projection:
        import numpy as np

        (shape, scale, n_pairs, cosine, overlap), parts = msgspec.msgpack.decode(content)
        matrix, old_mean, new_mean = (np.frombuffer(part, "<f4").astype(np.float32) for part in parts)
        return cls(matrix.reshape(shape), old_mean, new_mean, scale, Quality(n_pairs, cosine, overlap))


def fit_projection(old: Floats, new: Floats, *, seed: int = 0) -> Projection:
    """Fit by ridge regression on most of the pairs, measure on the rest.

    Args:
        old: Unit vectors of some texts, shape (n, old dim); at least `LEAST_PAIRS`.
        new: Unit vectors of the same texts by the other model, shape (n, new dim).
    """
    import numpy as np

    # Overlap of neighbours of all-MiniLM-L6-v2 (384) and WordLlama (256), 400 held-out passages of 22 PDFs, fitted on
    # 200/500/1000/1600 pairs; there and back:
    #   ridge, 0.3, old vectors projected   .54 .61 .62 .63   .54 .61 .63 .63
    #   orthogonal Procrustes, likewise     .54 .60 .61 .62   .53 .58 .61 .61
    #   the question projected, Procrustes  .53 .58 .59 .59   .51 .56 .58 .59
    #   no projection: the old space alone  .55               .52
    # With half of the passages projected, unscaled vectors leave embedded ones 29 % of the first ten places and an
    # overlap of .64; at the scale that leaves each half its share it is .75.
    order = np.random.default_rng(seed).permutation(len(old))
    n_held = max(1, round(_HELD_OUT * len(old)))
    held, fitted = order[:n_held], order[n_held:]
    tried = [_ridge(old[fitted], new[fitted], shrinkage) for shrinkage in _SHRINKAGE]
    projected = [_moved(old[held], *one) for one in tried]
    overlaps = [neighbour_overlap(rows, new[held]) for rows in projected]
    best = int(np.argmax(overlaps))
    quality = Quality(
        len(old), float((projected[best] * new[held]).sum(axis=1).mean()), float(overlaps[best])
    )
    scale = _fair_scale(projected[best], new[held])
    return Projection(*_ridge(old, new, _SHRINKAGE[best]), scale, quality)


def neighbour_overlap(projected: Floats, real: Floats) -> float:
    """Return the share of each real vector's nearest real ones that are also its nearest projected ones, 0 to 1."""
    import numpy as np

    count = max(1, len(real) // _NEIGHBOURS)
    true, seen = real @ real.T, real @ projected.T
    np.fill_diagonal(true, -np.inf)
    np.fill_diagonal(seen, -np.inf)
    wanted = np.argpartition(-true, count - 1, axis=1)[:, :count]
    found = np.argpartition(-seen, count - 1, axis=1)[:, :count]
    return float(np.mean([np.isin(one, other).mean() for one, other in zip(wanted, found, strict=True)]))


def _fair_scale(projected: Floats, real: Floats) -> float:
    """Return the scale at which projected vectors come to the top as often as real ones when half are projected."""
    import numpy as np

    count = max(1, len(real) // _NEIGHBOURS)
    true, seen = real @ real.T, real @ projected.T
    is_projected = np.arange(len(real)) % 2 == 0
    shares = []
    for scale in _SCALES:
        mixed = np.where(is_projected, np.float32(scale) * seen, true)
        np.fill_diagonal(mixed, -np.inf)
        shares.append(is_projected[np.argpartition(-mixed, count - 1, axis=1)[:, :count]].mean())
    return float(_SCALES[int(np.argmin(np.abs(np.array(shares) - 0.5)))])


def _ridge(old: Floats, new: Floats, shrinkage: float) -> tuple[Floats, Floats, Floats]:
    import numpy as np

    old_mean, new_mean = old.mean(axis=0), new.mean(axis=0)
    centred = (old - old_mean).astype(np.float64)
    covariance = centred.T @ centred
    dim = len(covariance)
    penalty = shrinkage * max(float(np.trace(covariance)) / dim, 1e-9)
    matrix = np.linalg.solve(covariance + penalty * np.eye(dim), centred.T @ (new - new_mean))
    return matrix.astype(np.float32), old_mean.astype(np.float32), new_mean.astype(np.float32)


def _moved(rows: Floats, matrix: Floats, old_mean: Floats, new_mean: Floats) -> Floats:
    import numpy as np

    moved = (rows - old_mean) @ matrix + new_mean
    unit: Floats = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-12)
    return unit
