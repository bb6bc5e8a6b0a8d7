"""What a card shows, made from citations and hits; where it leads; how it is quoted. No widgets here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication

from quire.gui.stops import Stop
from quire.types import Answer, Box, ElementKind, Hit, Scores, Turn, page_in_words

translate = QCoreApplication.translate
_LONGEST_QUOTE = 300
_KIND_ICONS = {
    ElementKind.TABLE: "table",
    ElementKind.FIGURE: "figure",
    ElementKind.IMAGE: "image",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that an answer or a search leads to.

    Attributes:
        marker: The number it has in the answer; 0 for what was found by search.
        quote: Verbatim words; for a hit the element's whole text.
        around: Boxes of the whole element, to show the quote within its lines.
        relevance: 0–1, or None when nothing rated it.
        page_name: As in `Hit`.
    """

    document_id: str
    title: str
    path: str
    page_number: int
    boxes: tuple[Box, ...]
    quote: str
    kind: ElementKind = ElementKind.TEXT
    marker: int = 0
    rank: int = 0
    around: tuple[Box, ...] = ()
    headings: tuple[str, ...] = ()
    relevance: float | None = None
    matched: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    scores: Scores = field(default_factory=Scores)
    image: str | None = None
    element_id: str = ""
    page_name: str = ""

    @property
    def key(self) -> tuple[str, str, int, int]:
        """Return what stays the same when results get a better order."""
        return self.document_id, self.element_id, self.page_number, self.marker

    @property
    def label(self) -> str:
        """Return what its mark on the page says: "[2]", or its rank among the hits."""
        return f"[{self.marker}]" if self.marker else str(self.rank)

    @property
    def icon(self) -> str:
        return _KIND_ICONS.get(self.kind, "text")

    @property
    def section(self) -> str:
        """Return its headings from the outermost on, each once."""
        return " › ".join(" ".join(heading.split()) for heading in dict.fromkeys(self.headings))

    @property
    def page(self) -> str:
        """Return what its page is called in a sentence."""
        return page_in_words(self.page_number, self.page_name, translate("Conversation", "page {0}"))

    @property
    def where(self) -> str:
        return f"{self.title}, {self.page}"

    def stop(self, sought: str = "") -> Stop:
        quote = shortened(self.quote, _LONGEST_QUOTE)
        pictured = self.element_id if self.image else ""
        return Stop(self.document_id, self.page_number, self.boxes, self.label, quote, pictured, sought)


def cited(answer: Answer) -> tuple[Evidence, ...]:
    """Return what the markers of an answer stand for, in their order."""
    by_element = {hit.element_id: hit for hit in answer.hits}
    found = []
    for citation in answer.citations:
        hit = by_element.get(citation.element_id)
        place = citation.place
        title = citation.document_title or (hit.document_title if hit else "")
        path = citation.document_path or (hit.document_path if hit else "")
        same_page = hit is not None and hit.place.page_number == place.page_number
        found.append(
            Evidence(
                place.document_id,
                title or PurePath(path).name,
                path,
                place.page_number,
                place.boxes,
                citation.quote,
                kind=hit.kind if hit else ElementKind.TEXT,
                marker=citation.marker,
                rank=hit.rank if hit else 0,
                around=hit.place.boxes if hit is not None and same_page else (),
                headings=hit.heading_path if hit else (),
                relevance=hit.relevance if hit else None,
                matched=hit.matched if hit else (),
                reasons=hit.reasons if hit else (),
                scores=hit.scores if hit else Scores(),
                image=hit.image if hit else None,
                element_id=citation.element_id,
                page_name=citation.page_name or (hit.page_name if hit is not None and same_page else ""),
            )
        )
    return tuple(found)


def found(hits: Sequence[Hit]) -> tuple[Evidence, ...]:
    """Return hits as evidence, in their order."""
    return tuple(
        Evidence(
            hit.document_id,
            hit.document_title or PurePath(hit.document_path).name,
            hit.document_path,
            hit.place.page_number,
            hit.place.boxes,
            hit.text,
            kind=hit.kind,
            rank=hit.rank,
            around=hit.place.boxes,
            headings=hit.heading_path,
            relevance=hit.relevance,
            matched=hit.matched,
            reasons=hit.reasons,
            scores=hit.scores,
            image=hit.image,
            element_id=hit.element_id,
            page_name=hit.page_name,
        )
        for hit in hits
    )


def nearest(answer: Answer, most: int = 3) -> tuple[Evidence, ...]:
    """Return the nearest misses of an answer that abstains: the best hits, one per page."""
    pages: dict[tuple[str, int], Hit] = {}
    for hit in answer.hits:
        pages.setdefault((hit.document_id, hit.place.page_number), hit)
    return found(list(pages.values())[:most])


def stops(evidence: Sequence[Evidence], sought: str = "") -> tuple[Stop, ...]:
    """Return where pieces of evidence lead that were found for the words `sought`."""
    return tuple(one.stop(sought) for one in evidence)


def shortened(text: str, most: int) -> str:
    """Return `text` on one line, cut at a word border with an ellipsis when it is longer than `most`."""
    line = " ".join(text[: 4 * most].split())
    if len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def with_sources(turn: Turn) -> str:
    """Return an answer as Markdown with its numbered sources; for a search, the list of what was found."""
    if turn.answer is None:
        hits = found(turn.result.hits) if turn.result is not None else ()
        lines = [f"{one.rank}. {_source(one)}" for one in hits]
        return "\n".join([f"**{' '.join(turn.question.split())}**", "", *lines])
    sources = [f"{one.marker}. {_source(one)}" for one in cited(turn.answer)]
    if not sources:
        return turn.answer.text
    heading = translate("Conversation", "Sources")
    return "\n".join([turn.answer.text.rstrip(), "", f"**{heading}**", "", *sources])


def _source(one: Evidence) -> str:
    parts = [f"*{escaped(one.title)}*", escaped(one.page), *([escaped(one.section)] if one.section else [])]
    quote = escaped(shortened(one.quote.replace("|", " "), _LONGEST_QUOTE))
    return ", ".join(parts) + (f": “{quote}”" if quote else "") + (f" (`{one.path}`)" if one.path else "")


def escaped(text: str) -> str:
    """Return plain text so that Markdown shows it as it stands."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in " ".join(text.split()))
