"""Both themes are readable, and everything follows them."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from quire.gui.theme import DARK, LIGHT, Theme, Tokens, icon
from quire.gui.theme.style import style_sheet
from quire.gui.theme.theme import ZOOMS
from quire.gui.theme.tokens import SHAPE_PAIRS, TEXT_PAIRS
from quire.settings import resources

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
ICONS = sorted(path.stem for path in (resources() / "icons").glob("*.svg") if path.stem != "quire")


def contrast(one: str, other: str) -> float:
    """Return the ratio of WCAG 2.2, section 1.4.3."""

    def luminance(colour: str) -> float:
        def linear(value: float) -> float:
            return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

        rgb = QColor(colour)
        return 0.2126 * linear(rgb.redF()) + 0.7152 * linear(rgb.greenF()) + 0.0722 * linear(rgb.blueF())

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@THEMES
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
def test_words_can_be_read(tokens: Tokens, pair: tuple[str, str]) -> None:
    words, ground = pair
    assert contrast(getattr(tokens, words), getattr(tokens, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize("pair", SHAPE_PAIRS, ids="-on-".join)
def test_edges_and_rings_can_be_seen(tokens: Tokens, pair: tuple[str, str]) -> None:
    shape, ground = pair
    assert contrast(getattr(tokens, shape), getattr(tokens, ground)) >= 3.0


@THEMES
def test_the_style_sheet_names_no_colour_of_its_own(tokens: Tokens) -> None:
    allowed = {getattr(tokens, name) for name in tokens.__slots__ if name not in ("name", "zoom")}
    assert set(re.findall(r"#[0-9a-f]{6,8}\b", style_sheet(tokens))) <= allowed


def test_colours_stand_only_in_the_tokens() -> None:
    package = resources().parent / "app" / "quire" / "gui"
    for path in package.rglob("*.py"):
        if path.name != "tokens.py":
            assert not re.search(r"[\"']#[0-9a-fA-F]{3,8}[\"']", path.read_text(encoding="utf-8")), path


def test_the_type_scale_has_five_sizes() -> None:
    sizes = [LIGHT.caption_px, LIGHT.body_px, LIGHT.reading_px, LIGHT.heading_px, LIGHT.title_px]
    assert sizes == sorted(set(sizes))
    used = {int(size) for size in re.findall(r"font-size: (\d+)px", style_sheet(LIGHT))}
    assert used <= set(sizes)


def test_the_theme_follows_the_system(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    theme = Theme.current()
    theme.set(choice="system")
    for scheme, name in ((Qt.ColorScheme.Dark, "dark"), (Qt.ColorScheme.Light, "light")):
        monkeypatch.setattr(theme, "_system_is_dark", lambda scheme=scheme: scheme is Qt.ColorScheme.Dark)
        qapp.styleHints().colorSchemeChanged.emit(scheme)
        assert theme.tokens.name == name
    theme.set(choice="light")
    monkeypatch.setattr(theme, "_system_is_dark", lambda: True)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.tokens.name == "light"


def test_zooming_walks_the_steps_and_comes_back() -> None:
    theme = Theme.current()
    for _ in range(20):
        theme.zoom_by(1)
    assert theme.zoom == ZOOMS[-1]
    assert theme.tokens.body_px == 28
    theme.zoom_by(-1)
    assert theme.zoom == ZOOMS[-2]
    theme.zoom_by(0)
    assert theme.zoom == 1.0


@pytest.mark.parametrize("name", ICONS)
def test_icons_keep_to_the_grid(name: str) -> None:
    text = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in text
    assert 'stroke="currentColor"' in text
    assert 'stroke-width="1.75"' in text
    image = icon(name).pixmap(QSize(24, 24), 2.0).toImage()
    assert image.width() == 48
    assert any(image.pixelColor(x, y).alpha() for x in range(48) for y in range(48))


def _ink(image_of: QIcon) -> str:
    image = image_of.pixmap(QSize(24, 24), 1.0).toImage()
    inked = [image.pixelColor(x, y) for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() > 250]
    return inked[0].name()


def test_an_icon_follows_the_theme_by_itself() -> None:
    made = icon("stop")
    Theme.current().set(choice="light")
    assert _ink(made) == LIGHT.text
    Theme.current().set(choice="dark")
    assert _ink(made) == DARK.text


def test_every_icon_that_is_asked_for_exists() -> None:
    folder = resources().parent / "app" / "quire" / "gui"
    asked = {
        name
        for path in folder.rglob("*.py")
        for name in re.findall(r"\bicon\(\s*\"([a-z-]+)\"", path.read_text(encoding="utf-8"))
    }
    assert asked <= set(ICONS)


