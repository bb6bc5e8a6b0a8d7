"""What the reranker is trained with: a question, a passage that answers it, and some that do not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    question: str
    passages: list[str]  # the right one first
    source: str
    document: str
