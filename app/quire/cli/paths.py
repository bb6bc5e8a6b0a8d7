"""Paths as arguments."""

from __future__ import annotations

import argparse
from pathlib import Path


def named_path(text: str) -> Path:
    """Return the path; an empty one (a script's unset variable) is refused, or it would mean the current folder."""
    if not text:
        raise argparse.ArgumentTypeError("the path is empty")
    return Path(text)
