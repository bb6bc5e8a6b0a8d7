"""The one table of settings: a section is a class, a row is a field with its type, default, limits and help.

Add a row here and nowhere else; the file format, `quire settings` and the settings window follow from it.
A row exists only when something reads it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from quire.settings.rows import setting

Layout = Literal["auto", "always", "off"]
Gpu = Literal["auto", "off"]
Theme = Literal["system", "light", "dark"]
Language = Literal["system", "en", "de", "es"]
RerankMode = Literal["pointwise", "listwise"]


@dataclass(frozen=True, slots=True)
class LibrarySection:
    """Where the library lies."""

    folder: str = setting(
        "",
        help="Folder of the library that opens by itself; empty means the usual place for application data.",
        restart=True,
    )


@dataclass(frozen=True, slots=True)
class ReadingSection:
    """How files are read."""

    processes: int = setting(
        2, help="How many files or pages are read at the same time.", minimum=1, maximum=32, restart=True
    )
    ocr: bool = setting(True, help="Recognise text in scans and pictures.", restart=True)
    layout: Layout = setting(
        "auto",
        help="Analyse the layout of pages: where it pays (auto), on every page (always), or never (off).",
        restart=True,
    )
    page_timeout_s: float = setting(
        60.0,
        help="Seconds after which a page that does not finish is given up.",
        minimum=1.0,
        maximum=3600.0,
        restart=True,
    )
    memory_limit_mb: int = setting(
        3072,
        help="Memory that one reader process may use, in MiB; 0 sets no limit.",
        minimum=0,
        maximum=1_048_576,
        restart=True,
    )


@dataclass(frozen=True, slots=True)
class ModelsSection:
    """How models run."""

    threads: int = setting(
        0,
        help="Processor threads for models; 0 chooses by the machine.",
        minimum=0,
        maximum=256,
        restart=True,
    )
    gpu: Gpu = setting(
        "auto",
        help="Run models on the graphics processor where there is one (auto), or never (off).",
        restart=True,
    )
    context_tokens: int = setting(
        8192,
        help="How many tokens question, evidence and answer may have together; more takes more memory.",
        minimum=512,
        maximum=1_048_576,
        restart=True,
    )
    folder: str = setting(
        "",
        help="Folder that models are downloaded to; empty means the usual place for application data.",
        restart=True,
    )
    hub: str = setting(
        "", help="Address models are downloaded from; empty means HF_ENDPOINT or huggingface.co.", restart=True
    )
    embedder: str = setting("", help="Model that embeds text; empty means the built-in one.")
    dimensions: int = setting(
        0,
        help="Length that vectors of text are cut to, where their model allows it; 0 keeps them whole.",
        minimum=0,
        maximum=8192,
    )
    images: str = setting("", help="Model that embeds pictures; empty means the built-in one.")
    look_at_pictures: bool = setting(
        True,
        help="Look at pictures, so that they are found by what they show, not only by what is written about them.",
        restart=True,
    )
    reranker: str = setting("", help="Model that judges candidates; empty means word by word comparison.")
    generator: str = setting("", help="Model that writes answers; empty means quoted sentences.")


@dataclass(frozen=True, slots=True)
class SearchSection:
    """How questions are searched."""

    limit: int = setting(10, help="How many results a search shows.", minimum=1, maximum=1000)
    rerank: bool = setting(True, help="Compare the best candidates word by word before showing them.")
    rerank_budget_s: float = setting(
        2.0,
        help="Seconds that the reranking model may spend on a question, while the first results are already there.",
        minimum=0.0,
        maximum=600.0,
        restart=True,
    )
    rerank_mode: RerankMode = setting(
        "pointwise",
        help="Let the reranking model judge candidates one by one (pointwise), or the language model put them in order"
        " in one pass, without a time limit (listwise).",
        restart=True,
    )
    rerank_pictures: bool = setting(
        True,
        help="Let a language model that sees judge figures, photographs and scans by their pictures, one by one; not in"
        " listwise mode, which reads words.",
        restart=True,
    )


@dataclass(frozen=True, slots=True)
class AnswerSection:
    """How a language model answers."""

    max_tokens: int = setting(
        768, help="How long an answer may become, in tokens.", minimum=16, maximum=32_768, restart=True
    )
    evidence_tokens: int = setting(
        3072,
        help="How much evidence a language model reads for an answer, in tokens; less answers sooner.",
        minimum=128,
        maximum=262_144,
        restart=True,
    )
    temperature: float = setting(
        0.0,
        help="How freely the language model chooses its words; 0 always takes the likeliest.",
        minimum=0.0,
        maximum=2.0,
        restart=True,
    )
    think: bool = setting(
        True, help="Let models that can do so think aloud before they answer; better, but slower.", restart=True
    )
    pictures: int = setting(
        3,
        help="How many pictures of figures, tables and scans a model that sees may look at for an answer.",
        minimum=0,
        maximum=32,
        restart=True,
    )
    picture_px: int = setting(
        784,
        help="Longest side of such a picture; larger regions are shown in parts. Fewer pixels answer sooner.",
        minimum=112,
        maximum=1024,
        restart=True,
    )


@dataclass(frozen=True, slots=True)
class PluginsSection:
    """Which plugins may run."""

    enabled: str = setting("", help="Plugins that are switched on, with commas between them.", restart=True)


@dataclass(frozen=True, slots=True)
class PrivacySection:
    """What may leave the machine."""

    offline: bool = setting(False, help="Never open a network connection, not even for a model you ask for.")


@dataclass(frozen=True, slots=True)
class AppearanceSection:
    """How the window looks and speaks."""

    theme: Theme = setting("system", help="Light or dark, or as the system wishes.")
    zoom: float = setting(
        1.0, help="Size of words and buttons; 1 is normal. Ctrl + and Ctrl − change it too.", minimum=0.8, maximum=2.0
    )
    language: Language = setting("system", help="Language of the window.", restart=True)
    notify: bool = setting(
        True, help="Tell on the desktop when long work ends while the window is not in front."
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, checked; read as `settings.reading.ocr`, changed with `with_value` and `with_text`."""

    library: LibrarySection = field(default_factory=LibrarySection)
    reading: ReadingSection = field(default_factory=ReadingSection)
    models: ModelsSection = field(default_factory=ModelsSection)
    search: SearchSection = field(default_factory=SearchSection)
    answer: AnswerSection = field(default_factory=AnswerSection)
    plugins: PluginsSection = field(default_factory=PluginsSection)
    privacy: PrivacySection = field(default_factory=PrivacySection)
    appearance: AppearanceSection = field(default_factory=AppearanceSection)
