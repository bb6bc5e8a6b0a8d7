"""Models of plugins as objects; those that run at another host are asked by the main process itself."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

from quire.errors import ModelFailed, PluginError, QuireError
from quire.models.plugged import target_of
from quire.plugins.contracts import Generator, Reranker, TextEmbedder
from quire.types import ModelCard, ModelRole

PluggedModel = TextEmbedder | Reranker | Generator

_CONTRACTS: Mapping[ModelRole, type] = {
    ModelRole.TEXT_EMBEDDER: TextEmbedder,
    ModelRole.RERANKER: Reranker,
    ModelRole.GENERATOR: Generator,
    ModelRole.VLM: Generator,
}


def made(card: ModelCard) -> PluggedModel:
    """Import and make the model of a plugin.

    Raises:
        ModelFailed: it cannot be made, or is not what its card says.
    """
    module_name, _, class_name = target_of(card).partition(":")
    try:
        model: PluggedModel = getattr(importlib.import_module(module_name), class_name)()
    except QuireError:
        raise
    except Exception as error:  # a stranger's code
        raise ModelFailed(
            f"the plugin's model {card.title} could not be loaded: {error}",
            hint="update the plugin, or choose another model",
            detail=repr(error),
        ) from error
    contract = _CONTRACTS[card.role]
    if not isinstance(model, contract):
        raise ModelFailed(
            f"the plugin's model {card.title} is no {contract.__name__}", hint="choose another model"
        )
    return model


def remote_embedder(card: ModelCard) -> TextEmbedder:
    """Return an embedder that sends texts to another host; opens no connection. See `made` for what is raised."""
    model = _remote(card)
    assert isinstance(model, TextEmbedder)
    if (model.space.model, model.space.dim) != (card.id, card.dimensions[0]):
        raise PluginError(
            f"the embedder {card.id} is not what its plugin registered",
            hint="update the plugin, or choose another embedding model",
            detail=f"{model.space.model} of dimension {model.space.dim}",
        )
    return model


def remote_reranker(card: ModelCard) -> Reranker:
    """Return a reranker that sends question and passages to another host; opens no connection."""
    model = _remote(card)
    assert isinstance(model, Reranker)
    model.trust, model.depth = card.trust, card.depth
    return model


def remote_generator(card: ModelCard) -> Generator:
    """Return a language model at another host; opens no connection."""
    model = _remote(card)
    assert isinstance(model, Generator)
    return model


def _remote(card: ModelCard) -> PluggedModel:
    model = made(card)
    model.remote = card.remote  # what the person is told is what was registered
    return model
