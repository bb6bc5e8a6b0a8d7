"""Results as the JSON that scripts rely on. Keys are a promise: extend, never rename."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quire.types import Answer, Box, Citation, Hit, IngestReport, Problem, SearchResult

if TYPE_CHECKING:
    from quire.store import DocumentSummary

Json = dict[str, Any]


def report(value: IngestReport) -> Json:
    return {
        "path": value.path,
        "document_id": value.document_id,
        "status": value.status.value,
        "pages": value.counts.pages,
        "elements": value.counts.elements,
        "tables": value.counts.tables,
        "figures": value.counts.figures,
        "ocr_pages": value.counts.ocr_pages,
        "cut": value.counts.cut,
        "problems": [problem(item) for item in value.problems],
        "seconds": {
            "searchable": round(value.seconds.searchable, 3),
            "read": round(value.seconds.read, 3),
            "embed": round(value.seconds.embed, 3),
            "store": round(value.seconds.store, 3),
            "total": round(value.seconds.total, 3),
        },
    }


def problem(value: Problem) -> Json:
    return {
        "kind": value.kind,
        "stage": value.stage,
        "page": value.page,
        "message": value.message,
        "hint": value.hint,
    }


def search_result(identity: str | None, value: SearchResult, seconds: float) -> Json:
    line: Json = {} if identity is None else {"id": identity}
    return line | {"seconds": round(seconds, 4), "results": [hit(item) for item in value.hits]}


def hit(value: Hit) -> Json:
    return {
        "rank": value.rank,
        "document": _name(value.document_path),
        "document_id": value.document_id,
        "path": value.document_path,
        "page": value.place.page_number,
        "boxes": [_box(box) for box in value.place.boxes],
        "kind": value.kind.value,
        "section": list(value.heading_path),
        "text": value.text,
        "relevance": round(value.relevance, 4),
        "relevant": value.relevant,
        "scores": {
            "lexical": _rounded(value.scores.lexical),
            "dense": _rounded(value.scores.dense),
            "visual": _rounded(value.scores.visual),
            "rerank": _rounded(value.scores.rerank),
        },
        "matched": list(value.matched),
        "reasons": list(value.reasons),
    }


def answer(identity: str | None, value: Answer, seconds: float) -> Json:
    line: Json = {} if identity is None else {"id": identity}
    return line | {
        "question": value.question,
        "answer": value.text,
        "abstained": value.abstained,
        "citations": [_citation(item) for item in value.citations],
        "model": value.model,
        "stop": value.stop,
        "unsupported": [value.text[start:end] for start, end in value.unsupported],
        "notes": list(value.notes),
        "tokens": value.n_tokens,
        "seconds": round(seconds, 4),
    }


def summary(value: DocumentSummary) -> Json:
    return {
        "document_id": value.id,
        "title": value.title,
        "document": _name(value.path),
        "path": value.path,
        "media_type": value.media_type,
        "stage": value.stage.value,
        "status": str(value.status),
        "pages": value.n_pages,
        "elements": value.n_elements,
        "tables": value.n_tables,
        "figures": value.n_figures,
        "size_bytes": value.size_bytes,
        "collections": list(value.collections),
        "problems": [problem(item) for item in value.problems],
    }


def _citation(value: Citation) -> Json:
    return {
        "marker": value.marker,
        "document": _name(value.document_path),
        "document_id": value.place.document_id,
        "page": value.place.page_number,
        "boxes": [_box(box) for box in value.place.boxes],
        "quote": value.quote,
    }


def _name(path: str) -> str:
    """The file name; works for paths of either platform, since a library may have been copied."""
    return path.replace("\\", "/").rsplit("/", 1)[-1]


def _box(value: Box) -> list[float]:
    return value.rounded(1).as_list()


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
