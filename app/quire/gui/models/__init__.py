"""Models in the window: which there are, getting them, what each is used for."""
