"""The engines that catalogue models run on: whether they are installed, and installing them when a person agrees.

The built-in models need neither. Looking costs nothing: no engine is imported here.
"""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import quire
from quire.errors import Cancelled, ModelFailed, ModelMissing
from quire.jobs import Job

# On Linux PyPI's torch brings some gigabytes of CUDA; the project's own index has the small build, which sorts first.
_CPU_TORCH = "https://download.pytorch.org/whl/cpu"
PLUGGED = "plugged"  # the engine that cards of plugins' models name
_LOOKING = threading.Lock()  # Python 3.11's own caches do not bear two threads that forget them
_TAIL = 12  # lines of the installer's output kept for the log


@dataclass(frozen=True, slots=True)
class Engine:
    """A library that runs models.

    Attributes:
        name: As cards name it.
        module: What is imported to run it.
        extra: The optional dependencies of the distribution `quire` that bring it.
        title: For the person.
        size_mb: What it takes on disk, about, with all it needs.
        effort: One sentence about what installing it costs.
    """

    name: str
    module: str
    extra: str
    title: str
    size_mb: int
    effort: str


ENGINES: Mapping[str, Engine] = {
    "llama": Engine(
        "llama",
        "llama_cpp",
        "llama",
        "llama.cpp",
        70,
        "It is compiled for this machine: about ten minutes on two cores, with a C++ compiler.",
    ),
    "open_clip": Engine(
        "open_clip",
        "open_clip",
        "open-clip",
        "open_clip with PyTorch",
        1300,
        "A download of about 400 MB.",
    ),
}


def engine_of(name: str) -> Engine | None:
    """Return what is known of an engine; None for those that come with Quire or with a plugin."""
    return ENGINES.get(name)


def is_there(engine: Engine) -> bool:
    """Tell whether it is installed; nothing is imported."""
    with _LOOKING:
        importlib.invalidate_caches()
        return importlib.util.find_spec(engine.module) is not None


def can_install() -> bool:
    """Tell whether this installation can be added to: not a frozen program, and pip is there."""
    return not getattr(sys, "frozen", False) and importlib.util.find_spec("pip") is not None


def install(engine: Engine, *, offline: bool, job: Job | None = None) -> None:
    """Install an engine into the environment that runs Quire; call it only after the person agreed.

    From a checkout the exact versions of its lock file are taken, elsewhere what the distribution's extra asks for.

    Raises:
        ModelMissing: it cannot be installed here (offline, a packaged program, no pip); the hint says what to do.
        ModelFailed: pip failed; `detail` holds the end of what it said.
        Cancelled: the job was cancelled; what was finished stays and is not done again.
    """
    job = job or Job()
    if is_there(engine):
        return
    if offline:
        raise ModelMissing(
            f"{engine.title} is not installed, and Quire is set to stay offline",
            hint="switch `privacy.offline` off to install it",
        )
    if not can_install():
        hint = f"pip install 'quire[{engine.extra}]'"
        if getattr(sys, "frozen", False):
            hint = "the packaged program cannot be added to; choose a GGUF model, or run Quire from its sources"
        raise ModelMissing(f"{engine.title} is not installed", hint=hint)
    for command in _commands(engine):
        _run(command, engine, job)
    if not is_there(engine):
        raise ModelFailed(f"{engine.title} was installed but cannot be found", hint="start Quire again")


def _commands(engine: Engine) -> Iterator[list[str]]:
    """Yield the pip calls that install `engine`."""
    pip = [sys.executable, "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    lock = Path(quire.__file__).resolve().parents[2] / f"requirements-{engine.extra}.lock"
    if not lock.is_file():
        yield [*pip, f"quire[{engine.extra}]"]
        return
    torch = re.findall(r"^torch(?:vision)?==\S+", lock.read_text(encoding="utf-8"), re.MULTILINE)
    if torch and sys.platform == "linux":
        yield [*pip, "--no-deps", "--retries", "1", "--extra-index-url", _CPU_TORCH, *torch]
    yield [*pip, "--no-deps", "--prefer-binary", "-r", str(lock)]


def _run(command: list[str], engine: Engine, job: Job) -> None:
    """Run pip, telling the job what it says; ends it when the job is cancelled."""
    job.report("installing", label=engine.title)
    tail: list[str] = []
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:  # pip says something every minute at least, also while it compiles
            tail = [*tail[1 - _TAIL :], line.rstrip()]
            if line.startswith(("Collecting ", "Building wheel ", "Installing ")):
                job.report("installing", label=f"{engine.title}: {line.strip()}")
            if job.cancelled:
                process.terminate()
                process.wait()
                raise Cancelled(f"installing {engine.title} was stopped", hint="start it again to go on")
    if process.returncode:
        raise ModelFailed(
            f"{engine.title} could not be installed",
            hint="it needs a network, free disk space and, to be compiled, a C++ compiler",
            detail="\n".join(tail),
        )
