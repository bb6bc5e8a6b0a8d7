"""The window speaks German and Spanish, completely."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QLabel

from quire.gui.actions import COMMANDS, MENUS, translated
from quire.gui.first_run.welcome import Welcome
from quire.gui.translations import install_translations
from quire.gui.window import MainWindow
from quire.settings import resources

FOLDER = resources() / "translations"
LANGUAGES = ("de", "es")
EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


@dataclass(frozen=True)
class Message:
    context: str
    source: str
    forms: tuple[str, ...]
    finished: bool


def messages(file: Path) -> list[Message]:
    return [
        Message(
            context.findtext("name", ""),
            message.findtext("source", ""),
            tuple(form.text or "" for form in message.iter("numerusform"))
            or (message.findtext("translation", ""),),
            message.find("translation").get("type") is None,  # type: ignore[union-attr]
        )
        for context in ET.parse(file).getroot().iter("context")
        for message in context.iter("message")
    ]


@pytest.fixture
def tool(root: Path) -> ModuleType:
    """The script that keeps the translations."""
    spec = importlib.util.spec_from_file_location("translations", root / "installer" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def spoken(qapp: QApplication) -> Iterator[None]:
    """Take the translators away again."""
    before = QLocale()
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


def test_every_text_of_the_sources_is_in_the_files(tool: ModuleType, tmp_path: Path) -> None:
    for language in ("de", "en", "es"):
        shutil.copy(FOLDER / f"quire_{language}.ts", tmp_path)
    tool.collect(tmp_path)
    for language in ("de", "en", "es"):
        name = f"quire_{language}.ts"
        now = {(message.context, message.source) for message in messages(tmp_path / name)}
        kept = {(message.context, message.source) for message in messages(FOLDER / name)}
        assert now - kept == set(), f"run installer/translations.py and translate {name}"
        assert kept - now == set(), "run installer/translations.py"


@EACH_LANGUAGE
def test_every_text_is_translated(language: str) -> None:
    for message in messages(FOLDER / f"quire_{language}.ts"):
        assert message.finished, message
        assert all(message.forms), message


@EACH_LANGUAGE
def test_what_is_filled_in_stands_in_the_translation(language: str) -> None:
    for message in messages(FOLDER / f"quire_{language}.ts"):
        places = Counter(re.findall(r"\{\w+\}|%n", message.source))
        for form in message.forms:
            assert Counter(re.findall(r"\{\w+\}|%n", form)) == places, message


@EACH_LANGUAGE
def test_the_compiled_files_are_up_to_date(tool: ModuleType, tmp_path: Path, language: str) -> None:
    tool.release(FOLDER, tmp_path)
    name = f"quire_{language}.qm"
    assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), "run installer/translations.py --release"


@EACH_LANGUAGE
def test_mnemonics_are_unique_in_each_menu(qapp: QApplication, spoken: None, language: str) -> None:
    install_translations(qapp, language)
    for menu, _ in MENUS:
        texts = [translated(command.text) for command in COMMANDS if command.menu == menu]
        letters = Counter(text[text.index("&") + 1].lower() for text in texts)
        assert [letter for letter, count in letters.items() if count > 1] == [], (menu, texts)
    tops = Counter(text[text.index("&") + 1].lower() for text in (translated(title) for _, title in MENUS))
    assert max(tops.values()) == 1


@pytest.mark.parametrize(
    ("language", "word", "one", "many"),
    [
        ("de", "Datei", "1 Dokument", "3 Dokumente"),
        ("es", "Archivo", "1 documento", "3 documentos"),
        ("en", "File", "1 document", "3 documents"),
    ],
)
def test_the_window_speaks(
    qapp: QApplication, spoken: None, language: str, word: str, one: str, many: str
) -> None:
    install_translations(qapp, language)
    assert translated(MENUS[0][1]).replace("&", "") == word
    assert QCoreApplication.translate("MainWindow", "%n document(s)", "", 1) == one
    assert QCoreApplication.translate("MainWindow", "%n document(s)", "", 3) == many
    assert QLocale().language() == QLocale(language).language()


@EACH_LANGUAGE
def test_nothing_of_the_window_stays_english(
    qapp: QApplication, spoken: None, window: MainWindow, language: str
) -> None:
    install_translations(qapp, language)
    english = {message.source for message in messages(FOLDER / f"quire_{language}.ts")}
    same = {message.source for message in messages(FOLDER / f"quire_{language}.ts") if message.source in message.forms}
    welcome = Welcome(window.session)
    shown = {label.text() for label in welcome.findChildren(QLabel)}
    assert shown & (english - same) == set()
    welcome.deleteLater()
