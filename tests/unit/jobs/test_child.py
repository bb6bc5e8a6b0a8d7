"""A child process may answer, refuse, crash, hang or swell; the main process only ever sees an exception."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quire.errors import InvalidInput, PasswordNeeded, QuireError
from quire.jobs import Child, ChildFailure

_HERE = Path(__file__).parent


@pytest.fixture
def echo(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], Callable[[bytes], bytes]]:
    """The factory as an importable module, since a spawned child imports it by name."""
    monkeypatch.syspath_prepend(str(_HERE))
    spec = importlib.util.spec_from_file_location("echo_child", _HERE / "echo_child.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "echo_child", module)
    spec.loader.exec_module(module)
    factory: Callable[[bytes], Callable[[bytes], bytes]] = module.echo
    return factory


@pytest.fixture
def child(echo: Callable[[bytes], Callable[[bytes], bytes]]) -> Iterator[Child]:
    made = Child(echo, b"hello ", name="echo", environment={"QUIRE_TEST": "set"})
    yield made
    made.close()


def test_call_returns_the_reply(child: Child) -> None:
    assert child.call(b"world") == b"hello world"


def test_environment_is_set_in_the_child(child: Child) -> None:
    assert child.call(b"environment") == b"set"


def test_known_error_arrives_as_its_own_class_and_the_child_lives_on(child: Child) -> None:
    with pytest.raises(PasswordNeeded) as caught:
        child.call(b"known")
    assert caught.value.hint == "give a password"
    assert child.call(b"again") == b"hello again"


def test_bug_arrives_with_its_traceback_and_the_child_lives_on(child: Child) -> None:
    with pytest.raises(RuntimeError, match="a bug"):
        child.call(b"bug")
    assert child.call(b"again") == b"hello again"


def test_abort_is_a_failure_with_the_signal(child: Child) -> None:
    with pytest.raises(ChildFailure) as caught:
        child.call(b"abort")
    assert caught.value.reason == "died"
    assert caught.value.exit_code is not None
    assert caught.value.exit_code < 0
    assert not child.alive


def test_hang_is_ended_after_the_time_limit(child: Child) -> None:
    with pytest.raises(ChildFailure) as caught:
        child.call(b"sleep", timeout_s=0.3)
    assert caught.value.reason == "timeout"
    assert not child.alive


def test_calls_after_death_fail_cleanly(child: Child) -> None:
    child.call(b"x")
    child.kill()
    with pytest.raises(ChildFailure):
        child.call(b"x")


def test_factory_may_refuse_with_a_known_error(echo: Callable[[bytes], Callable[[bytes], bytes]]) -> None:
    child = Child(echo, b"refuse", name="echo")
    with pytest.raises(InvalidInput, match="does not start"):
        child.call(b"x")
    child.close()


def test_death_during_start_is_a_start_failure(echo: Callable[[bytes], Callable[[bytes], bytes]]) -> None:
    child = Child(echo, b"die", name="echo")
    with pytest.raises(ChildFailure) as caught:
        child.wait_ready()
    assert caught.value.reason == "start"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux enforces an address-space limit")
def test_memory_limit_turns_swelling_into_an_error(
    echo: Callable[[bytes], Callable[[bytes], bytes]],
) -> None:
    child = Child(echo, b"", name="echo", memory_limit_mb=512)
    with pytest.raises(QuireError, match="memory"):
        child.call(b"swell")
    child.close()
