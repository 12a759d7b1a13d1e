"""Curves: where the value axis ends."""

import pytest

from ui.widgets.curve import Line, Plot, _highest


def plot(epochs, *points):
    return Plot("Loss", [Line("training", list(points), False)], epochs, None, False, "")


@pytest.mark.parametrize(
    ("epochs", "points", "highest"),
    [
        (1000, [(1, 90.0), (10, 8.0), (20, 3.0), (500, 1.0)], 3.0),  # 90 would press all flat
        (1000, [(1, 90.0), (10, 8.0)], 90.0),  # there is nothing else yet
        (20, [(1, 90.0), (2, 8.0)], 90.0),  # of few epochs the first is seen well
        (1000, [(1, 1.0), (500, 7.0)], 7.0),
    ],
)
def test_the_axis_ends_above_all_but_the_very_first_epochs(epochs, points, highest):
    assert _highest(plot(epochs, *points)) == highest
