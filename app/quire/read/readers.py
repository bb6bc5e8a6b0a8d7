"""Who reads which type of file: the readers built in here and those that plugins bring. Pure; loads no reader."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quire.plugins.hooks import hookimpl
from quire.plugins.offers import ReaderOffer
from quire.plugins.reading import FileType
from quire.read.blocks.markup import LAYOUT_VERSION
from quire.read.media_types import CBZ, OXPS, PDF, PICTURES, REFLOWABLE, SVG, XPS

READER_VERSION = (
    1  # raise it when the same file would be read differently: drafts are dropped, documents offered anew
)
_PICTURE_VERSION = 2  # 2: what a file is called says what is in the picture; windows are not read as writing
_PAGED = {PDF: "a PDF", XPS: "an XPS file", OXPS: "an XPS file", CBZ: "a comic book", SVG: "a drawing"}


class BuiltInReaders:
    """PDF, e-books, XPS, comics, drawings, text and pictures."""

    @hookimpl
    def register_readers(self) -> list[ReaderOffer]:
        """Register what reads PDF, books and pictures; their types are told by content, in `media_types`."""
        return [
            ReaderOffer("pdf", READER_VERSION, tuple(FileType(kind, title) for kind, title in _PAGED.items())),
            ReaderOffer("book", READER_VERSION, tuple(FileType(kind, "a book or text") for kind in sorted(REFLOWABLE))),
            ReaderOffer("picture", _PICTURE_VERSION, tuple(FileType(kind, "a picture") for kind in sorted(PICTURES))),
        ]


class Readers:
    """Looks up who reads a type of file.

    Args:
        offers: Reader by media type.
    """

    def __init__(self, offers: Mapping[str, ReaderOffer]) -> None:
        self.use(offers)

    def use(self, offers: Mapping[str, ReaderOffer]) -> None:
        """Look up in these from now on."""
        self._offers = dict(offers)
        self.plugged: tuple[FileType, ...] = tuple(
            file_type
            for media_type, offer in self._offers.items()
            for file_type in offer.types
            if offer.target and file_type.media_type == media_type
        )
        self.targets: Mapping[str, str] = MappingProxyType(
            {media_type: offer.target for media_type, offer in self._offers.items() if offer.target}
        )

    @classmethod
    def built_in(cls) -> Readers:
        """Return the readers that need no plugin."""
        offers: list[ReaderOffer] = BuiltInReaders().register_readers()
        return cls({file_type.media_type: offer for offer in offers for file_type in offer.types})

    def prints(self, media_type: str) -> bool:
        """Tell whether files of this type can be shown as their own program prints them."""
        offer = self._offers.get(media_type)
        return offer is not None and bool(offer.target) and offer.prints

    def name_of(self, media_type: str) -> str:
        """Return name and version of what reads this type ("pdf/1")."""
        offer = self._offers.get(media_type)
        if offer is None:
            return f"pdf/{READER_VERSION}"
        return f"{offer.name}/{offer.version}" + (f".{LAYOUT_VERSION}" if offer.target else "")
