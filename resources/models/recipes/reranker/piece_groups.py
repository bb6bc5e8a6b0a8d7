"""Groups of single sentences and table rows: one that answers, and five that do not."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from documents import Document, Piece, cleaned, pieces, terms
from groups import Group
from templates import STOP_WORDS, as_question, as_words

_N_WRONG = 5


def asked_of_ohr_pieces(
    documents: Mapping[str, Document], folder: Path, rng: random.Random, rounds: int
) -> Iterator[Group]:
    """Yield the questions of OHR-Bench with the sentence or table row that is their evidence."""
    cut = {name: pieces(document) for name, document in documents.items()}
    for item in json.loads((folder / "data/qas.json").read_text("utf-8")):
        name, page = item["doc_name"], item["evidence_page_no"]
        if item["doc_type"] == "finance" or name not in documents or not isinstance(page, int):
            continue
        told = item["evidence_context"]
        evidence = set(terms(cleaned(" ".join(told) if isinstance(told, list) else str(told))))
        answer = " ".join(terms(cleaned(str(item["answers"]))))
        told_by = cut[name]
        own = [piece for piece in told_by if piece.page == page and _share(piece, evidence) >= 0.6]
        own = [piece for piece in own if len(piece.terms) >= 4]
        if not own:
            continue
        right = max(own, key=lambda piece: (_says(piece, answer), len(evidence & set(piece.terms))))
        question = cleaned(item["questions"])
        wrong = [
            piece for piece in told_by if _share(piece, evidence) < 0.5 and not _says(piece, answer)
        ]
        for _ in range(rounds):
            yield from _of_pieces(question, right, wrong, "ohr piece", name, rng)


def _share(piece: Piece, evidence: set[str]) -> float:
    return len(evidence & set(piece.terms)) / max(len(set(piece.terms)), 1)


def _says(piece: Piece, answer: str) -> bool:
    telling = len(answer) >= 2 and answer not in ("none", "true", "false", "yes", "no")
    return telling and f" {answer} " in f" {' '.join(piece.terms)} "


def _of_pieces(
    question: str, right: Piece, wrong: Sequence[Piece], source: str, document: str, rng: random.Random
) -> Iterator[Group]:
    """Yield a group: two wrong pieces that share most words, two of the same page, one of anywhere; none without enough."""
    asked = set(terms(question)) - STOP_WORDS
    wrong = [piece for piece in wrong if len(piece.terms) >= 3 and piece.text != right.text]
    alike = sorted(wrong, key=lambda piece: -len(asked & set(piece.terms)) / (4 + len(piece.terms)) ** 0.5)[:12]
    near = [piece for piece in wrong if abs(piece.page - right.page) <= 1]
    chosen: list[Piece] = []
    for pool, n_wanted in ((alike[:6], 1), (alike, 1), (near, 2), (wrong, 1), (wrong, _N_WRONG)):
        left = [piece for piece in pool if all(piece.text != other.text for other in chosen)]
        chosen += rng.sample(left, min(n_wanted, len(left), _N_WRONG - len(chosen)))
    with_about = rng.random() < 0.6  # Quire reads a piece with what names it, where something does
    texts = [f"{piece.about} {piece.text}".strip() if with_about else piece.text for piece in (right, *chosen)]
    if len(set(texts)) == 1 + _N_WRONG:
        yield Group(question, texts, source, document)


def asked_of_xquad_pieces(file: Path, rng: random.Random) -> Iterator[Group]:
    """Yield the questions of XQuAD with the sentence that holds the answer."""
    articles = json.loads(file.read_text("utf-8"))["data"]
    for number, article in enumerate(articles):
        paragraphs = [paragraph["context"].replace("\n", " ") for paragraph in article["paragraphs"]]
        told_by = pieces(Document(article["title"], paragraphs))
        for page, paragraph in enumerate(article["paragraphs"]):
            for item in paragraph["qas"]:
                answer = " ".join(terms(item["answers"][0]["text"]))
                holding = [piece for piece in told_by if f" {answer} " in f" {' '.join(piece.terms)} "]
                right = [piece for piece in holding if piece.page == page]
                if len(right) == 1:
                    wrong = [piece for piece in told_by if piece not in holding]
                    yield from _of_pieces(
                        item["question"], right[0], wrong, "xquad piece", f"xquad/{number}", rng
                    )


def made_of_pieces(documents: Mapping[str, Document], rng: random.Random, most: int) -> Iterator[Group]:
    """Yield questions made of single sentences and table rows, for these."""
    for document in documents.values():
        rarity = Counter(term for page in document.pages for term in set(terms(page)))
        told = pieces(document)
        for right in rng.sample(told, min(len(told), 4 * most))[:most]:
            cells = [cell.split(": ", 1) for cell in right.text.split("; ")]
            if len(cells) >= 2 and all(len(cell) == 2 for cell in cells[1:]):
                column, value = rng.choice(cells[1:])
                question = rng.choice(
                    (f"What is the {column} of {cells[0][-1]}?", f"{cells[0][-1]} {column}", f"{column} {value}")
                )
            else:
                question = rng.choice([as_question, as_words])(right.text, rarity)
            words = set(right.terms)
            if question and len(words) >= 6:
                wrong = [piece for piece in told if _share(piece, words) < 0.7]
                yield from _of_pieces(question, right, wrong, "made piece", document.name, rng)
