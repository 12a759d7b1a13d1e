"""Curves: where their axes end."""

import pytest

from ui import commands as c
from ui.screens.train_plots import TrainPlots
from ui.widgets.curve import Line, Plot, _highest
from ui.workspace import Workspace


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


def test_the_axis_of_a_run_under_way_grows_with_it(tmp_path):
    workspace = Workspace(tmp_path)
    workspace.apply(c.ChangePlan("hidden", (4,)))
    workspace.apply(c.ChangePlan("epochs", 15))
    ends = []
    for _ in range(13):
        workspace.apply(c.TrainSome("epoch"))
        while workspace.trainer.working:
            workspace.work(0.0)
        ends.append(TrainPlots(workspace).loss().epochs)
    workspace.apply(c.StopTraining())
    while workspace.trainer.working:
        workspace.work(0.0)
    assert ends == [10] * 10 + [15] * 3  # all epochs there are to be, which are fewer than 20
    assert TrainPlots(workspace).loss().epochs == 13
    workspace.close()
