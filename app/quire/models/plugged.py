"""Models that plugins bring, as the main process sees them; they run in the model host like all others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from quire.models.engines import PLUGGED
from quire.models.protocol import HostedModel, Payload
from quire.plugins.contracts import TextEmbedder, TextUse
from quire.plugins.hooks import hookimpl
from quire.plugins.offers import EmbedderOffer, GeneratorOffer, ModelOffer
from quire.types import EmbeddingSpace, ModelCard, ModelFile, ModelRole

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from quire.models.host import ModelHost

ENGINE = PLUGGED
_MINILM = ("minilm-l6-v2", "all-MiniLM-L6-v2", 384)
_SCHEME = "plugin:"
_REMOTE = "runs at {0}, not on this machine: whatever it is given is sent there"


class BuiltInModels:
    """The embedding model that needs no download."""

    @hookimpl
    def register_embedders(self) -> list[EmbedderOffer]:
        model_id, title, dim = _MINILM
        return [EmbedderOffer(model_id, title, target="", dim=dim)]


def plugged_models(offers: Iterable[ModelOffer]) -> tuple[HostedModel, ...]:
    """Return what the host needs to run the models that plugins offer; built-in ones have no target."""
    return tuple(HostedModel(_card(offer), ENGINE, ()) for offer in offers if offer.target)


def target_of(card: ModelCard) -> str:
    """Return "module:Class" of a plugin's model."""
    return card.files[0].url.removeprefix(_SCHEME)


def _card(offer: ModelOffer) -> ModelCard:
    role, context_tokens, revision = ModelRole.RERANKER, 0, "1"
    dimensions: tuple[int, ...] = ()
    judging: dict[str, Any] = {}
    if isinstance(offer, EmbedderOffer):
        role, context_tokens = ModelRole.TEXT_EMBEDDER, offer.max_tokens
        dimensions, revision = (offer.dim,), offer.revision
    elif isinstance(offer, GeneratorOffer):
        role, context_tokens = (ModelRole.VLM if offer.sees else ModelRole.GENERATOR), offer.context_tokens
    else:
        judging = {"trust": offer.trust, "depth": offer.depth}
    return ModelCard(
        id=offer.id,
        role=role,
        title=offer.title,
        files=(ModelFile(f"revision {revision}", _SCHEME + offer.target),),
        licence="",
        memory_mb=0,
        context_tokens=context_tokens,
        engine=ENGINE,
        dimensions=dimensions,
        note=_REMOTE.format(offer.remote) if offer.remote else "brought by a plugin",
        remote=offer.remote,
        **judging,
    )


class PluggedEmbedder(TextEmbedder):
    """A plugin's text embedder, run in the host process."""

    def __init__(self, host: ModelHost, model: HostedModel) -> None:
        card = model.card
        self._host = host
        self._model = model
        self.max_tokens = card.context_tokens
        self.space = EmbeddingSpace(card.id, card.id, card.files[0].name, card.dimensions[0], ("text",))

    def _embed(self, texts: Sequence[str], *, use: TextUse, urgent: bool) -> NDArray[np.float32]:
        import numpy as np

        reply = self._host.run(self._model, "embed", Payload(tuple(texts), {"use": use}), urgent=urgent)
        return np.asarray(reply.arrays["vectors"], np.float32)
