"""Elements become vectors of an embedding space; section and document vectors are merged from their parts."""

from quire.embed.encoding import Embedded, embed_document
from quire.embed.health import effective_rank
from quire.embed.merging import merge
from quire.embed.tokens import token_space_id

__all__ = [
    "Embedded",
    "effective_rank",
    "embed_document",
    "merge",
    "token_space_id",
]
