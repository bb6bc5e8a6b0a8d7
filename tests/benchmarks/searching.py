"""How fast a warm library answers, as `quire search --batch` meets it: p50 and p95, and by stage.

    python -m tests.benchmarks.searching [--elements 20000] [--library DIR] [--limit 10] [--level element]
        [--reranker MODEL.gguf [--budget 2]]

Makes a library of generated papers, whose words follow the frequencies of language; their vectors are drawn, since it
is the looking up that is measured, but the questions go through the real model. With --library DIR it asks that
library instead; with a reranking model it also tells when the first results were there, and how many candidates
were judged. Prints one JSON object. Run it on a quiet machine.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import resource
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from quire.jobs import Job
from quire.library import Library
from quire.settings import Settings, with_value
from quire.store import Stage
from quire.types import (
    Box,
    Document,
    Element,
    ElementKind,
    IngestStatus,
    Level,
    ModelRole,
    Page,
    Place,
    Query,
    Section,
    Source,
    TextOrigin,
    TokenSet,
    VectorSet,
)

_ELEMENTS_A_DOCUMENT, _ELEMENTS_A_PAGE, _ELEMENTS_A_SECTION = 100, 8, 20
_WORDS_AN_ELEMENT = 70
_VOCABULARY = 20_000
_SYLLABLES = [a + b for a in "bdfglmnprstvk" for b in "aeiou"]


class Language:
    """Words whose frequencies fall as those of a language do (Zipf)."""

    def __init__(self, seed: int = 0) -> None:
        self._draw = random.Random(seed)
        self.words = ["".join(self._draw.choices(_SYLLABLES, k=self._draw.randint(2, 4))) for _ in range(_VOCABULARY)]
        self._weights = [1 / rank for rank in range(1, _VOCABULARY + 1)]

    def text(self, n_words: int) -> str:
        return " ".join(self._draw.choices(self.words, self._weights, k=n_words)).capitalize() + "."

    def question(self) -> str:
        """Return a question of some rare and some frequent words."""
        return " ".join(self._draw.sample(self.words[50:5000], 3) + self._draw.choices(self.words[:50], k=3)) + "?"


def fill(library: Library, n_elements: int, language: Language) -> None:
    """Put generated papers into the library."""
    embedder = library.embedder()
    assert embedder is not None
    space = embedder.space
    token_space, token_dim = f"{space.id}/tok64", 64
    random_numbers = np.random.default_rng(0)
    for number in range(max(1, n_elements // _ELEMENTS_A_DOCUMENT)):
        document = _paper(number, language)
        ids = tuple(element.id for element in document.elements)
        section_ids = tuple(section.id for section in document.sections)
        n_tokens = len(ids) * _WORDS_AN_ELEMENT
        rows = random_numbers.integers(-40, 40, (n_tokens, token_dim), dtype=np.int8)
        words = tuple(word.strip(".").lower() for element in document.elements for word in element.text.split())
        tokens = TokenSet(token_space, ids, (_WORDS_AN_ELEMENT,) * len(ids), token_dim, rows.tobytes(), words)
        vectors = [
            VectorSet(space.id, level, names, space.dim, _unit_rows(random_numbers, len(names), space.dim))
            for level, names in (("element", ids), ("section", section_ids), ("document", (document.id,)))
        ]
        library.store.put(
            document, stage=Stage.READY, status=IngestStatus.ADDED, vectors=vectors, tokens=[tokens]
        )


def _unit_rows(random_numbers: np.random.Generator, n_rows: int, dim: int) -> bytes:
    rows = random_numbers.normal(size=(n_rows, dim)).astype(np.float32)
    return bytes((rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32).tobytes())


def _paper(number: int, language: Language) -> Document:
    digest = hashlib.sha256(f"paper {number}".encode()).hexdigest()
    ident = digest[:16]
    elements = tuple(
        Element(
            id=f"{ident}:{part}",
            kind=ElementKind.TEXT,
            text=language.text(_WORDS_AN_ELEMENT),
            place=Place(ident, part // _ELEMENTS_A_PAGE + 1, (Box(72, 80, 500, 120),)),
            section_id=f"{ident}/s{part // _ELEMENTS_A_SECTION}",
        )
        for part in range(_ELEMENTS_A_DOCUMENT)
    )
    sections = tuple(
        Section(
            f"{ident}/s{start // _ELEMENTS_A_SECTION}",
            (language.text(3),),
            tuple(element.id for element in elements[start : start + _ELEMENTS_A_SECTION]),
        )
        for start in range(0, _ELEMENTS_A_DOCUMENT, _ELEMENTS_A_SECTION)
    )
    n_pages = (_ELEMENTS_A_DOCUMENT - 1) // _ELEMENTS_A_PAGE + 1
    return Document(
        id=ident,
        source=Source(f"/papers/paper-{number}.pdf", digest, "application/pdf", 1_000_000, 1_700_000_000.0),
        title=language.text(5),
        pages=tuple(Page(page + 1, 595.0, 842.0, TextOrigin.LAYER) for page in range(n_pages)),
        elements=elements,
        sections=sections,
        outline=(),
        reader="pdf/1",
        problems=(),
    )


def measure(library: Library, questions: list[str], *, limit: int, level: Level) -> dict[str, object]:
    """Ask every question once; the first, which waits for what starts, is told apart."""
    library.warm_up()
    library.finish_keeping()  # the index is warmed in the same queue
    seconds: list[float] = []
    stages: dict[str, list[float]] = {}
    shown, judged = [], []
    for text in questions:
        arrivals: list[float] = []
        began = time.perf_counter()
        result = library.search(
            Query(text=text, limit=limit, level=level),
            on_results=lambda _, arrivals=arrivals: arrivals.append(time.perf_counter()),  # type: ignore[misc]
        )
        seconds.append(time.perf_counter() - began)
        if arrivals:
            shown.append(arrivals[0] - began)
            judged.append(sum(hit.scores.rerank is not None for hit in result.hits))
        for name, value in result.seconds.items():
            stages.setdefault(name, []).append(value)
    first, later = seconds[0], seconds[1:]
    judging: dict[str, object] = {}
    if shown:
        judging = {"shown_p50_ms": _ms(statistics.median(shown)), "judged_of_shown": statistics.median(judged)}
    return judging | {
        "documents": len(library.documents()),
        "elements": sum(row.n_elements for row in library.documents()),
        "questions": len(later),
        "first_ms": _ms(first),
        "p50_ms": _ms(statistics.median(later)),
        "p95_ms": _ms(sorted(later)[int(0.95 * len(later))]),
        "stages_p50_ms": {name: _ms(statistics.median(values[1:])) for name, values in stages.items()},
        "main_process_peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--elements", type=int, default=20_000)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--limit", type=int, default=10)
    parser.add_argument("--reranker", type=Path)
    parser.add_argument("--budget", type=float, default=2.0)
    parser.add_argument("--level", choices=[level.value for level in Level], default=Level.ELEMENT.value)
    arguments = parser.parse_args()
    language = Language()
    with tempfile.TemporaryDirectory() as folder:
        place = arguments.library or Path(folder) / "library"
        if arguments.library is None:
            with Library.open(place, settings=Settings()) as library:
                fill(library, arguments.elements, language)
        questions = [language.question() for _ in range(arguments.questions + 1)]
        settings = with_value(Settings(), "search.rerank_budget_s", arguments.budget)
        with Library.open(place, settings=settings) as library:
            if arguments.reranker is not None:
                model = library.models.bring_in([arguments.reranker], role=ModelRole.RERANKER, job=Job())
                library.roles.use("models.reranker", model.card.id)
            found = measure(library, questions, limit=arguments.limit, level=Level(arguments.level))
    print(json.dumps(found, indent=1))  # noqa: T201 - this is a command


if __name__ == "__main__":
    main()
