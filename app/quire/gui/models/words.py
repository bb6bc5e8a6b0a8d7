"""What the window calls the properties of models."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from quire.gui.status_bar import size_of
from quire.models.engines import PLUGGED, Engine
from quire.models.machine import Fitting, Machine
from quire.types import ModelCard, ModelRole

translate = QCoreApplication.translate
_MIB = 1024 * 1024
_MOST_LANGUAGES = 6


def role_name(role: ModelRole) -> str:
    """Return what a model of this kind does."""
    return {
        ModelRole.TEXT_EMBEDDER: translate("Models", "Finds text by its meaning"),
        ModelRole.DUAL_ENCODER: translate("Models", "Finds pictures by words"),
        ModelRole.VLM_EMBEDDER: translate("Models", "Finds pictures and pages by words"),
        ModelRole.RERANKER: translate("Models", "Judges what was found"),
        ModelRole.GENERATOR: translate("Models", "Writes answers"),
        ModelRole.VLM: translate("Models", "Writes answers and looks at pictures"),
    }[role]


def use_name(role: ModelRole) -> str:
    """Return the words of the button that gives a model of this kind its work."""
    return {
        ModelRole.TEXT_EMBEDDER: translate("Models", "Use for Search"),
        ModelRole.DUAL_ENCODER: translate("Models", "Use for Pictures"),
        ModelRole.VLM_EMBEDDER: translate("Models", "Use for Pictures"),
        ModelRole.RERANKER: translate("Models", "Use for Judging"),
        ModelRole.GENERATOR: translate("Models", "Use for Answers"),
        ModelRole.VLM: translate("Models", "Use for Answers"),
    }[role]


def nobody(setting: str) -> str:
    """Return what does the work of a role without a chosen model."""
    return {
        "models.embedder": translate("Models", "The built-in model"),
        "models.images": translate("Models", "The built-in model"),
        "models.reranker": translate("Models", "Comparing word by word"),
        "models.generator": translate("Models", "Quoting, without a model"),
    }[setting]


def engine_words(engine: Engine) -> str:
    """Return what installing an engine means."""
    efforts = {
        "llama": translate("Models", "It is compiled for this machine, which takes about ten minutes on two cores and needs a C++ compiler."),  # noqa: E501 - one text
        "open_clip": translate("Models", "That is a download of about 400 MB."),
    }
    words = translate("Models", "It runs on {engine}, which is installed first: {size}.").format(
        engine=engine.title, size=size_of(engine.size_mb * _MIB)
    )
    return f"{words} {efforts.get(engine.name, engine.effort)}"


def fit_words(card: ModelCard, machine: Machine, fitting: Fitting) -> str:
    """Return whether a model fits into memory, with the numbers; of a plugin's model nothing is known."""
    if card.engine == PLUGGED:
        return translate("Models", "A plugin brings it: there is nothing to download")
    needs, there, free = map(_memory, (card.memory_mb, machine.memory_mb, machine.free_mb))
    if fitting is Fitting.TOO_LARGE:
        return translate("Models", "Too large: needs {needs} of memory, this machine has {there}").format(
            needs=needs, there=there
        )
    if fitting is Fitting.TIGHT:
        return translate("Models", "Tight: needs {needs} of memory, {free} are free now").format(
            needs=needs, free=free
        )
    return translate("Models", "Fits: needs {needs} of memory, {free} are free now").format(needs=needs, free=free)


def _memory(mebibytes: int) -> str:
    """Return "4.7 GB", as memory is sold; no finer, for what a model needs is an estimate."""
    return f"{QLocale().toString(max(mebibytes / 1024, 0.1), 'f', 1)} GB"


def languages(card: ModelCard) -> str:
    """Return the languages in the person's own, shortened."""
    if "many" in card.languages:
        return translate("Models", "many languages")
    names = [language(code) for code in card.languages]
    more = ["…"] if len(names) > _MOST_LANGUAGES else []
    return ", ".join([*names[:_MOST_LANGUAGES], *more])


def language(code: str) -> str:
    """Return a language's name; those that are common here are translated, others stay English."""
    known = {
        "en": translate("Models", "English"),
        "de": translate("Models", "German"),
        "es": translate("Models", "Spanish"),
        "fr": translate("Models", "French"),
        "it": translate("Models", "Italian"),
        "pt": translate("Models", "Portuguese"),
        "zh": translate("Models", "Chinese"),
        "ja": translate("Models", "Japanese"),
    }
    return known.get(code) or QLocale.languageToString(QLocale(code).language())


def facts(card: ModelCard) -> str:
    """Return "Writes answers · 2.5 GB · Apache-2.0 · many languages"."""
    size = card.remote if card.engine == PLUGGED else size_words(card)  # of no file it matters where it runs
    return " · ".join(part for part in (role_name(card.role), size, card.licence, languages(card)) if part)


def size_words(card: ModelCard) -> str:
    """Return "2.5 GB", "about 1.5 GB", or that nobody states it."""
    if card.is_sized and card.size_bytes:
        return size_of(card.size_bytes)
    if card.about_mb:
        return translate("Models", "about {0}").format(rough_size_of(card.about_mb * 1_000_000))
    return translate("Models", "size not known")


def rough_size_of(n_bytes: int) -> str:
    """Return "400 MB" or "1.5 GB": no finer than it is known."""
    digits = 1 if n_bytes >= 1_000_000_000 else 0
    return QLocale().formattedDataSize(n_bytes, digits, QLocale.DataSizeFormat.DataSizeSIFormat)


def speed_words(per_second: float, unit: str) -> str:
    """Return "12 tokens/s here"."""
    amount = f"{per_second:.0f}" if per_second >= 10 else f"{per_second:.1f}"
    known = {
        "tokens": translate("Models", "{n} tokens/s here"),
        "texts": translate("Models", "{n} texts/s here"),
        "pictures": translate("Models", "{n} pictures/s here"),
        "passages": translate("Models", "{n} passages/s here"),
    }
    return known[unit].format(n=amount) if unit in known else ""
