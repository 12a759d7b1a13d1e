"""Arrays from files as drawings: checked, thresholded, turned and fitted, some rows at a time."""

import math
from typing import Any

import numpy as np

from data.drawing import SIDE, Bits
from data.errors import DataError
from data.exchange.batch import INK_FROM
from data.exchange.fit import fitted, is_light, size_complaint
from data.exchange.found import Found

NAMED = {(SIDE, SIDE), (SIDE * SIDE,)}
FITTED = "Drawings of {} pixels were fitted: the box round the ink, in proportion."
TURNED = "Dark on light: what is dark was taken for ink."


class Pixels:
    """Turns a file's rows into drawings; what is so for the first of them holds for all."""

    def __init__(self, source: str, found: Found, *, turn: bool = True) -> None:
        """Begin.

        Args:
            source: What to call the file in a message.
            found: Is told how the file was read.
            turn: Whether grey pictures may be dark on light.
        """
        self._source, self._found, self._may_turn = source, found, turn
        self._grey = self._turned = False
        self._decided = False

    def of(self, rows: Any) -> Bits:
        """Return rows as ink, shape (n, 28, 28).

        Args:
            rows: Numbers, (n, height, width), one more axis for colours, or (n, pixels) of
                square drawings: ink 1 and paper 0, or 0 to 255.

        Raises:
            DataError: If they are no pictures.
        """
        rows = np.asarray(rows)
        if rows.dtype.kind not in "biuf":
            raise DataError(f"{self._source} does not hold numbers as pixels.")
        high, wide = self._shape(rows)
        if rows.dtype != np.uint8:  # which cannot be anything else
            self._check(rows)
        if rows.ndim == 4:
            rows = rows[..., :3].mean(axis=3)
        rows = rows.reshape(len(rows), high, wide)
        self._decide(rows)
        if (high, wide) == (SIDE, SIDE):
            least = 0.5 if rows.dtype.kind == "f" else 1
            ink = rows >= (INK_FROM if self._grey else least)
            drawn: Bits = ~ink if self._turned else ink
            return drawn
        self._found.note(FITTED.format(f"{wide} x {high}"))
        grey = rows.astype(np.float32) / (255 if self._grey else 1)
        pictures = 1 - grey if self._turned else grey
        return np.stack([fitted(picture) for picture in pictures])

    def _check(self, rows: Any) -> None:
        if rows.dtype.kind == "f" and not np.isfinite(rows).all():
            raise DataError(f"{self._source} has pixels that are no numbers (NaN or infinite).")
        if rows.size and (rows.min() < 0 or rows.max() > 255):
            raise DataError(f"{self._source} has pixels outside 0 to 255.")

    def _shape(self, rows: Any) -> tuple[int, int]:
        shape = rows.shape[1:]
        if len(shape) == 1 and math.isqrt(shape[0]) ** 2 == shape[0]:
            shape = (math.isqrt(shape[0]),) * 2
        if len(shape) == 3 and shape[2] in (1, 3, 4):
            shape = shape[:2]
        if len(shape) != 2:
            size = " x ".join(map(str, rows.shape[1:])) or "no"
            raise DataError(f"{self._source} has drawings of {size} pixels; Inkling's are 28 x 28.")
        complaint = size_complaint(*shape)
        if complaint:
            raise DataError(f"{self._source}: a drawing {complaint}.")
        return shape[0], shape[1]

    def _decide(self, rows: Any) -> None:
        """Find out how the file is meant, from the first rows that tell."""
        if self._decided or not rows.size:
            return
        self._grey = bool(rows.max() > 1)
        # only grey tells which of dark and light was drawn; ink and paper say it themselves
        several = self._grey and len(np.unique(rows[:50])) > 2
        if self._may_turn and several and is_light(rows[:200].astype(np.float32) / 255):
            self._turned = True
            self._found.note(TURNED)
        self._decided = self._grey  # a file of 0 to 255 may begin with hardly any ink
