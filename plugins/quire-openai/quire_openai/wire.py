"""Messages and settings as the protocol writes them."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Sequence
from typing import Any

from quire.plugins.contracts import Message, Sampling

# What chat templates write between messages. A server fills the template and reads such marks as control tokens, so a
# document that holds one could end the message it stands in.
_MARKS = re.compile(
    r"<(?=\|[^\s<>|]{1,40}\|>|/?s>|(?:start|end)_of_turn>|/?think>|/?tool_call>|/?tool_response>|begin▁|end▁"
    r"|｜[^<>｜]{1,40}｜>|<SYS>>|</SYS>>|__media__>)"
    r"|\[(?=/?INST\]|/?THINK\]|TOOL_CALLS\]|/?SYSTEM_PROMPT\])"
)
_BYTES_A_TOKEN = 3.5  # of English text there are more to a token, of most other languages less


def defused(text: str) -> str:
    """Return the text with a space inside each mark that would steer a model, and without lone surrogates."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return _MARKS.sub(lambda mark: f"{mark.group()} ", whole)


def about_tokens(text: str) -> int:
    """Return about how many tokens a text has: rather too many, since the tokeniser is elsewhere."""
    n_bytes = len(text.encode("utf-8", "replace"))
    return -int(-n_bytes // _BYTES_A_TOKEN)


def cut(text: str, max_tokens: int) -> str:
    """Return the beginning of a text that has about so many tokens."""
    limit = int(max_tokens * _BYTES_A_TOKEN)
    encoded = text.encode("utf-8", "replace")
    return text if len(encoded) <= limit else encoded[:limit].decode("utf-8", "ignore")


def chat_request(
    model: str, messages: Sequence[Message], sampling: Sampling, *, sees: bool
) -> dict[str, Any]:
    """Return the body of a request for the next message, in pieces."""
    body: dict[str, Any] = {
        "model": model,
        "messages": [_message(message, sees=sees) for message in messages],
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_tokens": sampling.max_tokens,
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "seed": sampling.seed,
    }
    if sampling.stop:
        body["stop"] = list(sampling.stop[:4])  # the protocol's limit; the others are looked for in what comes
    if sampling.grammar:
        schema = {"name": "answer", "strict": True, "schema": json.loads(sampling.grammar)}
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
    if not sampling.think:
        body["chat_template_kwargs"] = {"enable_thinking": False}
    return body


# What some servers do not know: left out when they say so. Without any of these the answer is still one.
_OPTIONAL = ("stream_options", "seed", "top_p", "temperature", "stop", "chat_template_kwargs")


def without_what_is_unknown(body: dict[str, Any], said: str) -> dict[str, Any] | None:
    """Return the request without what a server said it does not take; None when that is nothing of this."""
    if "max_tokens" in body and "max_completion_tokens" in said:
        return {key: value for key, value in body.items() if key != "max_tokens"} | {
            "max_completion_tokens": body["max_tokens"]
        }
    named = [key for key in _OPTIONAL if key in body and re.search(rf"\b{key}\b", said)]
    return {key: value for key, value in body.items() if key not in named} if named else None


def _message(message: Message, *, sees: bool) -> dict[str, Any]:
    text = defused(message.text)
    if not message.images or not sees:
        return {"role": message.role, "content": text}
    parts: list[dict[str, Any]] = [
        {"type": "image_url", "image_url": {"url": _data_uri(picture)}} for picture in message.images
    ]
    return {"role": message.role, "content": [*parts, {"type": "text", "text": text}]}


def _data_uri(picture: bytes) -> str:
    kind = "png" if picture.startswith(b"\x89PNG") else "webp" if picture[8:12] == b"WEBP" else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode('ascii')}"
