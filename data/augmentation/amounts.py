"""Augmentation: how far variants of a drawing may stray from it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Augmentation:
    """Standard deviations, each 0 or more."""

    turn_deg: float = 7.0
    size: float = 0.08  # of both sides together, as a logarithm
    stretch: float = 0.08  # of one side against the other, as a logarithm
    shear: float = 0.08  # columns per row
    shift_px: float = 1.0  # to whole pixels
    warp_px: float = 0.6  # how far each knot of the net is pulled
    pen: float = 0.1  # of the height from which there is ink: thinner and thicker lines
    hole: float = 0.0  # share of the variants with a part left out, 0 to 1
