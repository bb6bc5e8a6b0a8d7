"""What plugins bring to the window: panels, commands and settings."""
