"""Where things go: plain arithmetic on rectangles, in window pixels."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pygame import Rect

from data.drawing import SIDE

Points = Callable[[float], int]  # from points to window pixels, at the scale in force

NARROW = 860  # points; below it the rail is slim and the gaps are small
LOW = 600  # points; below it too: the panels have no height for more


def columns(area: Rect, *widths: int, gap: int) -> list[Rect]:
    """Return rectangles side by side; a width of 0 takes what the others leave."""
    left = area.width - sum(widths) - gap * (len(widths) - 1)
    result, x = [], area.x
    for width in widths:
        width = width or left
        result.append(Rect(x, area.y, width, area.height))
        x += width + gap
    return result


def rows(area: Rect, *heights: int, gap: int) -> list[Rect]:
    """Return rectangles one below the other; a height of 0 takes what the others leave."""
    left = area.height - sum(heights) - gap * (len(heights) - 1)
    result, y = [], area.y
    for height in heights:
        height = height or left
        result.append(Rect(area.x, y, area.width, height))
        y += height + gap
    return result


def row_of(area: Rect, n: int, gap: int) -> list[Rect]:
    """Return n rectangles side by side that fill ``area`` to the pixel."""
    return shares(area, [1] * n, gap)


def shares(area: Rect, weights: Sequence[float], gap: int) -> list[Rect]:
    """Return rectangles side by side, as wide as their weights say, that fill ``area``."""
    room, total = area.width - gap * (len(weights) - 1), sum(weights)
    result, before = [], 0.0
    for i, weight in enumerate(weights):
        left, right = (round(room * part / total) for part in (before, before + weight))
        result.append(Rect(area.x + left + i * gap, area.y, right - left, area.height))
        before += weight
    return result


def sheet_in(area: Rect) -> Rect:
    """Return the largest square of whole pixels for 28 x 28 cells, at the top of ``area``."""
    side = max(1, min(area.size) // SIDE) * SIDE
    return Rect(area.x + (area.width - side) // 2, area.y, side, side)


@dataclass(frozen=True)
class Frame:
    """The window's own parts."""

    rail: Rect
    lesson: Rect  # above the content; of no height where no lesson is under way
    content: Rect
    slim: bool  # whether the window is narrow or low, in points


def frame(size: tuple[int, int], u: Points, lesson: float = 0) -> Frame:
    """Divide the window into rail and content.

    Args:
        size: Of the window.
        u: From points to window pixels.
        lesson: Points that the lesson under way takes above the content, 0 without one.
    """
    slim = size[0] < u(NARROW) or size[1] - u(lesson) < u(LOW)
    rail = Rect(0, 0, u(108 if slim else 176), size[1])
    margin = u(10 if slim else 18)
    strip = Rect(rail.right + margin, 0, size[0] - rail.width - 2 * margin, 0)
    if lesson:
        strip.y, strip.height = u(8), u(lesson) - u(8)
    content = Rect(rail.right, u(lesson), size[0] - rail.width, size[1] - u(lesson))
    return Frame(rail, strip, content.inflate(-2 * margin, -2 * margin), slim)


@dataclass(frozen=True)
class DrawLayout:
    """The draw screen."""

    sheet: Rect
    tools: list[Rect]  # two rows of buttons below the sheet
    answer: Rect  # the panel at the right


def draw_layout(area: Rect, u: Points) -> DrawLayout:
    """Give the sheet what it can get; the answer needs a column beside it."""
    panel = min(max(u(252), area.width * 36 // 100), u(420))
    left, answer = columns(area, 0, panel, gap=u(16))
    tools_height = 2 * u(32) + u(6)
    upper, _ = rows(left, 0, tools_height, gap=u(10))
    sheet = sheet_in(upper)
    width = max(sheet.width, min(left.width, u(330)))
    tools = Rect(0, sheet.bottom + u(10), width, tools_height)
    tools.centerx = sheet.centerx
    return DrawLayout(sheet, rows(tools, u(32), u(32), gap=u(6)), answer)


@dataclass(frozen=True)
class DrawingsLayout:
    """The screen of the collection."""

    classes: Rect  # list at the left
    grid: Rect  # with the filter above it
    detail: Rect  # of one drawing


def drawings_layout(area: Rect, u: Points, *, slim: bool) -> DrawingsLayout:
    """Divide into list, grid and detail."""
    if slim:
        return DrawingsLayout(*columns(area, u(140), 0, u(176), gap=u(6)))
    return DrawingsLayout(*columns(area, u(190), 0, u(262), gap=u(12)))


@dataclass(frozen=True)
class TrainLayout:
    """The training screen."""

    plan: Rect
    curves: Rect  # with the progress below them
    matrix: Rect | None  # None where the window has no room for it beside the curves
    runs: Rect | None  # below it


def train_layout(area: Rect, u: Points, *, slim: bool) -> TrainLayout:
    """Divide into plan, curves and matrix."""
    if slim:
        plan, curves = columns(area, u(234), 0, gap=u(6))
        return TrainLayout(plan, curves, None, None)
    wide = u(226) if area.width < u(900) else min(u(390), area.width * 31 // 100)
    gap = u(8 if area.width < u(900) else 12)
    plan, curves, right = columns(area, u(240 if area.width < u(900) else 282), 0, wide, gap=gap)
    least = min(u(150), area.height // 3)
    matrix, runs = rows(right, min(wide + u(112), area.height - least), 0, gap=gap)
    return TrainLayout(plan, curves, matrix, runs)


@dataclass(frozen=True)
class NetworkLayout:
    """The network screen."""

    legend: Rect  # with the slider, above the sheet
    sheet: Rect
    seen: Rect  # what a network that centres sees
    help: Rect  # below the sheet; of no height where there is no room
    wiring: Rect
    sum: Rect


def network_layout(area: Rect, u: Points, *, slim: bool) -> NetworkLayout:
    """Divide into sheet, wiring and the sum of a neuron."""
    if slim:
        left, wiring = columns(area, u(176), 0, gap=u(8))
        legend, picture, total = rows(left, u(104), u(140), 0, gap=u(8))
        sheet = sheet_in(picture)
        sheet.x = left.x
        side = left.right - sheet.right - u(4)
        seen = Rect(sheet.right + u(4), sheet.y, side, side)
        return NetworkLayout(legend, sheet, seen, Rect(0, 0, 0, 0), wiring, total)
    widths = min(u(322), area.width * 27 // 100), 0, min(u(262), area.width * 25 // 100)
    left, wiring, total = columns(area, *widths, gap=u(14))
    help_height = u(92) if left.width >= u(260) else u(128)  # the same words in more lines
    legend, middle, help_area = rows(left, u(130), 0, help_height, gap=u(12))
    sheet = sheet_in(middle)
    sheet.centery = middle.centery
    side = u(68)
    seen = Rect(help_area.x + u(12), help_area.y + u(12), side, side)
    return NetworkLayout(legend, sheet, seen, help_area, wiring, total)
