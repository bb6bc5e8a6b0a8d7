"""Model cards: what is known of each model before it runs.

Those of built-in models are `resources/models/<id>/card.toml`, those that can be downloaded
`resources/models/catalogue/<id>.toml`.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from quire.errors import ModelMissing
from quire.settings.folders import resources
from quire.types import ModelCard, ModelRole

msgspec.json.Decoder(ModelCard)  # worked out once, by one thread: see jobs/child.py


def models_folder() -> Path:
    """Return the folder of the models that come with Quire."""
    return resources() / "models"


def load_card(path: Path) -> ModelCard:
    """Read one card.

    Raises:
        ModelMissing: the file is absent or does not describe a model.
    """
    try:
        with path.open("rb") as file:
            return msgspec.convert(tomllib.load(file), ModelCard)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ModelMissing(
            f"the model card {path.name} in {path.parent.name} cannot be read",
            hint="install Quire again, or remove the model",
            detail=str(error),
        ) from error


def built_in_card(model_id: str) -> ModelCard:
    """Return the card of a model that comes with Quire.

    Raises:
        ModelMissing: no model of this id comes with Quire.
    """
    return load_card(models_folder() / model_id / "card.toml")


def built_in_cards() -> list[ModelCard]:
    """Return the cards of all models that come with Quire, by id."""
    return [load_card(path) for path in sorted(models_folder().glob("*/card.toml"))]


def catalogue_cards() -> list[ModelCard]:
    """Return the cards of all models that can be downloaded, by kind and then from small to large."""
    cards = [load_card(path) for path in (models_folder() / "catalogue").glob("*.toml")]
    order = list(ModelRole)
    return sorted(cards, key=lambda card: (order.index(card.role), card.memory_mb, card.id))
