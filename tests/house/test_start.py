"""What opening a library imports: the window is usable only when that is done."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

_CODE = """
import json, sys
from pathlib import Path
from quire.library import Library
from quire.settings import Settings
with Library.open(Path(sys.argv[1]), settings=Settings()) as library:
    library.documents()
    names = sorted(sys.modules)
print(json.dumps(names))
"""


def test_listing_documents_needs_no_numbers_and_no_engine(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _CODE, str(tmp_path / "library")], capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert "sqlite3" in loaded
    assert not loaded & {"numpy", "chromadb", "torch", "onnxruntime", "llama_cpp", "open_clip", "PIL", "fitz"}
