"""Bring the window's translations up to date with its texts.

    .venv/bin/python installer/translations.py            collects new texts into resources/translations/*.ts
    .venv/bin/python installer/translations.py --release  compiles them to the *.qm that the window loads

Texts are found here, not by lupdate, whose Python parser misses plurals in `translate` and calls over several lines;
lupdate gets them as the C++ it knows best and keeps the .ts files. English has plural forms only.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "app" / "quire" / "gui"
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = ("de", "en", "es")
_WITH_CONTEXT = ("translate", "QT_TRANSLATE_NOOP")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the window; `context` is the class or the name given with it."""

    context: str
    text: str

    @property
    def plural(self) -> bool:
        return "%n" in self.text

    def as_cpp(self) -> str:
        count = ', "", n' if self.plural else ""
        return f"QCoreApplication::translate({_quoted(self.context)}, {_quoted(self.text)}{count});"


def texts() -> list[Text]:
    """Return every text of the window and the help of every setting, each once."""
    from quire.settings import rows

    found = [Text("Settings", row.help) for row in rows()]
    for path in sorted(SOURCES.rglob("*.py")):
        found.extend(_in_tree(ast.parse(path.read_text(encoding="utf-8"), str(path)), ""))
    return list(dict.fromkeys(found))


def collect(folder: Path = TRANSLATIONS) -> None:
    """Add texts that are new to the files in `folder`, and drop those that are gone."""
    with tempfile.TemporaryDirectory() as made:
        source = Path(made) / "texts.cpp"
        source.write_text("\n".join(text.as_cpp() for text in texts()), encoding="utf-8")
        for language in LANGUAGES:
            plurals = ["-pluralonly"] if language == "en" else []
            options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", language]
            _run("lupdate", str(source), *options, *plurals, "-ts", str(folder / f"quire_{language}.ts"))


def release(folder: Path = TRANSLATIONS, target: Path = TRANSLATIONS) -> None:
    """Compile the translations in `folder` into `target`."""
    for language in LANGUAGES:
        _run("lrelease", "-silent", str(folder / f"quire_{language}.ts"), "-qm", str(target / f"quire_{language}.qm"))


def _in_tree(node: ast.AST, context: str) -> Iterator[Text]:
    if isinstance(node, ast.ClassDef):
        context = node.name
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        strings = [argument.value if isinstance(argument, ast.Constant) else None for argument in node.args[:2]]
        match strings:
            case [str(given), str(text)] if name in _WITH_CONTEXT:
                yield Text(given, text)
            case [str(text), *_] if name == "tr":
                yield Text(context, text)
    for child in ast.iter_child_nodes(node):
        yield from _in_tree(child, context)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _run(tool: str, *arguments: str) -> None:
    program = Path(sys.executable).with_name(f"pyside6-{tool}")
    subprocess.run([str(program), *arguments], check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--release", action="store_true", help="compile instead of collecting")
    (release if parser.parse_args().release else collect)()
    return 0


if __name__ == "__main__":
    sys.exit(main())
