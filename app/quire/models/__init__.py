"""Models: cards, files, and the one spawned process that runs them; only there are engines imported."""

from quire.models.backend import BACKENDS, Backend, Talk
from quire.models.cards import built_in_card, built_in_cards, load_card
from quire.models.host import ModelHost, default_threads
from quire.models.protocol import HostedModel, Payload

__all__ = [
    "BACKENDS",
    "Backend",
    "HostedModel",
    "ModelHost",
    "Payload",
    "Talk",
    "built_in_card",
    "built_in_cards",
    "default_threads",
    "load_card",
]
