"""Files are opened for the first time: their text is read, with the password that fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from quire import read
from quire.errors import PasswordNeeded
from quire.jobs import Job
from quire.types import Document, Source

AskPassword = Callable[[Path], str | None]


class Opener:
    """Reads the text of files.

    Args:
        passwords: Tried in order on encrypted files.
        ask_password: Asked when none of them fits; None or a None result leaves the file locked.
        remember: Told document id and password when one was needed.
    """

    def __init__(
        self,
        pool: read.ReaderPool,
        passwords: Iterable[str],
        ask_password: AskPassword | None,
        remember: Callable[[str, str], None],
    ) -> None:
        self._pool = pool
        self._passwords = ("", *passwords)
        self._ask_password = ask_password
        self._remember = remember

    def open(self, source: Source, job: Job) -> tuple[Document, str]:
        """Return the document as its text alone makes it, and the password that opened it.

        Raises:
            PasswordNeeded: no password fits.
            ReadError: the file as a whole cannot be read.
            Cancelled: the job was cancelled.
        """
        document, password = self._try(source, job)
        if password:
            self._remember(document.id, password)
        return document, password

    def _try(self, source: Source, job: Job) -> tuple[Document, str]:
        problem = PasswordNeeded("the file is locked with a password")
        for password in self._passwords:
            try:
                return read.read_text(self._pool, source, password=password, job=job), password
            except PasswordNeeded as error:
                problem = error
        while self._ask_password is not None:
            answer = self._ask_password(Path(source.path))
            if answer is None:
                break
            try:
                return read.read_text(self._pool, source, password=answer, job=job), answer
            except PasswordNeeded as error:
                problem = error
        raise problem
