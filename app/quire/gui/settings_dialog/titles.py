"""Short names for sections and rows of the settings table. A row without one gets its own name, made readable."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from quire.gui.actions import QT_TRANSLATE_NOOP
from quire.settings import Row

_SECTIONS = {
    "library": QT_TRANSLATE_NOOP("Settings", "Storage"),
    "watching": QT_TRANSLATE_NOOP("Settings", "Watched Folders"),
    "reading": QT_TRANSLATE_NOOP("Settings", "Reading"),
    "models": QT_TRANSLATE_NOOP("Settings", "Models"),
    "search": QT_TRANSLATE_NOOP("Settings", "Search"),
    "privacy": QT_TRANSLATE_NOOP("Settings", "Privacy"),
    "plugins": QT_TRANSLATE_NOOP("Settings", "Plugins"),
    "answer": QT_TRANSLATE_NOOP("Settings", "Answers"),
    "appearance": QT_TRANSLATE_NOOP("Settings", "Appearance"),
    "about": QT_TRANSLATE_NOOP("Settings", "About"),
}
ICONS = {
    "library": "storage",
    "watching": "folder",
    "reading": "text",
    "models": "models",
    "search": "search",
    "privacy": "shield",
    "appearance": "sun",
    "plugins": "plugin",
    "answer": "conversation",
    "about": "info",
}
_ROWS = {
    "library.folder": QT_TRANSLATE_NOOP("Settings", "Folder of the library"),
    "reading.processes": QT_TRANSLATE_NOOP("Settings", "Files read at the same time"),
    "reading.ocr": QT_TRANSLATE_NOOP("Settings", "Recognise text in scans"),
    "reading.layout": QT_TRANSLATE_NOOP("Settings", "Analyse the layout"),
    "reading.page_timeout_s": QT_TRANSLATE_NOOP("Settings", "Time for a page (seconds)"),
    "reading.memory_limit_mb": QT_TRANSLATE_NOOP("Settings", "Memory for a reader (MiB)"),
    "models.generator": QT_TRANSLATE_NOOP("Settings", "Writing answers"),
    "models.reranker": QT_TRANSLATE_NOOP("Settings", "Judging what was found"),
    "models.embedder": QT_TRANSLATE_NOOP("Settings", "Finding text by its meaning"),
    "models.images": QT_TRANSLATE_NOOP("Settings", "Finding pictures by words"),
    "models.look_at_pictures": QT_TRANSLATE_NOOP("Settings", "Look at pictures"),
    "models.threads": QT_TRANSLATE_NOOP("Settings", "Processor threads"),
    "models.gpu": QT_TRANSLATE_NOOP("Settings", "Graphics processor"),
    "models.context_tokens": QT_TRANSLATE_NOOP("Settings", "Room for question and evidence (tokens)"),
    "models.folder": QT_TRANSLATE_NOOP("Settings", "Folder of models"),
    "models.hub": QT_TRANSLATE_NOOP("Settings", "Address of the model hub"),
    "models.dimensions": QT_TRANSLATE_NOOP("Settings", "Length of vectors"),
    "search.limit": QT_TRANSLATE_NOOP("Settings", "Results shown"),
    "search.rerank": QT_TRANSLATE_NOOP("Settings", "Compare candidates word by word"),
    "search.rerank_budget_s": QT_TRANSLATE_NOOP("Settings", "Seconds for the reranking model"),
    "search.rerank_mode": QT_TRANSLATE_NOOP("Settings", "How models rerank"),
    "search.rerank_pictures": QT_TRANSLATE_NOOP("Settings", "Judge pictures by their looks"),
    "answer.max_tokens": QT_TRANSLATE_NOOP("Settings", "Longest answer (tokens)"),
    "answer.evidence_tokens": QT_TRANSLATE_NOOP("Settings", "Most evidence (tokens)"),
    "answer.temperature": QT_TRANSLATE_NOOP("Settings", "Freedom in choosing words"),
    "answer.think": QT_TRANSLATE_NOOP("Settings", "Think before answering"),
    "answer.pictures": QT_TRANSLATE_NOOP("Settings", "Pictures looked at"),
    "answer.picture_px": QT_TRANSLATE_NOOP("Settings", "Size of pictures looked at (pixels)"),
    "plugins.enabled": QT_TRANSLATE_NOOP("Settings", "Plugins switched on"),
    "privacy.offline": QT_TRANSLATE_NOOP("Settings", "Stay offline"),
    "appearance.theme": QT_TRANSLATE_NOOP("Settings", "Theme"),
    "appearance.zoom": QT_TRANSLATE_NOOP("Settings", "Size of text"),
    "appearance.language": QT_TRANSLATE_NOOP("Settings", "Language"),
    "appearance.notify": QT_TRANSLATE_NOOP("Settings", "Desktop notifications"),
}
_CHOICES = {
    "system": QT_TRANSLATE_NOOP("Settings", "As the system"),
    "light": QT_TRANSLATE_NOOP("Settings", "Light"),
    "dark": QT_TRANSLATE_NOOP("Settings", "Dark"),
    "auto": QT_TRANSLATE_NOOP("Settings", "Where it pays"),
    "always": QT_TRANSLATE_NOOP("Settings", "On every page"),
    "off": QT_TRANSLATE_NOOP("Settings", "Never"),
    "pointwise": QT_TRANSLATE_NOOP("Settings", "One by one"),
    "listwise": QT_TRANSLATE_NOOP("Settings", "All at once"),
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
}
_UNITS = (("_s", " (seconds)"), ("_mb", " (MiB)"), ("_gb", " (GiB)"))


def translated(text: str) -> str:
    return QCoreApplication.translate("Settings", text)


def section_title(section: str) -> str:
    return translated(_SECTIONS.get(section, section.replace("_", " ").capitalize()))


def row_title(row: Row) -> str:
    if row.title:
        return row.title
    if row.name in _ROWS:
        return translated(_ROWS[row.name])
    name = row.field
    for ending, words in _UNITS:
        if name.endswith(ending):
            name = name.removesuffix(ending) + words
    return name.replace("_", " ").capitalize()


def choice_title(choice: str) -> str:
    return translated(_CHOICES.get(choice, choice.replace("_", " ").capitalize()))
