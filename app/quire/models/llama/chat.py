"""Messages to a prompt by the model's own chat template, with everything defused that could steer it. No engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quire.errors import ModelFailed
from quire.plugins.contracts import Message

MEDIA = "<__media__>"  # llama.cpp's mark for the place of a picture
# Marks that some templates write as plain words, so that no vocabulary lists them.
_PLAIN_MARKS = (MEDIA, "[INST]", "[/INST]", "<<SYS>>", "<</SYS>>", "<think>", "</think>")
_PLAIN_TEMPLATE = (
    "{% for message in messages %}{{ message.role | capitalize }}: {{ message.content }}\n\n{% endfor %}Assistant:"
)


def defused(text: str, control_texts: Iterable[str]) -> str:
    """Return `text` with a space inside each mark that would steer the model, so that it reads as plain words.

    A chat template is rendered to one text and control tokens are read from it: a document that contains
    "<|im_end|>" would otherwise end the message it stands in.
    """
    marks = [mark for mark in (*control_texts, *_PLAIN_MARKS) if mark in text]
    while marks:
        for mark in marks:
            text = text.replace(mark, f"{mark[0]} {mark[1:]}")
        marks = [mark for mark in (*control_texts, *_PLAIN_MARKS) if mark in text]
    return text


@dataclass(frozen=True, slots=True)
class ChatFormat:
    """How a model wants to be spoken to.

    Attributes:
        template: Jinja source from its file; empty when it brings none.
        bos, eos: Written forms of these tokens.
        control_texts: What must not stand in a message.
    """

    template: str
    bos: str
    eos: str
    control_texts: tuple[str, ...]

    def prompt(self, messages: Sequence[Message], *, think: bool = True) -> str:
        """Return the text the model reads. The template runs in Jinja's sandbox.

        Pictures become `MEDIA`, before the text of their message. A model that knows no system message gets it at the
        head of the first question.

        Raises:
            ModelFailed: the template cannot be filled.
        """
        safe = [
            Message(
                message.role,
                MEDIA * len(message.images) + defused(message.text, self.control_texts),
            )
            for message in messages
        ]
        try:
            return self._render(safe, think=think)
        except Exception as error:  # templates raise what they like
            merged = _without_system(safe)
            if merged == safe:
                raise self._refused(error) from error
        try:
            return self._render(merged, think=think)
        except Exception as error:
            raise self._refused(error) from error

    def _render(self, messages: Sequence[Message], *, think: bool) -> str:
        from llama_cpp.llama_chat_format import Jinja2ChatFormatter

        template = self.template or _PLAIN_TEMPLATE
        formatter = Jinja2ChatFormatter(template=template, eos_token=self.eos, bos_token=self.bos)
        parts = _wants_parts(template)
        turns = [
            {
                "role": message.role,
                "content": [{"type": "text", "text": message.text}] if parts else message.text,
            }
            for message in messages
        ]
        return str(formatter(messages=turns, enable_thinking=think).prompt)

    def _refused(self, error: Exception) -> ModelFailed:
        return ModelFailed(
            "the model's chat template cannot be filled", hint="choose another model", detail=str(error)
        )


def _wants_parts(template: str) -> bool:
    """Whether a template takes messages only as lists of parts (SmolVLM's does)."""
    looks_inside = "['type']" in template or '["type"]' in template or ".type ==" in template
    return looks_inside and "is string" not in template


def _without_system(messages: Sequence[Message]) -> list[Message]:
    """Return the messages with the system's put before the first question."""
    system = "\n\n".join(message.text for message in messages if message.role == "system")
    rest = [message for message in messages if message.role != "system"]
    if not system or not rest:
        return list(messages)
    return [Message(rest[0].role, f"{system}\n\n{rest[0].text}"), *rest[1:]]
