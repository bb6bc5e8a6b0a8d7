"""A child process gives up the network for good, so that neither a document nor a library inside can reach out.

Python's own sockets are refused everywhere. On Linux the kernel refuses native code too (seccomp): onnxruntime has
shown that a library may call home without a word.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys

_EVENTS = frozenset({"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"})
_AF_INET, _AF_INET6 = 2, 10

# Of the kernel's headers: audit architecture, and the numbers of the system calls seccomp and socket.
_MACHINES = {"x86_64": (0xC000003E, 317, 41), "aarch64": (0xC00000B7, 277, 198)}
_IO_URING_SETUP = 425  # makes sockets without the call `socket`; nothing here needs it
_PR_SET_NO_NEW_PRIVS, _SET_MODE_FILTER, _ALL_THREADS = 38, 1, 1

_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000  # the latter takes the error number in its low half
_AT_NUMBER, _AT_MACHINE, _AT_FIRST_ARGUMENT = 0, 4, 16  # where `struct seccomp_data` holds them


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


def give_up_network() -> None:
    """Make every later attempt of this process to reach another machine, or this one by IP, fail. Cannot be undone."""

    def watch(event: str, _: tuple[object, ...]) -> None:
        if event in _EVENTS:
            raise PermissionError(errno.EACCES, "this process has no network")

    sys.addaudithook(watch)
    if sys.platform == "linux":
        refused_by_kernel()


def refused_by_kernel() -> bool:
    """Install the filter in all threads of this process; False where the kernel or the machine has none."""
    known = _MACHINES.get(platform.machine())
    if known is None or sys.maxsize < 2**32:
        return False
    machine, seccomp, socket = known
    instructions = _filter(machine, socket)
    program = _Program(len(instructions) // 8, instructions)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    done: int = libc.syscall(seccomp, _SET_MODE_FILTER, _ALL_THREADS, ctypes.byref(program))
    return done == 0


def _filter(machine: int, socket: int) -> bytes:
    """Return the filter: IP sockets and io_uring are refused, all else is allowed."""
    steps = (
        (_LOAD, 0, 0, _AT_MACHINE),
        (_JUMP_IF_EQUAL, 0, 6, machine),  # else allow: a program of another architecture
        (_LOAD, 0, 0, _AT_NUMBER),
        (_JUMP_IF_EQUAL, 5, 0, _IO_URING_SETUP),
        (_JUMP_IF_EQUAL, 0, 3, socket),
        (_LOAD, 0, 0, _AT_FIRST_ARGUMENT),
        (_JUMP_IF_EQUAL, 2, 0, _AF_INET),
        (_JUMP_IF_EQUAL, 1, 0, _AF_INET6),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE | errno.EACCES),
    )
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
