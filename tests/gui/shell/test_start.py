"""The window does not wait for the library."""

from __future__ import annotations

import subprocess
import sys


def test_the_window_loads_neither_the_library_nor_what_it_needs() -> None:
    code = (
        "import sys; import quire.gui.app; from quire.cli.main import build_parser; build_parser().parse_args(['gui']);"
        "rooms = {name.split('.')[1] for name in sys.modules if name.startswith('quire.')};"
        "print(sorted(rooms & {'library', 'store', 'read', 'search', 'answer', 'embed', 'plugins'}"
        " | set(sys.modules) & {'numpy', 'chromadb', 'pymupdf', 'psutil'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
