"""The launcher, in a checkout of its own with a stand-in environment: what it hands over, when it sets up."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ECHO = '#!/bin/sh\nfor word in "$@"; do printf "<%s>" "$word"; done\n'


@pytest.fixture
def checkout(tmp_path: Path, root: Path) -> Path:
    """Return a folder with the launcher, its lock files, and an environment whose programs echo their arguments."""
    place = tmp_path / "a checkout"
    (place / ".venv" / "bin").mkdir(parents=True)
    for name in ("quire", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy2(root / name, place / name)
    _program(place / ".venv" / "bin" / "quire", ECHO)
    _program(place / ".venv" / "bin" / "python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    return place


def _program(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def _stamp(checkout: Path) -> None:
    sums = subprocess.run(
        ["cksum", "pyproject.toml", "requirements.lock"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    (checkout / ".venv" / ".stamp").write_text(f"{checkout}\n{sums}", encoding="utf-8")


def _start(checkout: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(checkout / "quire"), *words],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **environment},
        cwd=checkout.parent,
    )


def test_a_ready_checkout_hands_its_words_over_unchanged(checkout: Path) -> None:
    _stamp(checkout)
    done = _start(checkout, "search", "two words", "", "*", "--limit", "3")
    assert done.stdout == "<search><two words><><*><--limit><3>"
    assert done.stderr == ""


def test_without_words_it_opens_the_window(checkout: Path) -> None:
    _stamp(checkout)
    assert _start(checkout).stdout == "<gui>"


def test_it_works_through_a_symbolic_link_to_its_folder(checkout: Path, tmp_path: Path) -> None:
    _stamp(checkout)
    (tmp_path / "link").symlink_to(checkout)
    assert _start(tmp_path / "link", "list").stdout == "<list>"


def test_the_exit_code_is_that_of_the_command(checkout: Path) -> None:
    _stamp(checkout)
    _program(checkout / ".venv" / "bin" / "quire", "#!/bin/sh\nexit 3\n")
    assert _start(checkout, "list").returncode == 3


@pytest.mark.parametrize("change", ["lock", "moved", "never"])
def test_another_lock_another_place_or_no_stamp_sets_up_again(checkout: Path, change: str) -> None:
    _stamp(checkout)
    stamp = checkout / ".venv" / ".stamp"
    if change == "lock":
        with (checkout / "requirements.lock").open("a") as file:
            file.write("another==1\n")
    elif change == "moved":
        stamp.write_text(
            "/elsewhere\n" + stamp.read_text(encoding="utf-8").split("\n", 1)[1], encoding="utf-8"
        )
    else:
        stamp.unlink()
    done = _start(checkout, "list", QUIRE_PYTHON="false", PATH=_path_without_python(checkout))
    assert done.returncode == 1
    assert "no Python 3.11 or newer was found" in done.stderr
    assert done.stdout == ""


def test_a_failed_installation_says_what_to_do_and_leaves_no_stamp(checkout: Path) -> None:
    fake = checkout / "fake python"
    _program(fake, f'#!/bin/sh\ncase "$*" in *"-m venv"*) exit 1;; *) exec "{sys.executable}" "$@";; esac\n')
    (checkout / ".venv" / "bin" / "python").unlink()
    done = _start(checkout, "list", QUIRE_PYTHON=str(fake))
    assert done.returncode == 1
    assert "could not be made" in done.stderr
    assert not (checkout / ".venv" / ".stamp").exists()


def test_an_environment_behind_a_link_is_left_to_its_owner(checkout: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    (checkout / ".venv").rename(theirs)
    (checkout / ".venv").symlink_to(theirs)
    (theirs / ".stamp").write_text("/elsewhere\n", encoding="utf-8")
    fake = tmp_path / "fake python"
    empty = 'for last; do :; done; rm -rf -- "$last"/*; exit 1'  # what `venv --clear` does, then a full disk
    _program(fake, f'#!/bin/sh\ncase "$*" in *"-m venv"*) {empty};; *) exec "{sys.executable}" "$@";; esac\n')
    done = _start(checkout, "list", QUIRE_PYTHON=str(fake))
    assert "could not be made" in done.stderr
    assert (theirs / "bin" / "quire").exists()


def test_a_half_installed_package_is_forgotten(checkout: Path) -> None:
    packages = checkout / ".venv" / "lib" / "python3.11" / "site-packages"
    for name, whole in (("whole-1.dist-info", True), ("half-1.dist-info", False)):
        (packages / name).mkdir(parents=True)
        if whole:
            (packages / name / "INSTALLER").write_text("pip\n")
    _program(checkout / ".venv" / "bin" / "python", '#!/bin/sh\ncase "$*" in *install*) exit 1;; esac\n')
    done = _start(checkout, "list", QUIRE_PYTHON=sys.executable)
    assert done.returncode == 1
    assert "start again: it goes on where it stopped" in done.stderr
    assert sorted(path.name for path in packages.iterdir()) == ["whole-1.dist-info"]


@pytest.fixture
def lacking(checkout: Path) -> Path:
    """Return a folder of stand-in system tools for a Linux without the window's libraries; apt-get notes its words."""
    _stamp(checkout)
    qt = checkout / ".venv" / "lib" / "python3.11" / "site-packages" / "PySide6"
    (qt / "Qt" / "plugins" / "platforms").mkdir(parents=True)
    for name in ("QtWidgets.abi3.so", "Qt/plugins/platforms/libqxcb.so"):
        (qt / name).touch()
    tools = checkout / "stand-ins"
    tools.mkdir()
    _program(tools / "uname", "#!/bin/sh\necho Linux\n")
    _program(
        tools / "ldd", '#!/bin/sh\ncase "$*" in *libqxcb*) echo "libxcb-icccm.so.4 => not found";; esac\n'
    )
    _program(tools / "apt-get", f'#!/bin/sh\necho "$*" >>"{tools}/asked"\n')
    return tools


@pytest.mark.parametrize("words", [[], ["gui"]])
def test_without_rights_missing_libraries_are_one_line_to_run(
    checkout: Path, lacking: Path, words: list[str]
) -> None:
    _program(lacking / "id", "#!/bin/sh\necho 1000\n")
    done = _start(checkout, *words, PATH=f"{lacking}:{os.environ['PATH']}")
    assert done.returncode == 1
    (line,) = (line for line in done.stderr.splitlines() if "sudo" in line)
    assert line.split()[:3] == ["sudo", "apt-get", "install"]
    assert "libxcb-icccm4" in line
    assert not (lacking / "asked").exists()


def test_with_rights_missing_libraries_are_installed_once(checkout: Path, lacking: Path) -> None:
    _program(lacking / "id", "#!/bin/sh\necho 0\n")
    for _ in range(2):
        assert _start(checkout, "gui", PATH=f"{lacking}:{os.environ['PATH']}").stdout == "<gui>"
    update, install = (lacking / "asked").read_text(encoding="utf-8").splitlines()
    assert update.startswith("update")
    assert install.startswith("install")
    assert "libxcb-icccm4" in install


def test_the_command_line_needs_no_window_libraries(checkout: Path, lacking: Path) -> None:
    _program(lacking / "id", "#!/bin/sh\necho 1000\n")
    assert _start(checkout, "list", PATH=f"{lacking}:{os.environ['PATH']}").stdout == "<list>"


def _path_without_python(checkout: Path) -> str:
    """Return a PATH with the launcher's tools and no Python at all."""
    tools = checkout / "tools"
    tools.mkdir()
    for name in ("bash", "env", "dirname", "cksum", "mkdir", "flock", "grep", "uname", "head", "cat"):
        found = shutil.which(name)
        if found:
            (tools / name).symlink_to(found)
    return str(tools)
