"""The window in the person's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from quire.settings import resources


def install_translations(application: QCoreApplication, language: str) -> QLocale:
    """Load the texts of `language` ("system", "en", "de", "es"); English needs none."""
    locale = QLocale() if language == "system" else QLocale(language)
    QLocale.setDefault(locale)
    for name, folder in (
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("quire", str(resources() / "translations")),
    ):
        translator = QTranslator(application)
        if translator.load(locale, name, "_", folder):
            application.installTranslator(translator)
    return locale
