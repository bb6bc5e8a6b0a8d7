"""The hallway: wires the rooms together. Every user action is one method of `Library`; no algorithm lives here."""

from quire.library.library import Library

__all__ = ["Library"]
