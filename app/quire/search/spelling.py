"""Words of a document that a misspelt word of the question probably meant: one letter wrong or swapped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

_SHORTEST = 6  # shorter words have too many neighbours that mean something else ("train", "trail")
_INTACT = 3  # one mistake in six letters leaves three at the front or three at the back as they were


class Spellings:
    """Finds near spellings in a vocabulary. The index is built when it is first needed."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._vocabulary = vocabulary
        self._by_end: dict[str, list[str]] | None = None

    def near(self, word: str) -> list[str]:
        """Return the words of the vocabulary one mistake away, sorted; none for short words and for codes."""
        if len(word) < _SHORTEST or any(character.isdigit() for character in word):
            return []
        index = self._index()
        candidates = {*index.get(f"^{word[:_INTACT]}", ()), *index.get(f"{word[-_INTACT:]}$", ())}
        return sorted(candidate for candidate in candidates if one_mistake(word, candidate))

    def _index(self) -> dict[str, list[str]]:
        if self._by_end is None:
            index: dict[str, list[str]] = defaultdict(list)
            for known in self._vocabulary:
                if len(known) >= _SHORTEST - 1:
                    index[f"^{known[:_INTACT]}"].append(known)
                    index[f"{known[-_INTACT:]}$"].append(known)
            self._by_end = index
        return self._by_end


def one_mistake(first: str, second: str) -> bool:
    """Whether one inserted, dropped, changed or swapped letter makes the two alike."""
    shorter, longer = sorted((first, second), key=len)
    if len(longer) - len(shorter) > 1 or first == second:
        return False
    start = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if len(shorter) < len(longer):
        return shorter[start:] == longer[start + 1 :]
    swapped = shorter[start + 1 : start + 2] + shorter[start : start + 1] == longer[start : start + 2]
    return shorter[start + 1 :] == longer[start + 1 :] or (
        swapped and shorter[start + 2 :] == longer[start + 2 :]
    )
