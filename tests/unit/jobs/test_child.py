"""A child process may answer, refuse, crash, hang or swell; the main process only ever sees an exception."""

from __future__ import annotations

import errno
import importlib.util
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from quire.errors import InvalidInput, PasswordNeeded, QuireError
from quire.jobs import Child, ChildFailure

_HERE = Path(__file__).parent


@pytest.fixture
def factories(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The factories as an importable module, since a spawned child imports them by name."""
    monkeypatch.syspath_prepend(str(_HERE))
    spec = importlib.util.spec_from_file_location("echo_child", _HERE / "echo_child.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "echo_child", module)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def echo(factories: ModuleType) -> Callable[[bytes], Callable[[bytes], bytes]]:
    factory: Callable[[bytes], Callable[[bytes], bytes]] = factories.echo
    return factory


@pytest.fixture
def talker(factories: ModuleType) -> Iterator[Child]:
    """A child that answers in parts."""
    made = Child(factories.counting, name="counting", streams=True)
    yield made
    made.close()


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


def test_child_outlives_the_thread_that_started_it(
    echo: Callable[[bytes], Callable[[bytes], bytes]],
) -> None:
    made: list[Child] = []
    starter = threading.Thread(target=lambda: made.append(Child(echo, b"hello ", name="echo")))
    starter.start()
    starter.join()
    assert made[0].call(b"world") == b"hello world"
    made[0].close()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_child_ends_with_a_killed_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        f"import sys, time; sys.path.insert(0, {str(_HERE)!r})\n"
        "from echo_child import echo\n"
        "from quire.jobs import Child\n"
        "if __name__ == '__main__':\n"
        "    child = Child(echo, name='echo'); child.wait_ready(); print(child.pid, flush=True); time.sleep(60)\n",
        encoding="utf-8",
    )
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 30
    while _runs(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(pid)


def _runs(pid: int) -> bool:
    """Whether a process is there and is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux enforces an address-space limit")
def test_memory_limit_turns_swelling_into_an_error(
    echo: Callable[[bytes], Callable[[bytes], bytes]],
) -> None:
    child = Child(echo, b"", name="echo", memory_limit_mb=512)
    with pytest.raises(QuireError, match="memory"):
        child.call(b"swell")
    child.close()


@pytest.mark.parametrize("n_waits", range(3))
def test_interrupt_while_a_child_starts_neither_ends_it_nor_prints(
    echo: Callable[[bytes], Callable[[bytes], bytes]], capfd: pytest.CaptureFixture[str], n_waits: int
) -> None:
    child = Child(echo, b"hello ", name="echo")
    assert child.pid is not None
    time.sleep(0.03 * n_waits)
    os.kill(child.pid, signal.SIGINT)  # as a terminal does to every process in it
    try:
        assert child.call(b"you") == b"hello you"
    finally:
        child.close()
    assert capfd.readouterr().err == ""


def test_child_reaches_no_network(child: Child) -> None:
    assert child.call(b"connect") == b"refused"
    if sys.platform == "linux":  # there also for native code
        assert child.call(b"native socket") == b"-1 %d" % errno.EACCES


def test_parts_come_in_order_before_the_reply(talker: Child) -> None:
    parts: list[bytes] = []
    assert talker.stream(b"fast 500", parts.append) == b"done 500"
    assert parts == [b"%d" % number for number in range(500)]


def test_stop_ends_a_stream_early_and_the_child_lives_on(talker: Child) -> None:
    parts: list[bytes] = []
    reply = talker.stream(b"slow 1000", parts.append, stop=lambda: len(parts) >= 3)
    assert reply == b"done %d" % len(parts)
    assert 3 <= len(parts) < 100
    assert talker.stream(b"slow 5", parts.append) == b"done 5"  # the stop was for that request alone


def test_child_that_does_not_heed_a_stop_is_killed(talker: Child) -> None:
    began = time.monotonic()
    with pytest.raises(ChildFailure) as caught:
        talker.stream(b"deaf 100000", lambda _: None, stop=lambda: True)
    assert caught.value.reason == "stopped"
    assert time.monotonic() - began < 10
    assert not talker.alive


def test_what_the_listener_raises_ends_the_stream_and_the_child_lives_on(talker: Child) -> None:
    def refuse(_: bytes) -> None:
        raise KeyError("listener")

    with pytest.raises(KeyError, match="listener"):
        talker.stream(b"slow 1000", refuse)
    assert talker.stream(b"slow 2", lambda _: None) == b"done 2"


def test_death_in_the_middle_of_a_stream_is_a_failure(talker: Child) -> None:
    parts: list[bytes] = []
    with pytest.raises(ChildFailure) as caught:
        talker.stream(b"die 10", parts.append)
    assert (caught.value.reason, caught.value.exit_code, len(parts)) == ("died", 7, 3)


def test_silent_stream_is_ended(echo: Callable[[bytes], Callable[[bytes], bytes]]) -> None:
    child = Child(echo, name="echo")
    with pytest.raises(ChildFailure) as caught:
        child.stream(b"sleep", lambda _: None, silence_s=0.3)
    assert caught.value.reason == "timeout"


def test_known_error_after_parts_arrives_as_its_own_class(talker: Child) -> None:
    with pytest.raises(PasswordNeeded):
        talker.stream(b"known 3", lambda _: None)


def test_a_streaming_child_also_answers_plain_calls(talker: Child) -> None:
    assert talker.call(b"slow 0") == b"done 0"
