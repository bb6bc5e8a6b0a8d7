"""E-mails: who, when, about what, the text and its pictures, and messages attached to messages."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from quire.errors import BrokenFile, TooLarge
from quire.plugins.reading import Block, Heading, Picture, Reader, Text
from quire.types import Problem
from quire_office.web import from_parts, html_blocks

MAX_DEPTH = 8  # of messages in messages
_MAX_PARTS = 5_000
_MAX_BYTES = 256 * 1024 * 1024
_SHOWN = ("From", "To", "Cc", "Date")


class MailReader(Reader):
    """Reads .eml files."""

    name = "mail"

    def _read(self, path: Path) -> Iterator[Block]:
        if path.stat().st_size > _MAX_BYTES:
            raise TooLarge(f"the e-mail is larger than Quire opens ({_MAX_BYTES // (1024 * 1024)} MB)")
        try:
            with path.open("rb") as file:
                message = email.message_from_binary_file(file, policy=email.policy.default)
            if not message.keys():
                raise BrokenFile("the file is no e-mail", hint="export it again from your mail program")
            yield from _message(message, 1)
        except RecursionError:
            raise TooLarge(
                "the e-mail holds messages in messages in messages, too deep to be followed",
                hint="save the attachments and add those",
            ) from None


def _message(message: EmailMessage, depth: int) -> Iterator[Block]:
    yield Heading(_header(message, "Subject") or "E-mail without a subject", level=depth)
    lines = [f"{name}: {value}" for name in _SHOWN if (value := _header(message, name))]
    if lines:
        yield Text("\n".join(lines))
    parts = list(_parts(message))
    if len(parts) > _MAX_PARTS:
        yield Problem("too-large", "read", f"the e-mail has more than {_MAX_PARTS:,} parts; the rest was left out")
        parts = parts[:_MAX_PARTS]
    pictures = {
        str(part.get("Content-ID", "")).strip().strip("<>"): _bytes(part)
        for part in parts
        if part.get_content_maintype() == "image" and part.get("Content-ID")
    }
    plain = any(part.get_content_type() == "text/plain" and not part.is_attachment() for part in parts)
    for part in parts:
        yield from _part(part, depth, plain=plain, pictures=pictures)


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the leaves of a message, without going into attached messages."""
    pending = [message]
    while pending:
        part = pending.pop()
        if part.get_content_maintype() == "multipart":
            pending.extend(reversed([item for item in part.iter_parts() if isinstance(item, EmailMessage)]))
        else:
            yield part


def _part(part: EmailMessage, depth: int, *, plain: bool, pictures: dict[str, bytes]) -> Iterator[Block]:
    kind, name = part.get_content_type(), part.get_filename() or ""
    if kind == "message/rfc822":
        yield from _attached(part, depth)
    elif kind == "text/plain" and not part.is_attachment():
        yield from (Text(paragraph) for paragraph in _text(part).replace("\r", "").split("\n\n") if paragraph.strip())
    elif kind == "text/html" and not part.is_attachment():
        if not plain:
            yield from html_blocks(_text(part), from_parts(pictures))
    elif part.get_content_maintype() == "image":
        if plain or str(part.get("Content-ID", "")).strip().strip("<>") not in pictures:
            yield Picture(_bytes(part), caption=name)
    elif name or part.is_attachment():
        yield Text(f"Attachment: {name or 'without a name'} ({kind}, {len(_bytes(part)):,} bytes)")


def _attached(part: EmailMessage, depth: int) -> Iterator[Block]:
    for inner in part.iter_parts() if part.is_multipart() else ():
        if not isinstance(inner, EmailMessage):
            continue
        if depth >= MAX_DEPTH:
            message = f"messages attached more than {MAX_DEPTH} deep were left out"
            yield Problem("too-deep", "read", message, hint="save the attachments and add those")
        else:
            yield from _message(inner, depth + 1)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except Exception:  # headers that break the standard break its parser in many ways
        return ""


def _text(part: EmailMessage) -> str:
    charset = part.get_content_charset() or "utf-8"
    try:
        return _bytes(part).decode(charset, "replace")
    except LookupError:
        return _bytes(part).decode("utf-8", "replace")


def _bytes(part: EmailMessage) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""
