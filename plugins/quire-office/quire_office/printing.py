"""Slides and pages as LibreOffice draws them, where it is installed: in a process of its own, with a profile of its
own, without macros and without a network, and within a time limit.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from quire.errors import ReadError
from quire.plugins.offers import SettingOffer
from quire.plugins.reading import Drawing
from quire.settings import cache_folder

LIBREOFFICE = SettingOffer(
    "office.libreoffice",
    "Drawing with LibreOffice",
    "auto",
    "Show slides, and printed pages, as LibreOffice draws them: where it is installed (auto), never (off), or by the "
    "program at this path.",
)
LIMIT_S = 40.0  # a page of any file may take 60
_WIDTH_PX = 1280
_SHARE = 0.55  # of the page, so that the texts have room below
_KEPT_S = 7 * 24 * 3600
_MOST_KEPT = 40
_FAILED_S = 120.0  # as long nobody tries once more
_NOWHERE = "http://127.0.0.1:9"
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_SCRIPTING, _INTERNET = "org.openoffice.Office.Common/Security/Scripting", "org.openoffice.Inet/Settings"
_PROFILE = (
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "DisableActiveContent", "true"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    (_INTERNET, "ooInetProxyType", "2"),
    (_INTERNET, "ooInetHTTPProxyName", "127.0.0.1"),
    (_INTERNET, "ooInetHTTPProxyPort", "9"),
    (_INTERNET, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_INTERNET, "ooInetHTTPSProxyPort", "9"),
)


def program() -> str:
    """Return the program that draws; empty when there is none or the person wants none."""
    chosen = str(LIBREOFFICE.value()).strip()
    if chosen == "off":
        return ""
    if chosen not in ("auto", ""):
        return chosen
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if os.path.exists(place)), "")


def drawings(shown: Sequence[bool], width: float, height: float) -> list[Drawing | None]:
    """Return room for a picture per slide, None where there will be none.

    Args:
        shown: Of each slide, whether it is printed; hidden ones are not.
        width, height: Of a slide.
    """
    if not program() or not width or not height:
        return [None for _ in shown]
    numbers = itertools.accumulate(shown, initial=0)
    return [
        Drawing(number, width, height, _SHARE) if is_shown else None
        for number, is_shown in zip(numbers, shown, strict=False)
    ]


class Printed:
    """The slides of one file as LibreOffice draws them, which it is asked to do when the first is wanted.

    Args:
        suffix: Of the format ("pptx").
        n_shown: How many slides are printed.
    """

    def __init__(self, path: Path, suffix: str, n_shown: int, *, limit_s: float = LIMIT_S) -> None:
        self._path = path
        self._suffix = suffix
        self._n_shown = n_shown
        self._limit_s = limit_s
        self._document: Any = None

    def slide(self, index: int) -> bytes:
        """Return the picture of printed slide `index` (0-based).

        Raises:
            PrintingFailed: there is none.
        """
        import pymupdf  # only in reader processes

        try:
            if self._document is None:
                self._document = self._opened()
            page = self._document[index]
            zoom = _WIDTH_PX / max(page.rect.width, 1.0)
            pixels = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False)
            return bytes(pixels.tobytes("jpeg", jpg_quality=85))
        except OSError as error:  # no room for the copy
            raise PrintingFailed(error.strerror or str(error)) from error

    def _opened(self) -> Any:
        import pymupdf

        soffice = program()
        if not soffice:
            raise PrintingFailed("it is not there any more")
        pdf = _printed(self._path, self._suffix, soffice, self._limit_s)
        try:
            document = pymupdf.open(pdf, filetype="pdf")
            n_pages = document.page_count
        except (RuntimeError, ValueError) as error:  # what MuPDF raises
            pdf.unlink(missing_ok=True)
            raise PrintingFailed("what it made cannot be opened") from error
        if n_pages != self._n_shown:
            document.close()
            raise PrintingFailed(f"it made {n_pages} pages of {self._n_shown} slides")
        return document


class PrintingFailed(ReadError):
    """The slides are shown without their design."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"LibreOffice could not draw the slides: {why}",
            hint="their texts are here; `quire settings set plugins.office.libreoffice off` does without LibreOffice",
        )
        self.why = why


def printed(path: Path, suffix: str, *, limit_s: float = LIMIT_S) -> bytes:
    """Return a file as LibreOffice prints it, a PDF; what was printed within a week is there at once.

    Args:
        suffix: Of the format ("docx").

    Raises:
        ReadError: LibreOffice is not there, not wanted, or makes nothing of the file.
    """
    soffice = program()
    if not soffice and str(LIBREOFFICE.value()).strip() == "off":
        raise ReadError(
            "LibreOffice, which prints this file, is switched off",
            hint="set plugins.office.libreoffice to auto to let it print",
        )
    if not soffice:
        raise ReadError(
            "LibreOffice, which prints this file, is not installed",
            hint="install it (Debian: apt install libreoffice-writer libreoffice-calc libreoffice-impress)",
        )
    try:
        return _printed(path, suffix, soffice, limit_s).read_bytes()
    except PrintingFailed as error:
        why = error.why
    except OSError as error:  # no room for the copy
        why = error.strerror or str(error)
    raise ReadError(f"LibreOffice could not print the file: {why}", hint="the pages that Quire laid out are still here")


# LibreOffice ------------------------------------------------------------------------------------------------------


def _printed(path: Path, suffix: str, soffice: str, limit_s: float) -> Path:
    """Return the file as PDF; made once, since every reader process that opens the file wants it."""
    folder = cache_folder() / "office"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("rb") as file:
        name = hashlib.file_digest(file, "sha256").hexdigest()
    kept, failed = folder / f"{name}.pdf", folder / f"{name}.failed"
    try:
        with FileLock(folder / f"{name}.lock", timeout=limit_s):  # reader processes share the pages of a file
            if kept.exists():
                with contextlib.suppress(OSError):
                    os.utime(kept)
                return kept
            if _age(failed) < _FAILED_S:
                raise PrintingFailed(failed.read_text(encoding="utf-8"))
            _tidy(folder)
            failed.write_text("it was ended before it was done", encoding="utf-8")  # read if this process is killed
            try:
                _print(path, suffix, soffice, limit_s, kept)
            except PrintingFailed as error:
                failed.write_text(error.why, encoding="utf-8")
                raise
            failed.unlink(missing_ok=True)
    except Timeout:
        raise PrintingFailed(f"it took longer than {limit_s:g} seconds") from None
    return kept


def _print(path: Path, suffix: str, soffice: str, limit_s: float, kept: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="quire-office-", ignore_cleanup_errors=True) as made:
        home = Path(made)
        copy = home / f"document.{suffix}"  # LibreOffice goes by the ending, and leaves lock files beside what it opens
        shutil.copyfile(path, copy)
        _run(soffice, home, copy, limit_s)
        try:
            os.replace(home / "out" / "document.pdf", kept)
        except OSError:
            shutil.copyfile(home / "out" / "document.pdf", kept)  # another disk


def _run(soffice: str, home: Path, copy: Path, limit_s: float) -> None:
    profile = home / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
    out = home / "out"
    out.mkdir()
    words = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard"]
    convert = ["--convert-to", "pdf", "--outdir", str(out), str(copy)]
    command = [*_apart(), soffice, f"-env:UserInstallation={profile.as_uri()}", *words, *convert]
    try:
        process = subprocess.Popen(
            command, env=_environment(home), cwd=home, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise PrintingFailed(f"{soffice} cannot be started") from error
    try:
        _limit(process.pid, limit_s)
        process.wait(limit_s)
    except subprocess.TimeoutExpired:
        raise PrintingFailed(f"it took longer than {limit_s:g} seconds") from None
    finally:
        _end(process)
    if not (out / "document.pdf").exists():
        raise PrintingFailed("it made nothing of the file")


def _apart() -> list[str]:
    """Return what starts a program without any network, where the system lets a person do that."""
    unshare = shutil.which("unshare") if sys.platform == "linux" else None
    if unshare is None:
        return []
    apart = [unshare, "--map-root-user", "--net"]
    tried = subprocess.run([*apart, "true"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return apart if tried.returncode == 0 else []


def _environment(home: Path) -> dict[str, str]:
    kept = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH")
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), _NOWHERE)
    known = {name: os.environ[name] for name in kept if name in os.environ}
    return known | nowhere | {"HOME": str(home), "TMPDIR": str(home), "TEMP": str(home)}


def _limit(pid: int, seconds: float) -> None:
    """Let it use no more processor time than that, also when this process is ended before it."""
    if sys.platform == "linux":
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.prlimit(pid, resource.RLIMIT_CPU, (int(2 * seconds) + 1, int(2 * seconds) + 1))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End it and what it started."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _profile() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _PROFILE
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>"
    )


def _tidy(folder: Path) -> None:
    """Delete what nobody wanted for a week, and the oldest when there are many."""
    kept = sorted(folder.glob("*.pdf"), key=_age)
    for number, path in enumerate(kept):
        if number >= _MOST_KEPT or _age(path) > _KEPT_S:
            path.unlink(missing_ok=True)
    for path in (*folder.glob("*.failed"), *folder.glob("*.lock")):
        if _age(path) > _KEPT_S:
            path.unlink(missing_ok=True)


def _age(path: Path) -> float:
    with contextlib.suppress(OSError):
        return time.time() - path.stat().st_mtime
    return _KEPT_S + 1.0
