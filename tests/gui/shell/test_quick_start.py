"""What the start leaves out, and takes up again. In processes of their own: both concern the whole interpreter."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

_CODE = """
import gc, json, linecache, sys
from quire.gui import quick_start
quick_start.begin()
waits = not gc.isenabled()
import quire.gui.window
sources = [name for name in linecache.cache if "quire" in name]
quick_start.end()
print(json.dumps({"waits": waits, "sources": sources, "collects": gc.isenabled(), "left_out": gc.get_freeze_count()}))
"""


def _run(code: str) -> Any:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def test_the_start_reads_no_sources_and_collects_no_garbage() -> None:
    seen = _run(_CODE)
    assert seen["waits"]
    assert seen["sources"] == []


def test_garbage_is_collected_again_but_for_what_the_start_made() -> None:
    seen = _run(_CODE)
    assert seen["collects"]
    assert seen["left_out"] > 50_000


def test_a_pyside_without_that_part_starts_all_the_same() -> None:
    hidden = 'import shiboken6, sys\nsys.modules["shibokensupport.feature"] = None\n'
    assert _run(hidden + _CODE)["waits"]
