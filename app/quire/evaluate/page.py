"""The report as one HTML file that opens anywhere: no script, no font, no image from elsewhere."""

from __future__ import annotations

from html import escape
from pathlib import Path

import msgspec

from quire.errors import StorageFull
from quire.evaluate.report import (
    CUTS,
    WITHOUT_RERANKER,
    EvaluationReport,
    Latency,
    Outcome,
    Retrieval,
    figure,
)

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2433; --dim: #667085; --line: #e3e6ec; --paper: #ffffff; --wash: #f6f7f9;
        --good: #2f8f5b; --bad: #c4473a; --bar: #4f6bed; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --dim: #98a2b3; --line: #2c3440; --paper: #14181f;
        --wash: #1b212b; --good: #58c08a; --bad: #f0857a; --bar: #8095ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 2.5rem 1.5rem 4rem; background: var(--paper); color: var(--ink);
       font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2.5rem 0 .75rem; }
p.sub { color: var(--dim); margin: .25rem 0 2rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; }
.card { background: var(--wash); border: 1px solid var(--line); border-radius: 10px; padding: .9rem 1rem; }
.card b { display: block; font-size: 1.5rem; font-variant-numeric: tabular-nums; } .card span { color: var(--dim); }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .45rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--dim); font-weight: 600; } td.n, th.n { text-align: right; }
.bar { background: linear-gradient(to right, var(--bar) var(--share), transparent var(--share)) no-repeat 0 100%;
       background-size: 100% 3px; }
.good { color: var(--good); } .bad { color: var(--bad); } .dim { color: var(--dim); }
details { border-bottom: 1px solid var(--line); padding: .5rem 0; } summary { cursor: pointer; }
details p { margin: .4rem 0 .4rem 1.1rem; white-space: pre-wrap; }
"""


def write_report(report: EvaluationReport, folder: Path) -> tuple[Path, Path]:
    """Write `report.html` and `report.json` and return their paths; the JSON holds every question too.

    Raises:
        StorageFull: the folder cannot be written.
    """
    whole = report.as_json() | {"questions": [msgspec.to_builtins(outcome) for outcome in report.outcomes]}
    html, data = folder / "report.html", folder / "report.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        html.write_text(as_html(report), encoding="utf-8")
        data.write_bytes(msgspec.json.format(msgspec.json.encode(whole), indent=1))
    except OSError as error:
        raise StorageFull(f"the report cannot be written to {folder}: {error.strerror}") from error
    return html, data


def as_html(report: EvaluationReport) -> str:
    """Return the report as a self-contained page."""
    where = "over the whole library" if report.everywhere else "within the named document"
    parts = [
        f"<h1>{escape(report.name)}</h1>",
        f'<p class="sub">{report.overall.questions} questions with evidence, searched {where}</p>',
        _cards(report),
        "<h2>By kind of evidence</h2>",
        _table(_overall(report) | report.by_kind),
    ]
    if report.by_domain:
        parts += ["<h2>By kind of document</h2>", _table(report.by_domain)]
    parts += ["<h2>Questions</h2>", *(_question(outcome) for outcome in report.outcomes)]
    body = "\n".join(parts)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Evaluation: {escape(report.name)}</title><style>{_STYLE}</style></head>\n"
        f"<body>\n{body}\n</body></html>\n"
    )


def _overall(report: EvaluationReport) -> dict[str, Retrieval]:
    if report.unjudged is None:
        return {"All": report.overall}
    return {"All": report.overall, f"All, {WITHOUT_RERANKER} {report.reranker}": report.unjudged}


def _cards(report: EvaluationReport) -> str:
    overall = report.overall
    figures = [(f"recall@{k}", figure(overall.recall[f"recall@{k}"])) for k in CUTS]
    figures += [
        ("MRR@10", figure(overall.mrr10)),
        ("nDCG@10", figure(overall.ndcg10)),
        ("region hit@5", figure(overall.region_hit5)),
        ("search, median", _milliseconds(report.search_seconds)),
    ]
    if report.answering is not None:
        answering = report.answering
        figures += [
            ("cite an evidence page", figure(answering.cites_evidence)),
            ("hold the answer", figure(answering.contains_answer)),
            ("abstained, answerable", figure(answering.abstained_on_answerable)),
            ("abstained, unanswerable", figure(answering.abstained_on_unanswerable)),
        ]
    cards = "".join(
        f'<div class="card"><b>{value}</b><span>{escape(name)}</span></div>' for name, value in figures
    )
    return f'<div class="cards">{cards}</div>'


def _table(groups: dict[str, Retrieval]) -> str:
    names = ["questions", *(f"recall@{k}" for k in CUTS), "MRR@10", "nDCG@10", "region hit@5"]
    head = "<th></th>" + "".join(f'<th class="n">{name}</th>' for name in names)
    rows = []
    for name, group in groups.items():
        values = [*(group.recall[f"recall@{k}"] for k in CUTS), group.mrr10, group.ndcg10, group.region_hit5]
        cells = "".join(
            f'<td class="n bar" style="--share:{value or 0:.0f}%">{figure(value)}</td>' for value in values
        )
        rows.append(f'<tr><td>{escape(name)}</td><td class="n">{group.questions}</td>{cells}</tr>')
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _question(outcome: Outcome) -> str:
    if outcome.problem:
        mark = '<span class="bad">not run</span>'
    elif not outcome.answerable:
        mark = '<span class="dim">unanswerable</span>'
    else:
        good = outcome.scores["recall@5"] > 0
        mark = f'<span class="{"good" if good else "bad"}">{"found" if good else "missed"}</span>'
    lines = [f"{outcome.document} · {1000 * outcome.seconds:.0f} ms"]
    if outcome.problem:
        lines.append(outcome.problem)
    if outcome.wanted:
        lines.append(f"Evidence: {', '.join(outcome.wanted)}")
    lines.append(f"Found: {', '.join(outcome.found) or 'nothing'}")
    if outcome.answer is not None:
        lines.append(f"Answer: {outcome.answer}")
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return (
        f"<details><summary>{mark} {escape(outcome.id)} · {escape(outcome.query)}</summary>{body}</details>"
    )


def _milliseconds(latency: Latency) -> str:
    return "–" if latency.p50 is None else f"{1000 * latency.p50:.0f} ms"
