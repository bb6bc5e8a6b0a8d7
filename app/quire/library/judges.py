"""Which model judges what a search found: the reranker one by one, or the language model the whole list."""

from __future__ import annotations

from collections.abc import Callable

from quire.plugins.contracts import Generator, ListRanker, Reranker

Judge = Callable[[], Reranker | ListRanker | None]


def chosen_judge(
    mode: str, reranker: Callable[[], Reranker | None], generator: Callable[[], Generator | None]
) -> Judge:
    """Return what names the judge of the time, for every question anew; None when there is none.

    Args:
        mode: The setting `search.rerank_mode`. Without a language model, "listwise" is as "pointwise".
    """

    def whole_list() -> Reranker | ListRanker | None:
        from quire.search import GeneratorRanker  # like all of search: not before the first question

        model = generator()
        if isinstance(model, ListRanker):
            return model
        return reranker() if model is None else GeneratorRanker(model)

    return whole_list if mode == "listwise" else reranker
