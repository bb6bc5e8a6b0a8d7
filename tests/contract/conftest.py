"""Implementations are given to each suite by the names of those that make them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from quire.models import ModelHost


@pytest.fixture(scope="session")
def host() -> Iterator[ModelHost]:
    """Return a model host that all contract tests share."""
    made = ModelHost(threads=2)
    yield made
    made.close()
