"""Elements become vectors of an embedding space; section and document vectors are merged from their parts."""

from quire.embed.encoding import Embedded, embed_document, passages_of
from quire.embed.health import effective_rank
from quire.embed.merging import merge
from quire.embed.placing import placed, with_words_of
from quire.embed.projection import LEAST_PAIRS, Projection, Quality, fit_projection
from quire.embed.tokens import token_space_id

__all__ = [
    "LEAST_PAIRS",
    "Embedded",
    "Projection",
    "Quality",
    "effective_rank",
    "embed_document",
    "fit_projection",
    "merge",
    "passages_of",
    "placed",
    "token_space_id",
    "with_words_of",
]
