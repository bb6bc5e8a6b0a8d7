"""Evidence becomes a prompt that fits: by document, section, element, numbered; cut from the least relevant."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quire.answer.attached import Attached, shown
from quire.answer.defusing import quoted
from quire.answer.evidence import Evidence, arranged, found_evidence, header_of, neighbours
from quire.answer.prompts import prompt
from quire.answer.rating import Fetch
from quire.answer.sight import Eyes, View, drawn, views_of
from quire.errors import InvalidInput
from quire.plugins.contracts import Generator, Message
from quire.types import Hit

_TEMPLATE_TOKENS = 96  # what chat templates put around two messages, and the fence
_HEADER_TOKENS = 12  # "[3] page 5, table", counted for each piece
_LARGEST_SHARE = 0.5  # of the room, for one piece of evidence
_NEAR_SHARE = 0.25  # of the room, for neighbours
_PICTURE_SHARE = 0.6  # of the room, for pictures
_LEAST_ROOM = 48
_FENCE = 10  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class Composed:
    """What a model is told.

    Attributes:
        evidence: Number n in the prompt is `evidence[n - 1]`.
        seen: Numbers of the evidence that is also shown as pictures.
        notes: Plain sentences about what was left out.
    """

    messages: tuple[Message, ...]
    evidence: tuple[Evidence, ...]
    seen: frozenset[int]
    notes: tuple[str, ...]


def compose(
    question: str,
    hits: Sequence[Hit],
    elements: Fetch,
    generator: Generator,
    *,
    max_tokens: int,
    evidence_tokens: int,
    eyes: Eyes | None = None,
    attached: Attached | None = None,
) -> Composed:
    """Return the messages that ask a question about the relevant hits.

    Args:
        max_tokens: Kept free for the answer.
        evidence_tokens: The evidence, pictures included, takes so many at most.
        eyes: For generators that see.
        attached: A picture that belongs to the question.

    Raises:
        InvalidInput: not even the question fits.
        ReadError: the picture of the question cannot be decoded.
        ModelFailed: the model could not count.
    """
    instructions, asked = prompt("answer"), quoted(question)
    fixed = sum(generator.count_tokens([instructions, prompt("question", evidence="", question=asked)]))
    room = min(evidence_tokens, generator.context_tokens - max_tokens - fixed - _TEMPLATE_TOKENS)
    if room < _LEAST_ROOM:
        raise InvalidInput(
            "the question leaves no room for evidence in the model's context",
            hint="shorten it, or raise models.context_tokens",
        )
    own = shown(attached, generator, room=round(room * _PICTURE_SHARE))
    room -= own.tokens + (sum(generator.count_tokens([own.line])) if own.line else 0)
    found = found_evidence(hits, elements)
    pictures = _pictures(found, eyes, generator, room)
    room -= sum(view.tokens for view, _ in pictures)
    kept = _fitting(found, generator, room)
    kept += _neighbours_that_fit(kept, elements, generator, room)
    kept, evidence = _within(kept, generator, room)
    numbers = {one.element.id: number for number, one in enumerate(_in_order(kept), start=1)}
    seen = [(view, data) for view, data in pictures if view.evidence.element.id in numbers]
    lines = [own.line] if own.line else []
    lines += _captions([view for view, _ in seen], numbers, first=len(own.images) + 1)
    text = "\n\n".join([evidence, "\n".join(lines)]) if lines else evidence
    return Composed(
        messages=(
            Message("system", instructions),
            Message(
                "user",
                prompt("question", evidence=text, question=asked),
                images=(*own.images, *(data for _, data in seen)),
            ),
        ),
        evidence=tuple(_in_order(kept)),
        seen=frozenset(numbers[view.evidence.element.id] for view, _ in seen),
        notes=(*((own.note,) if own.note else ()), *_notes(found, kept)),
    )


def _pictures(
    found: Sequence[Evidence], eyes: Eyes | None, generator: Generator, room: int
) -> list[tuple[View, bytes]]:
    """Return what a model that sees is shown of the evidence."""
    if eyes is None or not generator.sees:
        return []
    views = views_of(found, eyes, tokens=round(room * _PICTURE_SHARE), cost=generator.picture_tokens)
    return drawn(views, eyes)


def _fitting(found: Sequence[Evidence], generator: Generator, room: int) -> list[Evidence]:
    """Take the most relevant evidence until the room is full; a piece too large for its share loses its end."""
    kept: list[Evidence] = []
    most = max(round(room * _LARGEST_SHARE), _LEAST_ROOM // 2)
    costs = _costs(found, generator)
    headings: set[str] = set()
    for one, (cost, above) in zip(found, costs, strict=True):
        place = f"{one.element.place.document_id}/{one.element.section_id}"
        if place in headings:
            above = 0
        if cost > most:
            one, cost = _shortened(one, generator, most - _HEADER_TOKENS)
        if cost + above > room:
            break
        room -= cost + above
        headings.add(place)
        kept.append(one)
    return kept


def _costs(found: Sequence[Evidence], generator: Generator) -> list[tuple[int, int]]:
    """Return what each piece costs, and what the lines of its document and section cost above it."""
    texts = [one.text for one in found] + ["\n".join(_above(one)) for one in found]
    counts = generator.count_tokens(texts) if texts else []
    own, above = counts[: len(found)], counts[len(found) :]
    return [(cost + _HEADER_TOKENS, lines) for cost, lines in zip(own, above, strict=True)]


def _shortened(one: Evidence, generator: Generator, most: int) -> tuple[Evidence, int]:
    """Cut the end off at a line or word so that `most` tokens are left; returns it with its cost."""
    text = one.text
    cost = generator.count_tokens([text])[0]
    while cost > most and text:
        cut = text[: max(int(len(text) * min(most / cost, 0.9)), 0)]
        line = cut.rfind("\n")
        text = (cut[:line] if line > len(cut) // 2 else cut.rpartition(" ")[0]).rstrip()
        cost = generator.count_tokens([f"{text} …"])[0]
    return replace(one, text=f"{text} …".lstrip(), shortened=True), cost + _HEADER_TOKENS


def _neighbours_that_fit(
    kept: Sequence[Evidence], elements: Fetch, generator: Generator, room: int
) -> list[Evidence]:
    """Take what stands beside the evidence as far as there is room, and not more than its share."""
    beside = neighbours(kept, elements)
    if not beside:
        return []
    spent = sum(cost + above for cost, above in _costs(kept, generator))
    left = min(room - spent, round(room * _NEAR_SHARE))
    taken = []
    for one, (cost, _) in zip(beside, _costs(beside, generator), strict=True):
        if cost > left:
            continue
        left -= cost
        taken.append(one)
    return taken


def _within(kept: list[Evidence], generator: Generator, room: int) -> tuple[list[Evidence], str]:
    """Make sure of it: count the whole text, and drop the least relevant while it is too long."""
    while True:
        text = "\n".join(_lines(kept))
        if len(kept) <= 1 or generator.count_tokens([text])[0] <= room:
            return kept, _fenced(text)
        kept = kept[:-1]


def _in_order(kept: Sequence[Evidence]) -> list[Evidence]:
    return [one for section in arranged(kept) for one in section]


def _lines(kept: Sequence[Evidence]) -> Iterator[str]:
    document, section = "", ""
    for number, one in enumerate(_in_order(kept), start=1):
        above = _above(one)
        if above[0] != document:
            document, section = above[0], ""
            yield document
        if above[1:] and above[1] != section:
            section = above[1]
            yield section
        yield f"{header_of(one, number)}:\n{one.text}"


def _above(one: Evidence) -> list[str]:
    """Return the lines that name the document and, where there is one, the section."""
    title = one.hit.document_title or one.hit.document_path.replace("\\", "/").rsplit("/", 1)[-1]
    lines = [f"Document: {_one_line(title)}"]
    if one.hit.heading_path:
        lines.append(f"Section: {_one_line(' > '.join(one.hit.heading_path))}")
    return lines


def _one_line(text: str) -> str:
    return quoted(" ".join(text.split()))[:200]


def _fenced(text: str) -> str:
    """Put evidence between lines that no document can write: they hold a digest of all documents' text."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_FENCE]
    return f"<<<EVIDENCE {digest}\n{text}\nEND OF EVIDENCE {digest}>>>"


def _captions(views: Sequence[View], numbers: dict[str, int], *, first: int) -> list[str]:
    """Return a line for each picture of the evidence."""
    lines = []
    for place, view in enumerate(views, start=first):
        part = f", part {view.part} of {view.parts}" if view.parts > 1 else ""
        lines.append(f"Picture {place} shows [{numbers[view.evidence.element.id]}]{part}.")
    return lines


def _notes(found: Sequence[Evidence], kept: Sequence[Evidence]) -> tuple[str, ...]:
    notes = []
    n_kept = sum(not one.near for one in kept)
    if n_kept < len(found):
        notes.append(
            f"{len(found) - n_kept} of {len(found)} pieces of evidence did not fit into what the model may read"
        )
    n_shortened = sum(one.shortened for one in kept)
    if n_shortened:
        notes.append(f"the model read only the beginning of {n_shortened} long pieces of evidence")
    return tuple(notes)
