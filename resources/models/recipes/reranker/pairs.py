"""Write groups of a question, a passage that answers it and passages that do not, from public sources and templates.

    python pairs.py OUT --ohr OHR-Bench --medquad MedQuAD --xquad xquad.en.json --leave-out NAMES.txt

OUT/train.jsonl and OUT/valid.jsonl: `question, passages` (the first is the right one) `, source, document`. Split by
document. Sources and terms: README.md. Seeded: the same files give the same groups.
"""

from __future__ import annotations

import argparse
import json
import random
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from documents import Document, Window, cleaned, ohr_documents, sentences, terms, windows
from groups import Group
from lexical import Lexical
from piece_groups import asked_of_ohr_pieces, asked_of_xquad_pieces, made_of_pieces
from templates import as_question, as_words

KINDS = ("academic", "administration", "law", "manual", "news", "notes", "paper", "textbook")  # not finance
SIZES = (50, 80, 110, 150)  # words
N_WRONG = 3
_VALID_SHARE = 0.08


class Library:
    """Documents, their windows of each size, and an index of each, made when they are wanted."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = {document.name: document for document in documents}
        self._indexes: dict[tuple[str, int], Lexical] = {}
        self._others: dict[tuple[str, int], Lexical] = {}

    def index(self, name: str, size: int) -> Lexical:
        if (name, size) not in self._indexes:
            self._indexes[name, size] = Lexical(windows(self.documents[name], size))
        return self._indexes[name, size]

    def neighbours(self, kind: str, size: int) -> Lexical:
        """Return an index over the documents of one kind, at most 150 of them."""
        if (kind, size) not in self._others:
            names = [name for name in self.documents if name.startswith(f"{kind}/")][:150]
            found = [window for name in names for window in windows(self.documents[name], size)]
            self._others[kind, size] = Lexical(found)
        return self._others[kind, size]


def wrong_windows(
    library: Library,
    asked: str,
    right: Window,
    size: int,
    is_false: Callable[[Window], bool],
    rng: random.Random,
) -> list[str]:
    """Return windows that do not answer: a near one, one further down the list, one of anywhere; [] without enough."""
    near = library.index(right.document, size)
    words = terms(asked)
    rows = [row for row in near.best(words, 40) if not is_false(near.windows[row])]
    rest = [row for row, window in enumerate(near.windows) if not is_false(window)]
    chosen: list[str] = []

    def take(texts: Sequence[str]) -> None:
        fresh = [text for text in texts if text not in chosen and len(text.split()) >= 8]
        if fresh and len(chosen) < N_WRONG:
            chosen.append(rng.choice(fresh))

    take([near.windows[row].text for row in rows[:6]])
    take([near.windows[row].text for row in rows[3:30]])
    take([near.windows[row].text for row in rest])
    if len(chosen) < N_WRONG:
        far = library.neighbours(right.document.split("/")[0], size)
        for _ in range(N_WRONG):
            found = [far.windows[row] for row in far.best(words, 20)]
            take([window.text for window in found if window.document != right.document])
    return chosen if len(chosen) == N_WRONG else []


def asked_of_ohr(library: Library, folder: Path, rng: random.Random, rounds: int) -> Iterator[Group]:
    """Yield the questions of OHR-Bench with the window that holds their evidence."""
    for item in json.loads((folder / "data/qas.json").read_text("utf-8")):
        name = item["doc_name"]
        if item["doc_type"] == "finance" or name not in library.documents:
            continue
        told = item["evidence_context"]
        evidence = set(terms(cleaned(" ".join(told) if isinstance(told, list) else str(told))))
        answer = " ".join(terms(cleaned(str(item["answers"]))))
        telling = len(answer) >= 4 and answer not in ("none", "true", "false")
        if not isinstance(item["evidence_page_no"], int):
            continue  # spread over several pages
        page = item["evidence_page_no"]
        for size in rng.sample(SIZES, rounds):
            index = library.index(name, size)
            shares = {
                row: len(evidence & set(window.terms)) / max(len(evidence), 1)
                for row, window in enumerate(index.windows)
                if window.page == page
            }
            if not shares or max(shares.values()) < 0.6:
                continue
            best = max(shares, key=lambda row: (shares[row], -row))
            right, most = index.windows[best], shares[best]

            def is_false(window: Window) -> bool:
                share = len(evidence & set(window.terms)) / max(len(evidence), 1)
                said = telling and f" {answer} " in f" {' '.join(window.terms)} "
                return share > 0.7 * most or said

            question = cleaned(item["questions"])
            wrong = wrong_windows(library, question, right, size, is_false, rng)
            if wrong:
                yield Group(question, [right.text, *wrong], "ohr", name)


def made_of_sentences(library: Library, rng: random.Random, most: int) -> Iterator[Group]:
    """Yield questions and search words made of single sentences."""
    for document in library.documents.values():
        rarity = Counter(term for page in document.pages for term in set(terms(page)))
        told = [(page, one) for page, text in enumerate(document.pages) for one in sentences(text)]
        told = [(page, one) for page, one in told if 8 <= len(one.split()) <= 32]
        rng.shuffle(told)
        for page, sentence in told[:most]:
            question = rng.choice([as_question, as_words])(sentence, rarity)
            size = rng.choice(SIZES)
            if not question:
                continue
            words = set(terms(sentence))
            index = library.index(document.name, size)
            near = [window for window in index.windows if window.page == page]
            near = [window for window in near if len(words & set(window.terms)) >= 0.95 * len(words)]
            if not near:
                continue

            def is_false(window: Window) -> bool:
                return len(words & set(window.terms)) > 0.7 * len(words)

            right = rng.choice(near)
            wrong = wrong_windows(library, question, right, size, is_false, rng)
            if wrong:
                yield Group(question, [right.text, *wrong], "sentence", document.name)


def made_of_tables(library: Library, rng: random.Random, most: int) -> Iterator[Group]:
    """Yield questions for cells of tables."""
    for document in library.documents.values():
        cells = []
        for page, text in enumerate(document.pages):
            rows = [
                [cell.strip() for cell in line.strip("| ").split("|")]
                for line in text.splitlines()
                if line.startswith("|")
            ]
            if len(rows) < 4 or "---" not in text:
                continue
            head = rows[0]
            for row in rows[2:]:
                for column in range(1, min(len(row), len(head))):
                    if (
                        row[column]
                        and any(c.isalpha() for c in row[0])
                        and any(c.isalpha() for c in head[column])
                    ):
                        cells.append((page, head[column], row[0], row[column]))
        rng.shuffle(cells)
        for page, column, label, value in cells[:most]:
            if len(column) > 50 or len(label) > 60 or value == "---":
                continue
            question = rng.choice(
                (
                    f"What is the {column} of {label}?",
                    f"{label} {column}",
                    f"How much is {column} for {label}?",
                    f"In the table, what is given as {column} for {label}?",
                )
            )
            size = rng.choice(SIZES)
            wanted = f"| {label} |"
            index = library.index(document.name, size)
            near = [
                one for one in index.windows if one.page == page and wanted in one.text and value in one.text
            ]
            if not near:
                continue

            def is_false(window: Window) -> bool:
                return label in window.text

            right = rng.choice(near)
            wrong = wrong_windows(library, question, right, size, is_false, rng)
            if wrong:
                yield Group(question, [right.text, *wrong], "table", document.name)


def made_of_headings(library: Library, rng: random.Random, most: int) -> Iterator[Group]:
    """Yield headings as questions for the text below them, the heading itself taken out."""
    for document in library.documents.values():
        found = []
        for page, text in enumerate(document.pages):
            lines = text.splitlines()
            for number, line in enumerate(lines[:-1]):
                words = line.split()
                if not (
                    2 <= len(words) <= 9
                    and line[0].isupper()
                    and line[-1] not in ".,;:|"
                    and not line.startswith("|")
                ):
                    continue
                below = [other for other in lines[number + 1 : number + 4] if not other.startswith("|")]
                if below and len(below[0].split()) >= 20:
                    found.append((page, line, "\n".join(below)))
        rng.shuffle(found)
        for page, heading, below in found[:most]:
            size = rng.choice(SIZES)
            asked = (
                heading
                if heading.endswith("?")
                else rng.choice((heading, f"What does it say about {heading}?", heading.lower()))
            )
            right = Window(document.name, page, " ".join(below.split()[:size]))

            def is_false(window: Window) -> bool:
                return window.page == page or heading.lower() in window.text.lower()

            wrong = wrong_windows(library, asked, right, size, is_false, rng)
            if wrong:
                yield Group(asked, [right.text, *wrong], "heading", document.name)


def asked_of_xquad(file: Path, rng: random.Random) -> Iterator[Group]:
    """Yield the questions of XQuAD, other paragraphs of the article and of the rest as wrong ones."""
    articles = json.loads(file.read_text("utf-8"))["data"]
    paragraphs = [
        (number, paragraph) for number, article in enumerate(articles) for paragraph in article["paragraphs"]
    ]
    index = Lexical([Window(str(number), 0, paragraph["context"]) for number, paragraph in paragraphs])
    for row, (number, paragraph) in enumerate(paragraphs):
        for item in paragraph["qas"]:
            answers = [answer["text"].lower() for answer in item["answers"]]
            near = [
                other
                for other in index.best(terms(item["question"]), 12)
                if other != row and not any(answer in index.windows[other].text.lower() for answer in answers)
            ]
            same = [
                other for other in range(len(paragraphs)) if paragraphs[other][0] == number and other != row
            ]
            same = [o for o in same if not any(answer in index.windows[o].text.lower() for answer in answers)]
            wrong = list(
                dict.fromkeys(
                    [*rng.sample(near[:5], min(2, len(near[:5]))), *rng.sample(same, min(2, len(same)))]
                )
            )
            if len(wrong) < N_WRONG:
                continue
            texts = [" ".join(index.windows[o].text.split()[:150]) for o in wrong[:N_WRONG]]
            start = item["answers"][0]["answer_start"]
            yield Group(
                item["question"], [_around(paragraph["context"], start), *texts], "xquad", f"xquad/{number}"
            )


def _around(text: str, start: int) -> str:
    """Return at most 150 words with the place in the middle."""
    before, after = text[:start].split(), text[start:].split()
    keep = max(0, 150 - len(after[:110]))
    return " ".join([*before[-keep:], *after[: 150 - min(keep, len(before))]])


def asked_of_medquad(folder: Path, rng: random.Random, most: int) -> Iterator[Group]:
    """Yield questions of MedQuAD; other answers about the same subject, and the same question of others, are wrong."""
    by_type: dict[str, list[tuple[str, str]]] = defaultdict(list)
    subjects = []
    for file in sorted(folder.glob("*_QA*/*.xml")):
        try:
            root = ET.parse(file).getroot()
        except ET.ParseError:
            continue
        asked = []
        for pair in root.iter("QAPair"):
            question, answer = pair.find("Question"), pair.find("Answer")
            if question is None or answer is None or not (answer.text or "").strip() or not question.text:
                continue
            text = " ".join(answer.text.split())
            asked.append((question.get("qtype", ""), " ".join(question.text.split()), text))
            by_type[question.get("qtype", "")].append((root.get("id", ""), text))
        if len(asked) >= 3:
            subjects.append((f"medquad/{root.get('id', '')}", asked))
    rng.shuffle(subjects)
    for name, asked in subjects[:most]:
        kind, question, answer = rng.choice(asked)
        size = rng.choice(SIZES)
        same = [text for other, _, text in asked if other != kind]
        wrong = rng.sample(same, min(2, len(same)))
        while len(wrong) < N_WRONG:
            other, text = rng.choice(by_type[kind])
            if f"medquad/{other}" != name:
                wrong.append(text)
        passages = [" ".join(text.split()[:size]) for text in (answer, *wrong)]
        if len(set(passages)) == len(passages) and len(answer.split()) >= 10:
            yield Group(question.replace(" ?", "?").replace("(are) ", ""), passages, "medquad", name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--ohr", type=Path, required=True)
    parser.add_argument("--medquad", type=Path, required=True)
    parser.add_argument("--xquad", type=Path, required=True)
    parser.add_argument(
        "--leave-out", type=Path, required=True, help="names of documents used for measuring, one a line"
    )
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    leave_out = [line.strip() for line in arguments.leave_out.read_text("utf-8").splitlines() if line.strip()]
    library = Library(list(ohr_documents(arguments.ohr / "data/retrieval_base/gt", KINDS, leave_out)))
    groups = [
        *asked_of_ohr(library, arguments.ohr, rng, 2),
        *made_of_sentences(library, rng, 3),
        *made_of_tables(library, rng, 4),
        *made_of_headings(library, rng, 2),
        *asked_of_xquad(arguments.xquad, rng),
        *asked_of_medquad(arguments.medquad, rng, 1500),
    ]
    again = random.Random(arguments.seed)
    of_pieces = [
        *asked_of_ohr_pieces(library.documents, arguments.ohr, again, 2),
        *asked_of_xquad_pieces(arguments.xquad, again),
        *made_of_pieces(library.documents, again, 4),
    ]
    names = sorted({group.document for group in groups})
    rng.shuffle(names)
    held_out = frozenset(names[: int(len(names) * _VALID_SHARE)])
    rng.shuffle(groups)
    again.shuffle(of_pieces)
    groups += of_pieces
    arguments.out.mkdir(parents=True, exist_ok=True)
    for file, chosen in (
        ("train.jsonl", [group for group in groups if group.document not in held_out]),
        ("valid.jsonl", [group for group in groups if group.document in held_out]),
    ):
        lines = [json.dumps(asdict(group), ensure_ascii=False) for group in chosen]
        (arguments.out / file).write_text("\n".join(lines) + "\n", "utf-8")
        print(file, len(chosen), dict(Counter(group.source for group in chosen)))


if __name__ == "__main__":
    main()
