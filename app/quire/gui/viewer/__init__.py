"""The evidence viewer: pages as they are, with what was cited marked on them."""
