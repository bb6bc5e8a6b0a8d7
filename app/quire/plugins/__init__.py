"""The door through which readers, models, commands and panels come in: contracts, hooks, and what loads plugins."""
