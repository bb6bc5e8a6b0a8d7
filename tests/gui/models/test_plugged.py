"""Models that plugins bring are here already: nothing of them can be downloaded or deleted."""

from __future__ import annotations

from pathlib import Path

from quire.gui.models.snapshot import look
from quire.gui.models.words import facts, fit_words
from quire.models.plugged import plugged_models
from quire.models.shelf import Shelf
from quire.plugins.offers import EmbedderOffer, GeneratorOffer


def test_a_model_of_a_plugin_is_ready_and_not_offered_for_download(tmp_path: Path) -> None:
    offers = [
        EmbedderOffer("made-embedder", "Made", "made:Embedder", dim=8),
        GeneratorOffer("far-writer", "Far", "far:Writer", context_tokens=4096, remote="api.example.com"),
    ]
    seen = look(Shelf(tmp_path, offline=True, plugged=plugged_models(offers)))
    for offer in offers:
        row = seen.row(offer.id)
        assert row is not None
        assert row.here
        assert row.ready
        assert row.plugged
        assert not row.begun_bytes
        assert "nothing to download" in fit_words(row.card, seen.machine, row.fitting)
    far = seen.row("far-writer")
    assert far is not None
    assert "api.example.com" in facts(far.card)
    assert not any(row.plugged for row in seen.rows if row.card.id not in {offer.id for offer in offers})
