"""What an evaluation found: figures as values, as JSON, as a few lines of text. The HTML is in `page.py`."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

CUTS = (1, 3, 5, 10)
WITHOUT_RERANKER = "without the reranker"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question with what was found.

    Attributes:
        found: Distinct pages (or documents) of the right document in the order found, as text ("12").
        wanted: The evidence, in the same form.
        scores: Recall at each cut, "mrr@10", "ndcg@10"; empty for unanswerable questions.
        region: Whether a box among the first five results marks the evidence; None without known regions.
        problem: Why the question could not be run, or empty.
        answer: What `ask` wrote; None when it was not asked.
        abstained, cited, contained: Whether it abstained, cited an evidence page, and quoted the expected answer.
        reranker: The model that judged the results; empty when none did.
        unjudged: The same question searched without it; None when none did.
    """

    id: str
    query: str
    document: str
    kinds: tuple[str, ...]
    answerable: bool
    found: tuple[str, ...]
    wanted: tuple[str, ...]
    scores: dict[str, float]
    seconds: float
    region: bool | None = None
    problem: str = ""
    answer: str | None = None
    abstained: bool | None = None
    cited: bool | None = None
    contained: bool | None = None
    ask_seconds: float | None = None
    reranker: str = ""
    unjudged: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Means over a group of answerable questions, 0–100; None when there is nothing to average."""

    questions: int
    recall: dict[str, float | None]
    mrr10: float | None
    ndcg10: float | None
    region_hit5: float | None


@dataclass(frozen=True, slots=True)
class Answering:
    """Figures of `ask`, 0–100."""

    answerable: int
    cites_evidence: float | None
    contains_answer: float | None
    abstained_on_answerable: float | None
    unanswerable: int
    abstained_on_unanswerable: float | None


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds per question."""

    p50: float | None
    p90: float | None
    p99: float | None


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """Attributes:
    name: Of the question set.
    everywhere: Whether the whole library was searched, instead of the named document.
    overall, by_kind: Retrieval figures.
    answering: None when nothing was asked.
    problems: Questions that could not be run, with the reason.
    reranker: The model that judged the results; empty when none did.
    unjudged, unjudged_seconds: Retrieval figures and latency without it; None when none did.
    """

    name: str
    everywhere: bool
    overall: Retrieval
    by_kind: dict[str, Retrieval]
    by_domain: dict[str, Retrieval]
    search_seconds: Latency
    answering: Answering | None = None
    ask_seconds: Latency | None = None
    outcomes: tuple[Outcome, ...] = field(default=(), repr=False)
    reranker: str = ""
    unjudged: Retrieval | None = None
    unjudged_seconds: Latency | None = None

    @property
    def problems(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.problem)

    def as_json(self) -> dict[str, Any]:
        """Return everything but the single questions, ready for JSON; figures with one decimal."""
        whole = asdict(self)
        whole.pop("outcomes")
        whole["problems"] = [{"id": outcome.id, "problem": outcome.problem} for outcome in self.problems]
        rounded: dict[str, Any] = _rounded(whole)
        return rounded

    def as_text(self) -> str:
        """Return the figures as a small table for a terminal."""
        where = "whole library" if self.everywhere else "within the document"
        lines = [f"{self.name}, {where}: {self.overall.questions} questions with evidence", _HEADER]
        lines.append(_row("all", self.overall))
        if self.unjudged is not None:
            lines.append(_row(WITHOUT_RERANKER, self.unjudged))
        lines += [_row(kind, figures) for kind, figures in self.by_kind.items()]
        lines.append(f"search: {_milliseconds(self.search_seconds)}")
        if self.unjudged_seconds is not None:
            lines.append(f"search {WITHOUT_RERANKER} {self.reranker}: {_milliseconds(self.unjudged_seconds)}")
        if self.answering is not None:
            lines += _answering_lines(self.answering)
        if self.ask_seconds is not None:
            lines.append(f"ask: {_milliseconds(self.ask_seconds)}")
        lines += [f"not run: {outcome.id}: {outcome.problem}" for outcome in self.problems]
        return "\n".join(lines)


_HEADER = f"{'':28}{'n':>5}{'R@1':>7}{'R@3':>7}{'R@5':>7}{'R@10':>7}{'MRR':>7}{'nDCG':>7}{'region':>8}"


def figure(value: float | None) -> str:
    """Return a share with one decimal, or a dash."""
    return "–" if value is None else f"{value:.1f}"


def _row(name: str, figures: Retrieval) -> str:
    recalls = "".join(f"{figure(figures.recall[f'recall@{k}']):>7}" for k in CUTS)
    rest = f"{figure(figures.mrr10):>7}{figure(figures.ndcg10):>7}{figure(figures.region_hit5):>8}"
    return f"{name[:27]:28}{figures.questions:>5}{recalls}{rest}"


def _answering_lines(answering: Answering) -> list[str]:
    cites, holds = figure(answering.cites_evidence), figure(answering.contains_answer)
    wrongly, rightly = figure(answering.abstained_on_answerable), figure(answering.abstained_on_unanswerable)
    return [
        f"answers: {cites} % cite an evidence page, {holds} % hold the expected answer",
        f"abstained: {wrongly} % of {answering.answerable} answerable, {rightly} % of {answering.unanswerable} not",
    ]


def _milliseconds(latency: Latency) -> str:
    parts = (("median", latency.p50), ("p90", latency.p90), ("p99", latency.p99))
    return ", ".join(f"{name} {1000 * value:.0f} ms" for name, value in parts if value is not None)


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(item) for item in value]
    return value
