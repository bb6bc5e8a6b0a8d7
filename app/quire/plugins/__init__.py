"""The door through which readers and models come in: contracts, hooks, and the manager that loads them."""
