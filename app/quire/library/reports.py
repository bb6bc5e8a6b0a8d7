"""What became of one file, as a report. No work here."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from quire.embed import LOOKING
from quire.errors import QuireError
from quire.store import DocumentSummary
from quire.types import (
    Document,
    ElementKind,
    IngestCounts,
    IngestReport,
    IngestStatus,
    Problem,
    StageSeconds,
    TextOrigin,
)

_PASSING = frozenset({"page-timeout", "reader-crashed", "model-missing", "model-failed", "too-large"})


def failed(path: Path, error: QuireError, stage: str, began: float, *, document_id: str = "") -> IngestReport:
    """Report a file that could not be added; `began` is when its turn came (`time.monotonic`)."""
    seconds = StageSeconds(total=time.monotonic() - began)
    problem = Problem(error.kind, stage, error.message, hint=error.hint)
    return IngestReport(str(path), IngestStatus.FAILED, document_id, (problem,), seconds=seconds)


def unchanged(path: Path, known: DocumentSummary, began: float) -> IngestReport:
    """Report a file whose content the library already has."""
    seconds = StageSeconds(searchable=time.monotonic() - began, total=time.monotonic() - began)
    counts = IngestCounts(
        pages=known.n_pages, elements=known.n_elements, tables=known.n_tables, figures=known.n_figures
    )
    return IngestReport(str(path), IngestStatus.UNCHANGED, known.id, known.problems, counts, seconds)


def deepening(path: Path, document: Document, *, searchable_s: float) -> IngestReport:
    """Report a document that is found by its words so far."""
    problem = Problem("deepening", "read", "searchable by its words; figures, tables and meaning follow")
    seconds = StageSeconds(searchable=searchable_s, total=searchable_s)
    return IngestReport(str(path), IngestStatus.PARTIAL, document.id, (problem,), _counts(document), seconds)


def finished(
    path: Path, document: Document, problems: Sequence[Problem], seconds: StageSeconds, *, updated: bool
) -> IngestReport:
    """Report a document that was read to its end."""
    status = IngestStatus.UPDATED if updated else IngestStatus.ADDED
    if problems:
        status = IngestStatus.PARTIAL
    return IngestReport(str(path), status, document.id, tuple(problems), _counts(document), seconds)


def worth_retrying(known: DocumentSummary) -> bool:
    """Tell whether reading the same bytes again may go better: what failed may have passed.

    Pictures that no model has looked at need no reading; see `Seeing.catch_up`.
    """
    return any(problem.kind in _PASSING and problem.stage != LOOKING for problem in known.problems)


def _counts(document: Document) -> IngestCounts:
    evidence = [element for element in document.elements if element.kind is not ElementKind.FURNITURE]
    return IngestCounts(
        pages=len(document.pages),
        elements=len(evidence),
        tables=sum(element.kind is ElementKind.TABLE for element in evidence),
        figures=sum(element.kind in (ElementKind.FIGURE, ElementKind.IMAGE) for element in evidence),
        ocr_pages=sum(page.text_origin in (TextOrigin.OCR, TextOrigin.MIXED) for page in document.pages),
    )
