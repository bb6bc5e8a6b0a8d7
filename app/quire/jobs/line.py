"""The child's end of a conversation: parts of an answer go out before it is whole, and a wish to stop comes in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from multiprocessing.connection import Connection

PART = b"~"


class Line:
    """What a handler that streams is given beside the message. Parts are sent from the handler's thread only.

    Args:
        pipe: Where replies go.
        stops: Where the numbers of requests that shall stop come in; read by a thread of its own.
    """

    def __init__(self, pipe: Connection, stops: Connection) -> None:
        self._pipe = pipe
        self._stops = stops
        self._number = 0
        self._stopped = 0
        threading.Thread(target=self._listen, name="listen-for-stops", daemon=True).start()

    @property
    def stopped(self) -> bool:
        """Whether the request in work shall stop. Cheap: ask it as often as you like, from any thread."""
        return self._stopped >= self._number

    def part(self, message: bytes) -> None:
        """Send a piece of the answer."""
        self._pipe.send_bytes(PART + message)

    def next_request(self) -> None:
        """Count a request; a stop names one by its number, so that a late one does not hit the next."""
        self._number += 1

    def _listen(self) -> None:
        while True:
            try:
                self._stopped = int.from_bytes(self._stops.recv_bytes(), "little")
            except (EOFError, OSError):
                return


StreamHandler = Callable[[bytes, Line], bytes]
