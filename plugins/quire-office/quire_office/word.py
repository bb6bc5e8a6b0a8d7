"""Word documents, through python-docx: paragraphs and tables in order, with the pictures inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.opc.part import PartFactory
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.table import Table as WordTable

from quire.plugins.reading import Block, Heading, Picture, Reader, Table, Text
from quire_office.guarding import guarded
from quire_office.package import check_package
from quire_office.printing import printed
from quire_office.remote import missing_picture, remote_picture

_LIKE_MAIN = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
_HEADING = re.compile(r"heading (\d)$", re.IGNORECASE)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_P, _T, _TAB, _BR, _CR = (qn(name) for name in ("w:p", "w:t", "w:tab", "w:br", "w:cr"))
_DELETED, _BOX, _PR = qn("w:del"), qn("w:txbxContent"), qn("w:pPr")
_DRAWING, _PICT = qn("w:drawing"), qn("w:pict")


class WordReader(Reader):
    """Reads .docx, and .docm without ever looking at its macros."""

    name = "word"

    def _read(self, path: Path) -> Iterator[Block]:
        check_package(path)
        return guarded(_blocks(path), "the Word document", "Word or LibreOffice")

    def _print(self, path: Path) -> bytes:
        return printed(path, "docx")


def _blocks(path: Path) -> Iterator[Block]:
    for content_type in _LIKE_MAIN:
        PartFactory.part_type_for.setdefault(content_type, DocumentPart)
    with path.open("rb") as file:
        package = Package.open(file)
    yield from _Reading(package.main_document_part.document).blocks()


class _Reading:
    """One document on its way to blocks."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._levels = {style.style_id: _level(style) for style in document.styles if style.type == 1}
        self._lists = {
            style.style_id
            for style in document.styles
            if style.type == 1 and (style.name or "").lower().startswith("list")
        }
        self._titles = {style.style_id for style in document.styles if (style.name or "").lower() == "title"}
        self._deeper = 0  # headings stand below a title, where there is one
        self._relations = document.part.rels

    def blocks(self) -> Iterator[Block]:
        for item in self._document.iter_inner_content():
            if isinstance(item, WordTable):
                yield from self._table(item)
            else:
                yield from self._paragraph(item._p)
        yield from self._notes()

    def _paragraph(self, p: Any) -> Iterator[Block]:
        text = _text_of(p)
        if text.strip():
            style = p.style or ""
            level = self._levels.get(style, 0) or _own_level(p)
            if level:
                yield Heading(text, level if style in self._titles else level + self._deeper)
                self._deeper = 1 if style in self._titles else self._deeper
            else:
                listed = style in self._lists or (p.pPr is not None and p.pPr.numPr is not None)
                yield Text(text, item=listed)
        if p.find(f".//{_DRAWING}") is not None or p.find(f".//{_PICT}") is not None:
            yield from self._pictures(p)
            for box in p.iter(_BOX):
                if not _in_fallback(box):
                    for inner in box.iter(_P):
                        yield from self._paragraph(inner)

    def _pictures(self, element: Any) -> Iterator[Block]:
        for blip in element.iter(qn("a:blip"), "{urn:schemas-microsoft-com:vml}imagedata"):
            if _in_fallback(blip):
                continue
            key = blip.get(qn("r:embed")) or blip.get(qn("r:id")) or blip.get(qn("r:link"))
            relation = self._relations.get(key) if key else None
            if relation is None:
                continue
            if relation.is_external:
                yield remote_picture(relation.target_ref)
                continue
            try:
                yield Picture(relation.target_part.blob, alt=_alt(blip))
            except (KeyError, AttributeError):
                yield missing_picture(str(relation.target_ref))

    def _table(self, table: WordTable) -> Iterator[Block]:
        rows = []
        for tr in table._tbl.tr_lst:
            row: list[str] = [""] * (tr.grid_before or 0)
            for tc in tr.tc_lst:
                goes_on = tc.vMerge == "continue"
                row.append("" if goes_on else " ".join(filter(None, (_text_of(p) for p in tc.iter(_P)))))
                row.extend([""] * (tc.grid_span - 1))
            rows.append(tuple(row))
        if len(rows) == 1 and len(rows[0]) == 1:  # a frame around text
            yield Text(rows[0][0])
        else:
            yield Table(tuple(rows))
        yield from self._pictures(table._tbl)

    def _notes(self) -> Iterator[Block]:
        """Yield the footnotes and endnotes at the end."""
        for relation in self._relations.values():
            if relation.is_external or not relation.reltype.endswith(("/footnotes", "/endnotes")):
                continue
            for note in parse_xml(relation.target_part.blob):
                if note.get(qn("w:type")) is None and (text := " ".join(_text_of(p) for p in note.iter(_P)).strip()):
                    yield Text(f"[{note.get(qn('w:id'))}] {text}")


def _text_of(paragraph: Any) -> str:
    """Return what a paragraph says, without deleted text and without the text boxes that hang on it."""
    parts: list[str] = []
    pending = [child for child in reversed(paragraph) if child.tag != _PR]
    while pending:
        element = pending.pop()
        tag = element.tag
        if tag == _T:
            parts.append(element.text or "")
        elif tag == _TAB:
            parts.append(" ")
        elif tag in (_BR, _CR):
            parts.append("\n")
        elif tag not in (_DELETED, _DRAWING, _PICT, _PR):
            pending.extend(reversed(element))
    return "".join(parts)


def _level(style: Any) -> int:
    """Return the heading level of a paragraph style, also of one that is based on a heading; 0 for others."""
    seen = 0
    while style is not None and seen < 10:
        name = style.name or ""
        if name.lower() == "title":
            return 1
        if match := _HEADING.match(name):
            return int(match[1])
        style, seen = style.base_style, seen + 1
    return 0


def _own_level(p: Any) -> int:
    """Return the outline level a paragraph has without a heading style; 0 for running text."""
    level = p.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    value = level.get(qn("w:val")) if level is not None else None
    return int(value) + 1 if value and value.isdigit() and int(value) < 9 else 0


def _in_fallback(element: Any) -> bool:
    """Whether it is there a second time, for programs that do not understand the first."""
    return next(element.iterancestors(_FALLBACK), None) is not None


def _alt(blip: Any) -> str:
    for ancestor in blip.iterancestors(_DRAWING):
        for properties in ancestor.iter(qn("wp:docPr")):
            return properties.get("descr") or ""
    return ""
