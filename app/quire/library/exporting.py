"""A conversation as Markdown: questions, answers, and numbered sources with file, page and quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from quire.types import Answer, Citation, Conversation, Hit, SearchResult, Turn, page_in_words

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_EXCERPT = 300


def as_markdown(conversation: Conversation, turns: Sequence[Turn]) -> str:
    """Return the whole conversation. What comes from documents is escaped; answers are Markdown already."""
    lines = [
        f"# {_plain(conversation.title) or 'Conversation'}",
        "",
        f"*{_when(conversation.created_at)}*",
        "",
    ]
    for turn in turns:
        lines += [f"## {_plain(turn.question) or 'A picture'}", ""]
        if turn.picture is not None and turn.question.strip():
            lines += ["*Asked with a picture.*", ""]
        if turn.answer is not None:
            lines += _answer(turn.answer)
        elif turn.result is not None:
            lines += _found(turn.result)
        else:
            lines += ["*No answer was kept.*", ""]
    return "\n".join(lines).rstrip() + "\n"


def _answer(answer: Answer) -> Iterator[str]:
    yield from (answer.text, "")
    yield from (line for note in answer.notes for line in (f"*Note: {_plain(note)}*", ""))
    if answer.citations:
        yield from ("**Sources**", "")
        for cited in answer.citations:
            yield f"- [{cited.marker}] {_source(cited)}{_quoted(cited.quote)}"
        yield ""


def _found(result: SearchResult) -> Iterator[str]:
    if not result.hits:
        yield from ("*Nothing was found.*", "")
        return
    yield from ("**Found**", "")
    for hit in result.hits:
        text = hit.text if len(hit.text) <= _EXCERPT else f"{hit.text[:_EXCERPT].rstrip()}…"
        yield f"{hit.rank}. {_source(hit)}{_quoted(text)}"
    yield ""


def _source(found: Citation | Hit) -> str:
    title, name = found.document_title, Path(found.document_path).name
    named = (
        f"*{_plain(title)}* ({_plain(name)})"
        if title and title not in (name, Path(name).stem)
        else _plain(name)
    )
    return f"{named}, {_plain(page_in_words(found.place.page_number, found.page_name))}"


def _quoted(quote: str) -> str:
    plain = _plain(quote)
    return f": “{plain}”" if plain else ""


def _plain(text: str) -> str:
    """Return text on one line that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _when(moment: float) -> str:
    return datetime.fromtimestamp(moment, tz=UTC).astimezone().strftime("%Y-%m-%d %H:%M")
