"""The library pane: collections, documents, and what can be done with them."""
