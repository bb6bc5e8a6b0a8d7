"""A child for the tests: answers, fails in every known way, or dies."""

from __future__ import annotations

import ctypes
import os
import socket
import time
from collections.abc import Callable

from quire.errors import InvalidInput, PasswordNeeded
from quire.jobs import Line


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
        if message == b"connect":
            return connect()
        if message == b"native socket":
            libc = ctypes.CDLL(None, use_errno=True)
            return b"%d %d" % (libc.socket(socket.AF_INET, socket.SOCK_STREAM, 0), ctypes.get_errno())
        if message == b"environment":
            return os.environ.get("QUIRE_TEST", "").encode()
        return argument + message

    return handle


def connect() -> bytes:
    with socket.socketpair()[0]:  # within the machine, without IP: allowed
        pass
    try:
        socket.create_connection(("127.0.0.1", 9), timeout=5)
    except PermissionError:
        return b"refused"
    except OSError as error:
        return repr(error).encode()
    return b"connected"


def counting(_: bytes) -> Callable[[bytes, Line], bytes]:
    """Answer in parts: as many as the message says, or until asked to stop, unless it begins with "deaf"."""

    def handle(message: bytes, line: Line) -> bytes:
        kind, _, number = message.partition(b" ")
        done = 0
        while done < int(number) and not (line.stopped and kind != b"deaf"):
            if kind == b"die" and done == 3:
                os._exit(7)
            line.part(b"%d" % done)
            done += 1
            if kind != b"fast":
                time.sleep(0.01)
        if kind == b"known":
            raise PasswordNeeded("locked", hint="give a password")
        return b"done %d" % done

    return handle
