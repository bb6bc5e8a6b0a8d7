"""`quire doctor`: what runs where, what is missing, and what to do about it."""

from __future__ import annotations

import platform
import shutil
import sys
from importlib import metadata

from quire import __version__
from quire.embed import effective_rank
from quire.errors import QuireError
from quire.library.examining_models import chosen_findings, machine_findings
from quire.library.findings import Finding
from quire.library.library import Library
from quire.library.plugged import plugin_manager
from quire.models.machine import this_machine
from quire.settings import Settings, load
from quire.store import SpaceRole, SpaceSummary

__all__ = ["Finding", "examine", "model_findings"]

_PACKAGES = ("pymupdf", "chromadb", "onnxruntime", "rapidocr", "pillow", "PySide6_Essentials")
_LOW_DISK_BYTES = 1_000_000_000
_ROLES = {
    SpaceRole.ACTIVE: "searched",
    SpaceRole.COMING: "being filled",
    SpaceRole.KEPT: "kept, not searched",
    SpaceRole.OTHER: "pictures",
}
_RANK_SAMPLE = 2_000  # element vectors looked at; the SVD of 2,000 × 384 takes about 0.1 s


def examine(library: Library | None, settings: Settings) -> list[Finding]:
    """Return findings about the machine and, when given, the open library."""
    machine = this_machine()
    found = [
        Finding("quire", __version__),
        Finding("python", f"{platform.python_version()} on {platform.platform(terse=True)}"),
        *machine_findings(machine),
        *(_package(name) for name in _PACKAGES),
        Finding("network", "off" if settings.privacy.offline else "only when you ask for it"),
    ]
    found += plugin_findings(settings)
    if library is not None:
        found += [*_embedder(library, settings), *chosen_findings(settings, machine), *_health(library)]
    return found


def plugin_findings(settings: Settings) -> list[Finding]:
    """Return a line per plugin that is switched on: what it takes to load, and what is wrong with it."""
    found = []
    for status in plugin_manager(settings).plugins():
        name = f"plugin {status.name}"
        if status.problem is not None:
            found.append(Finding(name, status.problem.message, ok=False, hint=status.problem.hint))
        elif status.enabled and not status.built_in:
            offers = ", ".join(status.offers)
            found.append(Finding(name, f"{status.version}, loaded in {status.load_ms:.0f} ms: {offers}"))
    return found


def _package(name: str) -> Finding:
    try:
        return Finding(name, metadata.version(name))
    except metadata.PackageNotFoundError:
        if getattr(sys, "frozen", False):
            return Finding(name, "inside the package")
        return Finding(name, "missing", ok=False, hint="run ./quire once more: it installs what is missing")


def model_findings(library: Library) -> list[Finding]:
    """Return what embeds, finds pictures, judges and answers here; starts the model host."""
    settings = load().settings
    return [*_embedder(library, settings), *chosen_findings(settings)]


def _embedder(library: Library, settings: Settings) -> list[Finding]:
    """Try the built-in embedder, when no other was chosen."""
    if settings.models.embedder:
        return []
    try:
        embedder = library.host.minilm()
        embedder.embed(["ready"], use="query", urgent=True)
    except QuireError as error:
        return [Finding("text embedder", str(error), ok=False, hint=error.hint)]
    space = embedder.space
    return [Finding("text embedder", f"{space.model} (built-in), {space.dim} dimensions, onnxruntime on the processor")]


def _health(library: Library) -> list[Finding]:
    rows = library.documents()
    pages = sum(row.n_pages for row in rows)
    elements = sum(row.n_elements for row in rows)
    found = [
        Finding("library", str(library.folder)),
        Finding("content", f"{len(rows)} documents, {pages} pages, {elements} elements"),
    ]
    waiting = library.unfinished()
    if waiting:
        text = f"{len(waiting)} documents are found by their words only so far"
        found.append(Finding("unfinished", text, ok=False, hint="add them again to finish"))
    free = shutil.disk_usage(library.folder).free
    found.append(
        Finding(
            "free disk",
            f"{free / 1e9:.1f} GB",
            ok=free > _LOW_DISK_BYTES,
            hint="" if free > _LOW_DISK_BYTES else "make room before adding documents",
        )
    )
    found += [_space(library, item) for item in library.spaces()]
    pending = library.pending_switch()
    if pending is not None and rows:
        text = f"{pending.model} is chosen, but the library is not searched by it yet"
        found.append(Finding("embedding", text, ok=False, hint="run `quire reindex`; it goes on answering meanwhile"))
    problems = library.verify()
    text = "whole" if not problems else f"{len(problems)} problems: {problems[0].message}"
    found.append(
        Finding("integrity", text, ok=not problems, hint="" if not problems else "run `quire repair`")
    )
    return found


def _space(library: Library, item: SpaceSummary) -> Finding:
    """Say what a space is to the library, and how much of itself its vectors use."""
    name, what = f"space {item.space.id}", _ROLES[item.role]
    value = f"{what}: {item.n_vectors} vectors of {item.n_documents} documents, {item.n_bytes / 1e6:.1f} MB"
    if item.n_vectors > 1:
        _, vectors = library.store.vectors(item.space.id, "element")
        rank = effective_rank(vectors[:: max(1, len(vectors) // _RANK_SAMPLE)])
        value += f", effective rank {rank:.0f} of {item.space.dim}"
    if item.role is SpaceRole.ACTIVE and (missing := len(library.store.unembedded(item.space.id))):
        hint = "run `quire reindex` to embed them"
        return Finding(name, f"{value}; {missing} documents are found by words only", ok=False, hint=hint)
    if item.role is SpaceRole.KEPT:
        return Finding(name, value, hint="`quire reindex --remove-old` deletes it")
    return Finding(name, value)
