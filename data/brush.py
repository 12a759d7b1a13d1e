"""The brush: which pixels a stroke touches. The sheet and the starter set share it.

Cells are (row, col) from the top left. A cell may lie off the sheet, so that a
stroke can leave it and come back; only cells on the sheet are ever touched.
"""

from collections.abc import Iterator

from data.drawing import SIDE

Cell = tuple[int, int]

SIZES = (1, 2, 3, 4)

# Rows of each tip, as (row offset, first column offset, last column offset).
# 3 and 4 lose their corners, so that thick lines end round.
_TIPS: dict[int, tuple[tuple[int, int, int], ...]] = {
    1: ((0, 0, 0),),
    2: ((0, 0, 1), (1, 0, 1)),
    3: ((-1, 0, 0), (0, -1, 1), (1, 0, 0)),
    4: ((-1, 0, 1), (0, -1, 2), (1, -1, 2), (2, 0, 1)),
}


def tip(cell: Cell, size: int) -> Iterator[Cell]:
    """Yield the cells on the sheet that a brush of ``size`` (1 to 4) covers at ``cell``."""
    row, col = cell
    for d_row, first, last in _TIPS[size]:
        if 0 <= row + d_row < SIDE:
            for c in range(max(col + first, 0), min(col + last, SIDE - 1) + 1):
                yield row + d_row, c


def line(start: Cell, end: Cell) -> Iterator[Cell]:
    """Yield every cell from ``start`` to ``end``, both included, each touching the next.

    Bresenham, "Algorithm for computer control of a digital plotter", 1965.
    """
    (row, col), (d_row, d_col) = start, (abs(end[0] - start[0]), abs(end[1] - start[1]))
    step_row, step_col = (1 if end[i] > start[i] else -1 for i in (0, 1))
    error = d_col - d_row
    while True:
        yield row, col
        if (row, col) == end:
            return
        doubled = 2 * error
        if doubled > -d_row:
            error -= d_row
            col += step_col
        if doubled < d_col:
            error += d_col
            row += step_row
