"""The sheet: the 28 x 28 drawing in the making, stroke by stroke."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.brush import Cell, line, tip
from data.drawing import SIDE, Bits
from data.pixel_order import TO_PAPER


@dataclass(frozen=True)
class Picture:
    """A sheet at one moment."""

    pixels: Bits  # (28, 28), never written to
    order: Sequence[int] = ()  # how it came about, see data.pixel_order
    known: bool = True  # whether it was drawn in that order; else it is row by row to begin with

    @classmethod
    def empty(cls) -> "Picture":
        """Return a sheet of paper."""
        return cls(np.zeros((SIDE, SIDE), bool))

    def same_as(self, other: "Picture") -> bool:
        """Return whether both show the same."""
        return bool(np.array_equal(self.pixels, other.pixels))


class Sheet:
    """The drawing in the making. A stroke goes from pen down to pen up, also off the sheet."""

    def __init__(self) -> None:
        self.pixels: Bits = np.zeros((SIDE, SIDE), bool)
        self.version = 0  # grows with every change of a pixel
        self._order: list[int] = []
        self.known = True  # whether the drawing came about in that order
        self._pen: Cell | None = None  # where the stroke in the making is
        self._last: Cell | None = None  # where the one before it ended
        self._ink, self._size = True, 2
        self._before = Picture.empty()
        self._picture: tuple[int, Picture] | None = None  # of a version, made once

    @property
    def drawing(self) -> bool:
        """Whether the pen is down."""
        return self._pen is not None

    @property
    def empty(self) -> bool:
        """Whether there is no ink."""
        return not self.pixels.any()

    @property
    def order(self) -> Sequence[int]:
        """How it came about so far, see data.pixel_order; not to be changed."""
        return self._order

    def picture(self) -> Picture:
        """Return the sheet as it is now, the same picture as long as it does not change."""
        if self._picture is None or self._picture[0] != self.version:
            # Two bytes a change: undo keeps a picture for every stroke.
            order = array("H", self._order)
            self._picture = self.version, Picture(self.pixels.copy(), order, self.known)
        return self._picture[1]

    def show(self, picture: Picture) -> None:
        """Put a picture on the sheet in place of what was there."""
        self.pixels, self._order = picture.pixels.copy(), list(picture.order)
        self.known = picture.known
        self._pen = self._last = None
        self.version += 1

    def begin(self, cell: Cell, *, ink: bool, size: int, joined: bool = False) -> None:
        """Put the pen down at ``cell``, which may lie off the sheet.

        Args:
            cell: (row, col).
            ink: Whether it draws or erases.
            size: Of the brush, 1 to 4.
            joined: Whether to draw a straight line from where the last stroke ended.
        """
        if self._pen is not None:
            return  # a second button while the first is down
        self._before, self._ink, self._size = self.picture(), ink, size
        self._pen = self._last if joined and self._last else cell
        self.extend(cell)

    def extend(self, cell: Cell) -> None:
        """Draw to ``cell``, every pixel between included; nothing if the pen is up."""
        if self._pen is None:
            return
        for spot in line(self._pen, cell):
            for row, col in tip(spot, self._size):
                self._set(row, col)
        self._pen = cell

    def end(self) -> tuple[Picture, Picture] | None:
        """Lift the pen; return the sheet before and after, None if no pixel changed."""
        if self._pen is None:
            return None
        self._last, self._pen = self._pen, None
        after = self.picture()
        return None if self._before.same_as(after) else (self._before, after)

    def moved(self, d_row: int, d_col: int) -> Picture:
        """Return the drawing moved; ink that would leave the sheet is lost, nothing wraps."""
        pixels = np.zeros_like(self.pixels)
        rows, cols = np.nonzero(self.pixels)
        kept = _inside(rows + d_row) & _inside(cols + d_col)
        pixels[rows[kept] + d_row, cols[kept] + d_col] = True
        return Picture(pixels, tuple(self._moved_order(d_row, d_col)), self.known)

    def _moved_order(self, d_row: int, d_col: int) -> list[int]:
        changes = np.array(self._order, int)
        rows, cols = np.divmod(changes % TO_PAPER, SIDE)
        kept = _inside(rows + d_row) & _inside(cols + d_col)
        shifted: list[int] = (changes + d_row * SIDE + d_col)[kept].tolist()
        return shifted

    def _set(self, row: int, col: int) -> None:
        if self.pixels[row, col] != self._ink:
            self.pixels[row, col] = self._ink
            self._order.append(row * SIDE + col + (0 if self._ink else TO_PAPER))
            self.version += 1


def _inside(index: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> Bits:
    inside: Bits = (index >= 0) & (index < SIDE)
    return inside
