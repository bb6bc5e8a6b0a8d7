"""How fast a model runs on this machine: a short try, the loading not counted."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass

from quire.errors import ModelFailed
from quire.jobs import Job
from quire.models import ModelHost
from quire.models.protocol import HostedModel
from quire.plugins.contracts import Message, Sampling
from quire.settings import resources
from quire.types import ModelRole

_AT_LEAST_S = 2.0
_TOKENS = 64
_TEXTS = 8
_PASSAGE = (
    "The reading room opens at nine and closes at six; on Thursdays it stays open until ten in the evening. Visitors "
    "leave coats and bags at the desk. Maps and drawings are brought on request within half an hour, and may be "
    "photographed without flash. Copies are made by the staff at twenty cents a page."
)
_QUESTION = "How long does the reading room stay open on Thursdays?"
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp"})


@dataclass(frozen=True, slots=True)
class Speed:
    """What a model did in a second; `unit` is "texts", "pictures", "passages" or "tokens"."""

    per_second: float
    unit: str


def measure(host: ModelHost, model: HostedModel, *, job: Job) -> Speed:
    """Load a model and let it work for some seconds.

    Raises:
        ModelFailed: it could not be loaded or failed.
        Cancelled: the job was cancelled.
    """
    job.report("loading", label=model.card.title)
    role = model.card.role
    if role in (ModelRole.GENERATOR, ModelRole.VLM):
        return _writing(host, model, job)
    if role is ModelRole.RERANKER:
        reranker = host.reranker(model)
        return _repeated(lambda texts: reranker.rerank(_QUESTION, texts, job=job), "passages", job)
    if role is ModelRole.TEXT_EMBEDDER:
        embedder = host.minilm() if model.card.built_in else host.text_embedder(model)
        return _repeated(lambda texts: embedder.embed(texts, use="passage"), "texts", job)
    images = host.tower() if model.card.built_in else host.image_embedder(model)
    samples = itertools.cycle(_pictures())
    return _repeated(lambda texts: images.embed_images([next(samples) for _ in texts]), "pictures", job)


def _repeated(work: Callable[[list[str]], object], unit: str, job: Job) -> Speed:
    """Do batches until some seconds have passed; the first, which loads the model, does not count."""
    work([_PASSAGE])
    n_done, began, took = 0, time.monotonic(), 0.0
    while took < _AT_LEAST_S:
        job.checkpoint()
        job.report("trying")
        work([f"{number}. {_PASSAGE}" for number in range(n_done, n_done + _TEXTS)])  # never the same text twice
        n_done += _TEXTS
        took = time.monotonic() - began
    return Speed(n_done / took, unit)


def _writing(host: ModelHost, model: HostedModel, job: Job) -> Speed:
    generator = host.generator(model)
    made = generator.generate(
        [Message("user", f"{_PASSAGE}\n\nRetell this at length, in your own words.")],
        sampling=Sampling(max_tokens=_TOKENS),
        job=job,
    )
    job.checkpoint()
    if not made.n_tokens or not made.writing_s:
        raise ModelFailed(f"{model.card.title} wrote nothing", hint="choose another model")
    return Speed(made.n_tokens / made.writing_s, "tokens")


def _pictures() -> list[bytes]:
    """Return the sample pictures that come with Quire."""
    folder = resources() / "samples"
    return [path.read_bytes() for path in sorted(folder.rglob("*")) if path.suffix.lower() in _PICTURES]
