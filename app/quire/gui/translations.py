"""The window in the person's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from quire.settings import resources


def install_translations(application: QCoreApplication, language: str) -> QLocale:
    """Load the texts of `language` ("system", "en", "de", "es"). What it lacks is English, with English plurals."""
    locale = QLocale.system() if language == "system" else QLocale(language)
    QLocale.setDefault(locale)
    ours, qt = str(resources() / "translations"), QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for wanted, name, folder in (
        (QLocale(QLocale.Language.English), "quire", ours),
        (locale, "qtbase", qt),
        (locale, "quire", ours),
    ):
        translator = QTranslator(application)
        if translator.load(wanted, name, "_", folder):
            application.installTranslator(translator)
    return locale
