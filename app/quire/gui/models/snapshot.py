"""What is known of all models at one moment; looked up in the background."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quire.gui.models.choosing import ROLE_SETTINGS
from quire.models.engines import Engine, engine_of, is_there
from quire.models.machine import Fitting, Machine, fit, recommended, role_setting, this_machine
from quire.types import ModelCard

if TYPE_CHECKING:
    from quire.models.shelf import InstalledModel, Shelf


@dataclass(frozen=True, slots=True)
class Row:
    """One model.

    Attributes:
        installed: None when it is not on this machine, or came with Quire.
        ready: It can be loaded.
        trouble: What is wrong with an installed one that cannot.
        begun_bytes: What an unfinished download has brought.
        recommended: For a machine of this size.
        lacking: The engine it runs on, when that is not installed.
        plugged: A plugin brings it: there is nothing to download, and nothing to delete.
    """

    card: ModelCard
    fitting: Fitting
    installed: InstalledModel | None = None
    ready: bool = False
    trouble: str = ""
    begun_bytes: int = 0
    recommended: bool = False
    lacking: Engine | None = None
    plugged: bool = False

    @property
    def here(self) -> bool:
        return self.ready or self.installed is not None or self.plugged

    @property
    def own(self) -> bool:
        """Whether the person brought it in: there is nothing to download it from."""
        return self.installed is not None and self.installed.origin == "import"


@dataclass(frozen=True, slots=True)
class Snapshot:
    machine: Machine
    rows: tuple[Row, ...]

    def row(self, model_id: str) -> Row | None:
        return next((row for row in self.rows if row.card.id == model_id), None)


def look(shelf: Shelf, besides: Sequence[ModelCard] = ()) -> Snapshot:
    """Look at machine, catalogue and disk. Takes some tenths of a second; not for the GUI thread.

    Args:
        besides: Models on their way that no catalogue knows.
    """
    from quire.errors import QuireError

    machine, cards = this_machine(), shelf.cards()
    known = {card.id for card in cards}
    cards = [*cards, *(card for card in besides if card.id not in known)]
    installed = {model.card.id: model for model in shelf.installed()}
    chosen = {card.id for card in recommended(cards, machine)}
    always = {model.card.id for model in shelf.plugged}  # what plugins bring needs no download
    rows = []
    for card in cards:
        model, ready, trouble = installed.get(card.id), False, ""
        if model is not None or card.built_in or card.id in always:
            try:
                shelf.hosted(card.id)
                ready = True
            except QuireError as error:
                trouble = error.message
        begun = 0 if model or card.built_in or card.id in always else _begun(shelf, card)
        fitting, wanted = fit(card, machine).fitting, card.id in chosen
        rows.append(Row(card, fitting, model, ready, trouble, begun, wanted, lacking_engine(card), card.id in always))
    rows.sort(key=lambda row: ROLE_SETTINGS.index(role_setting(row.card.role)))
    return Snapshot(machine, tuple(rows))


def lacking_engine(card: ModelCard) -> Engine | None:
    """Return the engine a model runs on, when that is not installed."""
    engine = engine_of(card.engine)
    return None if engine is None or is_there(engine) else engine


def _begun(shelf: Shelf, card: ModelCard) -> int:
    """Return how many bytes of a download that never ended lie in the model's folder."""
    try:
        found = [path.stat().st_size for path in (shelf.folder / card.id).iterdir() if _counts(path.name, card)]
    except OSError:
        return 0
    return sum(found)


def _counts(name: str, card: ModelCard) -> bool:
    return name.removesuffix(".part") in {file.name for file in card.files}
