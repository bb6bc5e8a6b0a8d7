"""Why a page that was expected is not among the results: the stage at which it fell behind, in plain sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quire.language import stems_of
from quire.search.catalogue import Catalogue
from quire.search.question import read_question
from quire.search.searcher import Searcher
from quire.types import TARGET_KINDS, Element, ElementKind, Hit, Level, Query, SearchResult, Target

_ALL = 1000  # pages looked through; more than any search shows


def explain(
    searcher: Searcher, catalogue: Catalogue, query: Query, document_id: str, page_number: int
) -> list[str]:
    """Return what became of a page on the way from the question to the results, stage by stage.

    Args:
        query: As it was searched; pages are compared whatever its level.
        document_id: A document of the catalogue.
    """
    n_pages = len(catalogue.pages_of(document_id))
    if not 1 <= page_number <= n_pages:
        return [f"the document has {n_pages} pages: there is no page {page_number}"]
    there = _evidence(catalogue, document_id, page_number)
    hidden = _hidden(catalogue, query, document_id, there)
    if hidden:
        return [hidden]
    lines = _words(query, there)
    in_depth = searcher.in_depth(query)
    if document_id not in in_depth:
        lines.append(f"its document was not searched in depth: others fit better, and room is for {len(in_depth)}")
        alone = _search(searcher, replace(query, document_ids=(document_id,), judge=False))
        return [*lines, f"searched alone, the document has it in {_placed(alone, document_id, page_number)}"]
    return lines + _through_stages(searcher, replace(query, document_ids=in_depth), document_id, page_number)


def _evidence(catalogue: Catalogue, document_id: str, page_number: int) -> list[Element]:
    return [
        element
        for element in catalogue.elements_of(document_id)
        if element.place.page_number == page_number and element.kind is not ElementKind.FURNITURE
    ]


def _hidden(catalogue: Catalogue, query: Query, document_id: str, there: Sequence[Element]) -> str:
    """Return why the page cannot be among the results at all, or nothing."""
    inside = {facts.id for facts in catalogue.summaries(collection=query.collection)} if query.collection else None
    if inside is not None and document_id not in inside:
        return f"its document is not in the collection {query.collection}"
    if query.document_ids and document_id not in query.document_ids:
        return "the search was limited to other documents"
    if not there:
        return "reading found nothing on the page but headers and footers, or nothing at all"
    if not any(element.kind in TARGET_KINDS[query.target] for element in there):
        kinds = ", ".join(sorted({element.kind.value for element in there}))
        return f"the search was limited to kind “{query.target.value}”, and the page holds only: {kinds}"
    if query.target is Target.ANY and not any(element.text.strip() or element.context.strip() for element in there):
        return "no text was found on the page, neither printed nor recognised, so its words cannot be searched"
    return ""


def _words(query: Query, there: Sequence[Element]) -> list[str]:
    stems = {stem for element in there for stem in stems_of(f"{element.text}\n{element.context}")}
    terms = read_question(query.text).terms
    present = [term.text for term in terms if term.stem in stems]
    absent = [term.text for term in terms if term.stem not in stems]
    lines = [f"words of the question on the page: {', '.join(present)}"] if present else []
    return lines + ([f"words that are not on it: {', '.join(absent)}"] if absent else [])


def _through_stages(searcher: Searcher, query: Query, document_id: str, page_number: int) -> list[str]:
    """Return the page's place after each stage, and what the last one means."""
    first = _search(searcher, replace(query, rerank=False))
    lines = [f"by words and by meaning: {_placed(first, document_id, page_number)}"]
    late = _search(searcher, replace(query, judge=False))
    if "rerank" in late.seconds:
        lines.append(f"compared word by word: {_placed(late, document_id, page_number)}")
    result = _search(searcher, query)
    last = _hit_of(result, document_id, page_number)
    if result.reranker:
        lines.append(f"judged by {result.reranker}: {_placed(result, document_id, page_number)}")
        if last is not None and last.scores.rerank is not None:
            lines.append(last.reasons[0])
        elif last is not None:
            lines.append("the judge did not come to it")
    lines += result.notes
    return [*lines, _verdict(last, query.limit)]


def _verdict(last: Hit | None, limit: int) -> str:
    if last is None:
        return f"it is not among the best {_ALL} pages"
    if last.rank > limit:
        return f"it is not shown, because the limit is {limit}"
    if last.relevant:
        return f"it is shown, with a relevance of {last.relevance:.2f}"
    return f"it is shown, but its relevance of {last.relevance:.2f} is too low for evidence"


def _search(searcher: Searcher, query: Query) -> SearchResult:
    return searcher.search(replace(query, level=Level.PAGE, limit=_ALL))


def _hit_of(result: SearchResult, document_id: str, page_number: int) -> Hit | None:
    return next(
        (one for one in result.hits if (one.document_id, one.place.page_number) == (document_id, page_number)),
        None,
    )


def _placed(result: SearchResult, document_id: str, page_number: int) -> str:
    hit = _hit_of(result, document_id, page_number)
    return f"none of {len(result.hits)} places" if hit is None else f"place {hit.rank} of {len(result.hits)}"
