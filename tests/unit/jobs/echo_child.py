"""A child for the tests: answers, fails in every known way, or dies."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from quire.errors import InvalidInput, PasswordNeeded


def echo(argument: bytes) -> Callable[[bytes], bytes]:
    if argument == b"refuse":
        raise InvalidInput("this child does not start", hint="ask another")
    if argument == b"die":
        os._exit(3)

    def handle(message: bytes) -> bytes:
        if message == b"abort":
            os.abort()
        if message == b"sleep":
            time.sleep(60)
        if message == b"known":
            raise PasswordNeeded("locked", hint="give a password")
        if message == b"bug":
            raise ZeroDivisionError("a bug")
        if message == b"swell":
            return bytes(bytearray(4 << 30))
        if message == b"environment":
            return os.environ.get("QUIRE_TEST", "").encode()
        return argument + message

    return handle
