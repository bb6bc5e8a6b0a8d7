"""The shelf: which models exist, which lie on this machine, and how they get here and away. No engine, no Qt."""

from quire.models.shelf.download import Offer
from quire.models.shelf.installed import InstalledModel, Placed
from quire.models.shelf.shelf import Shelf

__all__ = ["InstalledModel", "Offer", "Placed", "Shelf"]
