"""The hand: makes of ideal curves what a person in a hurry draws of them.

Lengths are shares of the drawing's longer side, because a hand that draws
twice as large errs twice as far.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.sketches.shapes import Stroke, Strokes, turned

STEP = 0.02  # between two points of a traced stroke: half a pixel on the sheet
WAVES = 3  # sine waves that add up to a wobble
STEADY = 0.25  # a stroke shorter than this wobbles less, in proportion


@dataclass(frozen=True)
class Hand:
    """How one person draws one thing, each value 0 for a machine's precision."""

    wobble: float  # how far a line strays
    misplaced: float  # how far each stroke lies from where it belongs
    resized: float  # by what share each stroke is too large or too small
    miss: float  # how far the end of a stroke strays from its aim
    overrun: float  # how far a stroke may go on too long, or stop short
    cut: float  # length over which corners are rounded
    warp: float  # how far whole regions are moved: other proportions
    turn_deg: float
    slant: float  # columns per row
    stretch: float  # of width against height, as a logarithm


def somebody(rng: np.random.Generator) -> Hand:
    """Return a hand: most are middling, a few careful, a few very careless."""
    haste = float(np.clip(np.exp(rng.normal(0.0, 0.45)), 0.35, 2.2))
    return Hand(
        wobble=0.012 * haste,
        misplaced=0.014 * haste,
        resized=0.07 * haste,
        miss=0.022 * haste,
        overrun=0.03 * haste,
        cut=float(rng.uniform(0.0, 0.12)),
        warp=0.02,
        turn_deg=float(rng.normal(0.0, 5.0)),
        slant=float(rng.normal(0.0, 0.08)),
        stretch=float(rng.normal(0.0, 0.15)),
    )


def draw(ideal: Sequence[Stroke], hand: Hand, rng: np.random.Generator) -> Strokes:
    """Return the drawing as this hand makes it, its longer side about 1, round (0, 0).

    Args:
        ideal: The strokes as they are meant, in any units, at least one.
        hand: Who draws.
        rng: Source of every slip.
    """
    strokes = [_resampled(stroke) for stroke in _posed(fitted(ideal), hand)]
    return [_slipped(stroke, hand, rng) for stroke in _bent(strokes, hand.warp, rng)]


def fitted(strokes: Sequence[Stroke]) -> Strokes:
    """Return the drawing centred on (0, 0), its longer side 1."""
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    size = max(float((high - low).max()), 1e-9)
    return [(stroke - (low + high) / 2) / size for stroke in strokes]


def _posed(strokes: Sequence[Stroke], hand: Hand) -> Strokes:
    """Return the drawing stretched, slanted and turned as a whole."""
    wide = np.exp(hand.stretch / 2)
    slant = np.array([[wide, 0.0], [hand.slant, 1 / wide]])  # row vectors: x takes slant * y
    return [turned(stroke @ slant, hand.turn_deg) for stroke in strokes]


def _resampled(stroke: Stroke) -> Stroke:
    """Return the same line with a point every STEP, its ends kept."""
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(stroke, axis=0).T))])
    at = np.linspace(0.0, length[-1], max(2, round(length[-1] / STEP) + 1))
    return np.stack([np.interp(at, length, stroke[:, axis]) for axis in (0, 1)], 1)


def _bent(strokes: Sequence[Stroke], amount: float, rng: np.random.Generator) -> Strokes:
    """Return the drawing with its regions moved smoothly, strokes that meet still meeting."""
    waves, phases = rng.uniform(-0.9, 0.9, (2, WAVES)), rng.uniform(0, 2 * np.pi, WAVES)
    pull = rng.normal(0.0, amount, (WAVES, 2))
    return [p + np.sin(2 * np.pi * p @ waves + phases) @ pull for p in strokes]


def _slipped(stroke: Stroke, hand: Hand, rng: np.random.Generator) -> Stroke:
    """Return one stroke with a hand's slips: begun anywhere, misplaced, shaky, ended badly."""
    stroke = _cornered(_begun(stroke, rng), hand.cut)
    middle, share = stroke.mean(axis=0), np.linspace(0, 1, len(stroke))[:, None]
    size = np.exp(rng.normal(0.0, hand.resized, 2))
    steady = min(1.0, len(stroke) * STEP / STEADY)
    place = middle + rng.normal(0.0, hand.misplaced, 2) * (0.3 + 0.7 * steady)
    astray = share**2 * rng.normal(0.0, hand.miss, 2) * steady
    shaky = _wobble(len(stroke), hand.wobble * steady, rng)
    return _ended((stroke - middle) * size + place + astray + shaky, hand.overrun * steady, rng)


def _begun(stroke: Stroke, rng: np.random.Generator) -> Stroke:
    """Return the stroke drawn from either end, a closed one from anywhere."""
    if np.array_equal(stroke[0], stroke[-1]) and rng.random() < 0.5:
        start = int(rng.integers(len(stroke) - 1)) if len(stroke) > 2 else 0
        stroke = np.concatenate([stroke[start:-1], stroke[: start + 1]])
    return stroke[::-1] if rng.random() < 0.4 else stroke


def _cornered(stroke: Stroke, length: float) -> Stroke:
    """Return the stroke with corners rounded off, as a running mean over ``length``."""
    half = min(round(length / STEP / 2), (len(stroke) - 1) // 4)
    if half < 1:
        return stroke
    before, after = 2 * stroke[0] - stroke[half:0:-1], 2 * stroke[-1] - stroke[-2 : -half - 2 : -1]
    long, box = np.concatenate([before, stroke, after]), np.full(2 * half + 1, 1 / (2 * half + 1))
    return np.stack([np.convolve(long[:, axis], box, "valid") for axis in (0, 1)], 1)


def _wobble(n: int, amount: float, rng: np.random.Generator) -> Stroke:
    """Return n smooth deviations, waves of a third of the drawing and longer."""
    at = np.arange(n)[:, None] * STEP
    waves, phases = rng.uniform(0.3, 3.0, (WAVES, 2)), rng.uniform(0, 2 * np.pi, (WAVES, 2))
    strength = rng.normal(0.0, amount, (WAVES, 2))
    total: Stroke = sum(
        (strength[k] * np.sin(2 * np.pi * at * waves[k] + phases[k]) for k in range(WAVES)),
        np.zeros((n, 2)),
    )
    return total


def _ended(stroke: Stroke, overrun: float, rng: np.random.Generator) -> Stroke:
    """Return the stroke gone on too long, or stopped short, at its end."""
    steps = round(rng.normal(0.0, overrun) / STEP)
    if steps < 0:
        return stroke[: max(2, len(stroke) + steps)]
    ahead = stroke[-1] - stroke[max(-3, -len(stroke))]
    ahead = ahead / max(float(np.hypot(*ahead)), 1e-9) * STEP
    return np.concatenate([stroke, stroke[-1] + ahead * np.arange(1, steps + 1)[:, None]])
