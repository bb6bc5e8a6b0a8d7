"""The main job on the sample documents, as a stranger sees it first: add, ask, open the evidence."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

from quire.cli import wire
from quire.cli.asking import show_answer
from quire.cli.command import Context
from quire.cli.output import Output
from quire.cli.telling import where
from quire.errors import NotFound
from quire.jobs import Job
from quire.library import Library
from quire.settings import resources
from quire.types import Answer, Box, IngestReport, IngestStatus, Query

_QUESTIONS = (
    "How many hours did the diesel sets run in 2024?",  # a paragraph
    "What was the availability of the turbine Brona in 2024?",  # a table
    "Where does the export cable come ashore on the map of the island?",  # a figure
    "Over what length did the sea break the harbour wall?",  # a scan
    "When does the last ferry leave Port Ellary on Fridays?",  # a picture of a timetable
    "What is the population of the town of Skarvik?",  # not in the library
)
_PICTURE_SCALE = 1.5


def run(context: Context, folder: Path, pictures: Path) -> int:
    """Add the samples to a library in `folder`, ask, and write the marked pages into `pictures`."""
    output = context.output
    samples = resources() / "samples"
    if not samples.is_dir():
        raise NotFound(f"the sample documents are missing from {samples}", hint="clone or install Quire again")
    pictures.mkdir(parents=True, exist_ok=True)
    job = Job()
    with Library.open(folder, settings=context.settings()) as library:
        output.remark("Reading the sample documents; nothing is downloaded, nothing leaves this machine.")
        began = time.monotonic()
        with output.progress(job):
            reports = library.add([samples], job=job)
        _tell_added(output, reports, time.monotonic() - began)
        answered = [_answer(output, library, text, pictures, number) for number, text in _numbered()]
        answered.append(_by_picture(output, library, samples, pictures))
    output.remark(f"\nThe pages with their evidence marked: {pictures}")
    output.remark("Next: `./quire` opens the window, `./quire add PATH…` adds your own papers.")
    failed = any(report.status is IngestStatus.FAILED for report in reports)
    return 0 if any(answered) and not failed else 1


def _numbered() -> list[tuple[int, str]]:
    return list(enumerate(_QUESTIONS, start=1))


def _tell_added(output: Output, reports: list[IngestReport], seconds: float) -> None:
    for report in reports:
        if output.as_json:
            output.json_line(wire.report(report))
        else:
            counts = report.counts
            name = Path(report.path).name
            output.say(f"  {report.status.value:<9} {name:<32} {counts.pages} pages, {counts.elements} elements")
    pages = sum(report.counts.pages for report in reports)
    output.remark(f"{len(reports)} files, {pages} pages read, embedded and indexed in {seconds:.1f} s\n")


def _answer(output: Output, library: Library, question: str, pictures: Path, number: int) -> bool:
    start = time.perf_counter()
    made = library.ask(Query(text=question))
    seconds = time.perf_counter() - start
    if output.as_json:
        output.json_line(wire.answer(str(number), made, seconds))
    else:
        output.say(f"? {question}")
        show_answer(output, made)
        output.remark(f"  {seconds:.2f} s")
    for path in _write_pages(library, made, pictures, f"{number}"):
        output.remark(f"  marked page: {path}")
    output.remark("")
    return not made.abstained


def _write_pages(library: Library, made: Answer, pictures: Path, stem: str) -> list[Path]:
    """Write one PNG per cited page with all its cited boxes drawn."""
    marks: dict[tuple[str, int], list[Box]] = {}
    for cited in made.citations:
        key = (cited.place.document_id, cited.place.page_number)
        marks.setdefault(key, []).extend(cited.place.boxes)
    written = []
    for (document_id, page_number), boxes in marks.items():
        data = library.page_picture(document_id, page_number, scale=_PICTURE_SCALE, marks=boxes)
        path = pictures / f"answer-{stem}-{document_id[:6]}-page-{page_number}.png"
        path.write_bytes(data)
        written.append(path)
    return written


def _by_picture(output: Output, library: Library, samples: Path, pictures: Path) -> bool:
    """Ask with a picture instead of words; says honestly how it was understood."""
    picture = next(iter(sorted(samples.glob("*.png"))), None)
    if picture is None:
        return False
    query = Query(image=picture.read_bytes(), limit=3)
    result = library.search(query)
    if output.as_json:
        output.json_line(wire.search_result("picture", result, result.seconds.get("total", 0.0)))
        return bool(result.hits)
    output.say(f"? like the picture {picture.name}")
    for hit in result.hits:
        hit = dataclasses.replace(hit, text=hit.text[:80])
        output.say(f"  {hit.rank}. {where(hit)}  {hit.relevance:.2f}")
        for reason in hit.reasons:
            output.say(f"     {reason}")
    return bool(result.hits)
