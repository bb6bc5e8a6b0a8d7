"""Who does what: the model that the person chose for each role, ready to be asked."""

from __future__ import annotations

from quire.errors import InvalidInput
from quire.models import ModelHost
from quire.models.shelf import Shelf
from quire.plugins.contracts import Generator, ImageEmbedder, Reranker, TextEmbedder
from quire.settings import Settings, with_value
from quire.types import ModelRole

_RIGHT_ROLES = {
    "models.embedder": (ModelRole.TEXT_EMBEDDER,),
    "models.images": (ModelRole.DUAL_ENCODER, ModelRole.VLM_EMBEDDER),
    "models.reranker": (ModelRole.RERANKER,),
    "models.generator": (ModelRole.GENERATOR, ModelRole.VLM),
}


class Roles:
    """Makes the chosen models reachable. Nothing is loaded before it is asked for the first time. Thread-safe.

    All methods return None when the role is not filled, and raise ModelMissing when it is filled with a model that is
    not on this machine.
    """

    def __init__(self, shelf: Shelf, host: ModelHost, settings: Settings) -> None:
        self._shelf = shelf
        self._host = host
        self._chosen = settings.models

    def text_embedder(self) -> TextEmbedder | None:
        """Return the embedder chosen in place of the built-in one."""
        chosen = self._chosen.embedder
        return self._host.text_embedder(self._shelf.hosted(chosen)) if chosen else None

    def images(self) -> ImageEmbedder | None:
        chosen = self._chosen.images
        return self._host.image_embedder(self._shelf.hosted(chosen)) if chosen else None

    def reranker(self) -> Reranker | None:
        chosen = self._chosen.reranker
        return self._host.reranker(self._shelf.hosted(chosen)) if chosen else None

    def generator(self) -> Generator | None:
        chosen = self._chosen.generator
        return self._host.generator(self._shelf.hosted(chosen)) if chosen else None

    def use(self, setting: str, model_id: str) -> None:
        """Fill a role from now on; the settings file is the caller's. An empty id leaves it unfilled.

        Args:
            setting: Name of the role's setting, "models.generator".

        Raises:
            NotFound: there is no such model.
            ModelMissing: it is not on this machine.
            InvalidInput: it is a model for something else.
        """
        if model_id:
            check_role(self._shelf, setting, model_id)
        self._chosen = with_value(Settings(models=self._chosen), setting, model_id).models


def check_role(shelf: Shelf, setting: str, model_id: str) -> None:
    """Make sure that a model can fill the role of a setting; see `Roles.use` for what is raised."""
    role = shelf.card(model_id).role
    if role not in _RIGHT_ROLES[setting]:
        raise InvalidInput(
            f"{model_id} is a {role.value.replace('-', ' ')} and cannot serve as {setting}",
            hint="`quire models list` shows what each model is for",
        )
    shelf.hosted(model_id)
