"""What kind of answer a question asks for, and whether a text holds one: a date, a number, a name."""

from __future__ import annotations

import re
from enum import StrEnum


class AnswerType(StrEnum):
    DATE = "date"
    PERCENTAGE = "percentage"
    MONEY = "money"
    NUMBER = "number"
    PERSON = "person"
    CONTACT = "contact"
    PLACE = "place"
    ANY = "any"


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
# In order: the first that fits is the most specific.
_ASKS = {
    AnswerType.CONTACT: r"\be-?mail|\b(?:tele)?phone\b|\bfax\b|\bweb ?sites?\b|\burl\b"
    r"|\bcontact (?:number|details?)\b",
    AnswerType.PERCENTAGE: r"\bper ?cent(?:age)?s?\b|%|\b(?:what|which) (?:share|proportion|rate)\b|\bcagr\b",
    AnswerType.MONEY: r"\bhow much (?:money|revenue|profit|cost|did .* (?:cost|pay|earn))"
    r"|\b(?:price|salary|revenue|dividend|cost)\b",
    AnswerType.DATE: r"^\W*when\b|\b(?:what|which) (?:date|year|month|day|time)\b|\bdeadline\b"
    r"|\bhow (?:old|long ago)\b|\bdate\b",
    AnswerType.NUMBER: r"\bhow (?:many|much|long|far|high|large|big|often|tall|heavy|fast)\b|\bnumber of\b"
    r"|\bpopulation\b|\bsum\b",
    AnswerType.PERSON: r"^\W*(?:who|whom|whose)\b"
    r"|\bnames? of (?:the )?(?:person|people|author|director|governor|president)",
    AnswerType.PLACE: r"^\W*where\b|\baddress\b|\blocat(?:ed|ion)\b",
}
_HOLDS = {
    AnswerType.CONTACT: r"@|https?:|www\.|\+?\d[\d ().-]{6,}\d",
    AnswerType.PERCENTAGE: r"\d\s*(?:%|per ?cent)",
    AnswerType.MONEY: r"[$€£¥₹]\s?\d|\b(?:USD|EUR|GBP|Rs\.?|S\$|US\$)\s?\d"
    r"|\d\s?(?:million|billion|crore|lakh|dollars|euros)",
    AnswerType.DATE: rf"\b(?:1[5-9]|20)\d\d\b|\b{_MONTH}\s+\d|\b\d{{1,2}}\s+{_MONTH}"
    r"|\b\d{1,2}[:.]\d\d\b|\b\d{1,2}/\d{1,2}/\d",
    AnswerType.NUMBER: r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|none|dozen"
    r"|hundred)\b",
    AnswerType.PERSON: r"\b(?:Mr|Mrs|Ms|Dr|Prof)\.?\s+[A-Z]|\b[A-Z][a-z]+ (?:[A-Z]\. ?)?[A-Z][a-z]+",
    AnswerType.PLACE: r"\b(?:in|at|near|of) [A-Z][a-z]+|\b[A-Z][a-z]+, [A-Z]"
    r"|\b(?:Street|Road|Avenue|Ave|Rd|Blvd|Building|Park)\b",
}
_CASED = (AnswerType.PERSON, AnswerType.PLACE)  # names are known by their capitals
_ASKS_COMPILED = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _ASKS.items()}
_HOLDS_COMPILED = {
    kind: re.compile(pattern, 0 if kind in _CASED else re.IGNORECASE) for kind, pattern in _HOLDS.items()
}


def answer_type_of(question: str) -> AnswerType:
    """Return the most specific kind of answer that is asked for."""
    fitting = (kind for kind, pattern in _ASKS_COMPILED.items() if pattern.search(question))
    return next(fitting, AnswerType.ANY)


def holds(kind: AnswerType, text: str) -> bool:
    """Whether a text contains something of that kind; anything does for `ANY`."""
    return kind is AnswerType.ANY or bool(_HOLDS_COMPILED[kind].search(text))
