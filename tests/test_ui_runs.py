"""Runs in the window: kept, left and gone on with, whatever happens."""

import time
from dataclasses import replace

import numpy as np
import pytest

from models.plan import PRESETS
from models.settings import plan_from
from models.state import same_numbers
from tests.explained import draw, work
from ui import commands as c
from ui.workspace import Workspace

PLAN = replace(PRESETS["classic"], epochs=12, batch_size=64)


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def opened(home, **plan):
    workspace = Workspace(home)
    for name, value in plan.items():
        workspace.apply(c.ChangePlan(name, value))
    return workspace


def train(workspace, until=None, **plan):
    """Train until something is so, or to the end."""
    for name, value in ({"epochs": PLAN.epochs, "batch_size": PLAN.batch_size} | plan).items():
        workspace.apply(c.ChangePlan(name, value))
    workspace.apply(c.StartOrPause())
    go(workspace, until)


def go(workspace, until=None):
    end_s = time.perf_counter() + 60
    while workspace.trainer.working and not (until and until(workspace.trainer.run)):
        assert time.perf_counter() < end_s
        workspace.work(0.0)


def record_of(workspace):
    (record,), wrong = workspace.runs.all()
    assert not wrong
    return record


def test_every_training_leaves_a_run(workspace):
    train(workspace)
    record, state = record_of(workspace), workspace.runs.state(workspace.trainer.run_id)
    story = workspace.model.story
    assert record.status == "done" and record.network == workspace.model.title
    assert (record.train_accuracy, record.held_out_accuracy) == (
        story.train_accuracy, story.held_out_accuracy,
    )  # fmt: skip
    assert (record.epochs, record.steps) == (12, 12 * 8) and record.digest == story.digest
    assert (record.train_count, record.held_out_count) == (512, 128)
    assert plan_from(record.plan) == plan_from(story.plan) and record.names == workspace.model.names
    assert 0 < record.worked_s < 60
    assert same_numbers(state.measured.best, workspace.model.network)
    assert [point.epoch for point in state.measured.points] == list(range(1, 13))


def test_a_window_closed_in_the_middle_of_a_training_goes_on_with_it(home, tmp_path):
    whole = opened(tmp_path / "whole")
    train(whole)
    first = opened(home)
    train(first, until=lambda run: run.place.step > 37)
    first.apply(c.Quit())
    first.close()
    second = opened(home)
    work(second)
    assert second.trainer.status == "paused" and second.trainer.plan.epochs == 12
    assert "waits at" in second.message.text
    assert second.trainer.share == pytest.approx(first.trainer.share)
    second.apply(c.StartOrPause())
    go(second)
    assert same_numbers(second.model.network, whole.model.network)
    assert record_of(second).status == "done"
    third = opened(home)
    work(third)
    assert third.trainer.status == "idle"
    for workspace in (whole, second, third):
        workspace.close()


def test_a_run_that_another_window_is_at_work_on_is_left_alone(home):
    first = opened(home)
    train(first, until=lambda run: run.place.step > 30)
    first.trainer._recorder.save()
    second = opened(home)
    work(second)
    assert second.trainer.status == "idle" and second.message is None
    second.apply(c.GoOnWithRun(first.trainer.run_id))
    assert "Another window is at work" in second.message.text
    first.close()
    second.close()


@pytest.mark.parametrize("stretch, places", [("batch", [1, 2, 3]), ("epoch", [8, 16, 24])])
def test_a_training_can_be_taken_a_stretch_at_a_time(workspace, stretch, places):
    for step in places:
        for name in ("epochs", "batch_size"):
            if not workspace.trainer.busy:
                workspace.apply(c.ChangePlan(name, getattr(PLAN, name)))
        workspace.apply(c.TrainSome(stretch))
        go(workspace)
        assert workspace.trainer.status == "paused"
        assert workspace.trainer.run.place.step == step
        assert len(workspace.trainer.run.curves.points) == (step // 8)


def test_a_training_taken_in_stretches_ends_at_the_same_network(home, tmp_path):
    whole, other = opened(tmp_path / "whole"), opened(home)
    train(whole, epochs=4)
    for name, value in {"epochs": 4, "batch_size": 64}.items():
        other.apply(c.ChangePlan(name, value))
    for i in range(40):
        if other.trainer.status != "done":
            other.apply(c.TrainSome("batch" if i % 3 else "epoch"))
            go(other)
    assert other.trainer.status == "done"
    assert same_numbers(whole.model.network, other.model.network)
    whole.close()
    other.close()


def test_a_setting_changed_while_paused_holds_from_there(workspace):
    train(workspace, until=lambda run: run.place.step > 20)
    workspace.apply(c.StartOrPause())
    workspace.apply(c.ChangePlan("learning_rate", 0.01))
    assert workspace.trainer.run.plan.learning_rate == workspace.trainer.plan.learning_rate == 0.01
    workspace.apply(c.StartOrPause())
    go(workspace)
    assert record_of(workspace).changes[0]["settings"] == {"learning_rate": 0.01}
    assert workspace.model.story.plan["learning_rate"] == 0.01


def test_a_run_that_has_ended_goes_on_with_as_many_epochs_more(home, tmp_path):
    whole, two = opened(tmp_path / "whole"), opened(home)
    train(whole, epochs=24, schedule="constant")
    train(two, schedule="constant")
    two.apply(c.GoOnWithRun(two.trainer.run_id))
    assert two.trainer.status == "paused" and two.trainer.plan.epochs == 24
    assert two.view.screen == "train"
    two.apply(c.StartOrPause())
    go(two)
    assert same_numbers(whole.model.network, two.model.network)
    assert record_of(two).epochs == 24 and record_of(two).network == two.model.title
    whole.close()
    two.close()


def test_a_run_goes_on_with_the_drawings_there_are_and_says_so(workspace):
    train(workspace, until=lambda run: run.place.step > 20)
    workspace.apply(c.StopTraining())
    work(workspace)
    draw(workspace, (3, 3), (20, 20))
    workspace.apply(c.PressNumber(1))
    workspace.apply(c.GoOnWithRun(workspace.trainer.run_id))
    workspace.apply(c.StartOrPause())
    go(workspace)
    record = record_of(workspace)
    assert record.changes[0]["drawings"] and record.train_count + record.held_out_count == 641


def test_a_run_follows_a_renamed_class_and_refuses_a_new_one(workspace):
    train(workspace, until=lambda run: run.place.step > 20)
    workspace.apply(c.StopTraining())
    work(workspace)
    run_id, labels = workspace.trainer.run_id, workspace.collection.labels
    workspace.apply(c.RenameClass(labels[0].id, "dwelling"))
    workspace.apply(c.MoveClass(labels[0].id, 3))
    workspace.apply(c.GoOnWithRun(run_id))
    workspace.apply(c.StartOrPause())
    go(workspace)
    assert workspace.trainer.status == "done" and "dwelling" in workspace.model.names
    scored = workspace.trainer.run.curves.best_point.held_out.accuracy
    assert scored == pytest.approx(workspace.model.story.held_out_accuracy)
    workspace.apply(c.AddClass("star"))
    draw(workspace, (3, 3), (20, 20))
    workspace.apply(c.PressNumber(len(workspace.collection.labels)))
    workspace.apply(c.GoOnWithRun(run_id))
    assert "classes that the run does not know" in workspace.message.text
    assert workspace.trainer.status == "done"


def test_a_training_that_ran_away_is_in_the_list_too(workspace):
    train(workspace, until=lambda run: run.curves.points)
    workspace.trainer.run.network.layers[0].weights *= 1e9
    go(workspace)
    record = record_of(workspace)
    assert record.status == "failed" and "ran away" in record.complaint


def test_a_disk_that_fills_does_not_stop_a_training(workspace, monkeypatch):
    import models.runs.recorder as recorder

    def full(*args):
        raise OSError(28, "No space left on device")
        yield

    monkeypatch.setattr(recorder, "SAVED_S", 0.0)
    train(workspace, until=lambda run: run.place.step > 20)
    monkeypatch.setattr(recorder.state_file, "save", full)
    go(workspace)
    assert workspace.trainer.status == "done"
    assert workspace.model.title.startswith("classic ")
    assert "No space left on device" in workspace.trainer.complaint


def test_what_a_run_has_measured_is_what_it_had_measured(home):
    first = opened(home)
    train(first, until=lambda run: len(run.curves.points) > 4)
    first.close()
    second = opened(home)
    work(second)
    for one, two in zip(
        first.trainer.run.curves.points, second.trainer.run.curves.points, strict=True
    ):
        assert one.epoch == two.epoch and one.held_out.loss == two.held_out.loss
        assert np.array_equal(one.held_out.confusion, two.held_out.confusion)
        assert np.array_equal(one.trained.confusion, two.trained.confusion)
    second.close()
