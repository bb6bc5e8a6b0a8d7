"""A question becomes ranked, explained hits: lexical, dense, visual candidates, fused, judged and cut."""

from quire.search.catalogue import Catalogue, DocumentFacts
from quire.search.expecting import explain
from quire.search.inspecting import Inspection
from quire.search.judging import Judging
from quire.search.listing import GeneratorRanker
from quire.search.searcher import Searcher
from quire.search.settings import SearchSettings

__all__ = [
    "Catalogue",
    "DocumentFacts",
    "GeneratorRanker",
    "Inspection",
    "Judging",
    "SearchSettings",
    "Searcher",
    "explain",
]
