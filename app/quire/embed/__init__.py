"""Elements become vectors of an embedding space; section and document vectors are merged from their parts."""

from quire.embed.encoding import Embedded, embed_document, passages_of
from quire.embed.health import effective_rank
from quire.embed.merging import merge
from quire.embed.pictures import LOOKING, Pictured, embed_pictures, placed_images
from quire.embed.placing import cut, placed, with_words_of
from quire.embed.projection import LEAST_PAIRS, Projection, Quality, fit_projection
from quire.embed.tokens import token_space_id

__all__ = [
    "LEAST_PAIRS",
    "LOOKING",
    "Embedded",
    "Pictured",
    "Projection",
    "Quality",
    "cut",
    "effective_rank",
    "embed_document",
    "embed_pictures",
    "fit_projection",
    "merge",
    "passages_of",
    "placed",
    "placed_images",
    "token_space_id",
    "with_words_of",
]
