"""Print what the frozen application folder takes on disk, by component, and fail when it is over its budget.

    python installer/sizes.py build/frozen/quire
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

BUDGET_MB = 900
SHOWN = 15


def sizes(frozen: Path) -> Counter[str]:
    """Return bytes by first folder (or file) inside the folder's `_internal`; links count nothing."""
    found: Counter[str] = Counter()
    for path in frozen.rglob("*"):
        if path.is_file() and not path.is_symlink():
            inside = path.relative_to(frozen).parts
            name = inside[1] if inside[0] == "_internal" and len(inside) > 1 else inside[0]
            found[name.removesuffix(".libs")] += path.stat().st_size
    return found


def main(frozen: Path) -> None:
    found = sizes(frozen)
    for name, size in found.most_common(SHOWN):
        print(f"{size / 1e6:8.1f} MB  {name}")
    total = sum(found.values()) / 1e6
    print(f"{total:8.1f} MB  in all, of {BUDGET_MB} MB")
    if total > BUDGET_MB:
        raise SystemExit(f"{total - BUDGET_MB:.0f} MB over the budget")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
