"""Files that readers tell block by block: laid out on pages, so that they are shown and cited like any other."""
