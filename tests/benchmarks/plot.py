"""A plot of times against the size of a task, both on logarithmic scales, as a PNG."""

from dataclasses import dataclass
from math import ceil, floor, log10
from pathlib import Path

import font_source_sans_pro
from PIL import Image, ImageDraw, ImageFont

WIDE, HIGH, LEFT, TOP, BELOW, GAP = 340, 300, 62, 40, 58, 40  # of a panel, in pixels
INK, MUTED, GRID, OURS = "#222222", "#767676", "#e4e4e4", "#0b6bcb"


@dataclass(frozen=True)
class Series:
    """One panel: what was measured, and how much there is to compute."""

    title: str
    xs: list[int]
    took_us: list[float]
    work: list[float]  # any unit; drawn as a line through the last point


def plot(found: list[Series], unit: str, path: Path) -> None:
    """Write the panels side by side, on one scale of times."""
    width, height = len(found) * (LEFT + WIDE + GAP), TOP + HIGH + BELOW
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    times = [took for series in found for took in series.took_us]
    low, high = floor(log10(min(times))), ceil(log10(max(times)))
    for i, series in enumerate(found):
        _Panel(draw, LEFT + i * (LEFT + WIDE + GAP), series, low, high).draw()
    font = ImageFont.truetype(font_source_sans_pro.SourceSansPro, 15)
    draw.text((8, 6), f"{unit}; grey: as the work grows", INK, font)
    image.save(path)


class _Panel:
    def __init__(
        self, draw: ImageDraw.ImageDraw, x: int, series: Series, low: int, high: int
    ) -> None:
        self._draw, self._x, self._series, self._low, self._high = draw, x, series, low, high
        self._font = ImageFont.truetype(font_source_sans_pro.SourceSansPro, 14)
        self._first, self._last = log10(series.xs[0]), log10(series.xs[-1])

    def _at(self, x: float, y: float) -> tuple[float, float]:
        across = (log10(x) - self._first) / (self._last - self._first)
        up = (log10(y) - self._low) / (self._high - self._low)
        return self._x + across * WIDE, TOP + HIGH - up * HIGH

    def draw(self) -> None:
        """Paint grid, numbers and lines."""
        draw, series, bottom = self._draw, self._series, TOP + HIGH
        for power in range(self._low, self._high + 1):
            _, y = self._at(series.xs[0], 10.0**power)
            draw.line([(self._x, y), (self._x + WIDE, y)], GRID)
            draw.text((self._x - 8, y), f"{10**power:,}", MUTED, self._font, anchor="rm")
        for x in series.xs:
            at, _ = self._at(x, 1.0)
            draw.line([(at, TOP), (at, bottom)], GRID)
            draw.text((at, bottom + 6), f"{x:,}", MUTED, self._font, anchor="mt")
        middle = self._x + WIDE / 2
        draw.text((middle, bottom + 30), series.title, INK, self._font, anchor="mt")
        share = series.took_us[-1] / series.work[-1]
        work = [
            self._at(x, max(w * share, 10.0**self._low))
            for x, w in zip(series.xs, series.work, strict=True)
        ]
        draw.line(work, MUTED, 1)
        points = [self._at(x, y) for x, y in zip(series.xs, series.took_us, strict=True)]
        draw.line(points, OURS, 3)
        for x, y in points:
            draw.ellipse([x - 4, y - 4, x + 4, y + 4], OURS)
