from __future__ import annotations

import sys
import threading
import types
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from quire.errors import InvalidInput, NotFound
from quire.plugins.contracts import CONTRACT_VERSION
from quire.plugins.hooks import hookimpl
from quire.plugins.loading import Found, PluginManager, PluginStatus, installed
from quire.plugins.offers import CommandOffer, EmbedderOffer, ReaderOffer, SettingOffer
from quire.plugins.reading import FileType
from quire.plugins.telling import Teller
from quire.settings import Settings, load, with_value

NOTE = FileType("text/x-note", "a note", suffixes=(".note",), text=True)


def module(**hooks: Any) -> types.ModuleType:
    """Return a module as a plugin is one, with hooks that return what is given."""
    made = types.ModuleType("quire_made_up")
    made.QUIRE_CONTRACT = CONTRACT_VERSION  # type: ignore[attr-defined]
    for name, result in hooks.items():
        setattr(made, name, result if name == "QUIRE_CONTRACT" else _hook(name, result))
    return made


def _hook(name: str, result: Any) -> Callable[[], Any]:
    def hook() -> Any:
        return result() if callable(result) else result

    hook.__name__ = name
    return hookimpl(hook)


def found(name: str, load: Callable[[], Any], distribution: str = "") -> Found:
    return Found(name, distribution or f"quire-{name}", "1.2", lambda: f"About {name}.", load)


def manager(*plugins: Found, enabled: Sequence[str] | None = None, **options: Any) -> PluginManager:
    names = [plugin.name for plugin in plugins] if enabled is None else enabled
    options = {"environment": {}} | options
    return PluginManager(names, discover=lambda: plugins, **options)


def status(of: PluginManager, name: str) -> PluginStatus:
    return next(item for item in of.plugins() if item.name == name and not item.built_in)


def command(name: str) -> CommandOffer:
    return CommandOffer(name, "does it", run=lambda context, arguments: 0)


def reader(name: str, *, instead_of: tuple[str, ...] = ()) -> ReaderOffer:
    return ReaderOffer(name, 1, (NOTE,), "made:Up", instead_of)


def refuse() -> Any:
    raise AssertionError("a plugin that nobody enabled was imported")


def test_a_plugin_is_off_until_it_is_enabled() -> None:
    made = manager(found("greeting", refuse), enabled=())
    assert status(made, "greeting") == PluginStatus(
        "greeting", "1.2", "About greeting.", distribution="quire-greeting"
    )
    assert made.commands() == {}


def test_an_enabled_plugin_brings_what_it_registers() -> None:
    hooks = {"register_commands": [command("greet")], "register_readers": [reader("note")]}
    made = manager(found("greeting", lambda: module(**hooks)))
    assert list(made.commands()) == ["greet"]
    assert made.readers()["text/x-note"].name == "note"
    told = status(made, "greeting")
    assert told.offers == ("reader note", "command greet")
    assert told.problem is None
    assert told.load_ms > 0


def test_enabling_and_disabling_is_kept_in_the_settings() -> None:
    made = manager(found("a", lambda: module(register_commands=[command("x")])), found("b", module), enabled=())
    assert made.enable("a").enabled
    made.enable("b")
    assert load().settings.plugins.enabled == "a, b"
    assert list(made.commands()) == ["x"]
    made.disable("a")
    assert load().settings.plugins.enabled == "b"
    assert made.commands() == {}
    assert not status(made, "a").enabled


def test_enabling_what_is_not_installed_is_refused() -> None:
    with pytest.raises(NotFound, match="no plugin called ghost"):
        manager().enable("ghost")


def test_a_plugin_that_was_uninstalled_is_told_and_can_be_disabled() -> None:
    made = manager(enabled=["ghost"])
    told = status(made, "ghost")
    assert told.problem is not None
    assert "no longer installed" in told.problem.message
    made.disable("ghost")
    assert made.plugins() == []


def test_the_empty_variable_is_safe_mode() -> None:
    made = manager(found("a", refuse), environment={"QUIRE_PLUGINS": ""})
    assert made.safe_mode
    told = status(made, "a")
    assert told.enabled
    assert told.problem is not None
    assert "QUIRE_PLUGINS" in told.problem.message


def test_the_variable_restricts_loading_to_its_names() -> None:
    made = manager(
        found("a", refuse),
        found("b", lambda: module(register_commands=[command("x")])),
        environment={"QUIRE_PLUGINS": "b"},
    )
    assert list(made.commands()) == ["x"]


def _missing_dependency() -> Any:
    import no_such_library_anywhere  # type: ignore[import-not-found]  # that is the point

    return no_such_library_anywhere


def _exit() -> Any:
    raise SystemExit(3)


@pytest.mark.parametrize(
    ("load_plugin", "message"),
    [
        (lambda: 1 / 0, "division by zero"),
        (_exit, "wanted to end the program"),
        (_missing_dependency, "needs no_such_library_anywhere, which is not installed"),
        (lambda: module(QUIRE_CONTRACT=99), "built for contract 99"),
        (lambda: types.ModuleType("silent"), "QUIRE_CONTRACT"),
        (lambda: module(register_toasters=[]), "register_toasters"),
        (lambda: module(register_commands=["greet"]), "returned str, not CommandOffer"),
        (lambda: module(register_readers=lambda: 1 / 0), "division by zero"),
        (lambda: module(register_commands=lambda: 7), "not iterable"),
        (lambda: module(register_settings=[SettingOffer("other.x", "X", 1, "")]), "must be called broken"),
        (lambda: module(register_settings=[SettingOffer("broken.Big Name", "X", 1, "")]), "must be called broken"),
        (lambda: module(register_settings=[SettingOffer("broken.x", "X", None, "")]), "is a NoneType"),  # type: ignore[arg-type]
        (lambda: module(register_settings=[SettingOffer("broken.x", "X", 1, "", minimum=2)]), "not allowed by itself"),
    ],
)
def test_a_broken_plugin_is_a_problem_and_the_others_go_on(load_plugin: Callable[[], Any], message: str) -> None:
    made = manager(found("broken", load_plugin), found("sound", lambda: module(register_commands=[command("x")])))
    problem = status(made, "broken").problem
    assert problem is not None
    assert message in problem.message
    assert problem.hint
    assert list(made.commands()) == ["x"]


def test_a_plugin_that_hangs_is_given_up() -> None:
    let_go = threading.Event()
    made = manager(found("slow", let_go.wait), load_limit_s=0.1)
    problem = status(made, "slow").problem  # returns, though the plugin does not
    let_go.set()
    assert problem is not None
    assert "within 0.1 seconds" in problem.message


def test_a_plugin_that_spins_is_stopped_when_it_is_given_up() -> None:
    ended = threading.Event()

    def spin() -> None:
        try:
            while True:
                pass
        finally:
            ended.set()

    problem = status(manager(found("spinning", spin), load_limit_s=0.1), "spinning").problem
    assert problem is not None
    assert "within 0.1 seconds" in problem.message
    assert ended.wait(30)


def test_a_taken_name_is_refused_and_both_are_named() -> None:
    made = manager(
        found("a", lambda: module(register_commands=[command("greet")])),
        found("b", lambda: module(register_commands=[command("other"), command("greet")])),
    )
    problem = status(made, "b").problem
    assert problem is not None
    assert problem.message == "the plugin b brings the command greet, but so does a; b was left out"
    assert list(made.commands()) == ["greet"]  # all or nothing


def test_the_name_of_a_command_of_quire_is_taken_for_every_plugin() -> None:
    made = manager(found("a", lambda: module(register_commands=[command("greet"), command("search")])))
    problem = status(made, "a").problem
    assert problem is not None
    assert problem.message == "the plugin a brings the command search, but so does Quire itself; a was left out"
    assert "another name" in problem.hint
    assert made.commands() == {}


def test_models_of_all_kinds_share_their_names() -> None:
    one = EmbedderOffer("m", "M", "made:Up", dim=4)
    made = manager(found("a", lambda: module(register_embedders=[one, one])))
    problem = status(made, "a").problem
    assert problem is not None
    assert problem.message == "the plugin a brings the model m twice; it was left out"


def test_a_type_of_file_has_one_reader_unless_one_stands_in_for_a_built_in_one() -> None:
    class BuiltIn:
        """What is built in."""

        @hookimpl
        def register_readers(self) -> list[ReaderOffer]:
            return [reader("book")]

    built_in = {"readers": BuiltIn()}
    made = manager(found("a", lambda: module(register_readers=[reader("mine")])), built_in=built_in)
    problem = status(made, "a").problem
    assert problem is not None
    assert "files of type text/x-note, but so does Quire itself" in problem.message
    stand_in = reader("mine", instead_of=("book",))
    made = manager(found("a", lambda: module(register_readers=[stand_in])), built_in=built_in)
    assert status(made, "a").problem is None
    assert made.readers()["text/x-note"].name == "mine"
    assert made.plugins()[0].summary == "What is built in."


def test_two_packages_with_one_plugin_name_are_both_left_out() -> None:
    made = manager(found("a", refuse, "one"), found("a", refuse, "two"), enabled=["a"])
    problem = status(made, "a").problem
    assert problem is not None
    assert problem.message.startswith("one and two both bring a plugin called a")


def test_settings_of_plugins_are_rows_that_can_be_read_and_changed() -> None:
    offer = SettingOffer("a.times", "Times", 1, "How often.", minimum=1, maximum=9)
    made = manager(found("a", lambda: module(register_settings=[offer])))
    assert status(made, "a").offers == ("setting a.times",)
    row = made.settings()["plugins.a.times"].row
    assert (row.section, row.type, row.title) == ("plugins", int, "Times")
    offer.change(4)
    assert offer.value() == 4
    with pytest.raises(InvalidInput):
        offer.change(10)
    assert offer.value() == 4


def test_a_setting_may_be_kept_elsewhere() -> None:
    kept: list[Any] = ["first"]
    offer = SettingOffer("a.where", "Where", "", "", get=lambda: kept[-1], put=kept.append)
    assert offer.value() == "first"
    offer.change("second")
    with pytest.raises(InvalidInput):
        offer.change(3)
    assert kept == ["first", "second"]


def test_a_new_document_is_told_to_all_and_failures_are_told() -> None:
    heard = []

    class Listening:
        QUIRE_CONTRACT = CONTRACT_VERSION

        @hookimpl
        def document_added(self, document_id: str, path: str) -> None:
            heard.append((document_id, path))

    class Failing:
        QUIRE_CONTRACT = CONTRACT_VERSION

        @hookimpl
        def document_added(self, document_id: str) -> None:
            raise ValueError("no more room")

    made = manager(found("a", Failing), found("b", Listening))
    made.document_added("id", "/x")
    assert heard == [("id", "/x")]
    problem = status(made, "a").problem
    assert problem is not None
    assert problem.message == "the plugin a failed on a new document: no more room"
    assert made.blamed() == [problem]
    assert status(made, "b").problem is None


def test_a_plugin_that_hangs_on_a_new_document_is_told_nothing_more() -> None:
    heard: list[str] = []
    let_go = threading.Event()

    class Hanging:
        QUIRE_CONTRACT = CONTRACT_VERSION

        @hookimpl
        def document_added(self, document_id: str) -> None:
            heard.append(f"hanging {document_id}")
            let_go.wait()

    class Listening:
        QUIRE_CONTRACT = CONTRACT_VERSION

        @hookimpl
        def document_added(self, document_id: str) -> None:
            heard.append(document_id)

    made = manager(found("a", Hanging), found("b", Listening))
    made.document_added("first", "/x", limit_s=0.1)
    made.document_added("second", "/y", limit_s=0.1)
    let_go.set()
    assert heard == ["hanging first", "first", "second"]
    problem = status(made, "a").problem
    assert problem is not None
    assert "longer than 0.1 seconds and is told nothing more" in problem.message


def test_the_end_does_not_wait_for_a_plugin_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    let_go, begun = threading.Event(), threading.Event()
    monkeypatch.setattr("quire.plugins.telling.CLOSING_S", 0.1)

    def tell(*_: str) -> None:
        begun.set()
        let_go.wait()

    teller = Teller(tell)
    teller.document_added("id", "/x")
    assert begun.wait(30)
    assert not teller.close()  # returns, though the plugin does not
    let_go.set()


def test_what_was_told_is_heard_before_the_end() -> None:
    heard: list[str] = []
    teller = Teller(lambda document_id, _: heard.append(document_id))
    for number in range(5):
        teller.document_added(str(number), "/x")
    assert teller.close()
    assert heard == ["0", "1", "2", "3", "4"]


def test_the_settings_name_what_is_enabled() -> None:
    settings = with_value(Settings(), "plugins.enabled", "a,  b")
    made = PluginManager.of(settings, discover=lambda: [found("a", module), found("c", refuse)], environment={})
    assert [(item.name, item.enabled) for item in made.plugins()] == [("a", True), ("c", False), ("b", True)]


def test_discovery_imports_no_plugin() -> None:
    before = set(sys.modules)
    for plugin in installed():
        assert plugin.version
    assert not {name for name in set(sys.modules) - before if name.startswith("quire_")}
