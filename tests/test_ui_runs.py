"""Runs in the window: kept, left and gone on with, whatever happens."""

import json
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import get_args

import numpy as np
import pygame
import pytest

from models.plan import PRESETS
from models.runs.record import Status
from models.settings import plan_from
from tests.explained import draw, same_numbers, work
from ui import commands as c
from ui.stage import Stage
from ui.state.about_run import changed_since
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


def go_on_with(workspace, run_id):
    """Bring back a run; of a large one that takes some frames."""
    workspace.apply(c.GoOnWithRun(run_id))
    while workspace.trainer.status == "resuming":
        workspace.work(0.0)


def record_of(workspace):
    (record,), wrong = workspace.runs.all()
    assert not wrong
    return record


def test_every_training_leaves_a_run(workspace):
    train(workspace)
    record, state = record_of(workspace), workspace.runs.state(workspace.trainer.run_id)
    story = workspace.networks.model.story
    assert record.status == "done" and record.network == workspace.networks.model.title
    assert (record.train_accuracy, record.held_out_accuracy) == (
        story.train_accuracy, story.held_out_accuracy,
    )  # fmt: skip
    assert (record.epochs, record.steps) == (12, 12 * 8) and record.digest == story.digest
    assert (record.train_count, record.held_out_count) == (512, 128)
    assert (
        plan_from(record.plan) == plan_from(story.plan)
        and record.names == workspace.networks.model.names
    )
    assert 0 < record.worked_s < 60
    assert same_numbers(state.measured.best, workspace.networks.model.network)
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
    assert same_numbers(second.networks.model.network, whole.networks.model.network)
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
    go_on_with(second, first.trainer.run_id)
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
    assert same_numbers(whole.networks.model.network, other.networks.model.network)
    whole.close()
    other.close()


def test_a_setting_changed_while_paused_holds_from_there(workspace):
    train(workspace, until=lambda run: run.place.step > 20)
    workspace.apply(c.StartOrPause())
    workspace.apply(c.ChangePlan("learning_rate", 0.01))
    assert workspace.trainer.plan.learning_rate == 0.01
    workspace.apply(c.StartOrPause())
    assert workspace.trainer.run.plan.learning_rate == 0.01
    go(workspace)
    assert record_of(workspace).changes[0]["settings"] == {"learning_rate": 0.01}
    assert workspace.networks.model.story.plan["learning_rate"] == 0.01


def test_a_run_that_has_ended_goes_on_with_as_many_epochs_more(home, tmp_path):
    whole, two = opened(tmp_path / "whole"), opened(home)
    train(whole, epochs=24, schedule="constant")
    train(two, schedule="constant")
    go_on_with(two, two.trainer.run_id)
    assert two.trainer.status == "paused" and two.trainer.plan.epochs == 24
    assert two.view.screen == "train"
    two.apply(c.StartOrPause())
    go(two)
    assert same_numbers(whole.networks.model.network, two.networks.model.network)
    assert record_of(two).epochs == 24 and record_of(two).network == two.networks.model.title
    whole.close()
    two.close()


def test_a_run_goes_on_with_the_drawings_there_are_and_says_so(workspace):
    train(workspace, until=lambda run: run.place.step > 20)
    workspace.apply(c.StopTraining())
    work(workspace)
    draw(workspace, (3, 3), (20, 20))
    workspace.apply(c.PressNumber(1))
    go_on_with(workspace, workspace.trainer.run_id)
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
    go_on_with(workspace, run_id)
    workspace.apply(c.StartOrPause())
    go(workspace)
    assert workspace.trainer.status == "done" and "dwelling" in workspace.networks.model.names
    scored = workspace.trainer.run.curves.best_point.held_out.accuracy
    assert scored == pytest.approx(workspace.networks.model.story.held_out_accuracy)
    workspace.apply(c.AddClass("star"))
    draw(workspace, (3, 3), (20, 20))
    workspace.apply(c.PressNumber(len(workspace.collection.labels)))
    go_on_with(workspace, run_id)
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
    assert workspace.networks.model.title.startswith("classic ")
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


LAST = {"epochs": 4, "hidden": (16, 16)}


def three(workspace):
    """Train three runs, of other plans; return their records, the oldest first."""
    for i, plan in enumerate(({"epochs": 3}, {"epochs": 5, "hidden": (9,)}, LAST)):
        workspace.trainer._ended_s = -9.0
        train(workspace, seed=i, **plan)
    return workspace.runs_list.records[::-1]


def test_runs_are_listed_sorted_and_filtered(workspace):
    first, second, third = three(workspace)
    listed = workspace.runs_list
    assert [record.epochs for record in listed.shown] == [4, 5, 3]  # the newest first
    workspace.apply(c.SortRuns("epochs"))
    assert [record.epochs for record in listed.shown] == [5, 4, 3]
    workspace.apply(c.SortRuns("epochs"))
    assert [record.epochs for record in listed.shown] == [3, 4, 5]
    workspace.apply(c.ShowRuns("own"))  # other layers than a preset's
    assert [record.epochs for record in listed.shown] == [5]
    least = min(record.held_out_accuracy for record in listed.records)
    workspace.apply(c.ShowRuns(f"score>{least * 100 + 0.01:.4f}"))
    assert {record.id for record in listed.shown} == {
        record.id for record in (first, second, third) if record.held_out_accuracy > least + 1e-4
    }
    workspace.apply(c.ShowRuns("score>many"))
    assert "type a score" in workspace.message.text and listed.text.startswith("score>")


def test_runs_can_be_removed_and_brought_back_after_a_restart_too(home):
    workspace = opened(home)
    first, _, third = three(workspace)
    workspace.apply(c.ChooseRun(first.id))
    workspace.apply(c.ChooseRun(third.id, more=True))
    workspace.apply(c.RemoveRuns())
    assert [record.epochs for record in workspace.runs_list.shown] == [5]
    workspace.close()
    again = opened(home)
    assert len(again.runs_list.shown) == 1
    again.apply(c.Undo())
    assert len(again.runs_list.shown) == 3
    again.apply(c.Redo())
    again.apply(c.ShowRuns("removed"))
    assert {record.id for record in again.runs_list.shown} == {first.id, third.id}
    again.apply(c.ChooseRun(first.id))
    again.apply(c.BringBackRuns())
    again.apply(c.EmptyRuns())
    again.apply(c.ShowRuns(""))
    assert {record.epochs for record in again.runs_list.shown} == {3, 5}
    assert not again.runs.folder_of(third.id).exists()
    for _ in range(2):
        again.apply(c.Undo())  # what is gone for good is left out
    assert not again.message.error
    again.close()


def test_a_run_under_way_cannot_be_removed(workspace):
    train(workspace, until=lambda run: run.place.step > 20)
    workspace.apply(c.ChooseRun(workspace.trainer.run_id))
    workspace.apply(c.RemoveRuns())
    assert "under way" in workspace.message.text and len(workspace.runs_list.shown) == 1


def test_a_run_is_renamed_with_undo_and_keeps_its_name_to_its_end(workspace):
    train(workspace, until=lambda run: run.place.step > 20)
    run_id = workspace.trainer.run_id
    workspace.apply(c.RenameRun(run_id, "  my   first  "))
    go(workspace)
    assert record_of(workspace).name == "my first" == workspace.runs_list.shown[0].title
    workspace.apply(c.RenameRun(run_id, "x" * 200))
    assert "at most 80" in workspace.message.text
    workspace.apply(c.Undo())  # the network
    workspace.apply(c.Undo())
    assert record_of(workspace).name == ""


def test_any_runs_network_can_be_taken_into_use_and_undone(workspace):
    first, _, third = three(workspace)
    assert workspace.networks.model.title == third.network
    workspace.apply(c.UseRun(first.id))
    assert workspace.networks.model.title == first.network
    assert workspace.networks.library.current()[0].title == first.network
    workspace.apply(c.UseRun(first.id))
    assert "in use already" in workspace.message.text
    workspace.apply(c.Undo())
    assert workspace.networks.model.title == third.network


def test_two_runs_side_by_side(workspace):
    first, second, _ = three(workspace)
    workspace.apply(c.CompareRuns())
    assert "Choose two runs" in workspace.message.text
    workspace.apply(c.ChooseRun(second.id))
    workspace.apply(c.ChooseRun(first.id, more=True))
    workspace.apply(c.CompareRuns())
    work(workspace)
    found = workspace.comparison
    assert [side.record.id for side in found.sides] == [first.id, second.id]  # the older first
    assert ("hidden layers", "16, 16", "9") in found.settings
    assert {name for name, *_ in found.settings} >= {"hidden layers", "epochs", "seed"}
    one, other = (workspace.networks.library.load(record.network) for record in (first, second))
    images = workspace.collection.drawings.images.reshape(-1, 784).astype(np.float32)
    said = [network.forward(images).argmax(axis=1) for network in (one.network, other.network)]
    differ = np.flatnonzero(said[0] != said[1])
    changed = [answered.id for answered in found.otherwise.changed]
    assert changed == workspace.collection.drawings.ids[differ].tolist()
    assert found.otherwise.seen == 640 and found.otherwise.complete
    for name, (n, before, after) in found.otherwise.by_class.items():
        held_out = workspace.collection.drawings.held_out
        own = next(i for i, label in enumerate(one.names) if label == name)
        truth = workspace.collection.labelled().batch.labels
        of_class = held_out & (truth == own)
        assert n == of_class.sum()
        assert before == (said[0][of_class] == own).sum()
        assert after == (said[1][of_class] == own).sum()
    workspace.apply(c.ShowChanged())
    assert len(workspace.collection.shown) == len(differ) and workspace.view.screen == "drawings"


def test_the_time_slider_puts_a_moment_on_every_screen_and_back(workspace):
    draw(workspace, (5, 5), (20, 20))
    train(workspace, epochs=40)
    work(workspace)
    now = workspace.answer.outputs.copy()
    workspace.apply(c.GoToMoment(4))
    assert workspace.playback.point.epoch == 5 and workspace.networks.whose == "At epoch 5"
    assert np.abs(workspace.answer.outputs - now).max() > 0.01
    assert workspace.networks.shown.model.network is workspace.networks.wired.model.network
    early = workspace.answer.outputs.copy()
    workspace.apply(c.GoToMoment(999))
    assert workspace.playback.point.epoch == 40
    workspace.apply(c.GoToMoment(4))
    assert np.array_equal(workspace.answer.outputs, early)
    workspace.apply(c.LeaveMoment())
    assert np.array_equal(workspace.answer.outputs, now) and workspace.networks.whose == ""


def test_a_moment_is_the_network_that_was_there(workspace):
    plan = {"epochs": 6, "seed": 4}
    train(workspace, until=lambda run: run.place.epoch > 3 and run.settled, **plan)
    then = workspace.trainer.run.network.copy()
    go(workspace)
    workspace.apply(c.GoToMoment(2))
    images = workspace.collection.drawings.images.reshape(-1, 784).astype(np.float32)
    shown = workspace.networks.shown.model.network.forward(images)
    assert np.abs(shown - then.forward(images)).max() < 0.005


def test_the_slider_goes_through_a_run_of_an_earlier_window_and_of_one_under_way(home):
    first = opened(home)
    train(first, epochs=8)
    first.close()
    second = opened(home)
    run_id = second.runs_list.shown[0].id
    second.apply(c.ChooseRun(run_id))
    assert not second.playback.live and len(second.playback.seen.points) == 8
    second.apply(c.GoToMoment(3))
    assert second.playback.point.epoch == 4 and second.playback.answers is not None
    train(second, epochs=50, until=lambda run: len(run.curves.points) > 5 and run.settled)
    assert second.playback.live and second.playback.answers is None
    second.apply(c.StartOrPause())
    second.apply(c.GoToMoment(2))
    assert second.playback.answers is not None and second.playback.point.epoch == 3
    second.close()


def test_a_run_says_when_the_drawings_have_changed_since(workspace):
    train(workspace)
    record = record_of(workspace)
    assert not changed_since(record, workspace.collection)
    work(workspace)
    workspace.apply(c.Choose(0))
    workspace.apply(c.RelabelChosen(workspace.collection.labels[3].id))
    held_out = workspace.collection.drawings.held_out[workspace.selection.row]
    assert changed_since(record, workspace.collection) != held_out
    workspace.apply(c.Undo())
    assert not changed_since(record, workspace.collection)
    workspace.apply(c.ChooseAll())
    workspace.apply(c.TrashChosen())
    assert changed_since(record, workspace.collection)


def test_damaged_missing_and_newer_runs_are_named_and_the_others_listed(home):
    workspace = opened(home)
    records = three(workspace)
    folder = workspace.runs.folder_of
    (folder(records[0].id) / "run.json").write_text("{")
    newer = (folder(records[1].id) / "run.json").read_text().replace('"format": 1', '"format": 9')
    (folder(records[1].id) / "run.json").write_text(newer)
    (folder("nothing in it")).mkdir()
    workspace.runs_list.refresh()
    assert [record.id for record in workspace.runs_list.shown] == [records[2].id]
    wrong = " ".join(workspace.runs_list.wrong)
    assert "damaged" in wrong and "newer version" in wrong and "has lost its run.json" in wrong
    for run_id in (records[0].id, records[1].id, "none at all"):
        workspace.apply(c.ChooseRun(run_id))
        assert workspace.message.error
    (folder(records[2].id) / "state.npz").write_bytes(b"PK not really")
    go_on_with(workspace, records[2].id)
    assert "damaged" in workspace.message.text and not workspace.trainer.busy
    (folder(records[2].id) / "state.npz").unlink()
    go_on_with(workspace, records[2].id)
    assert "has no state" in workspace.message.text
    workspace.close()


def test_a_run_whose_network_file_is_gone_is_named(workspace):
    first, *_ = three(workspace)
    (workspace.networks.library.folder / f"{first.network}.npz").unlink()
    before = workspace.networks.model
    workspace.apply(c.UseRun(first.id))
    assert "There is no network at" in workspace.message.text and workspace.networks.model is before


def test_a_state_full_of_strange_values_is_refused(home, rng):
    workspace = opened(home)
    train(workspace, until=lambda run: run.place.step > 20)
    workspace.apply(c.StopTraining())
    work(workspace)
    folder = workspace.runs.folder_of(workspace.trainer.run_id)
    whole = (folder / "state.npz").read_bytes()
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(int(rng.integers(1, 20))):
            content[int(rng.integers(len(content)))] = int(rng.integers(256))
        (folder / "state.npz").write_bytes(content)
        workspace.apply(c.ChooseRun(workspace.trainer.run_id))  # says so, or shows it
    (folder / "state.npz").write_bytes(whole)
    workspace.apply(c.ChooseRun(workspace.trainer.run_id))
    workspace.close()


def test_a_runs_network_is_exported_and_nothing_is_overwritten(workspace, tmp_path):
    first, *_ = three(workspace)
    for ending in ("html", "onnx", "npz"):
        target = tmp_path / f"mine.{ending}"
        workspace.apply(c.ExportRun(first.id, f'"{target}"'))
        assert workspace.message.text == f"The network is in {target}." and target.stat().st_size
        workspace.apply(c.ExportRun(first.id, str(target)))
        assert "is there already" in workspace.message.text
    workspace.apply(c.ExportRun(first.id, str(tmp_path / "mine.pdf")))
    assert "is written as .npz, .onnx, .html" in workspace.message.text


def shown(workspace):
    """Draw the training screen, as the window does."""
    stage = Stage(workspace, (1280, 800))
    stage.catch_up()
    stage.draw(pygame.Surface((1280, 800)))


@pytest.mark.usefixtures("fonts")
def test_a_moment_is_left_when_another_run_is_brought_back(workspace):
    first, *_ = three(workspace)
    workspace.trainer._ended_s = -9.0
    train(workspace, epochs=12)
    workspace.apply(c.show_screen("train"))
    workspace.apply(c.GoToMoment(10))
    workspace.apply(c.ChooseRun(first.id, more=True))
    go_on_with(workspace, first.id)
    assert workspace.playback.place is None and workspace.playback.answers is None
    shown(workspace)


@pytest.mark.parametrize("stop", [False, True])
def test_a_window_closed_while_the_network_is_scored_ends_the_run_and_no_more(
    home, monkeypatch, stop
):
    monkeypatch.setattr("models.examples.MOST_SHOWN", 20)
    monkeypatch.setattr("models.scores.SLICE", 784 * 4)
    first = opened(home)
    if stop:
        train(first, until=lambda run: len(run.curves.points) > 2, epochs=6)
        first.apply(c.StopTraining())
    else:
        train(first, until=lambda run: run.share == 1.0 and run.settled, epochs=6)
        first.trainer.work(0.0)
    epochs = first.trainer.run.place.epoch - 1
    first.close()
    second = opened(home)
    work(second)
    assert second.trainer.status == "done" and second.networks.model.title.startswith("classic ")
    record = record_of(second)
    assert record.epochs == epochs and record.plan["epochs"] == 6
    assert record.status == ("stopped" if stop else "done")
    second.close()


def test_a_plan_cut_short_before_the_first_score_ends_with_one(workspace):
    train(workspace, until=lambda run: run.place.step > 20, epochs=2000)
    workspace.apply(c.StartOrPause())
    workspace.apply(c.ChangePlan("epochs", 1))
    workspace.apply(c.StartOrPause())
    go(workspace)
    assert workspace.trainer.status == "done" and record_of(workspace).status == "done"
    assert record_of(workspace).held_out_accuracy is not None
    go_on_with(workspace, workspace.trainer.run_id)
    assert workspace.trainer.status == "paused"


def test_a_run_that_cannot_go_on_is_not_offered_at_the_next_start(home):
    first = opened(home)
    train(first, epochs=3)
    work(first)
    first.apply(c.ChooseAll())
    first.apply(c.TrashChosen())
    go_on_with(first, first.trainer.run_id)
    assert "nothing to tell apart" in first.message.text
    first.apply(c.Undo())
    first.close()
    second = opened(home)
    work(second)
    assert second.trainer.status == "idle" and second.message is None
    second.close()


def test_a_run_renamed_and_deleted_for_good_does_not_block_undo(workspace):
    draw(workspace, (4, 4), (20, 20))
    workspace.apply(c.PressNumber(1))
    first, *_ = three(workspace)
    workspace.apply(c.RenameRun(first.id, "mine"))
    workspace.apply(c.ChooseRun(first.id))
    workspace.apply(c.RemoveRuns())
    workspace.apply(c.EmptyRuns())
    for _ in range(7):
        workspace.apply(c.Undo())
    assert workspace.collection.count() == 640


def test_a_setting_changed_and_changed_back_is_no_change(workspace):
    train(workspace, until=lambda run: run.place.step > 20)
    workspace.apply(c.StartOrPause())
    for value in (1.0, 12.0, 5.0):  # as it is typed
        workspace.apply(c.ChangePlan("turn_deg", value))
    workspace.apply(c.StartOrPause())
    go(workspace)
    assert record_of(workspace).changes == ()


@pytest.mark.parametrize("names", [["a", "b"], [*"abcdefghi"]])
@pytest.mark.usefixtures("fonts")
def test_a_run_whose_names_do_not_fit_its_network_is_refused(workspace, names):
    first, second, _ = three(workspace)
    path = workspace.runs.folder_of(first.id) / "run.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"names": names}))
    workspace.runs_list.refresh()
    for command in (c.ChooseRun(first.id), c.GoOnWithRun(first.id), c.UseRun(first.id)):
        workspace.apply(command)
        assert "not one name for each output" in workspace.message.text
    workspace.apply(c.ChooseRun(second.id))
    workspace.apply(c.Toggle("changes"))
    shown(workspace)


def test_the_network_of_a_run_that_ended_badly_can_be_used(workspace):
    train(workspace, until=lambda run: len(run.curves.points) > 2)
    workspace.trainer._recorder.save()
    workspace.trainer.run.network.layers[0].weights *= 1e9
    go(workspace)
    best = workspace.trainer.run.curves.best
    assert workspace.runs_list.shown[0].status == "failed"
    workspace.apply(c.UseRun(workspace.trainer.run_id))
    assert same_numbers(workspace.networks.model.network, best)


def test_scores_of_other_drawings_are_not_taken_for_those_of_these(workspace):
    train(workspace, until=lambda run: len(run.curves.points) > 4)
    workspace.apply(c.StopTraining())
    work(workspace)
    workspace.apply(c.ShowTyped("car"))
    workspace.apply(c.ChooseAll())
    workspace.apply(c.TrashChosen())
    go_on_with(workspace, workspace.trainer.run_id)
    assert workspace.trainer.run.curves.best_point is None
    workspace.apply(c.StartOrPause())
    go(workspace)
    story = workspace.networks.model.story
    assert story.train_count + story.held_out_count == 560


def test_damaged_moments_do_not_keep_a_run_from_going_on(home):
    first = opened(home)
    train(first, until=lambda run: len(run.curves.points) > 4)
    folder = first.runs.folder_of(first.trainer.run_id)
    first.close()
    (folder / "moments.bin").write_bytes(b"nonsense")
    second = opened(home)
    work(second)
    assert second.trainer.status == "paused"
    second.apply(c.StartOrPause())
    go(second)
    assert record_of(second).status == "done"
    assert len(second.runs.state(second.trainer.run_id).measured.points) >= 6  # those since
    second.close()


def test_a_disk_that_has_room_again_is_written_to_again(workspace, monkeypatch):
    import models.runs.recorder as recorder

    whole = recorder.state_file.save

    def full(*args):
        raise OSError(28, "No space left on device")
        yield

    monkeypatch.setattr(recorder, "SAVED_S", 0.0)
    monkeypatch.setattr(recorder, "AGAIN_S", 0.0)
    monkeypatch.setattr(recorder.state_file, "save", full)
    train(workspace, until=lambda run: run.place.step > 20)
    assert "No space left" in workspace.trainer.complaint
    monkeypatch.setattr(recorder.state_file, "save", whole)
    go(workspace)
    assert "No space left" not in workspace.trainer.complaint
    assert workspace.runs.state(workspace.trainer.run_id).place.epoch == 13


def test_a_training_goes_on_where_no_folder_can_be_made_for_it(workspace, monkeypatch):
    (workspace.home / "runs").write_text("in the way")
    train(workspace)
    assert workspace.trainer.status == "done" and workspace.networks.model.title.startswith(
        "classic "
    )
    assert "could not be written" in workspace.trainer.complaint


def test_many_runs_are_drawn_and_gone_through_quickly_enough_to_be_read_once(
    workspace, monkeypatch, fonts
):
    import models.runs.runs as runs

    three(workspace)
    read = []
    original = runs.records.read
    monkeypatch.setattr(
        runs.records, "read", lambda folder: (read.append(folder), original(folder))[1]
    )
    workspace.apply(c.show_screen("train"))
    workspace.apply(c.RenameRun(workspace.runs_list.shown[0].id, "x"))
    n = len(read)
    for _ in range(5):
        shown(workspace)
    assert len(read) == n <= 4  # the one that was renamed, not all of them again


@pytest.mark.parametrize("size, scale", [((960, 640), 1.0), ((1280, 800), 1.0), ((1280, 800), 2.0)])
def test_the_slider_through_time_hides_no_output_and_leaves_room_to_slide(
    workspace, fonts, size, scale
):
    draw(workspace, (5, 5), (20, 20))
    workspace.apply(c.ChangeView("scale", scale))
    train(workspace, epochs=6)
    workspace.apply(c.GoToMoment(2))
    for name in ("network", "draw"):
        workspace.apply(c.show_screen(name))
        stage = Stage(workspace, size)
        bar = stage._time_bar
        slider = bar.panel.widgets[0]
        assert slider.area.width > 3 * slider.look.u(8)
        if name == "network":
            assert bar.area.right < stage.screen._places.wiring.centerx  # outputs are at its right


@pytest.mark.parametrize("status", get_args(Status))
def test_a_run_of_any_status_is_in_the_table_and_has_words(workspace, fonts, status):
    train(workspace)
    run_id = workspace.trainer.run_id
    workspace.runs.change(replace(workspace.runs.record(run_id), status=status))
    again = Workspace(workspace.home)
    again.left_run = ""  # it is looked at as it is
    work(again)
    again.apply(c.show_screen("train"))
    again.apply(c.ChooseRun(run_id))
    stage = Stage(again, (1280, 800))
    stage.draw(pygame.Surface((1280, 800)))
    for name in ("runs", ""):
        again.apply(c.open_overlay(name))
        stage.catch_up()
        stage.draw(pygame.Surface((1280, 800)))
    again.close()


def test_a_run_is_in_the_table_while_it_is_scored(workspace, fonts):
    workspace.apply(c.show_screen("train"))
    stage, surface = Stage(workspace, (1280, 800)), pygame.Surface((1280, 800))
    seen = set()
    for name, value in {"epochs": 2, "batch_size": 64}.items():
        workspace.apply(c.ChangePlan(name, value))
    workspace.apply(c.StartOrPause())
    while workspace.trainer.working:
        workspace.work(0.0)
        workspace.runs_list.refresh()
        seen.add(workspace.trainer.record.status)
        stage.catch_up()
        stage.draw(surface)
    assert "scoring" in seen


@pytest.fixture
def slow(workspace, monkeypatch):
    """A workspace whose runs are there some steps after their start, as of very many drawings."""
    monkeypatch.setattr("ui.state.trainer.SOON_S", -1.0)
    monkeypatch.setattr("models.examples.AT_ONCE", 100)
    workspace.apply(c.ChangePlan("epochs", 6))
    workspace.apply(c.ChangePlan("batch_size", 64))
    return workspace


def test_a_run_of_very_many_drawings_comes_to_the_same(slow, fonts, tmp_path):
    slow.apply(c.show_screen("train"))
    stage, surface = Stage(slow, (1280, 800)), pygame.Surface((1280, 800))
    slow.apply(c.StartOrPause())
    assert slow.trainer.status == "running" and slow.trainer.run is None
    slow.work(0.0)
    assert slow.trainer.run is None
    assert stage.screen._plots.words()[0] == "Making the drawings ready."
    stage.draw(surface)
    slow.apply(c.StartOrPause())
    assert slow.trainer.status == "paused"
    assert stage.screen._plots.words()[1] == "paused"
    slow.apply(c.ChangePlan("hidden", (9,)))  # no run stands in the way
    slow.apply(c.StartOrPause())
    while slow.trainer.run is None:
        slow.work(0.0)
        stage.catch_up()
        stage.draw(surface)
    assert [record.id for record in slow.runs_list.records] == [slow.trainer.run_id]
    go(slow)
    plain = opened(tmp_path / "plain")
    train(plain, epochs=6, batch_size=64, hidden=(9,))
    assert same_numbers(slow.networks.model.network, plain.networks.model.network)
    plain.close()


@pytest.mark.parametrize(("stretch", "stands"), [("epoch", (2, 0)), ("batch", (1, 64))])
def test_an_epoch_of_very_many_drawings_is_one(slow, stretch, stands):
    slow.apply(c.TrainSome(stretch))
    assert slow.trainer.run is None
    go(slow)
    place = slow.trainer.run.place
    assert slow.trainer.status == "paused" and (place.epoch, place.start) == stands


def test_a_run_can_be_stopped_and_the_window_closed_before_it_is_there(slow, home):
    slow.apply(c.StartOrPause())
    slow.work(0.0)
    slow.apply(c.StopTraining())
    assert slow.trainer.status == "idle" and "before its first score" in slow.message.text
    assert not slow.runs.all()[0]
    slow.apply(c.StartOrPause())
    slow.close()
    again = Workspace(slow.home)
    work(again)
    assert again.trainer.status == "idle" and not again.runs.all()[0]
    again.close()


def test_with_nothing_to_learn_it_does_not_begin(slow):
    work(slow)
    slow.apply(c.ChooseAll())
    slow.apply(c.TrashChosen())
    slow.apply(c.StartOrPause())
    work(slow)
    assert slow.trainer.status == "idle" and "nothing to tell apart" in slow.message.text


@pytest.mark.parametrize("at_once", [True, False])
def test_without_memory_enough_it_says_so(workspace, monkeypatch, at_once):
    def none(*args):
        yield
        raise MemoryError

    if not at_once:
        monkeypatch.setattr("ui.state.trainer.SOON_S", -1.0)
    monkeypatch.setattr("ui.state.run_making.split", none)
    workspace.apply(c.StartOrPause())
    work(workspace)
    assert "not memory enough" in workspace.message.text and not workspace.trainer.busy
    monkeypatch.undo()
    train(workspace, epochs=2)
    assert workspace.trainer.status == "done"


def test_a_window_closed_before_the_first_step_leaves_no_run(workspace):
    workspace.apply(c.StartOrPause())
    assert workspace.trainer.run is not None and workspace.trainer.run.place.step == 0
    workspace.close()
    again = Workspace(workspace.home)
    assert not again.runs.all()[0]
    again.close()


@pytest.fixture
def returning(slow, fonts):
    """A workspace in which a run that had ended is being brought back, on the screen."""
    slow.apply(c.StartOrPause())
    go(slow)
    slow.apply(c.show_screen("train"))
    run_id = slow.trainer.run_id
    slow.apply(c.GoOnWithRun(run_id))
    stage = Stage(slow, (1280, 800))
    stage.draw(pygame.Surface((1280, 800)))
    while not slow.runs.is_held(run_id):
        slow.work(0.0)
    assert slow.trainer.status == "resuming" and slow.trainer.run is None
    assert stage.screen._plots.words() == ("Bringing the run back.", "")
    return slow


def test_a_run_of_very_many_drawings_comes_back_step_by_step(returning):
    for command in (c.StartOrPause(), c.TrainSome("epoch")):
        returning.apply(command)
        assert "is being brought back" in returning.message.text
    returning.apply(c.ChangePlan("epochs", 7))
    assert "is being brought back" in returning.message.text
    returning.apply(c.ChooseRun(returning.runs_list.records[0].id))
    n = 0
    while returning.trainer.status == "resuming":
        returning.work(0.0)
        n += 1
    assert returning.playback.live  # it had been looked at as it was on the disk
    assert n > 5 and returning.trainer.status == "paused"
    assert "The run waits after 6 of 12 epochs" in returning.message.text
    returning.apply(c.StartOrPause())
    go(returning)
    assert returning.trainer.run.place.epoch == 13


def test_a_run_that_is_being_brought_back_can_be_stopped(returning):
    run_id = returning.runs_list.records[0].id
    returning.apply(c.StopTraining())
    assert "stays as it was left" in returning.message.text
    assert not returning.runs.is_held(run_id)
    assert returning.trainer.status == "done" and returning.trainer.run_id == run_id
    assert returning.trainer.run.place.epoch == 7  # what was there before
    go_on_with(returning, run_id)
    assert returning.trainer.status == "paused"


def test_a_run_that_cannot_come_back_leaves_what_was_there(returning):
    folder = returning.runs.folder_of(returning.runs_list.records[0].id)
    returning.apply(c.StopTraining())
    (folder / "state.npz").write_bytes(b"no run")
    go_on_with(returning, folder.name)
    assert "is damaged" in returning.message.text and returning.message.error
    assert returning.trainer.status == "done" and returning.trainer.run_id == folder.name


def test_a_window_closed_while_it_brings_back_a_run_offers_it_again(slow):
    train(slow, until=lambda run: run and run.place.epoch > 2)
    slow.close()
    second, run_id = Workspace(slow.home), slow.trainer.run_id
    while not (second.trainer.status == "resuming" and second.runs.is_held(run_id)):
        second.work(0.0)
    second.close()
    third = Workspace(slow.home)
    assert not third.runs.is_held(run_id)
    work(third)
    assert third.trainer.status == "paused" and "as it was left" in third.message.text
    third.apply(c.StopTraining())
    work(third)
    third.close()


def test_a_run_stopped_before_its_first_score_is_kept_in_the_time_of_frames(workspace, monkeypatch):
    train(workspace, until=lambda run: run.place.step > 2)
    monkeypatch.setattr("ui.state.trainer.SOON_S", -1.0)
    workspace.apply(c.StopTraining())
    assert "before its first score" in workspace.message.text
    assert workspace.trainer.status == "scoring"
    work(workspace)
    assert workspace.trainer.status == "done" and record_of(workspace).status == "stopped"
    assert workspace.runs.state(workspace.trainer.run_id).place.step > 2
    assert [record.status for record in workspace.runs_list.records] == ["stopped"]
    workspace.apply(c.StartOrPause())
    assert workspace.trainer.status == "running"


def test_a_run_waits_for_the_drawings_it_goes_on_with(slow, monkeypatch):
    train(slow, epochs=2)
    slow.close()
    monkeypatch.setattr("ui.state.mirrored.FIRST", 50)
    monkeypatch.setattr("ui.state.reading.AT_ONCE", 50)
    again = Workspace(slow.home)
    assert again.collection.reading is not None
    go_on_with(again, slow.trainer.run_id)
    assert again.trainer.status == "paused" and again.collection.reading is None
    assert len(again.trainer.run.training) == 512
    again.close()


def test_stopping_while_the_only_score_is_made_keeps_the_network(workspace, monkeypatch):
    train(workspace, until=lambda run: run.share >= 1.0, epochs=1)
    assert workspace.trainer.run.curves.best_point is None
    before = workspace.networks.model.title
    workspace.apply(c.StopTraining())
    work(workspace)
    assert workspace.message.text.startswith("Trained.")
    assert workspace.networks.model.title != before
    assert record_of(workspace).status == "done"
    assert not workspace.runs.is_held(workspace.trainer.run_id)


def test_a_run_stopped_before_its_first_score_is_over_however_the_window_ends(slow):
    train(slow, until=lambda run: run and run.place.step > 2)
    slow.apply(c.StopTraining())
    assert slow.trainer.status == "scoring"  # it is still written down
    slow.close()
    again = Workspace(slow.home)
    work(again)
    assert again.trainer.status == "idle" and again.message is None
    assert record_of(again).status == "stopped"
    again.close()


def test_without_a_thread_to_be_had_a_run_is_kept_all_the_same(workspace, monkeypatch):
    def none(*args):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("concurrent.futures.ThreadPoolExecutor.submit", none)
    train(workspace, epochs=2)
    go_on_with(workspace, workspace.trainer.run_id)
    assert workspace.trainer.status == "paused" and not workspace.trainer.complaint


def test_a_state_that_is_being_put_in_its_place_does_not_come_after_the_last_one(
    workspace, monkeypatch
):
    replace_, waits, done = Path.replace, [0.5], threading.Event()

    def slowly(self, target):
        if Path(target).name == "state.npz" and waits:
            time.sleep(waits.pop())
            replace_(self, target)
            done.set()
        else:
            replace_(self, target)

    train(workspace, until=lambda run: run.place.epoch > 3, augment=False, epochs=300)
    monkeypatch.setattr("models.runs.recorder.SAVED_S", 0.0)
    monkeypatch.setattr(Path, "replace", slowly)
    while waits:
        workspace.work(0.0)
    workspace.apply(c.StartOrPause())
    workspace.apply(c.ChangePlan("learning_rate", 0.123))
    workspace.close()
    assert done.wait(5)
    again = Workspace(workspace.home)
    work(again)
    assert again.trainer.status == "paused" and again.trainer.run.plan.learning_rate == 0.123
    again.close()


@pytest.mark.usefixtures("slow")
def test_a_run_that_there_is_no_memory_for_is_offered_again(workspace, monkeypatch):
    def none(*args, **settings):
        raise MemoryError

    train(workspace, until=lambda run: run and run.place.epoch > 2)
    workspace.close()
    monkeypatch.setattr("models.runs.state_file._state", none)
    second = Workspace(workspace.home)
    work(second)
    assert "not memory enough to bring the run back" in second.message.text
    assert second.trainer.status == "idle" and not second.runs.is_held(workspace.trainer.run_id)
    second.close()
    monkeypatch.undo()
    third = Workspace(workspace.home)
    work(third)
    assert third.trainer.status == "paused"
    third.close()


def innermost(steps):
    """The name of the generator that has yielded last."""
    while steps.gi_yieldfrom is not None:
        steps = steps.gi_yieldfrom
    return steps.gi_code.co_name


def test_first_weights_are_those_of_the_plan_as_it_is_when_the_run_begins(slow):
    slow.apply(c.ChangePlan("hidden", (8, 8, 8)))
    slow.apply(c.StartOrPause())
    while innermost(slow.trainer._steps) != "drawn":
        slow.work(0.0)
    slow.apply(c.StartOrPause())
    slow.apply(c.ChangePlan("hidden", (5,)))
    slow.apply(c.StartOrPause())
    while slow.trainer.run is None:
        slow.work(0.0)
    assert slow.trainer.run.network.sizes == (784, 5, 8) and not slow.trainer.run.changes
