"""The picture of one element, for a model that judges by looks: its crop, else its region of the page."""

from __future__ import annotations

from quire.errors import NotFound
from quire.library.pictures import PagePictures
from quire.store import Store
from quire.types import Box, Element

_LONGEST_PX = 896.0
_GREATEST_SCALE = 2.0
_MARGIN_PT = 4.0


def close_up(element: Element, store: Store, pictures: PagePictures) -> bytes:
    """Return the encoded picture of an element.

    Raises:
        NotFound: it lies nowhere, or its original is gone and no picture of the page was kept.
        ReadError: the page cannot be drawn.
    """
    if element.image:
        return store.crop(element.image)
    place = element.place
    page = next((one for one in store.pages_of(place.document_id) if one.number == place.page_number), None)
    if page is None or not place.boxes:
        raise NotFound("this lies nowhere on a page")
    region = Box(
        max(min(box.x0 for box in place.boxes) - _MARGIN_PT, 0.0),
        max(min(box.y0 for box in place.boxes) - _MARGIN_PT, 0.0),
        min(max(box.x1 for box in place.boxes) + _MARGIN_PT, page.width_pt),
        min(max(box.y1 for box in place.boxes) + _MARGIN_PT, page.height_pt),
    )
    scale = min(_LONGEST_PX / max(region.width, region.height, 1.0), _GREATEST_SCALE)
    return pictures.page(place.document_id, place.page_number, scale=scale, clip=region)
