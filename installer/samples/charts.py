"""Charts as vectors: axes, stacked bars, lines, a ring."""

from __future__ import annotations

import math
from collections.abc import Sequence

from installer.samples.drawing import GREY, INK, MIST, WHITE, Colour, Pen, Rect

Series = tuple[str, Sequence[float], Colour]


def _axes(pen: Pen, plot: Rect, low: float, high: float, step: float, unit: str, size: float) -> None:
    value = low
    while value <= high + 1e-9:
        y = plot.y1 - (value - low) / (high - low) * plot.height
        pen.line((plot.x0, y), (plot.x1, y), ink=MIST if value > low else GREY, width=0.6)
        pen.label((plot.x0 - 5, y + size * 0.35), f"{value:g}", size=size, ink=GREY, align="right")
        value += step
    pen.label((plot.x0 - 5, plot.y0 - size * 1.1), unit, size=size, ink=GREY, align="left")


def _legend(pen: Pen, plot: Rect, series: Sequence[Series], size: float) -> None:
    x = plot.x1
    for name, _, ink in reversed(series):
        x = pen.label((x, plot.y0 - size * 1.1), name, size=size, align="right").x0
        pen.area((x - size * 1.2, plot.y0 - size * 1.8, x - size * 0.4, plot.y0 - size * 1.0), ink)
        x -= size * 2.2


def stacked_bars(
    pen: Pen,
    plot: Rect,
    names: Sequence[str],
    series: Sequence[Series],
    *,
    high: float,
    step: float,
    unit: str,
    size: float = 7.5,
    totals: bool = False,
) -> None:
    """Draw one bar per name with the series stacked, the first at the bottom."""
    _axes(pen, plot, 0, high, step, unit, size)
    _legend(pen, plot, series, size)
    pitch = plot.width / len(names)
    for index, name in enumerate(names):
        x = plot.x0 + pitch * (index + 0.5)
        y = plot.y1
        for _, values, ink in series:
            tall = values[index] / high * plot.height
            pen.area((x - pitch * 0.32, y - tall, x + pitch * 0.32, y), ink)
            y -= tall
        if totals:
            total = sum(values[index] for _, values, _ in series)
            pen.label((x, y - 3), f"{total:,.0f}", size=size, align="centre", font="bold")
        pen.label((x, plot.y1 + size * 1.4), name, size=size, ink=GREY, align="centre")


def lines(
    pen: Pen,
    plot: Rect,
    names: Sequence[str],
    series: Sequence[Series],
    *,
    low: float,
    high: float,
    step: float,
    unit: str,
    size: float = 7.5,
    last: str = "",
    legend: bool = True,
) -> None:
    """Draw one line per series; `last` is a format that labels each line's last point."""
    _axes(pen, plot, low, high, step, unit, size)
    if legend:
        _legend(pen, plot, series, size)
    pitch = plot.width / max(1, len(names) - 1)
    for index, name in enumerate(names):
        pen.label((plot.x0 + pitch * index, plot.y1 + size * 1.5), name, size=size, ink=GREY, align="centre")
    for _, values, ink in series:
        points = [
            (plot.x0 + pitch * index, plot.y1 - (value - low) / (high - low) * plot.height)
            for index, value in enumerate(values)
        ]
        pen.line(*points, ink=ink, width=1.8)
        for point in points:
            pen.dot(point, 2.4, ink, line=WHITE)
        if last:
            pen.label(
                (points[-1][0] + 6, points[-1][1] + size * 0.35),
                last.format(values[-1]),
                size=size,
                font="bold",
                ink=ink,
            )


def ring(
    pen: Pen,
    centre: tuple[float, float],
    radius: float,
    parts: Sequence[tuple[str, float, Colour]],
    *,
    size: float = 7.8,
) -> None:
    """Draw a ring chart with a label and the share beside each part."""
    total = sum(value for _, value, _ in parts)
    angle = -40.0
    for name, value, ink in parts:
        sweep = 360 * value / total
        steps = max(2, round(sweep / 3))
        outer = [_on_circle(centre, radius, angle + sweep * step / steps) for step in range(steps + 1)]
        inner = [
            _on_circle(centre, radius * 0.58, angle + sweep * step / steps) for step in range(steps, -1, -1)
        ]
        pen.line(*outer, *inner, ink=WHITE, width=1.2, fill=ink, closed=True)
        middle = angle + sweep / 2
        x, y = _on_circle(centre, radius * 1.12, middle)
        right = math.cos(math.radians(middle)) >= 0
        text = f"{name}  {100 * value / total:.0f} %"
        pen.label((x, y + size * 0.35), text, size=size, align="left" if right else "right", ink=INK)
        angle += sweep


def _on_circle(centre: tuple[float, float], radius: float, degrees: float) -> tuple[float, float]:
    turn = math.radians(degrees)
    return centre[0] + radius * math.cos(turn), centre[1] + radius * math.sin(turn)
