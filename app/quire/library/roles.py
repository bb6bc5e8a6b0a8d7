"""Who does what: the model that the person chose for each role, ready to be asked."""

from __future__ import annotations

import contextlib
import threading

from quire.errors import InvalidInput, ModelMissing, QuireError
from quire.models import HostedModel, ModelHost
from quire.models.shelf import Shelf
from quire.plugins.contracts import Generator, ImageEmbedder, PictureReranker, Reranker, TextEmbedder
from quire.settings import Settings, get, with_value
from quire.types import ModelRole

BUILT_IN_EMBEDDER = "minilm-l6-v2"
BUILT_IN_IMAGES = "image-tower"

_RIGHT_ROLES = {
    "models.embedder": (ModelRole.TEXT_EMBEDDER,),
    "models.images": (ModelRole.DUAL_ENCODER, ModelRole.VLM_EMBEDDER),
    "models.reranker": (ModelRole.RERANKER,),
    "models.generator": (ModelRole.GENERATOR, ModelRole.VLM),
}


class Roles:
    """Makes the chosen models reachable. Nothing is loaded before it is asked for the first time. Thread-safe.

    All methods return None when nobody fills the role, and raise ModelMissing when it is filled with a model that is
    not on this machine, or that runs at another host while Quire is to stay offline.
    """

    def __init__(self, shelf: Shelf, host: ModelHost, settings: Settings) -> None:
        self._shelf = shelf
        self._host = host
        self._settings = settings

    def text_embedder(self) -> TextEmbedder | None:
        """Return the embedder chosen in place of the built-in one."""
        chosen = self._settings.models.embedder
        return self._host.text_embedder(self._hosted(chosen)) if chosen else None

    def embedder_named(self, model_id: str) -> TextEmbedder:
        """Return a text embedder by the id of its model; an empty id is the built-in one.

        Raises:
            ModelMissing: it is not on this machine.
            NotFound: there is no such model.
        """
        if model_id in ("", BUILT_IN_EMBEDDER):
            return self._host.minilm()
        return self._host.text_embedder(self._hosted(model_id))

    def dimensions_of(self, model_id: str) -> tuple[int, ...]:
        """Return the lengths that vectors of a model may be cut to; empty when only the whole vector is one."""
        if model_id in ("", BUILT_IN_EMBEDDER):
            return ()
        return self._shelf.card(model_id).dimensions

    @property
    def wanted_embedder(self) -> str:
        """The id of the model that is to embed text."""
        return self._settings.models.embedder or BUILT_IN_EMBEDDER

    @property
    def wanted_dimensions(self) -> int:
        """How long its vectors may be; 0 for whole ones."""
        return self._settings.models.dimensions

    @property
    def writes(self) -> bool:
        """Whether a language model is chosen."""
        return bool(self._settings.models.generator)

    def images(self) -> ImageEmbedder | None:
        """Return the model for pictures, the built-in one unless another is chosen; None when none shall look."""
        if not self._settings.models.look_at_pictures:
            return None
        chosen = self._settings.models.images
        if chosen in ("", BUILT_IN_IMAGES):
            return self._host.tower()
        return self._host.image_embedder(self._hosted(chosen))

    def reranker(self) -> Reranker | None:
        chosen = self._settings.models.reranker
        return self._host.reranker(self._hosted(chosen)) if chosen else None

    def picture_reranker(self) -> PictureReranker | None:
        """Return the chosen language model as judge of pictures; None also for one that cannot be, or shall not."""
        chosen = self._settings.models.generator if self._settings.search.rerank_pictures else ""
        return self._host.picture_reranker(self._hosted(chosen)) if chosen else None

    def prewarm(self) -> None:
        """Load the chosen reranker in the background; failures show at first use."""

        def warm() -> None:
            with contextlib.suppress(QuireError):
                reranker = self.reranker()
                if reranker is not None:
                    reranker.prepare()

        if self._settings.models.reranker and self._settings.search.rerank:
            threading.Thread(target=warm, name="prewarm-reranker", daemon=True).start()

    def generator(self) -> Generator | None:
        chosen = self._settings.models.generator
        return self._host.generator(self._hosted(chosen)) if chosen else None

    def _hosted(self, model_id: str) -> HostedModel:
        hosted = self._shelf.hosted(model_id)
        if hosted.card.remote and self._settings.privacy.offline:
            raise ModelMissing(
                f"{hosted.card.title} runs at {hosted.card.remote}, and Quire is set to stay offline",
                hint="switch `privacy.offline` off, or choose a model of this machine",
            )
        return hosted

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
        self._settings = with_value(self._settings, setting, model_id)


def hosts_of(shelf: Shelf, settings: Settings) -> tuple[str, ...]:
    """Return the hosts that are sent something by the models these settings choose, each once."""
    if settings.privacy.offline:
        return ()
    chosen = {str(get(settings, setting)) for setting in _RIGHT_ROLES}
    remote = {model.card.remote for model in shelf.plugged if model.card.id in chosen}
    return tuple(sorted(remote - {""}))


def check_role(shelf: Shelf, setting: str, model_id: str) -> None:
    """Make sure that a model can fill the role of a setting; see `Roles.use` for what is raised."""
    role = shelf.card(model_id).role
    if role not in _RIGHT_ROLES[setting]:
        raise InvalidInput(
            f"{model_id} is a {role.value.replace('-', ' ')} and cannot serve as {setting}",
            hint="`quire models list` shows what each model is for",
        )
    shelf.hosted(model_id)
