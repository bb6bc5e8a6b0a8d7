"""Registers the readers of office files; each is loaded in a reader process, when a file of its kind comes."""

from quire.plugins.hooks import hookimpl
from quire.plugins.offers import ReaderOffer, SettingOffer
from quire.plugins.reading import FileType

QUIRE_CONTRACT = 1

_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


def _offer(
    name: str,
    target: str,
    *types: FileType,
    instead_of: tuple[str, ...] = (),
    version: int = 1,
    prints: bool = False,
) -> ReaderOffer:
    return ReaderOffer(name, version, types, f"quire_office.{target}", instead_of, prints)


@hookimpl
def register_readers() -> list[ReaderOffer]:
    """Offer a reader per kind of file; HTML and Markdown with their pictures, instead of the built-in reader."""
    from quire_office.printing import program

    drawn = bool(program())  # then room is kept on the pages of slides, so that a deck is read differently
    word = FileType(f"{_OPEN_XML}wordprocessingml.document", "a Word document", members=("word/",))
    slides = FileType(f"{_OPEN_XML}presentationml.presentation", "a PowerPoint deck", members=("ppt/",))
    sheets = FileType(f"{_OPEN_XML}spreadsheetml.sheet", "an Excel workbook", members=("xl/",))
    text, sums, shown = (f"{_OPEN_DOCUMENT}{kind}" for kind in ("text", "spreadsheet", "presentation"))
    html = FileType("text/html", "a web page", suffixes=(".html", ".htm", ".xhtml"), text=True)
    markdown = FileType("text/markdown", "a Markdown file", suffixes=(".md", ".markdown"), text=True)
    mail = FileType("message/rfc822", "an e-mail", suffixes=(".eml",))
    csv = FileType("text/csv", "a CSV file", suffixes=(".csv", ".tsv"), text=True)
    notebook = FileType("application/x-ipynb+json", "a Jupyter notebook", suffixes=(".ipynb",), text=True)
    return [
        _offer("word", "word:WordReader", word, prints=True),
        _offer("slides", "slides:SlidesReader", slides, version=4 if drawn else 3, prints=True),
        _offer("sheets", "sheets:SheetsReader", sheets, prints=True),
        _offer(
            "opendocument",
            "opendocument:TextReader",
            FileType(text, "an OpenDocument text", declares=text),
            prints=True,
        ),
        _offer(
            "opensheets",
            "opensheets:OpenSheetsReader",
            FileType(sums, "an OpenDocument spreadsheet", declares=sums),
            prints=True,
        ),
        _offer(
            "openslides",
            "openslides:OpenSlidesReader",
            FileType(shown, "an OpenDocument presentation", declares=shown),
            version=3 if drawn else 2,
            prints=True,
        ),
        _offer("web", "web:HtmlReader", html, instead_of=("book",)),
        _offer("markdown", "markdown:MarkdownReader", markdown, instead_of=("book",)),
        _offer("csv", "delimited:DelimitedReader", csv),
        _offer("mail", "mail:MailReader", mail),
        _offer("notebook", "notebook:NotebookReader", notebook),
    ]


@hookimpl
def register_settings() -> list[SettingOffer]:
    """Offer the choice of what draws slides and printed pages."""
    from quire_office.printing import LIBREOFFICE

    return [LIBREOFFICE]
