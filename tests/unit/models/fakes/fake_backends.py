"""Backends for the tests of the model host. They run in its process, which inherits the test's path."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path

from quire.models import Backend, Payload, Talk
from quire.types import ModelCard


class FakeBackend(Backend):
    """Each operation is one way in which an engine behaves. `texts[0]` is a folder to work in."""

    def load(self, card: ModelCard, files: Mapping[str, Path]) -> None:
        self.loaded = card.id
        self._diary = files.get("diary")  # where loads and unloads are written down
        self._write("load")

    def close(self) -> None:
        self._write("unload")

    def _write(self, event: str) -> None:
        if self._diary is not None:
            with self._diary.open("a") as file:
                file.write(f"{event} {self.loaded}\n")

    def run(self, operation: str, payload: Payload) -> Payload:
        return getattr(self, operation)(payload)

    def stream(self, operation: str, payload: Payload, talk: Talk) -> Payload:
        """Send `texts[0]` again and again until stopped ("talk") or `options["n"]` times; "deaf" never listens."""
        done = 0
        while done < payload.options["n"] and not (talk.stopped() and operation == "talk"):
            if operation == "die" and done == 2:
                os._exit(134)
            talk.part(Payload(payload.texts, {"number": done}))
            time.sleep(float(payload.options.get("pause_s", 0.0)))
            done += 1
        return Payload(options={"done": done, "stopped": talk.stopped()})

    def echo(self, payload: Payload) -> Payload:
        return Payload((self.loaded, *payload.texts), payload.options, payload.arrays)

    def threads_given(self, payload: Payload) -> Payload:
        return Payload(options={"threads": self.threads})

    def process_id(self, payload: Payload) -> Payload:
        return Payload(options={"pid": os.getpid()})

    def log(self, payload: Payload) -> Payload:
        """Write `texts[1]` to the log, then wait for the file "gate"."""
        folder = Path(payload.texts[0])
        with (folder / "log").open("a") as file:
            file.write(payload.texts[1] + "\n")
        while not (folder / "gate").exists():
            time.sleep(0.01)
        return Payload()

    def die_once(self, payload: Payload) -> Payload:
        marker = Path(payload.texts[0]) / "died"
        if not marker.exists():
            marker.touch()
            os._exit(134)
        return Payload(("survived",))

    def die(self, payload: Payload) -> Payload:
        with (Path(payload.texts[0]) / "log").open("a") as file:
            file.write("died\n")
        os._exit(134)

    def fail(self, payload: Payload) -> Payload:
        raise ValueError("the engine says no")

    def exhaust(self, payload: Payload) -> Payload:
        raise MemoryError


class NotABackend:
    def __init__(self, **options: object) -> None: ...
