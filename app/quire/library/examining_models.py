"""What `quire doctor` says about models: who does what here, on which device, and what is missing."""

from __future__ import annotations

from importlib import metadata

from quire.errors import ModelError, NotFound
from quire.library.findings import Finding
from quire.models.engines import ENGINES, Engine, is_there
from quire.models.machine import Fitting, Machine, fit, this_machine, where_it_runs
from quire.models.shelf import Shelf
from quire.settings import Settings, get

_DISTRIBUTIONS = {"llama": "llama-cpp-python", "open_clip": "open-clip-torch"}
_ROLES = (
    ("text embedder", "models.embedder", ""),
    ("picture embedder", "models.images", "built-in (basic): by what they show, roughly, and by their words"),
    ("reranker", "models.reranker", "built-in: candidates are compared word by word"),
    ("answers", "models.generator", "extractive: quoted sentences, no language model"),
)


def machine_findings(machine: Machine) -> list[Finding]:
    """Say what the machine offers to models."""
    memory = f"{machine.memory_mb / 1024:.1f} GB, {machine.free_mb / 1024:.1f} GB free now"
    graphics = f"{machine.gpu}, {machine.gpu_memory_mb / 1024:.0f} GB" if machine.gpu else "none that models could use"
    return [
        Finding("cores", str(machine.cores)),
        Finding("memory", memory),
        Finding("graphics", graphics),
        *(_engine(engine) for engine in ENGINES.values()),
    ]


def chosen_findings(settings: Settings, machine: Machine | None = None) -> list[Finding]:
    """Say for each role which model was chosen, whether it is here and fits, and where it runs. Starts nothing.

    The built-in embedder is left out: whoever can should try it instead.
    """
    machine = machine or this_machine()
    shelf = Shelf.of(settings)
    found = [
        Finding("model files", problem.message, ok=False, hint=problem.hint) for problem in shelf.problems()
    ]
    for role, setting, otherwise in _ROLES:
        chosen = str(get(settings, setting))
        if chosen:
            found.append(_chosen(role, setting, chosen, shelf, settings, machine))
        elif otherwise:
            found.append(Finding(role, otherwise))
    return found


def _chosen(
    role: str, setting: str, model_id: str, shelf: Shelf, settings: Settings, machine: Machine
) -> Finding:
    try:
        card = shelf.hosted(model_id).card
    except (ModelError, NotFound) as error:
        hint = error.hint or f"quire settings reset {setting}"
        return Finding(role, f"{model_id}: {error.message}", ok=False, hint=hint)
    engine = ENGINES.get(card.engine)
    if engine is not None and not is_there(engine):
        return Finding(
            role,
            f"{card.title} needs {engine.title}, which is not installed",
            ok=False,
            hint=f"quire models download {model_id} installs it",
        )
    fitting = fit(card, machine)
    where = where_it_runs(card, machine, gpu=settings.models.gpu != "off")
    return Finding(
        role,
        f"{card.title}, on {where}; {fitting.text}",
        ok=fitting.fitting is not Fitting.TOO_LARGE,
        hint="choose a smaller model: `quire models list`" if fitting.fitting is Fitting.TOO_LARGE else "",
    )


def _engine(engine: Engine) -> Finding:
    if not is_there(engine):
        return Finding(engine.title, "not installed; comes with the first model that needs it")
    try:
        version = metadata.version(_DISTRIBUTIONS[engine.name])
    except (metadata.PackageNotFoundError, KeyError):
        version = "installed"
    return Finding(engine.title, version)
