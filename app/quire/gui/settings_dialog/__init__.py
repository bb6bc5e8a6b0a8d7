"""Settings in a window: one line per row of the settings table, and pages about models, storage and the program."""
