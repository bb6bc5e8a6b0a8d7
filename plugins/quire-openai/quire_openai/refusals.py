"""What a server's refusal means to the person: one sentence, and what to do."""

from __future__ import annotations

import email.utils
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass

from quire.errors import InvalidInput, ModelFailed, ModelMissing, QuireError
from quire_openai.configuration import Endpoint

_TOO_LONG = (
    "context length",
    "context size",
    "context window",
    "context_length_exceeded",
    "exceed_context_size",
    "too large to process",
    "too many tokens",
    "maximum input length",
    "maximum context",
    "input is too long",
)
_SHOWN = 200  # characters of the server's own words


class TooLong(InvalidInput):
    """What was sent does not fit into the model."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that is none.

    Attributes:
        headers: Names in lower case.
        body: Its beginning.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def said(self) -> str:
        """The server's own words."""
        try:
            content = json.loads(self.body)
        except (ValueError, RecursionError):
            return ""
        return words_of(content)

    @property
    def is_too_long(self) -> bool:
        text = self.said.lower()
        return any(mark in text for mark in _TOO_LONG)

    def retry_after_s(self) -> float | None:
        """Return for how long the server asks to be left alone; None when it does not say."""
        wanted = self.headers.get("retry-after", "").strip()
        if wanted.isdecimal() and len(wanted) < 10:
            return float(wanted)
        try:
            return max(0.0, email.utils.parsedate_to_datetime(wanted).timestamp() - time.time())
        except (ValueError, TypeError, OverflowError):
            return None


def words_of(content: object) -> str:
    """Return the message inside an error as servers write them; empty when there is none."""
    if not isinstance(content, dict):
        return ""
    error = content.get("error", content)
    if isinstance(error, dict):
        words = [str(error[key]) for key in ("message", "detail", "code", "type") if error.get(key)]
        return "; ".join(words[:2])
    return error if isinstance(error, str) else ""


def refused(endpoint: Endpoint, refusal: Refusal, *, key: str) -> QuireError:
    """Return the error a refusal is.

    Args:
        key: What was sent as key; it is struck out of what is shown or logged.
    """
    host, status = endpoint.address.host, refusal.status
    said = without_key(refusal.said, key)
    detail = f"status {status}: {without_key(refusal.body[:1000].decode('utf-8', 'replace'), key)}"
    if refusal.is_too_long:
        hint = "give it less evidence, or raise the context of the server"
        return TooLong(f"what was sent is too long for {endpoint.model} at {host}", hint=hint, detail=detail)
    if status in (401, 403):
        message = f"{host} does not accept the key" if key else f"{host} wants a key"
        return ModelFailed(message, hint=f"quire openai key {host}, or --key-from VARIABLE", detail=detail)
    if status == 404 and "model" in said.lower():
        hint = f"`quire openai models {host}` names those it has"
        return ModelMissing(f"{host} knows no model called {endpoint.model}", hint=hint, detail=detail)
    if status in (404, 405):
        hint = "the address usually ends in /v1; not every server does everything"
        return ModelFailed(f"{endpoint.base_url} has nothing of this kind", hint=hint, detail=detail)
    if status == 429:
        hint = "wait and try again; it may also mean that a quota is used up"
        return ModelFailed(f"{host} is asked too much just now", hint=hint, detail=detail)
    if 300 <= status < 400:
        hint = "if you trust it, set that address up instead"
        return ModelFailed(f"{host} points to another address, which is not followed", hint=hint, detail=detail)
    did = "failed" if status >= 500 else "refused"
    message = f"{host} {did}: {said[:_SHOWN] or f'status {status}'}"
    return ModelFailed(message, hint="see the log of the server", detail=detail)


def without_key(text: str, key: str) -> str:
    """Return the text in one line, printable, without the key."""
    if key:
        text = text.replace(key, "…")
    return "".join(character if character.isprintable() else " " for character in text).strip()
