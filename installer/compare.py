"""Say in which files two builds differ; each is an application folder or a .deb.

    python installer/compare.py build/frozen/quire ../other/build/frozen/quire
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path


def contents(folder: Path) -> dict[str, str]:
    """Return by name inside the folder what is there: permissions, and a digest of the bytes or where a link leads."""
    found = {}
    for path in sorted(folder.rglob("*")):
        mode = f"{path.lstat().st_mode:o}"
        if path.is_symlink():
            what = os.readlink(path)
        else:
            what = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        found[path.relative_to(folder).as_posix()] = f"{mode} {what}"
    return found


def differences(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """Return a line for each name that is in one of the two alone, or not the same in both."""
    lines = []
    for name in sorted(one.keys() | other.keys()):
        if name not in other:
            lines.append(f"only in the first   {name}")
        elif name not in one:
            lines.append(f"only in the second  {name}")
        elif one[name] != other[name]:
            lines.append(f"different           {name}")
    return lines


def opened(build: Path, place: Path) -> Path:
    """Return the folder of a build; a package is unpacked in a place, with its control files."""
    if build.is_dir():
        return build
    subprocess.run(["dpkg-deb", "-R", str(build), str(place)], check=True)
    return place


def main(first: Path, second: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        one = contents(opened(first, Path(place) / "first"))
        lines = differences(one, contents(opened(second, Path(place) / "second")))
    print("\n".join([*lines, f"{len(lines)} differences, {len(one)} names"]))
    raise SystemExit(1 if lines else 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
