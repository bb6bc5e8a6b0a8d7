"""Messages and sampling as they travel to the host process. No engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quire.models.protocol import Payload
from quire.plugins.contracts import Message, MessageRole, Sampling

_ROLES: tuple[MessageRole, ...] = ("system", "user", "assistant")


def request_of(messages: Sequence[Message], sampling: Sampling) -> Payload:
    """Return what is sent: messages as texts, roles and numbers of pictures as arrays, then the stop texts."""
    arrays: dict[str, NDArray[Any]] = {
        "roles": np.asarray([_ROLES.index(message.role) for message in messages], np.uint8),
        "pictures": np.asarray([len(message.images) for message in messages], np.int32),
    }
    pictures = [picture for message in messages for picture in message.images]
    for number, picture in enumerate(pictures):
        arrays[f"picture {number}"] = np.frombuffer(picture, np.uint8)
    return Payload(
        (*(message.text for message in messages), *sampling.stop),
        {
            "max_tokens": sampling.max_tokens,
            "temperature": sampling.temperature,
            "top_p": sampling.top_p,
            "seed": sampling.seed,
            "grammar": sampling.grammar,
            "think": sampling.think,
        },
        arrays,
    )


def chat_of(payload: Payload) -> list[Message]:
    """Return the messages of a request."""
    messages: list[Message] = []
    seen = 0
    roles, counts = payload.arrays["roles"].tolist(), payload.arrays["pictures"].tolist()
    for text, role, count in zip(payload.texts, roles, counts, strict=False):
        pictures = tuple(payload.arrays[f"picture {seen + number}"].tobytes() for number in range(count))
        messages.append(Message(_ROLES[role], text, pictures))
        seen += count
    return messages


def sampling_of(payload: Payload) -> Sampling:
    """Return the sampling of a request."""
    options = payload.options
    return Sampling(
        max_tokens=int(options["max_tokens"]),
        temperature=float(options["temperature"]),
        top_p=float(options["top_p"]),
        seed=int(options["seed"]),
        grammar=str(options["grammar"]),
        stop=payload.texts[len(payload.arrays["roles"]) :],
        think=bool(options["think"]),
    )
