"""The trainer: when it gives a frame's time back, and where it pauses."""

import time

import pytest

from models.plan import CLASSIC
from models.runs.runs import Runs
from ui import commands as c
from ui.state.trainer import Trainer
from ui.workspace import Workspace

DUE_S = 0.015


class Steps:
    """Steps that take so many seconds each, on a clock of their own."""

    def __init__(self, monkeypatch, *seconds):
        self.taken, self._now, self._seconds = 0, 0.0, seconds
        monkeypatch.setattr(time, "perf_counter", lambda: self._now)

    def __iter__(self):
        for seconds in self._seconds:
            self._now += seconds
            self.taken += 1
            yield


@pytest.fixture
def trainer(tmp_path):
    return Trainer(CLASSIC, Runs(tmp_path))


@pytest.mark.parametrize(
    ("seconds", "taken"),
    [
        ((0.004,) * 9, 4),  # ends a millisecond late, not three early
        ((0.0045,) * 9, 3),  # one and a half early, not three late
        ((0.001,) * 99, 15),
        ((0.1,) * 9, 1),  # at least one
        ((0.001, 0.02, 0.001), 2),  # nobody could know
    ],
)
def test_a_frames_work_ends_with_the_step_that_ends_nearest(trainer, monkeypatch, seconds, taken):
    steps = Steps(monkeypatch, *seconds)
    trainer.status, trainer._steps = "running", iter(steps)
    trainer.work(DUE_S)
    assert steps.taken == taken


@pytest.fixture
def workspace(tmp_path):
    workspace = Workspace(tmp_path)
    workspace.apply(c.ChangePlan("hidden", (4,)))
    workspace.apply(c.ChangePlan("epochs", 1000))
    yield workspace
    workspace.close()


@pytest.mark.parametrize("length", ["epoch", "batch"])
def test_a_stretch_ends_in_a_pause_and_stopping_then_is_scored(workspace, length):
    workspace.apply(c.TrainSome("epoch"))  # a first score
    to_its_pause(workspace)
    before = workspace.trainer.run.place
    workspace.apply(c.TrainSome(length))
    to_its_pause(workspace)
    after = workspace.trainer.run.place
    assert after.step > before.step
    assert (after.epoch == before.epoch + 1) == (length == "epoch")
    workspace.apply(c.StopTraining())
    while workspace.trainer.working:
        workspace.work(0.0)
    assert workspace.trainer.status == "done"
    assert workspace.message.text.startswith("Stopped. The new network is in use")


def to_its_pause(workspace):
    while workspace.trainer.working:
        workspace.work(0.0)
    assert workspace.trainer.status == "paused"
