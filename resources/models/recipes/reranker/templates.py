"""Questions and search words made of single sentences."""

from __future__ import annotations

import re
from collections import Counter

from documents import terms

STOP_WORDS = frozenset(
    "a an and are as at be been but by can did do does for from had has have how in is it its may more most must no"
    " not of on or our shall should such than that the their there these they this to was we were what when where which"
    " who why will with would you your".split()
)
_VERB = re.compile(r"^((?:\S+ ){1,8}?)(is|are|was|were|must|shall|can|may|will|should) (.{20,})$")
_NUMBER = re.compile(r"(?<![\w.])(?:[$€£])?\d[\d.,]*(?: ?%| percent)?(?![\w])")


def as_question(sentence: str, rarity: Counter[str]) -> str:
    """Return a question whose answer is in the sentence; empty when none can be made of it."""
    sentence = sentence.rstrip(".;: ")
    number = _NUMBER.search(sentence)
    if number and number.start() > 10 and len(sentence) < 160:
        wanted = (
            "when"
            if re.fullmatch(r"(19|20)\d\d", number[0])
            else "how many"
            if "%" not in number[0]
            else "what share"
        )
        left = (sentence[: number.start()] + wanted + sentence[number.end() :]).split()
        return " ".join(left[:22]).rstrip(",") + "?"
    match = _VERB.match(sentence)
    if match is None:
        return ""
    subject, verb, rest = match[1].strip(), match[2], match[3].split()
    subject = (
        subject
        if subject.isupper() or subject.split()[0] not in _OPENERS
        else subject[0].lower() + subject[1:]
    )
    if verb in ("is", "are", "was", "were"):
        return f"What {verb} {subject}?" if len(subject) > 12 else f"What {verb} {' '.join(rest[:8])}?"
    return f"What {verb} {subject} do about {' '.join(rest[-4:])}?"


_OPENERS = frozenset("The A An This These Those Each Every All Any Our Your Its Their".split())


def as_words(sentence: str, rarity: Counter[str]) -> str:
    """Return the three to six rarest words of a sentence in their order."""
    words = [word for word in dict.fromkeys(terms(sentence)) if word not in STOP_WORDS and len(word) > 2]
    if len(words) < 4:
        return ""
    kept = sorted(words, key=lambda word: (rarity[word], word))[: 3 + len(words) % 4]
    return " ".join(word for word in words if word in kept)
