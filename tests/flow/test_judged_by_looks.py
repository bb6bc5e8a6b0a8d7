"""A language model that sees judges photographs and figures by what they show, in the real host."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import PIL.Image
import pytest
from tests.tiny_models import tiny_cross_encoder, tiny_red_projector, tiny_yes_no_reranker

from quire.jobs import Job
from quire.library import Library
from quire.settings import Settings, with_value
from quire.types import ModelRole, Query

_QUERY = Query(text="harbour boat")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of three photographs whose names say the same, with a model that knows red when it sees it."""
    photographs = tmp_path_factory.mktemp("photographs")
    for number, colour in enumerate(("blue", "green", "red"), start=1):
        content = io.BytesIO()
        PIL.Image.new("RGB", (200, 150), colour).save(content, "PNG")
        (photographs / f"harbour boat {number}.png").write_bytes(content.getvalue())
    weights = tmp_path_factory.mktemp("weights")
    settings = with_value(Settings(), "models.folder", str(tmp_path_factory.mktemp("models")))
    with Library.open(tmp_path_factory.mktemp("library"), settings=settings) as opened:
        opened.add([photographs])
        files = [tiny_yes_no_reranker(weights), tiny_red_projector(weights)]
        seer = opened.models.bring_in(files, role=ModelRole.VLM, job=Job())
        opened.roles.use("models.generator", seer.card.id)
        yield opened


def _order(library: Library) -> list[str]:
    return [Path(hit.document_path).stem[-1] for hit in library.search(_QUERY).hits]


def test_what_the_model_sees_comes_first(library: Library) -> None:
    result = library.search(_QUERY)
    assert _order(library)[0] == "3", [hit.reasons for hit in result.hits]
    assert result.notes == ()
    best = result.hits[0]
    assert best.scores.rerank is not None
    assert best.scores.rerank > 0.5
    assert any(reason.startswith("its picture was judged") for reason in best.reasons)


def test_beside_a_reranker_that_reads(library: Library, tmp_path: Path) -> None:
    reader = library.models.bring_in([tiny_cross_encoder(tmp_path)], role=ModelRole.RERANKER, job=Job())
    library.roles.use("models.reranker", reader.card.id)
    try:
        assert _order(library)[0] == "3"
    finally:
        library.roles.use("models.reranker", "")


def test_not_when_reranking_is_off(library: Library) -> None:
    hits = library.search(Query(text=_QUERY.text, rerank=False)).hits
    assert all(hit.scores.rerank is None for hit in hits)
