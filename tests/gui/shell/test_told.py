"""Sentences from the rooms below are shown in the person's language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from quire.gui.adding.trouble_card import TroubleCard
from quire.gui.adding.troubles import Reason
from quire.gui.told import term, told
from quire.gui.told_texts import TEXTS
from quire.gui.translations import install_translations
from quire.settings import resources


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    install_translations(qapp, "de")
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


def _said(root: Path) -> set[str]:
    """Return every text outside the window, plugins included, what is filled in as `{0}`, `{1}`."""
    found: set[str] = set()
    for path in (*(root / "app" / "quire").rglob("*.py"), *(root / "plugins").glob("*/quire_*/*.py")):
        if "told_texts" in path.name:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts, gaps = "", 0
                for part in node.values:
                    if isinstance(part, ast.Constant):
                        parts += part.value
                    else:
                        parts += f"{{{gaps}}}"
                        gaps += 1
                found.add(parts)
    return found


def test_every_text_in_the_table_is_said_somewhere(root: Path) -> None:
    said = _said(root)
    reasons = "\n".join(path.read_text("utf-8") for path in (resources() / "models" / "catalogue").rglob("*.toml"))
    assert [text for text in TEXTS if text not in said and text not in reasons] == []


def test_every_reason_of_the_catalogue_is_in_the_table() -> None:
    lines = [
        line
        for path in (resources() / "models" / "catalogue").rglob("*.toml")
        for line in path.read_text("utf-8").splitlines()
        if line.startswith("reason = ")
    ]
    assert lines
    assert [line for line in lines if line.removeprefix('reason = "').removesuffix('"') not in TEXTS] == []


def test_english_is_made_a_sentence_and_otherwise_left() -> None:
    assert told("the file is empty (0 bytes)") == "The file is empty (0 bytes)."
    assert told("something nobody foresaw") == "Something nobody foresaw."
    assert told("") == ""
    assert told("report.pdf is damaged") == "report.pdf is damaged."
    assert told("huggingface.co cannot be reached") == "huggingface.co cannot be reached."
    assert told("the end. a file follows") == "The end. a file follows."


def test_known_sentences_are_translated(german: None) -> None:
    assert told("the file is protected by a password") == "Die Datei ist durch ein Kennwort geschützt."


def test_what_differs_is_kept(german: None) -> None:
    assert told("there is no space left where the library lives (/data)").endswith("ist kein Platz mehr (/data).")


def test_a_message_within_a_message_is_translated_too(german: None) -> None:
    inner = "the picture is damaged and cannot be decoded"
    assert told(f"a picture was left out: {inner}") == (
        "Ein Bild wurde ausgelassen: Das Bild ist beschädigt und kann nicht entziffert werden."
    )


def test_braces_in_names_do_no_harm(german: None) -> None:
    assert "{0}{x}" in told("{0}{x} is not empty")


def test_a_card_about_failed_files_speaks_german(german: None, qapp: QApplication) -> None:
    card = TroubleCard(Reason("broken", "the file is empty (0 bytes)", "get it again from where it came from"))
    assert "Die Datei ist leer" in card.text()
    assert "get it again" not in card.text()
    card.deleteLater()


def test_facts_about_the_machine_are_told_as_they_stand(german: None) -> None:
    assert term("memory") == "Arbeitsspeicher"
    assert term("23.5 GB, 21.4 GB free now") == "23.5 GB, davon 21.4 GB jetzt frei"
    assert term("6.11.3") == "6.11.3"


def test_notes_under_answers_are_translated(german: None) -> None:
    note = "found by words only: the file has no pages (add it again)"
    assert told(note) == f"Nur nach Wörtern gefunden: {term('the file has no pages')} ({term('add it again')})."
    assert term("add it again") != "add it again"
    assert told("3 of 30 candidates were judged in 2 s") == "3 von 30 Kandidaten wurden in 2 s beurteilt."
