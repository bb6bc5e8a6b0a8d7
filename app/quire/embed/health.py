"""How much of its space a set of embeddings uses, measured without any labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def effective_rank(vectors: NDArray[np.float32]) -> float:
    """Return RankMe: the exponential of the entropy of the normalised singular values.

    RankMe (arXiv 2210.02885): the higher, the better the embeddings serve retrieval, all else equal; a value
    near 1 means that all vectors are alike. It cannot exceed min(n, dim): compare sets of like size.

    Args:
        vectors: Shape (n, dim). An empty set has rank 0.
    """
    import numpy as np

    if vectors.size == 0:
        return 0.0
    singular = np.linalg.svd(vectors.astype(np.float64), compute_uv=False)
    total = singular.sum()
    if total <= 0:
        return 0.0
    shares = singular / total
    shares = shares[shares > 0]
    return float(np.exp(-(shares * np.log(shares)).sum()))
