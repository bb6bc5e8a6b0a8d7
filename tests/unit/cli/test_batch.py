"""An interrupt while a batch is answered: the question in work is stopped, no line is half, nothing is begun anew."""

from __future__ import annotations

import _thread
import argparse
import json
import threading
from pathlib import Path
from typing import Any, cast

import pytest

from quire.cli import asking
from quire.cli.output import Output
from quire.errors import Cancelled
from quire.jobs import Job
from quire.library import Library
from quire.types import Query, SearchResult


class Interrupted:
    """A library in which the second question is interrupted while it is searched."""

    def __init__(self, *, heeds: bool) -> None:
        self.asked: list[str] = []
        self._heeds = heeds

    def warm_up(self) -> None: ...

    def search(self, query: Query, *, job: Job) -> SearchResult:
        self.asked.append(query.text)
        if query.text == "two":
            waiting = threading.Event()
            waiting.wait(0.3)  # by then the thread that asked waits
            _thread.interrupt_main()
            while not job.cancelled:
                waiting.wait(0.01)
            if self._heeds:
                raise Cancelled("stopped as you asked")
        return SearchResult(query, ())


@pytest.mark.parametrize("heeds", [True, False])
def test_a_batch_ends_at_the_question_that_was_interrupted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], heeds: bool
) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text("".join(json.dumps({"id": word, "query": word}) + "\n" for word in ("one", "two", "three")))
    arguments: dict[str, Any] = {
        "batch": batch, "collection": "", "target": "any", "level": "element", "limit": 3, "no_rerank": False
    }
    library = Interrupted(heeds=heeds)
    with pytest.raises(KeyboardInterrupt):
        asking._batch(
            Output(as_json=True, quiet=True),
            cast(Library, library),
            argparse.Namespace(**arguments),
            asking._search_line,
        )
    assert library.asked == ["one", "two"]
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == ["one"]
