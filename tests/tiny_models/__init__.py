"""Tiny GGUF models with real tokenizers, made in a second or two, whose outputs are known beforehand.

Weights are set by hand, so that tests can say what must come out: the generator writes the reply it was made with, the
embedder is a bag of words, the rerankers find a passage the better the more often it says a certain word.
"""

from tests.tiny_models.encoders import tiny_cross_encoder, tiny_embedder
from tests.tiny_models.hosting import hosted
from tests.tiny_models.languages import CHAT_TEMPLATE, tiny_babbler, tiny_generator, tiny_yes_no_reranker
from tests.tiny_models.projectors import tiny_projector, tiny_red_projector

__all__ = [
    "CHAT_TEMPLATE",
    "hosted",
    "tiny_babbler",
    "tiny_cross_encoder",
    "tiny_embedder",
    "tiny_generator",
    "tiny_projector",
    "tiny_red_projector",
    "tiny_yes_no_reranker",
]
