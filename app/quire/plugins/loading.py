"""Which plugins are installed, which of them a person wants, and what those that load bring along.

A plugin that cannot be loaded is a `Problem` of its own; nothing it does at its start ends or delays the program for
more than a time limit.
"""

from __future__ import annotations

import ctypes
import importlib.metadata
import logging
import os
import re
import sys
import threading
import time
import traceback
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import pluggy

from quire.errors import InvalidInput, NotFound, PluginError
from quire.plugins.claims import Claims
from quire.plugins.contracts import CONTRACT_VERSION
from quire.plugins.hooks import GROUP, REGISTERING, Hooks
from quire.plugins.offers import (
    CommandOffer,
    EmbedderOffer,
    GeneratorOffer,
    ModelOffer,
    Offer,
    PanelOffer,
    ReaderOffer,
    RerankerOffer,
    SettingOffer,
    key_of,
)
from quire.plugins.telling import TELL_LIMIT_S, told_within
from quire.settings import Settings, check, load, save, with_value
from quire.types import Problem

ENVIRONMENT = "QUIRE_PLUGINS"  # restricts loading to these names; empty: safe mode, none at all
LOAD_LIMIT_S = 5.0
_OFFER_OF: Mapping[str, type[Offer]] = dict(
    zip(
        REGISTERING,
        (ReaderOffer, EmbedderOffer, RerankerOffer, GeneratorOffer, CommandOffer, PanelOffer, SettingOffer),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class PluginStatus:
    """One plugin as a person sees it.

    Attributes:
        name: Name of its entry point; what `enable` takes.
        distribution: The package that brings it; empty for what is built in.
        enabled: Whether the person wants it.
        problem: Why it does not work although it is enabled, or None.
        load_ms: What importing and registering it took; 0 while it is not loaded.
        offers: What it brings ("reader note", "command greet"), once it is loaded.
    """

    name: str
    version: str = ""
    summary: str = ""
    enabled: bool = False
    problem: Problem | None = None
    load_ms: float = 0.0
    offers: tuple[str, ...] = ()
    distribution: str = ""
    built_in: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An installed plugin that was not imported."""

    name: str
    distribution: str
    version: str
    summary: Callable[[], str]
    load: Callable[[], Any]


@dataclass(slots=True)
class _Loaded:
    problem: Problem | None = None
    load_ms: float = 0.0
    offers: tuple[Offer, ...] = ()
    hooks: pluggy.PluginManager | None = None
    home: str = ""
    deaf: bool = False  # it did not end when it was told of something


@dataclass(slots=True)
class _Attempt:
    """What a thread that loads a plugin leaves behind."""

    hooks: pluggy.PluginManager | None = None
    offers: tuple[Offer, ...] = ()
    home: str = ""
    error: BaseException | None = None
    given_up: bool = False
    done: threading.Event = field(default_factory=threading.Event)


def installed() -> list[Found]:
    """Return the plugins that are installed, by name, without importing any."""
    found = []
    for entry in importlib.metadata.entry_points(group=GROUP):
        package = entry.dist
        if package is None:
            continue
        found.append(Found(entry.name, package.name, package.version, _summary_of(package), entry.load))
    return sorted(found, key=lambda plugin: (plugin.name, plugin.distribution))


def _summary_of(package: importlib.metadata.Distribution) -> Callable[[], str]:
    return lambda: package.metadata["Summary"] or ""


class PluginManager:
    """The plugins of one session. Thread-safe. Nothing is looked up before something is asked, nothing is imported
    that the person did not enable.

    Args:
        enabled: Names of the plugins the person switched on.
        built_in: What comes with Quire and registers through the same hooks: name to module or object.
        discover: Returns what is installed.
        environment: Where `QUIRE_PLUGINS` stands.
        load_limit_s: A plugin that takes longer to import and register is given up.
    """

    def __init__(
        self,
        enabled: Iterable[str] = (),
        *,
        built_in: Mapping[str, object] | None = None,
        discover: Callable[[], Sequence[Found]] = installed,
        environment: Mapping[str, str] = os.environ,
        load_limit_s: float = LOAD_LIMIT_S,
    ) -> None:
        self._enabled = set(enabled)
        self._built_in = dict(built_in or {})
        self._discover = discover
        wanted = environment.get(ENVIRONMENT)
        self._only = None if wanted is None else frozenset(names_in(wanted))
        self._load_limit_s = load_limit_s
        self._lock = threading.RLock()
        self._found: list[Found] | None = None
        self._loaded: dict[str, _Loaded] = {}
        self._claims = Claims()
        self._ready = False
        self._being_told = ""

    @classmethod
    def of(cls, settings: Settings, **options: Any) -> PluginManager:
        """Return the manager these settings ask for."""
        return cls(names_in(settings.plugins.enabled), **options)

    # what the person sees and does ---------------------------------------------------------------------------------

    def plugins(self) -> list[PluginStatus]:
        """Return what is built in, then every installed plugin, then enabled ones that are no longer installed."""
        with self._lock:
            self._load_all()
            found = self._installed()
            built_in = [self._status_of_built_in(name) for name in self._built_in]
            third = [self._status(plugin) for plugin in found]
            gone = sorted(self._enabled - {plugin.name for plugin in found})
            return [*built_in, *third, *(PluginStatus(name, enabled=True, problem=_gone(name)) for name in gone)]

    def enable(self, name: str) -> PluginStatus:
        """Switch a plugin on, keep that in the settings, and load it.

        An open library takes over what it brings by `quire.library.plugged.take_over`.

        Raises:
            NotFound: no plugin of this name is installed.
        """
        with self._lock:
            self._must_exist(name)
            self._enabled.add(name)
            self._keep()
            self._load_all()
            self._loaded.pop(name, None)  # a second try, when it failed before
            self._claims.forget(name)
            self._load_plugin(name)
            return next(status for status in self.plugins() if status.name == name and not status.built_in)

    def disable(self, name: str) -> None:
        """Switch a plugin off and keep that in the settings.

        Raises:
            NotFound: it is neither installed nor enabled.
        """
        with self._lock:
            if name not in self._enabled:
                self._must_exist(name)
            self._enabled.discard(name)
            self._keep()
            self._loaded.pop(name, None)
            self._claims.forget(name)

    @property
    def safe_mode(self) -> bool:
        """Whether `QUIRE_PLUGINS` is set and empty."""
        return self._only is not None and not self._only

    # what they bring -----------------------------------------------------------------------------------------------

    def readers(self) -> Mapping[str, ReaderOffer]:
        """Return who reads which media type, built-in readers included."""
        with self._lock:
            self._load_all()
            return self._claims.readers()

    def models(self) -> Mapping[str, ModelOffer]:
        """Return every model by id that is registered through hooks, the built-in embedder included."""
        with self._lock:
            self._load_all()
            return {
                offer.id: offer
                for offer in self._claims.offers()
                if isinstance(offer, EmbedderOffer | RerankerOffer | GeneratorOffer)
            }

    def commands(self) -> Mapping[str, CommandOffer]:
        with self._lock:
            self._load_all()
            return {offer.name: offer for offer in self._claims.offers() if isinstance(offer, CommandOffer)}

    def panels(self) -> Mapping[str, PanelOffer]:
        with self._lock:
            self._load_all()
            return {offer.name: offer for offer in self._claims.offers() if isinstance(offer, PanelOffer)}

    def settings(self) -> Mapping[str, SettingOffer]:
        """Return the settings of plugins by the names of their rows ("plugins.hello.greeting")."""
        with self._lock:
            self._load_all()
            return {offer.row.name: offer for offer in self._claims.offers() if isinstance(offer, SettingOffer)}

    def homes(self) -> Mapping[str, str]:
        """Return where the code of each plugin that was loaded lies, a folder or a file, and the plugin's name."""
        with self._lock:
            self._load_all()
            return {loaded.home: name for name, loaded in self._loaded.items() if loaded.home}

    def blame(self, name: str, problem: Problem) -> None:
        """Keep for this session what a plugin did wrong after it was loaded."""
        with self._lock:
            if name in self._loaded:
                self._loaded[name].problem = problem

    def blamed(self) -> list[Problem]:
        """Return what plugins did wrong after they were loaded."""
        with self._lock:
            return [loaded.problem for loaded in self._loaded.values() if loaded.problem and loaded.hooks]

    def document_added(self, document_id: str, path: str, *, limit_s: float = TELL_LIMIT_S) -> None:
        """Tell every plugin; what goes wrong is its problem. Call it in a thread that may wait.

        Args:
            limit_s: A plugin that takes longer is told nothing more in this session.
        """
        with self._lock:
            self._load_all()
            listening = [
                (name, loaded)
                for name, loaded in self._loaded.items()
                if loaded.hooks is not None and not loaded.deaf and loaded.hooks.hook.document_added.get_hookimpls()
            ]
        for name, loaded in listening:
            assert loaded.hooks is not None
            tell = partial(loaded.hooks.hook.document_added, document_id=document_id, path=path)
            self._being_told = name
            error = told_within(limit_s, tell)
            self._being_told = ""
            if error is not None:
                loaded.deaf = isinstance(error, TimeoutError)
                self.blame(name, _problem(name, "failed on a new document", error))

    def leave_behind(self) -> None:
        """Note which plugin has not taken note of what it was told when nobody can wait any more."""
        if name := self._being_told:
            self.blame(name, _problem(name, "failed on a new document", TimeoutError("it did not end")))

    # loading -------------------------------------------------------------------------------------------------------

    def _installed(self) -> list[Found]:
        if self._found is None:
            self._found = list(self._discover())
        return self._found

    def _must_exist(self, name: str) -> None:
        if not any(plugin.name == name for plugin in self._installed()):
            raise NotFound(
                f"no plugin called {name} is installed", hint="`quire plugins list` names those that are"
            )

    def _keep(self) -> None:
        settings = load().settings
        save(with_value(settings, "plugins.enabled", ", ".join(sorted(self._enabled))))

    def _load_all(self) -> None:
        if self._ready:
            return
        self._ready = True
        for name, plugin in self._built_in.items():
            started = time.perf_counter()
            hooks, offers = _registered(name, plugin)
            self._claims.take(name, offers, built_in=True)
            self._loaded[name] = _Loaded(None, _ms_since(started), offers, hooks)
        for name in sorted(self._enabled):
            self._load_plugin(name)

    def _load_plugin(self, name: str) -> None:
        if self._only is not None and name not in self._only:
            self._loaded[name] = _Loaded(_left_out(name))
            return
        candidates = [plugin for plugin in self._installed() if plugin.name == name]
        if not candidates:
            return
        if len(candidates) > 1:
            both = " and ".join(plugin.distribution for plugin in candidates)
            message = f"{both} both bring a plugin called {name}; neither was loaded"
            self._loaded[name] = _Loaded(Problem("plugin", "plugin", message, hint="uninstall one of them"))
            return
        started = time.perf_counter()
        attempt = self._attempt(candidates[0])
        loaded = self._judged(name, attempt)
        self._loaded[name] = replace(loaded, load_ms=_ms_since(started))

    def _attempt(self, plugin: Found) -> _Attempt:
        """Import and register in a thread that can be left behind: nothing ends a thread that hangs."""
        attempt = _Attempt()

        def run() -> None:
            try:
                module = plugin.load()
                _check_contract(plugin.name, module)
                attempt.home = _home_of(module)
                attempt.hooks, attempt.offers = _registered(plugin.name, module)
            except BaseException as error:  # SystemExit too
                attempt.error = error
            finally:
                attempt.done.set()

        thread = threading.Thread(target=run, name=f"load-plugin-{plugin.name}", daemon=True)
        thread.start()
        attempt.given_up = not attempt.done.wait(self._load_limit_s)
        if attempt.given_up and thread.ident is not None and thread.is_alive():
            interrupt(thread.ident, SystemExit)  # a loop without end would slow everything else down
        return attempt

    def _judged(self, name: str, attempt: _Attempt) -> _Loaded:
        if attempt.given_up:
            message = f"the plugin {name} did not finish loading within {self._load_limit_s:g} seconds"
            return _Loaded(Problem("plugin", "plugin", message, hint="disable it, or tell its author"))
        if attempt.error is not None:
            return _Loaded(_problem(name, "could not be loaded", attempt.error))
        try:
            self._claims.take(name, attempt.offers)
        except PluginError as error:
            return _Loaded(Problem("plugin", "plugin", error.message, hint=error.hint))
        return _Loaded(None, 0.0, attempt.offers, attempt.hooks, attempt.home)

    def _status(self, plugin: Found) -> PluginStatus:
        loaded = self._loaded.get(plugin.name, _Loaded())
        return PluginStatus(
            plugin.name,
            version=plugin.version,
            summary=plugin.summary(),
            enabled=plugin.name in self._enabled,
            problem=loaded.problem,
            load_ms=loaded.load_ms,
            offers=_described(loaded.offers),
            distribution=plugin.distribution,
        )

    def _status_of_built_in(self, name: str) -> PluginStatus:
        loaded = self._loaded[name]
        summary = (getattr(self._built_in[name], "__doc__", None) or "").strip().partition("\n")[0]
        offers = _described(loaded.offers)
        return PluginStatus(
            name, summary=summary, enabled=True, load_ms=loaded.load_ms, offers=offers, built_in=True
        )


def interrupt(thread_id: int, exception: type[BaseException]) -> None:
    """Have a thread raise an exception as soon as it runs Python code again."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread_id), ctypes.py_object(exception))


def names_in(text: str) -> list[str]:
    """Return the names in a text with commas or blanks between them."""
    return [name for name in text.replace(",", " ").split() if name]


def _registered(name: str, plugin: object) -> tuple[pluggy.PluginManager, tuple[Offer, ...]]:
    """Have one plugin register, apart from all others.

    Raises:
        PluginError: it implements a hook that does not exist, or returns what is no offer.
    """
    hooks = pluggy.PluginManager(GROUP)
    hooks.add_hookspecs(Hooks)
    try:
        hooks.register(plugin, name)
        hooks.check_pending()
    except pluggy.PluginValidationError as error:
        raise PluginError(f"it implements a hook wrongly: {error}") from error
    offers: list[Offer] = []
    for hook in REGISTERING:
        for result in getattr(hooks.hook, hook)():
            for offer in result:
                wanted = _OFFER_OF[hook]
                if not isinstance(offer, wanted):
                    raise PluginError(f"its {hook} returned {type(offer).__name__}, not {wanted.__name__}")
                if isinstance(offer, SettingOffer):
                    _check_setting(name, offer)
                offers.append(offer)
    return hooks, tuple(offers)


def _check_setting(plugin: str, offer: SettingOffer) -> None:
    if not re.fullmatch(rf"{re.escape(plugin)}\.[a-z][a-z0-9_]*", offer.name) or plugin == "enabled":
        raise PluginError(f"its setting {offer.name!r} must be called {plugin}.… with small letters and underscores")
    if type(offer.default) not in (bool, int, float, str):
        raise PluginError(f"the default of its setting {offer.name} is a {type(offer.default).__name__}")
    try:
        check(offer.row, offer.default)
    except InvalidInput as error:
        raise PluginError(f"the default of its setting {offer.name} is not allowed by itself: {error.hint}") from error


def _check_contract(name: str, module: object) -> None:
    version = getattr(module, "QUIRE_CONTRACT", None)
    if version is None:
        raise PluginError("it does not say which contract it is built for (QUIRE_CONTRACT)")
    if version != CONTRACT_VERSION:
        raise PluginError(f"it is built for contract {version}; this Quire has contract {CONTRACT_VERSION}")


def _home_of(plugin: object) -> str:
    """Return the folder (with a separator at its end) or the file a plugin's code lies in; empty when it has none."""
    name = plugin.__name__ if isinstance(plugin, types.ModuleType) else type(plugin).__module__
    top = sys.modules.get(name.partition(".")[0])
    file = str(getattr(top, "__file__", None) or getattr(plugin, "__file__", None) or "")
    folder, base = os.path.split(file)
    return folder + os.sep if base.startswith("__init__.") else file


def _described(offers: Sequence[Offer]) -> tuple[str, ...]:
    words = {EmbedderOffer: "embedder", RerankerOffer: "reranker", GeneratorOffer: "language model"}
    described = []
    for offer in offers:
        kind, name = key_of(offer)
        described.append(f"{words.get(type(offer), kind)} {name}")
    return tuple(described)


def _problem(name: str, what: str, error: BaseException) -> Problem:
    logging.getLogger(__name__).info("plugin %s: %s", name, "".join(traceback.format_exception(error)))
    if isinstance(error, ModuleNotFoundError) and error.name:
        message = f"the plugin {name} {what}: it needs {error.name}, which is not installed"
        return Problem("plugin", "plugin", message, hint=f"install {error.name}, or disable the plugin")
    why = "it wanted to end the program" if isinstance(error, SystemExit) else str(error) or type(error).__name__
    hint = "update it, disable it, or tell its author"
    return Problem("plugin", "plugin", f"the plugin {name} {what}: {why}", hint=hint)


def _gone(name: str) -> Problem:
    message = f"the plugin {name} is enabled but no longer installed"
    return Problem("plugin", "plugin", message, hint=f"install it again, or `quire plugins disable {name}`")


def _left_out(name: str) -> Problem:
    message = f"the plugin {name} was left out: the variable {ENVIRONMENT} does not name it"
    return Problem("plugin", "plugin", message, hint=f"start without {ENVIRONMENT}")


def _ms_since(started: float) -> float:
    return (time.perf_counter() - started) * 1000.0
