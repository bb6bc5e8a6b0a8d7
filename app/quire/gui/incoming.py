"""What a drop or the clipboard brings: files and folders, a loose picture, or only addresses of the web."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QImage

from quire.errors import StorageFull
from quire.gui.session import Session
from quire.jobs import Job
from quire.settings import data_folder


@dataclass(frozen=True, slots=True)
class Incoming:
    """What can be added.

    Attributes:
        paths: Local files and folders, in their order, each once.
        picture: A picture that is no file, or None; only when there are no paths.
        n_remote: Addresses that are not on this machine; Quire fetches nothing by itself.
    """

    paths: tuple[Path, ...] = ()
    picture: QImage | None = None
    n_remote: int = 0

    def __bool__(self) -> bool:
        return bool(self.paths) or self.picture is not None


def offers(mime: QMimeData) -> bool:
    """Say quickly, while something is being dragged, whether it may bring anything."""
    return mime.hasImage() or any(url.isLocalFile() for url in mime.urls())


def incoming(mime: QMimeData) -> Incoming:
    """Return what `mime` brings; looks at no file."""
    urls = mime.urls()
    paths = tuple(dict.fromkeys(Path(url.toLocalFile()) for url in urls if url.isLocalFile()))
    if paths or not mime.hasImage():
        return Incoming(paths=paths, n_remote=sum(not url.isLocalFile() for url in urls))
    picture = mime.imageData()
    return Incoming(picture=picture if isinstance(picture, QImage) and not picture.isNull() else None)


def take_in(session: Session, what: Incoming, collection: str) -> None:
    """Add what came; a loose picture first becomes a file in the folder `pictures` of the application's data."""
    if what.paths:
        session.add(what.paths, collection)
    elif what.picture is not None:
        session.tasks.run(
            _keeping(what.picture),
            on_done=lambda path: session.add([path], collection),
            owner=session,
        )
    elif what.n_remote:
        session.message.emit(
            QCoreApplication.translate(
                "Incoming", "That is an address on the web. Save the file first: Quire fetches nothing by itself."
            ),
            "warning",
        )


def _keeping(picture: QImage) -> Callable[[Job], Path]:
    def keep(_: Job) -> Path:
        folder = data_folder() / "pictures"
        moment = time.time()
        name = time.strftime("%Y-%m-%d %H.%M.%S", time.localtime(moment)) + f".{int(moment % 1 * 1000):03}"
        path = folder / f"{QCoreApplication.translate('Incoming', 'Picture')} {name}.png"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            saved = picture.save(str(path))
        except OSError as error:
            raise StorageFull(f"the picture cannot be kept in {folder}", hint="make room there") from error
        if not saved:
            raise StorageFull(f"the picture cannot be kept in {folder}", hint="make room there")
        return path

    return keep
