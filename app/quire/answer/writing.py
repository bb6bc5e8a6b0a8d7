"""Answers by a language model: evidence in, checked text out. Nothing it writes is believed without support."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from quire.answer.aligning import Aligner, Found, Support
from quire.answer.attached import Attached
from quire.answer.composing import Composed, compose
from quire.answer.defusing import gives_orders
from quire.answer.drafting import Cited, Draft
from quire.answer.extracting import abstain
from quire.answer.quotes import quote_boxes
from quire.answer.rating import Fetch
from quire.answer.sight import Eyes
from quire.errors import Cancelled
from quire.jobs import Job
from quire.plugins.contracts import Generated, Generator, Sampling, TextEmbedder
from quire.settings import AnswerSection
from quire.types import Answer, Citation, Hit, Place

_CITED = frozenset({Support.BORNE_OUT, Support.SEEN})


def _ignore(_: str) -> None:
    """Listener of those who do not listen."""


@dataclass(frozen=True, slots=True)
class Listening:
    """Who hears what while a model writes.

    Attributes:
        on_text: Receives the checked text: words as they come, a sentence's markers when it is complete.
        on_thinking: Receives what the model thinks aloud.
    """

    on_text: Callable[[str], None] = _ignore
    on_thinking: Callable[[str], None] = _ignore


def write(
    question: str,
    hits: Sequence[Hit],
    elements: Fetch,
    generator: Generator,
    embedder: TextEmbedder | None,
    *,
    manner: AnswerSection,
    listening: Listening = Listening(),
    eyes: Eyes | None = None,
    attached: Attached | None = None,
    missing: Sequence[str] = (),
    job: Job | None = None,
) -> Answer:
    """Let a model answer from the relevant hits, and check every sentence of it.

    Args:
        hits: Ranked; at least one must be relevant.
        elements: As for `extract`.
        embedder: Decides by meaning what words leave open.
        attached: A picture that belongs to the question.
        missing: As for `extract`.
        job: Cancelling ends the writing; what was written stays, and is checked.

    Returns:
        An answer whose pieces given to `on_text` are its text together; or one that abstains, because the model found
        no answer or nothing of what it wrote has support.

    Raises:
        InvalidInput: the question leaves no room for evidence in the model's context.
        ModelFailed: the model could not do it.
        Cancelled: the job was cancelled before anything was written.
    """
    max_tokens = min(manner.max_tokens, generator.context_tokens // 2)
    composed = compose(
        question,
        hits,
        elements,
        generator,
        max_tokens=max_tokens,
        evidence_tokens=manner.evidence_tokens,
        eyes=eyes,
        attached=attached,
    )
    checker = _Checker(Aligner(question, composed.evidence, embedder, seen=composed.seen))
    draft = Draft(checker.check, _addresses(composed), listening.on_text)
    sampling = Sampling(max_tokens=max_tokens, temperature=manner.temperature, think=manner.think)
    said = _generate(generator, composed, sampling, draft, listening, job)
    draft.finish()
    if said.stop == "cancelled" and not draft.text:
        raise Cancelled("stopped as you asked")
    seconds = {"prompt": said.prompt_s, "write": said.writing_s, "check": checker.seconds}
    if said.stop != "cancelled" and not _CITED & set(draft.supports):
        return _abstained(question, hits, missing, generator, draft, said, composed, seconds)
    return Answer(
        question=question,
        text=draft.text,
        citations=tuple(_citation(cited, composed, hits) for cited in draft.cited),
        hits=tuple(hits),
        model=generator.name,
        stop=said.stop,
        abstained=False,
        seconds=seconds,
        notes=(*composed.notes, *_notes(draft, said)),
        missing=tuple(missing),
        unsupported=tuple(draft.unsupported),
        n_tokens=said.n_tokens,
    )


class _Repeating(Exception):
    """Ends the writing of a model that tells the same again and again."""


class _Checker:
    """Checks sentences, and counts the time it takes."""

    def __init__(self, aligner: Aligner) -> None:
        self._aligner = aligner
        self.seconds = 0.0

    def check(self, sentence: str, marked: Sequence[int]) -> Found:
        began = time.perf_counter()
        found = self._aligner.check(sentence, marked)
        self.seconds += time.perf_counter() - began
        return found


def _generate(
    generator: Generator,
    composed: Composed,
    sampling: Sampling,
    draft: Draft,
    listening: Listening,
    job: Job | None,
) -> Generated:
    """Let the model write; one that used up its words on thinking answers once more without.

    One that repeats itself is stopped.
    """
    n_heard = 0

    def receive(piece: str) -> None:
        nonlocal n_heard
        n_heard += 1
        draft.add(piece)
        if draft.repeats:
            raise _Repeating

    while True:
        try:
            said = generator.generate(
                composed.messages, sampling=sampling, on_text=receive, on_thinking=listening.on_thinking, job=job
            )
        except _Repeating:
            return Generated(draft.text, "", "complete", n_tokens=n_heard)
        if not n_heard and said.text:  # it does not stream
            draft.add(said.text)
        if said.text.strip() or said.stop != "length" or not sampling.think:
            return said
        sampling = Sampling(sampling.max_tokens, temperature=sampling.temperature, think=False)


def _abstained(
    question: str,
    hits: Sequence[Hit],
    missing: Sequence[str],
    generator: Generator,
    draft: Draft,
    said: Generated,
    composed: Composed,
    seconds: dict[str, float],
) -> Answer:
    if draft.unsupported:  # what was found may well answer it; this model did not
        opening = f"{generator.name} gave no answer that your library bears out."
        made = abstain(question, hits, missing, seconds=seconds, model=generator.name, opening=opening)
        note = f"what {generator.name} wrote had no support in what was found, so it is not shown"
    else:
        made = abstain(question, hits, missing, seconds=seconds, model=generator.name)
        note = f"{generator.name} found no answer in what was found"
    return replace(made, notes=(*composed.notes, note), missing=tuple(missing), n_tokens=said.n_tokens)


def _citation(cited: Cited, composed: Composed, hits: Sequence[Hit]) -> Citation:
    one = composed.evidence[cited.number - 1]
    element = one.element
    quote = cited.piece.quote
    place = Place(element.place.document_id, element.place.page_number, quote_boxes(element, quote))
    return Citation(
        marker=cited.marker,
        place=place,
        quote=quote,
        element_id=element.id,
        document_title=one.hit.document_title,
        document_path=one.hit.document_path,
        page_name=_page_name(place, (one.hit, *hits)),
    )


def _page_name(place: Place, hits: Sequence[Hit]) -> str:
    """Return what the page is called; what stands beside a result may lie on another page than it."""
    page = (place.document_id, place.page_number)
    return next((hit.page_name for hit in hits if (hit.document_id, hit.place.page_number) == page), "")


def _notes(draft: Draft, said: Generated) -> list[str]:
    notes = []
    if Support.SEEN in draft.supports:
        notes.append("what the model read from pictures could not be checked word by word")
    orders = [f"[{cited.marker}]" for cited in draft.cited if gives_orders(cited.piece.quote)]
    if orders:
        notes.append(f"{''.join(orders)} leads to words that give orders to language models; read them with care")
    if draft.repeats:
        notes.append("the model began to repeat itself and was stopped")
    if said.stop == "length":
        notes.append("the answer reached its greatest length and may break off (answer.max_tokens)")
    return notes


def _addresses(composed: Composed) -> Callable[[str], bool]:
    read = "\n".join(one.element.text for one in composed.evidence).lower()
    return lambda address: address.lower() in read
