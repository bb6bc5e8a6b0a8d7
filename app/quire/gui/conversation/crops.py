"""Pictures of cited places: drawn in reader processes, asked for in the background, kept while they fit."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from quire.errors import NotFound, QuireError
from quire.gui.conversation.attachment import from_bytes
from quire.gui.conversation.evidence import Evidence
from quire.gui.conversation.regions import region
from quire.gui.session import Session
from quire.types import Box, ElementKind

if TYPE_CHECKING:
    from quire.library import Library

_CACHE_BYTES = 48 * 1024 * 1024
_TARGET_PX = 680  # as wide as a card grows, in device-independent pixels
_NATURAL = 1.35  # pixels per point at which a page reads well; nothing is shown larger
_SMALLEST = 0.62  # of that; smaller, nothing can be read
_SCALES = (0.1, 4.0)
_MOST_PICTURE_PX = 1400
_WHOLE = frozenset({ElementKind.FIGURE, ElementKind.IMAGE})


@dataclass(frozen=True, slots=True)
class CropKey:
    """What a picture shows.

    Attributes:
        image: Name of the crop of a figure or picture; empty for a part of a page.
        ratio: Device pixels per pixel.
    """

    document_id: str
    page_number: int
    boxes: tuple[Box, ...]
    around: tuple[Box, ...]
    kind: ElementKind
    image: str
    element_id: str
    ratio: float


@dataclass(frozen=True, slots=True)
class Crop:
    """Attributes:
    width: How wide it is shown at most, in device-independent pixels.
    least: How narrow it may become before it is cut rather than made smaller.
    focus: What must stay visible then, as a share of the width.
    """

    picture: QImage
    width: int
    least: int = 0
    focus: float = 0.0


def key_for(one: Evidence, ratio: float) -> CropKey:
    """Return what to show for a piece of evidence: the figure or picture itself, else its place on the page."""
    whole = one.image is not None and (
        one.kind in _WHOLE or (one.kind is ElementKind.TABLE and not one.marker)
    )
    image = one.image if whole and one.image is not None else ""
    return CropKey(
        one.document_id, one.page_number, one.boxes, one.around, one.kind, image, one.element_id, ratio
    )


class Crops(QObject):
    """Serves one conversation pane. Lives in the GUI thread."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kept: OrderedDict[CropKey, Crop] = OrderedDict()
        self._bytes = 0

    @property
    def n_bytes(self) -> int:
        """Memory of the pictures kept."""
        return self._bytes

    def get(self, key: CropKey) -> Crop | None:
        """Return a picture that is kept."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def want(
        self,
        key: CropKey,
        *,
        owner: QObject,
        on_done: Callable[[Crop], None],
        on_error: Callable[[QuireError], None],
    ) -> None:
        """Make a picture and call back, unless `owner` is gone by then."""
        library = self._session.library
        if library is None:
            return

        def keep(crop: Crop) -> None:
            self._keep(key, crop)
            on_done(crop)

        self._session.tasks.run(
            lambda _: _drawn(library, key), on_done=keep, on_error=on_error, owner=owner, lane="render"
        )

    def thumb(self, data: bytes, *, owner: QObject, on_done: Callable[[QImage], None]) -> None:
        """Make a small picture of an encoded one, for instance of the picture a question was asked with."""
        self._session.tasks.run(
            lambda _: from_bytes(data, "").thumb,
            on_done=on_done,
            on_error=lambda _: None,
            owner=owner,
            lane="render",
        )

    def _keep(self, key: CropKey, crop: Crop) -> None:
        if key in self._kept:
            return
        self._kept[key] = crop
        self._bytes += crop.picture.sizeInBytes()
        while self._bytes > _CACHE_BYTES and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= dropped.picture.sizeInBytes()


def _drawn(library: Library, key: CropKey) -> Crop:
    return _figure(library, key) if key.image else _place(library, key)


def _figure(library: Library, key: CropKey) -> Crop:
    try:
        data = library.crop(key.image)
    except NotFound:
        return _place(library, key)
    picture = QImage.fromData(data)
    if picture.isNull():
        raise NotFound("the picture of this place cannot be shown")
    most = round(_MOST_PICTURE_PX * max(key.ratio, 1.0))
    if picture.width() > most:
        picture = picture.scaledToWidth(most)
    return Crop(picture, _TARGET_PX)


def _element_boxes(library: Library, key: CropKey) -> tuple[Box, ...]:
    """Return where the element stands that a citation quotes, when no hit told."""
    elements = library.page_elements(key.document_id, key.page_number) if key.element_id else ()
    return next((element.place.boxes for element in elements if element.id == key.element_id), ())


def _place(library: Library, key: CropKey) -> Crop:
    page = next((page for page in library.pages(key.document_id) if page.number == key.page_number), None)
    if page is None:
        raise NotFound(f"the document has no page {key.page_number} any more")
    clip, marks = region(page, key.boxes, key.around or _element_boxes(library, key), key.kind)
    width = min(_TARGET_PX, clip.width * _NATURAL * 595.0 / max(page.width_pt, 1.0))
    scale = min(max(width * key.ratio / max(clip.width, 1.0), _SCALES[0]), _SCALES[1])
    data = library.page_picture(key.document_id, key.page_number, scale=scale, clip=clip, marks=marks)
    picture = QImage.fromData(data)
    if picture.isNull():
        raise NotFound("the picture of this place cannot be shown")
    focus = (marks[0].x0 - clip.x0) / max(clip.width, 1.0) if marks else 0.0
    return Crop(picture, round(width), round(width * _SMALLEST), min(max(focus, 0.0), 1.0))
