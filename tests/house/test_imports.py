"""What may be imported where: the layers, and that the core stays light."""

from __future__ import annotations

import subprocess
import sys

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

HEAVY = (
    "torch",
    "open_clip",
    "llama_cpp",
    "chromadb",
    "pymupdf",
    "fitz",
    "onnxruntime",
    "rapidocr",
    "cv2",
    "PySide6",
    "PIL",
)


def test_rooms_import_downwards_only(monkeypatch: pytest.MonkeyPatch, root: object) -> None:
    monkeypatch.chdir(str(root))
    assert lint_imports(cache_dir=None) == EXIT_STATUS_SUCCESS


@pytest.mark.parametrize("module", ["quire.library", "quire.cli.main"])
def test_the_core_loads_nothing_heavy(module: str) -> None:
    program = f"import sys, {module}; print(*(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
