"""Geometry of the continuous scroll."""

from __future__ import annotations

import pytest

from quire.gui.viewer.layout import GAP, PageLayout, fitting_zoom
from quire.types import Box, Page, TextOrigin


def _pages(*sizes: tuple[float, float]) -> list[Page]:
    return [Page(n, width, height, TextOrigin.LAYER) for n, (width, height) in enumerate(sizes, start=1)]


def test_pages_stand_under_each_other_with_gaps() -> None:
    layout = PageLayout(_pages((100, 200), (100, 300)), zoom=2.0)
    first, second = layout.page_rect(0, 0), layout.page_rect(1, 0)
    assert first.y == GAP
    assert second.y == first.bottom + GAP
    assert layout.height == second.bottom + GAP


def test_narrow_pages_are_centred() -> None:
    layout = PageLayout(_pages((100, 100)), zoom=1.0)
    assert layout.page_rect(0, 500).x == 200


def test_visible_names_every_page_between_two_heights() -> None:
    layout = PageLayout(_pages(*[(100, 100)] * 10_000), zoom=1.0)
    top = layout.page_rect(500, 0).y
    assert list(layout.visible(top + 10, top + 150)) == [500, 501]
    assert list(layout.visible(0, 50)) == [0]


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_scene_and_page_coordinates_are_inverse(turns: int) -> None:
    layout = PageLayout(_pages((100, 200)), zoom=1.5, quarter_turns=turns)
    rect = layout.to_scene(0, Box(10, 20, 30, 60), 400)
    corners = [(rect.x, rect.y), (rect.x + rect.width, rect.bottom)]
    points = sorted(layout.to_page(0, x, y, 400) for x, y in corners)
    xs, ys = sorted(p[0] for p in points), sorted(p[1] for p in points)
    assert xs == pytest.approx([10, 30])
    assert ys == pytest.approx([20, 60])


def test_turned_box_stays_on_its_page() -> None:
    layout = PageLayout(_pages((100, 200)), zoom=1.0, quarter_turns=1)
    page = layout.page_rect(0, 0)
    assert (page.width, page.height) == (200, 100)
    rect = layout.to_scene(0, Box(0, 0, 10, 20), 0)  # the top left corner goes to the top right
    assert rect.x + rect.width == pytest.approx(page.x + page.width)
    assert rect.y == pytest.approx(page.y)


def test_fitting_zoom_fills_the_width_or_shows_the_whole_page() -> None:
    pages = _pages((100, 400), (200, 100))
    assert fitting_zoom(pages, "width", 0, (400 + 2 * GAP, 100)) == pytest.approx(2.0)
    assert fitting_zoom(pages, "page", 0, (1000, 200 + 2 * GAP)) == pytest.approx(0.5)
