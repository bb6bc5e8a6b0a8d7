"""From a wish for models to consent: looked up in the background, asked in a sheet, queued when agreed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from quire.errors import QuireError
from quire.gui.models.consent import ConsentSheet
from quire.gui.models.downloads import shelf_of
from quire.gui.models.snapshot import Snapshot, look
from quire.gui.session import Session
from quire.types import ModelCard

if TYPE_CHECKING:
    from quire.models.shelf import Offer


def offer_models(
    session: Session,
    cards: Sequence[ModelCard],
    *,
    use: bool,
    parent: QWidget,
    on_choose: Callable[[], object] | None = None,
) -> None:
    """Ask for consent to download these models, and queue those that were left ticked.

    Args:
        use: They take over their work when they are here.
        on_choose: Leads to where single models are chosen.
    """
    shelf = shelf_of(session)
    if not cards:
        return

    def agreed(wanted: Sequence[ModelCard]) -> None:
        session.downloads.put(wanted, use=use)

    def ask(offers: list[Offer]) -> None:
        ConsentSheet(offers, use=use, agreed=agreed, on_choose=on_choose, parent=parent).open()

    session.tasks.run(lambda _: [shelf.offer(card.id) for card in cards], on_done=ask, owner=parent)


def offer_address(
    session: Session, address: str, *, parent: QWidget, refused: Callable[[QuireError], None], begun: Callable[[], None]
) -> None:
    """Ask for consent to download a model that the catalogue does not know.

    Args:
        address: `hub:OWNER/NAME/FILE.gguf`, or the file's page in the hub.
        refused: Hears why it is none, or why it may not come.
    """
    shelf = shelf_of(session)

    def agreed(wanted: Sequence[ModelCard]) -> None:
        session.downloads.put(wanted, address=address)
        begun()

    def ask(offer: Offer) -> None:
        ConsentSheet([offer], use=False, agreed=agreed, parent=parent).open()

    session.tasks.run(lambda _: shelf.offer(address), on_done=ask, on_error=refused, owner=parent)


def offer_better_models(session: Session, *, parent: QWidget, on_choose: Callable[[], object]) -> None:
    """Offer what suits this machine and is not here; when nothing is missing or may come, go to the page of models."""
    shelf = shelf_of(session)

    def ask(snapshot: Snapshot) -> None:
        missing = missing_of(session, snapshot)
        if missing and not session.settings.privacy.offline:
            offer_models(session, missing, use=True, parent=parent, on_choose=on_choose)
        else:
            on_choose()

    session.tasks.run(lambda _: look(shelf), on_done=ask, owner=parent)


def missing_of(session: Session, snapshot: Snapshot) -> list[ModelCard]:
    """Return the recommended models that are neither here nor on their way."""
    return [
        row.card
        for row in snapshot.rows
        if row.recommended and not row.here and session.downloads.of(row.card.id) is None
    ]
