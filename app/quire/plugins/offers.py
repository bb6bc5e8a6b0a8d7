"""What a plugin tells when it registers: light values, nothing loaded.

`target` is "module:Class"; it is imported where it runs: in a reader process, or in the model host. A model with a
`remote` runs elsewhere: its class is made in the main process, as only that has a network, and sends what it is given
to the host of this name. It must be thread-safe, and must not open a connection the person has not agreed to.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from quire.plugins.reading import FileType
from quire.settings import Row, Value, check, plugged_value, save_plugged


@dataclass(frozen=True, slots=True)
class ReaderOffer:
    """A reader of files.

    Attributes:
        name: Unique; also tells in a document what read it ("office/1").
        version: Raise it when the same file would be read differently.
        types: What it reads. No two readers may claim the same media type.
        target: Class derived from `quire.plugins.reading.Reader`; empty for what is built in.
        instead_of: Built-in readers whose types it may take over.
        prints: Whether it can show its files as their own program prints them; see `Reader.print`.
    """

    name: str
    version: int
    types: tuple[FileType, ...]
    target: str = ""
    instead_of: tuple[str, ...] = ()
    prints: bool = False


@dataclass(frozen=True, slots=True)
class EmbedderOffer:
    """A text embedder.

    Attributes:
        id: Unique among models; safe in file names. Its vectors live in a space of this name.
        target: Class derived from `TextEmbedder`, made without arguments in the model host; empty for what is built in.
        dim: Length of its vectors.
        revision: Change it when the same text gets another vector.
    """

    id: str
    title: str
    target: str
    dim: int
    revision: str = "1"
    max_tokens: int = 512
    remote: str = ""


@dataclass(frozen=True, slots=True)
class RerankerOffer:
    """A reranker; `target` is a class derived from `Reranker`, made without arguments in the model host.

    Attributes:
        trust: Share of its probability in the relevance of a result, 0 to 1; words and vectors that were found have the
            rest. Less for a model that is known to be weak.
        depth: How many candidates of a question it judges at most; others keep their order behind those it found good.
    """

    id: str
    title: str
    target: str
    remote: str = ""
    trust: float = 0.75
    depth: int = 30


@dataclass(frozen=True, slots=True)
class GeneratorOffer:
    """A language model; `target` is a class derived from `Generator`, made without arguments in the model host."""

    id: str
    title: str
    target: str
    context_tokens: int
    sees: bool = False
    remote: str = ""


class CommandOutput(Protocol):
    """Where a command writes."""

    as_json: bool

    def say(self, text: str) -> None: ...

    def json_line(self, value: dict[str, Any]) -> None: ...

    def remark(self, text: str) -> None: ...


class CommandContext(Protocol):
    """What a command is given; `library()` opens the library that was named, as a context manager.

    `offline` tells that this command was told to open no connection, whatever the settings say.
    """

    @property
    def output(self) -> CommandOutput: ...

    @property
    def folder(self) -> Path | None: ...

    @property
    def offline(self) -> bool: ...

    def library(self) -> Any: ...


def no_arguments(_: argparse.ArgumentParser) -> None:
    """For commands without arguments of their own."""


@dataclass(frozen=True, slots=True)
class CommandOffer:
    """A command of `quire`.

    Attributes:
        run: Gets the context and the parsed arguments; returns the exit code. Known failures are `QuireError`s.
        arguments: Adds its arguments to the parser.
        title: What the window's menu calls it; its name when empty.
        window: Whether the window offers it too. Not for what runs until it is stopped, or talks over standard streams.
    """

    name: str
    help: str
    run: Callable[[CommandContext, argparse.Namespace], int]
    arguments: Callable[[argparse.ArgumentParser], None] = no_arguments
    title: str = ""
    window: bool = True


@dataclass(frozen=True, slots=True)
class PanelOffer:
    """A panel of the window.

    Attributes:
        name: Unique.
        title: On its tab and in the menu.
        make: Gets the open `Library` and returns a QWidget; Qt is imported inside. Called in the GUI thread, the first
            time the panel is shown; slow work goes into threads of its own.
    """

    name: str
    title: str
    make: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class SettingOffer:
    """A setting of the plugin's own: a row in the window, and of `quire settings` as `plugins.<name>`.

    Attributes:
        name: "<plugin>.<setting>": begins with the name of the plugin's entry point.
        title: What the window calls it.
        default: Its value while nothing is set; a bool, int, float or str, which all its values are then.
        help: One sentence for the person.
        choices, minimum, maximum, restart: As in `quire.settings.Row`.
        get, put: Where it is kept, when not in `settings.toml`. `put` may refuse a value with an `InvalidInput`.
    """

    name: str
    title: str
    default: Value
    help: str
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    restart: bool = False
    get: Callable[[], Value] | None = None
    put: Callable[[Value], None] | None = None

    @property
    def plugin(self) -> str:
        return self.name.rpartition(".")[0]

    @property
    def row(self) -> Row:
        """The setting as a row of the table of settings."""
        return Row(
            name=f"plugins.{self.name}",
            type=type(self.default),
            default=self.default,
            help=self.help,
            choices=self.choices,
            minimum=self.minimum,
            maximum=self.maximum,
            restart=self.restart,
            title=self.title,
        )

    def value(self) -> Value:
        """Return what is set now. Reads a small file: not for a loop."""
        return plugged_value(self.row) if self.get is None else self.get()

    def change(self, value: object) -> None:
        """Set it.

        Raises:
            InvalidInput: the value has the wrong type or lies outside its limits.
            StorageFull: it cannot be kept.
        """
        if self.put is None:
            save_plugged(self.row, value)
        else:
            self.put(check(self.row, value))


Offer = ReaderOffer | EmbedderOffer | RerankerOffer | GeneratorOffer | CommandOffer | PanelOffer | SettingOffer
ModelOffer = EmbedderOffer | RerankerOffer | GeneratorOffer


def key_of(offer: Offer) -> tuple[str, str]:
    """Return what must be unique: the kind of thing and its name. All models share one kind."""
    if isinstance(offer, EmbedderOffer | RerankerOffer | GeneratorOffer):
        return ("model", offer.id)
    kinds = {ReaderOffer: "reader", CommandOffer: "command", PanelOffer: "panel", SettingOffer: "setting"}
    return (kinds[type(offer)], offer.name)
