"""What counts as a word and as a sentence, and how a passage is written. For whatever matches questions with texts."""

from quire.language.passages import passage_text
from quire.language.pictures import asks_for_picture, pictures_asked_for
from quire.language.sentences import Sentence, sentences_of
from quire.language.words import STOP_WORDS, Word, is_number, is_stop, stem, stems_of, words_of

__all__ = [
    "STOP_WORDS",
    "Sentence",
    "Word",
    "asks_for_picture",
    "is_number",
    "is_stop",
    "passage_text",
    "pictures_asked_for",
    "sentences_of",
    "stem",
    "stems_of",
    "words_of",
]
