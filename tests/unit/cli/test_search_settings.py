"""What a search takes from the settings, and what the command line decides."""

from __future__ import annotations

import pytest

from quire.cli.asking import _take_settings
from quire.cli.main import build_parser
from quire.settings import Settings, with_value


@pytest.mark.parametrize(
    ("words", "limit", "no_rerank"),
    [([], 25, True), (["--limit", "3"], 3, True)],
)
def test_the_settings_fill_in_what_the_words_leave_open(words: list[str], limit: int, no_rerank: bool) -> None:
    settings = with_value(with_value(Settings(), "search.limit", 25), "search.rerank", False)
    arguments = build_parser().parse_args(["search", "gulls", *words])
    _take_settings(settings, arguments)
    assert (arguments.limit, arguments.no_rerank) == (limit, no_rerank)


def test_no_rerank_on_the_command_line_wins_over_the_settings() -> None:
    arguments = build_parser().parse_args(["ask", "gulls", "--no-rerank"])
    _take_settings(Settings(), arguments)
    assert (arguments.limit, arguments.no_rerank) == (10, True)
