"""The design tokens: every colour, size and radius of the window. Nothing else may name a colour."""

from __future__ import annotations

from dataclasses import dataclass

# The 8-point grid; use as margins and spacings.
XS, S, M, L, XL = 4, 8, 16, 24, 32
RADIUS, RADIUS_LARGE = 6, 10
ICON = 20  # edge of an icon in a button
MOTION_MS = 120  # nothing moves longer; `Theme.motion_ms` is 0 when the system asks for calm


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme at one zoom. Colours are `#rrggbb`, those named `*_tint` or `mark*` may be `#aarrggbb`.

    Attributes:
        canvas: Behind everything: side panes, bars.
        surface: Paper: lists, answers, fields.
        raised: Cards, menus, dialogs on top of the surface.
        sunken: Behind pages in the viewer.
        border: Hairlines; `border_strong` around fields (3:1 against surface).
        handle: Of scroll bars.
        text, muted: Words, and words of lesser weight; both readable on canvas, surface and raised.
        accent: The one accent; `on_accent` is written on it. `accent_text` is the accent as words on surfaces.
        selection: Behind selected rows; `on_selection` is written on it.
        hover, pressed: Tints over any surface.
        focus: The ring around what has the keyboard.
        paper: Behind the pictures of pages; the same in both themes, since pages are printed in black.
        mark, mark_outline: Evidence on a page; `mark_current` the one being shown.
        zoom: Factor on every size.
    """

    name: str
    canvas: str
    surface: str
    raised: str
    sunken: str
    border: str
    border_strong: str
    handle: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_hover: str
    accent_text: str
    accent_tint: str
    selection: str
    on_selection: str
    hover: str
    pressed: str
    focus: str
    good: str
    warning: str
    danger: str
    good_tint: str
    warning_tint: str
    danger_tint: str
    paper: str
    mark: str
    mark_outline: str
    mark_current: str
    zoom: float = 1.0

    def px(self, size: float) -> int:
        """Return `size` at this zoom, in device-independent pixels."""
        return max(1, round(size * self.zoom))

    # The type scale: five sizes.
    @property
    def caption_px(self) -> int:
        return self.px(12)

    @property
    def body_px(self) -> int:
        return self.px(14)

    @property
    def reading_px(self) -> int:
        """Answers and quotes: text that is read rather than scanned."""
        return self.px(16)

    @property
    def heading_px(self) -> int:
        return self.px(19)

    @property
    def title_px(self) -> int:
        return self.px(26)


LIGHT = Tokens(
    name="light",
    canvas="#f3f1ec",
    surface="#fdfcfa",
    raised="#ffffff",
    sunken="#e4e1da",
    border="#dcd8cf",
    border_strong="#8a857b",
    handle="#c2bdb2",
    text="#24221e",
    muted="#635e55",
    accent="#285a86",
    on_accent="#ffffff",
    accent_hover="#1e4a71",
    accent_text="#245580",
    accent_tint="#e3ecf4",
    selection="#d5e3f0",
    on_selection="#17222d",
    hover="#0f24221e",
    pressed="#1f24221e",
    focus="#285a86",
    good="#2b6238",
    warning="#7d5200",
    danger="#a12f28",
    good_tint="#e4efe5",
    warning_tint="#faefd6",
    danger_tint="#f9e5e2",
    paper="#ffffff",
    mark="#55ffc83c",
    mark_outline="#c08a00",
    mark_current="#80ffb41e",
)

DARK = Tokens(
    name="dark",
    canvas="#1b1a18",
    surface="#232220",
    raised="#2c2a28",
    sunken="#141312",
    border="#3c3935",
    border_strong="#827c73",
    handle="#57534d",
    text="#ece8e1",
    muted="#aaa49a",
    accent="#8ab9e4",
    on_accent="#0f2031",
    accent_hover="#a5caeb",
    accent_text="#93c0e8",
    accent_tint="#243442",
    selection="#2f4a63",
    on_selection="#f2f6fa",
    hover="#14ffffff",
    pressed="#26ffffff",
    focus="#8ab9e4",
    good="#8ccb98",
    warning="#e6b65c",
    danger="#f0948b",
    good_tint="#223328",
    warning_tint="#3a2f18",
    danger_tint="#42241f",
    paper="#ffffff",
    mark="#55ffc83c",
    mark_outline="#e0a520",
    mark_current="#80ffb41e",
)

# Every pair of words and what they stand on, for the contrast test: (words, background).
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((words, ground) for words in ("text", "muted") for ground in ("canvas", "surface", "raised", "sunken")),
    *(("accent_text", ground) for ground in ("canvas", "surface", "raised", "accent_tint")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_selection", "selection"),
    ("text", "accent_tint"),
    *((words, ground) for words in ("good", "warning", "danger") for ground in ("canvas", "surface", "raised")),
    ("good", "good_tint"),
    ("warning", "warning_tint"),
    ("danger", "danger_tint"),
    *(("text", ground) for ground in ("good_tint", "warning_tint", "danger_tint")),
)

# Pairs of shapes, which need 3:1: (shape, background).
SHAPE_PAIRS: tuple[tuple[str, str], ...] = (
    *(("border_strong", ground) for ground in ("canvas", "surface", "raised")),
    *(("focus", ground) for ground in ("canvas", "surface", "raised")),
    *(("accent", ground) for ground in ("canvas", "surface", "raised")),
)
