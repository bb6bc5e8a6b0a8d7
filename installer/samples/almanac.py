"""The e-book: a short almanac by the curator of the light, as an EPUB 3 file."""

from __future__ import annotations

import zipfile
from pathlib import Path

STAMP = (2025, 3, 1, 9, 0, 0)
CHAPTERS = (
    (
        "January: Reading the glass",
        "<p>Every keeper of Carrow Head wrote down the barometer at six in the morning and at six in the evening, and so do I, "
        "though the light no longer asks for it. The lowest reading in our books is 941 millibars, on the night of 14 January 1952. "
        "The keeper noted beneath it: <i>Tea.</i></p>"
        "<p>When the glass falls more than ten in three hours, take in the washing, the boat and the hens, in this order. "
        "When it rises as fast, leave the boat where it is: the wind that follows a hole in the weather is the worse one.</p>",
    ),
    (
        "April: Painting",
        "<p>White is not one colour. The tower takes a white with a thimble of black in it to every five litres, or it blinds the "
        "helmsmen at noon. The red is mixed on the island, two parts of oxide to one of signal red, and has been since 1907, when "
        "a delivery of the wrong tin gave us a pink lighthouse for a summer.</p>"
        "<p>Begin at the top. Whoever begins at the bottom will stand in it later.</p>"
        "<table><tr><th>Surface</th><th>Litres</th><th>Days</th></tr><tr><td>White wall</td><td>118</td><td>9</td></tr>"
        "<tr><td>Red bands</td><td>64</td><td>5</td></tr><tr><td>Gallery rail</td><td>7</td><td>2</td></tr></table>",
    ),
    (
        "July: Keeper's bread",
        "<p>The oven in the cottage heats unevenly, and the recipe has grown around it. Mix 500 grams of barley flour with 250 of "
        "wheat, 12 grams of salt, half a litre of buttermilk and one teaspoon of baking soda. Shape it flat. Bake for 40 "
        "minutes with the door to the north, turn it, and give it ten more.</p>"
        "<p>It keeps for five days and floats for three hours. The second was found out by accident.</p>",
    ),
    (
        "October: The passage of birds",
        "<p>On still nights with mist the birds come to the lantern. We put out the gallery lamps then and count them by ear. In the "
        "night of 9 October 2023 more than four thousand redwings passed between ten and four, and eleven landed on the rail to "
        "rest, beside one very surprised storm petrel.</p>"
        "<p>The new lamp has a colour that draws fewer of them. I miss their company and am glad of it.</p>",
    ),
)
PAGE = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>{title}</title></head>
<body><h1>{title}</h1>{body}</body></html>
"""
CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">hestray-almanac-2024</dc:identifier>
<dc:title>A Keeper's Almanac</dc:title><dc:creator>Beatrix Lund</dc:creator><dc:language>en</dc:language>
<meta property="dcterms:modified">2025-03-01T09:00:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>{items}</manifest>
<spine>{spine}</spine></package>
"""
NAVIGATION = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Contents</title></head>
<body><nav epub:type="toc"><ol>{entries}</ol></nav></body></html>
"""


def make(path: Path) -> None:
    names = [f"chapter-{number}.xhtml" for number in range(1, len(CHAPTERS) + 1)]
    items = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(names)))
    entries = "".join(
        f'<li><a href="{name}">{title}</a></li>' for name, (title, _) in zip(names, CHAPTERS, strict=True)
    )
    with zipfile.ZipFile(path, "w") as archive:
        _put(
            archive, "mimetype", "application/epub+zip", zipfile.ZIP_STORED
        )  # first and stored, as the format asks
        _put(archive, "META-INF/container.xml", CONTAINER)
        _put(archive, "EPUB/package.opf", PACKAGE.format(items=items, spine=spine))
        _put(archive, "EPUB/nav.xhtml", NAVIGATION.format(entries=entries))
        for name, (title, body) in zip(names, CHAPTERS, strict=True):
            _put(archive, f"EPUB/{name}", PAGE.format(title=title, body=body))


def _put(archive: zipfile.ZipFile, name: str, text: str, method: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, STAMP)
    entry.compress_type = method
    archive.writestr(entry, text.encode("utf-8"))
