"""`Shelf`: everything a person can do with models, short of running them."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Sequence
from pathlib import Path

from quire.errors import InvalidInput, ModelMissing, NotFound, QuireError
from quire.jobs import Job
from quire.models.cards import built_in_cards, catalogue_cards, load_card
from quire.models.files import locate
from quire.models.plugged import plugged_models
from quire.models.protocol import HostedModel
from quire.models.shelf.bringing_in import bring_in, look_at
from quire.models.shelf.by_address import card_of_address, is_address, recognised
from quire.models.shelf.download import Offer, download, offer
from quire.models.shelf.installed import (
    RECORD,
    InstalledModel,
    checked_id,
    delete_installed,
    read_installed,
)
from quire.models.shelf.parts import sha256_of
from quire.plugins.loading import PluginManager
from quire.settings import Settings, config_folder, data_folder
from quire.types import ModelCard, ModelRole, Problem


class Shelf:
    """The models that exist and those on this machine. Thread-safe: the disk is the truth, nothing is kept.

    Args:
        folder: Where models are installed, a folder each; made when the first one is.
        offline: No socket is opened, whatever is asked.
        hub: Address of the model hub; empty: `HF_ENDPOINT`, else huggingface.co.
        own_cards: Folder of cards that the person wrote, for models the catalogue lacks; need not exist.
        plugged: Models that plugins bring; they are always here.
    """

    def __init__(
        self,
        folder: Path,
        *,
        offline: bool,
        hub: str = "",
        own_cards: Path | None = None,
        plugged: Sequence[HostedModel] = (),
    ) -> None:
        self.plugged = tuple(plugged)
        self.folder = folder
        self.offline = offline
        self.hub = hub
        self.own_cards = own_cards or config_folder() / "models"

    @classmethod
    def of(cls, settings: Settings, plugins: PluginManager | None = None) -> Shelf:
        """Return the shelf that these settings name; with the models of `plugins`, where those are loaded already."""
        chosen = settings.models.folder
        folder = Path(chosen).expanduser() if chosen else data_folder() / "models"
        if plugins is None and settings.plugins.enabled:
            plugins = PluginManager.of(settings)
        plugged = plugged_models(plugins.models().values()) if plugins else ()
        return cls(folder, offline=settings.privacy.offline, hub=settings.models.hub, plugged=plugged)

    # looking ---------------------------------------------------------------------------------------------------

    def cards(self) -> list[ModelCard]:
        """Return every model there is to know: built-in, in the catalogue, brought in by the person; each id once."""
        known: dict[str, ModelCard] = {}
        here = [*(model.card for model in self.installed()), *(model.card for model in self.plugged)]
        for card in [*built_in_cards(), *self._catalogue(), *here]:
            known.setdefault(card.id, card)
        return list(known.values())

    def card(self, model_id: str) -> ModelCard:
        """Return the card of one model.

        Raises:
            NotFound: there is no such model.
        """
        for card in self.cards():
            if card.id == model_id:
                return card
        raise NotFound(f"there is no model called {model_id}", hint="`quire models list` shows them all")

    def installed(self) -> list[InstalledModel]:
        """Return the models in the folder, by id; half-finished downloads and damaged records are left out."""
        found = []
        for record in sorted(self.folder.glob(f"*/{RECORD}")):
            try:
                found.append(read_installed(record.parent))
            except ModelMissing:
                continue  # `hosted` says why, to whoever wants this model
        return found

    def problems(self) -> list[Problem]:
        """Return what is wrong with records of installed models and with cards of the person's own."""
        found = []
        readings: list[Callable[[], object]] = [
            *(functools.partial(load_card, path) for path in sorted(self.own_cards.glob("*.toml"))),
            *(functools.partial(read_installed, path.parent) for path in sorted(self.folder.glob(f"*/{RECORD}"))),
        ]
        for reading in readings:
            try:
                reading()
            except ModelMissing as error:
                found.append(Problem("model-file", "models", error.message, error.hint))
        return found

    def is_installed(self, model_id: str) -> bool:
        """Tell whether the model can be loaded: it came with Quire, or all its files lie where they were placed."""
        always = [*built_in_cards(), *(model.card for model in self.plugged)]
        if not (self.folder / model_id / RECORD).exists() and all(card.id != model_id for card in always):
            return False
        try:
            self.hosted(model_id)
        except QuireError:
            return False
        return True

    def installed_model(self, model_id: str) -> InstalledModel:
        """Return one model of the folder.

        Raises:
            NotFound: there is no such model at all.
            ModelMissing: it is not installed.
        """
        folder = self.folder / checked_id(model_id)
        if not (folder / RECORD).exists():
            title = self.card(model_id).title
            raise ModelMissing(f"{title} is not on this machine", hint=f"quire models download {model_id}")
        return read_installed(folder)

    def hosted(self, model_id: str) -> HostedModel:
        """Return what the model host needs to load a model.

        Raises:
            NotFound: there is no such model.
            ModelMissing: it is not on this machine, or a file of it was moved, deleted or changed in length.
        """
        for card in built_in_cards():
            if card.id == model_id:
                paths = locate(card)
                return HostedModel(card, card.engine, tuple((name, str(path)) for name, path in paths.items()))
        for plugged in self.plugged:
            if plugged.card.id == model_id and plugged.card == self.card(model_id):  # its id is not another's
                return plugged
        model = self.installed_model(model_id)
        for file, path in zip(model.placed, model.files.values(), strict=True):
            check_in_place(model, path, file.size_bytes)
        paths = model.files
        return HostedModel(
            model.card, model.card.engine, tuple((name, str(path)) for name, path in paths.items())
        )

    # getting and removing --------------------------------------------------------------------------------------

    def offer(self, model_id: str, *, mirrors: Sequence[str] = ()) -> Offer:
        """Return what downloading a model means (size, licence, hosts); opens no connection.

        Raises:
            NotFound: there is no such model.
            InvalidInput: it is not one that can be downloaded.
        """
        card = self._downloadable(model_id)
        return offer(card, self.folder / card.id, hub=self.hub, mirrors=mirrors)

    def download(self, model_id: str, *, job: Job, mirrors: Sequence[str] = ()) -> InstalledModel:
        """Fetch a model of the catalogue, or one by address; call it only after the person agreed to its `offer`.

        An address is `hub:OWNER/NAME/FILE.gguf`, for a model that sees with `+PROJECTOR.gguf` behind it.

        Progress: stages "waiting", "downloading" and "checking", in bytes. Call it again to go on where it stopped.

        Raises:
            NotFound: there is no such model.
            InvalidInput: it is not one that can be downloaded.
            ModelMissing: offline, or no address gives it.
            ModelFailed: the wrong bytes arrived, twice.
            StorageFull: there is no room.
            Cancelled: the job was cancelled; what arrived stays.
        """
        card = self._downloadable(model_id)
        model = download(
            card, self.folder / card.id, hub=self.hub, offline=self.offline, job=job, mirrors=mirrors
        )
        return recognised(model) if is_address(model_id) else model

    def bring_in(
        self, paths: Sequence[Path], *, role: ModelRole | None = None, copy: bool = False, job: Job
    ) -> InstalledModel:
        """Install a model the person already has: GGUF files, or an open_clip folder with safetensors.

        Files that are those of a catalogue card take that card; others are recognised by what they say of themselves.

        Args:
            role: What it is for, when the person knows better.
            copy: Copy the files; else they are used where they lie, and must stay there.

        Raises:
            NotFound: a path does not exist.
            InvalidInput: it is no model, several, broken, could run code when opened, or cannot have this role.
            StorageFull: there is no room for a copy.
            Cancelled: the job was cancelled; nothing is installed then.
        """
        found = look_at(paths)
        cards = [*built_in_cards(), *self._catalogue()]
        return bring_in(found, self.folder, cards, self.installed(), role=role, copy=copy, job=job)

    def verify(self, model_id: str, *, job: Job) -> list[Problem]:
        """Read all files of a model and compare them with what was installed; an empty list is good news.

        Raises:
            NotFound: there is no such model.
            ModelMissing: it is not installed.
            Cancelled: the job was cancelled.
        """
        for card in built_in_cards():
            if card.id == model_id:
                return _verified_built_in(card)
        model = self.installed_model(model_id)
        problems = []
        for file, path in zip(model.placed, model.files.values(), strict=True):
            try:
                check_in_place(model, path, file.size_bytes)
                same = sha256_of(path, job=job, label=file.name) == file.sha256
            except (ModelMissing, OSError) as error:
                hint = error.hint if isinstance(error, ModelMissing) else "allow reading it"
                problems.append(Problem("model-file", "models", str(error), hint))
                continue
            if not same:
                text = f"the file {file.name} of {model.card.title} is no longer what was installed"
                problems.append(Problem("model-file", "models", text, _again(model)))
        return problems

    def remove(self, model_id: str) -> None:
        """Delete a model, or what a download of it has left. Files that were only linked to stay where they are.

        Raises:
            InvalidInput: it comes with Quire.
            NotFound: there is no such model.
            ModelMissing: nothing of it is here.
            StorageFull: it cannot be deleted.
        """
        folder = self.folder / checked_id(model_id)
        if not folder.is_dir():
            title = self._not_built_in(model_id).title
            raise ModelMissing(f"{title} is not on this machine", hint="there is nothing to remove")
        delete_installed(folder)

    def _catalogue(self) -> list[ModelCard]:
        """Return the shipped cards and those of the person's own that can be read; `problems` tells of the others."""
        cards = {card.id: card for card in catalogue_cards()}
        for path in sorted(self.own_cards.glob("*.toml")):
            with contextlib.suppress(ModelMissing):
                card = load_card(path)
                cards.setdefault(card.id, card)
        return list(cards.values())

    def _downloadable(self, model_id: str) -> ModelCard:
        if is_address(model_id):
            card = card_of_address(model_id)
            if any(known.id == card.id for known in [*built_in_cards(), *self._catalogue()]):
                raise InvalidInput(f"{card.id} is in the catalogue", hint=f"quire models download {card.id}")
            urls = {file.url for file in card.files}
            for model in self.installed():
                if model.card.id == card.id and {file.url for file in model.card.files} != urls:
                    raise InvalidInput(
                        f"there is another model called {card.id}", hint=f"quire models remove {card.id}"
                    )
            return card
        for card in self._catalogue():
            if card.id == model_id:
                return card
        title = self._not_built_in(model_id).title
        raise InvalidInput(
            f"{title} is not in the catalogue", hint="import it again, or download it by its address in the hub"
        )

    def _not_built_in(self, model_id: str) -> ModelCard:
        card = self.card(model_id)
        if card.built_in:
            raise InvalidInput(f"{card.title} comes with Quire", hint="there is nothing to download or remove")
        return card


def check_in_place(model: InstalledModel, path: Path, size_bytes: int) -> None:
    """Raise ModelMissing unless a file of this length lies at `path`."""
    try:
        found = path.stat().st_size
    except OSError as error:
        linked = Path(path).parent != model.folder
        raise ModelMissing(
            f"the file {path.name} of {model.card.title} is no longer at {path.parent}",
            hint="put it back, or import it from where it is now" if linked else _again(model),
            detail=str(error),
        ) from error
    if found != size_bytes:
        raise ModelMissing(
            f"the file {path.name} of {model.card.title} has changed since it was installed",
            hint=_again(model),
            detail=f"{path}: {found} bytes, not {size_bytes}",
        )


def _verified_built_in(card: ModelCard) -> list[Problem]:
    try:
        locate(card)
    except ModelMissing as error:
        return [Problem("model-file", "models", error.message, error.hint)]
    return []


def _again(model: InstalledModel) -> str:
    if model.origin == "import":
        return "import it again"
    return f"quire models remove {model.card.id}, then download it again"
