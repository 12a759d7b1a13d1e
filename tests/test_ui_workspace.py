import json
import re
import sqlite3
import time

import numpy as np
import pytest

from data.errors import DataError
from data.store import Store
from models.errors import ModelError
from models.plan import Plan
from ui import commands as c
from ui.state.filter import Filter, of_label, only
from ui.state.lab import FOLDS
from ui.workspace import Workspace


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def draw(workspace, *cells, **how):
    workspace.apply(c.BeginStroke(cells[0], **how))
    for cell in cells[1:]:
        workspace.apply(c.ExtendStroke(cell))
    workspace.apply(c.EndStroke())


def work(workspace):
    while workspace.work(time.perf_counter() + 0.05):
        pass


def ids(workspace):
    return workspace.collection.drawings.ids[workspace.collection.shown].tolist()


def test_the_first_start_has_the_starter_set_and_an_answer(workspace):
    assert [label.name for label in workspace.collection.labels] == [
        "car", "house", "tree", "fish", "flower", "cat", "bicycle", "apple",
    ]  # fmt: skip
    assert workspace.collection.count() == 640
    assert workspace.networks.model.title == "starter"
    draw(workspace, (5, 5), (20, 20))
    assert workspace.answer.outputs.shape == (8,)


def test_the_answer_follows_every_pixel(workspace):
    draw(workspace, (5, 5))
    before = workspace.answer.outputs.copy()
    workspace.apply(c.BeginStroke((10, 10)))
    assert not np.array_equal(workspace.answer.outputs, before)
    slow = workspace.networks.model.network.forward(
        workspace.sheet.pixels.reshape(1, -1).astype("f4")
    )
    assert np.allclose(workspace.answer.outputs, slow[0])


def test_a_stroke_is_one_step_of_undo(workspace):
    draw(workspace, (5, 5), (5, 20), (9, 20))
    draw(workspace, (15, 5), (15, 20))
    workspace.apply(c.Undo())
    assert workspace.sheet.pixels[5, 10] and not workspace.sheet.pixels[15, 10]
    workspace.apply(c.Undo())
    assert workspace.sheet.empty
    workspace.apply(c.Redo())
    assert workspace.sheet.pixels[5, 10]


def test_the_right_button_draws_with_the_other_tool(workspace):
    draw(workspace, (5, 5), (5, 20))
    draw(workspace, (5, 10), other=True)
    assert not workspace.sheet.pixels[5, 10] and workspace.sheet.pixels[5, 7]


def test_keeping_stores_the_drawing_and_clears_the_sheet(workspace, home):
    draw(workspace, (5, 5), (20, 20))
    drawn = workspace.sheet.pixels.copy()
    workspace.apply(c.PressNumber(3))
    assert workspace.sheet.empty
    row = workspace.collection.shown[0]  # the newest comes first
    assert np.array_equal(workspace.collection.image(row), drawn)
    assert workspace.message.text == "Kept as tree, drawing number 81 of it."
    assert workspace.message.undoable
    outside = sqlite3.connect(home / "drawings.db")
    assert outside.execute("SELECT count(*) FROM drawing").fetchone() == (641,)
    assert outside.execute("SELECT origin FROM drawing ORDER BY id DESC").fetchone() == ("drawn",)
    outside.close()


def test_undoing_a_keep_puts_the_drawing_back_on_the_sheet(workspace):
    draw(workspace, (5, 5), (20, 20))
    drawn = workspace.sheet.pixels.copy()
    workspace.apply(c.PressNumber(1))
    workspace.apply(c.Undo())
    assert workspace.collection.count() == 640
    assert np.array_equal(workspace.sheet.pixels, drawn)
    workspace.apply(c.Redo())
    assert workspace.collection.count() == 641
    assert workspace.sheet.empty


def test_an_empty_sheet_and_an_unknown_number_are_refused_in_words(workspace):
    workspace.apply(c.PressNumber(1))
    assert "The sheet is empty" in workspace.message.text and workspace.message.error
    draw(workspace, (5, 5))
    workspace.apply(c.PressNumber(9))
    assert "no class number 9; the last is 8" in workspace.message.text
    assert workspace.collection.count() == 640


def test_deleting_goes_to_the_trash_and_comes_back(workspace):
    before = ids(workspace)
    workspace.apply(c.Choose(2))
    workspace.apply(c.Choose(4, "extend"))
    workspace.apply(c.TrashChosen())
    assert ids(workspace) == before[:2] + before[5:]
    assert workspace.selection.visible_ids == [before[5]]  # on to the next one
    workspace.apply(c.ShowOnly(only("trash")))
    assert ids(workspace) == before[2:5]
    workspace.apply(c.ChooseAll())
    workspace.apply(c.RestoreChosen())
    workspace.apply(c.ShowOnly(Filter()))
    assert ids(workspace) == before
    workspace.apply(c.Undo())
    workspace.apply(c.Undo())
    assert ids(workspace) == before


def test_choosing_one_several_a_range_and_all(workspace):
    shown = ids(workspace)
    workspace.apply(c.Choose(1))
    workspace.apply(c.Choose(5, "toggle"))
    assert set(workspace.selection.visible_ids) == {shown[1], shown[5]}
    workspace.apply(c.Choose(7, "extend"))
    assert workspace.selection.visible_ids == shown[5:8]
    workspace.apply(c.MoveCursor(1))
    assert workspace.selection.visible_ids == [shown[8]]
    workspace.apply(c.MoveCursor(10_000))
    assert workspace.selection.visible_ids == [shown[-1]]
    workspace.apply(c.ChooseAll())
    assert len(workspace.selection.visible_ids) == 640


def test_relabelling_several_is_one_step_of_undo(workspace):
    cat = next(label for label in workspace.collection.labels if label.name == "cat")
    workspace.apply(c.ChangeView("screen", "drawings"))
    workspace.apply(c.Choose(0))
    workspace.apply(c.Choose(3, "extend"))
    workspace.apply(c.PressNumber(6))
    drawings = workspace.collection.drawings
    assert set(drawings.label_ids[workspace.collection.shown[:4]].tolist()) == {cat.id}
    held_out = drawings.held_out.copy()
    workspace.apply(c.Undo())
    assert workspace.collection.count(cat.id) == 80
    assert np.array_equal(workspace.collection.drawings.held_out, held_out)


def test_the_starter_set_goes_in_one_step_and_comes_back_in_one(workspace):
    draw(workspace, (5, 5), (20, 20))
    workspace.apply(c.PressNumber(1))
    workspace.apply(c.TrashStarter())
    assert workspace.collection.count() == 1
    workspace.apply(c.TrashStarter())
    assert "no starter drawings left" in workspace.message.text
    workspace.apply(c.Undo())
    assert workspace.collection.count() == 641


def test_filters_show_what_they_say(workspace):
    work(workspace)
    collection = workspace.collection
    workspace.apply(c.ShowOnly(of_label(collection.labels[1])))
    assert len(collection.shown) == 80
    workspace.apply(c.ShowTyped("held-out"))
    assert collection.drawings.held_out[collection.shown].all() and len(collection.shown) == 128
    workspace.apply(c.ShowTyped("wrong"))
    names = np.array(workspace.networks.model.names)[collection.guesses.answers[collection.shown]]
    labels = [
        collection.label(int(i)).name for i in collection.drawings.label_ids[collection.shown]
    ]
    assert len(names) > 0 and all(a != b for a, b in zip(names, labels, strict=True))
    workspace.apply(c.ShowTyped("f"))  # fish and flower
    assert len(collection.shown) == 160
    workspace.apply(c.ShowTyped(""))
    assert len(collection.shown) == 640


def test_words_of_a_filter_add_up(workspace):
    work(workspace)
    collection = workspace.collection
    workspace.apply(c.ShowTyped("cat, fish"))
    assert len(collection.shown) == 160
    workspace.apply(c.ShowTyped("wrong cat"))
    cats = {label.id for label in collection.labels if label.name == "cat"}
    rows = collection.shown
    assert len(rows) and set(collection.drawings.label_ids[rows].tolist()) == cats
    assert all(collection.is_wrong(row) for row in rows)
    workspace.apply(c.AddClass("ice cream"))
    workspace.apply(c.ShowTyped("ice cream"))
    assert collection.filter.label_ids == {collection.labels[-1].id}


def test_going_through_many_drawings_is_one_step_of_undo(workspace):
    draw(workspace, (1, 1))
    mine = workspace.sheet.pixels.copy()
    for _ in range(5):
        workspace.apply(c.BrowseSheet(1))
    assert workspace.message.text.endswith("drawing 5 of 640.")
    workspace.apply(c.Undo())
    assert np.array_equal(workspace.sheet.pixels, mine)


def test_what_undo_brings_back_is_chosen_again(workspace):
    workspace.apply(c.Choose(3))
    workspace.apply(c.Choose(5, "extend"))
    chosen = workspace.selection.visible_ids
    workspace.apply(c.TrashChosen())
    workspace.apply(c.Undo())
    assert workspace.selection.visible_ids == chosen
    assert workspace.selection.cursor == 3


def test_the_size_stops_where_the_window_ends(workspace):
    for _ in range(10):
        workspace.apply(c.ChangeScale(1))
    assert workspace.view.scale == 2.0  # of a window of 1280 x 800
    assert "200% is the largest that fits" in workspace.message.text
    workspace.apply(c.ChangeScale(-1))
    assert workspace.view.scale == 1.75


def test_undo_goes_on_behind_the_adding_of_a_class_and_redo_comes_back(workspace):
    workspace.apply(c.AddClass("star"))
    draw(workspace, (5, 5), (20, 20))
    workspace.apply(c.PressNumber(9))
    for _ in range(3):
        workspace.apply(c.Undo())
    assert workspace.message.text == "Undone: adding the class star."
    assert "star" not in [label.name for label in workspace.collection.labels]
    for _ in range(3):
        workspace.apply(c.Redo())
    assert workspace.message.text == "Done again: keeping a drawing as star."
    assert workspace.collection.count(workspace.collection.labels[-1].id) == 1


def test_another_windows_drawing_between_two_steps_does_no_harm(workspace, home, monkeypatch):
    read = workspace._store.read_between

    def meanwhile(first_id, last_id):
        with Store(home / "drawings.db") as other, pytest.raises(DataError, match="is writing"):
            other.add(np.ones((1, 28, 28), bool), [other.add_label("theirs").id], "drawn")
        return read(first_id, last_id)

    monkeypatch.setattr(workspace._store, "read_between", meanwhile)
    draw(workspace, (5, 5), (20, 20))
    workspace.apply(c.PressNumber(1))
    assert len(workspace.collection.drawings) == len(workspace.collection.guesses) == 641
    work(workspace)


def test_a_network_that_cannot_be_written_down_is_not_half_taken_back(workspace, monkeypatch):
    small_plan(workspace)
    workspace.apply(c.StartOrPause())
    work(workspace)
    trained = workspace.networks.model.title

    def full(title):
        raise ModelError("The disk is full.")

    monkeypatch.setattr(workspace.networks.library, "use", full)
    workspace.apply(c.Undo())
    assert workspace.networks.model.title == trained and workspace.history.can_undo


def test_a_training_that_ran_away_keeps_nothing(workspace, monkeypatch):
    small_plan(workspace, epochs=50)
    workspace.apply(c.StartOrPause())
    while not workspace.trainer.run.curves.points:
        workspace.work(time.perf_counter() + 0.002)
    workspace.trainer.run.network.layers[0].weights *= 1e9
    work(workspace)
    assert workspace.trainer.status == "failed"
    assert workspace.networks.model.title == "starter"
    workspace.apply(c.show_screen("train"))
    assert "smaller learning rate" in workspace.message.text  # still to be read there


def test_closing_while_training_loses_nothing_and_asks_nothing(workspace):
    small_plan(workspace, epochs=1000)
    workspace.apply(c.StartOrPause())
    workspace.apply(c.Quit())
    assert not workspace.open


def test_a_space_just_after_the_end_does_not_start_anew(workspace):
    small_plan(workspace)
    workspace.apply(c.StartOrPause())
    work(workspace)
    workspace.apply(c.StartOrPause())
    assert "just ended" in workspace.message.text
    assert workspace.trainer.status == "done"


def test_complaints_stay_on_their_screen(workspace):
    workspace.apply(c.PressNumber(1))
    assert workspace.message.error
    workspace.apply(c.show_screen("train"))
    assert workspace.message is None


def test_a_class_of_ones_own(workspace):
    workspace.apply(c.AddClass(" star "))
    assert workspace.collection.labels[-1].name == "star"
    workspace.apply(c.AddClass("star"))
    assert "is a class star already" in workspace.message.text
    workspace.apply(c.AddClass("a/b"))
    assert "slash" in workspace.message.text
    draw(workspace, (5, 5), (20, 20))
    workspace.apply(c.PressNumber(9))
    assert workspace.collection.count(workspace.collection.labels[-1].id) == 1
    assert workspace.answer.output("star") < 0.05  # not learnt yet


def test_opening_a_drawing_keeps_what_was_on_the_sheet_for_undo(workspace):
    draw(workspace, (1, 1))
    mine = workspace.sheet.pixels.copy()
    workspace.apply(c.Choose(0))
    workspace.apply(c.OpenOnSheet())
    assert np.array_equal(
        workspace.sheet.pixels, workspace.collection.image(workspace.collection.shown[0])
    )
    assert workspace.view.screen == "draw"
    workspace.apply(c.Undo())
    assert np.array_equal(workspace.sheet.pixels, mine)


def small_plan(workspace, **values):
    for name, value in {"epochs": 2, "augment": False, **values}.items():
        workspace.apply(c.ChangePlan(name, value))


def test_training_saves_the_network_and_takes_it_into_use(workspace, home):
    small_plan(workspace)
    workspace.apply(c.StartOrPause())
    assert workspace.trainer.status == "running"
    work(workspace)
    assert workspace.trainer.status == "done"
    assert workspace.networks.model.title.startswith("classic ")
    assert (home / "models" / f"{workspace.networks.model.title}.npz").exists()
    assert workspace.networks.model.story.epochs == 2
    assert workspace.networks.model.story.held_out_count == 128
    assert re.search(r"held-out \d+% \(\d+% to \d+%\)", workspace.message.text)


def test_a_new_network_can_be_taken_back_for_good(workspace, home):
    small_plan(workspace)
    workspace.apply(c.StartOrPause())
    work(workspace)
    trained = workspace.networks.model.title
    workspace.apply(c.Undo())
    assert workspace.networks.model.title == "starter"
    assert workspace.networks.library.current()[0].title == "starter"  # at the next start too
    workspace.apply(c.Redo())
    assert (
        workspace.networks.model.title == workspace.networks.library.current()[0].title == trained
    )


def test_training_can_be_paused_continued_and_stopped(workspace):
    small_plan(workspace, epochs=100_000)
    workspace.apply(c.StartOrPause())
    while not workspace.trainer.run.curves.points:
        workspace.work(time.perf_counter() + 0.01)
    workspace.apply(c.StartOrPause())  # the same key pauses
    assert workspace.trainer.status == "paused"
    step = workspace.trainer.run.progress.step
    workspace.work(time.perf_counter() + 0.01)
    assert workspace.trainer.run.progress.step == step
    workspace.apply(c.ChangePlan("hidden", (5,)))
    assert "belong to the network in training" in workspace.message.text
    workspace.apply(c.StartOrPause())
    workspace.apply(c.ChangePlan("epochs", 3))
    assert "Pause the training to change its plan" in workspace.message.text
    workspace.work(time.perf_counter() + 0.01)
    assert workspace.trainer.run.progress.step > step
    workspace.apply(c.StopTraining())
    while workspace.trainer.working:
        workspace.work(time.perf_counter() + 0.01)
    assert workspace.trainer.status == "done"
    assert workspace.message.text.startswith("Stopped. The new network is in use")
    assert workspace.networks.model.title.startswith("classic ")


def test_a_stopped_training_of_many_drawings_is_scored_in_the_time_of_frames(
    workspace, monkeypatch
):
    monkeypatch.setattr("models.examples.MOST_SHOWN", 20)
    monkeypatch.setattr("models.scores.SLICE", 16)
    small_plan(workspace, epochs=100_000)
    workspace.apply(c.StartOrPause())
    while not workspace.trainer.run.curves.points:
        workspace.work(time.perf_counter() + 0.01)
    workspace.apply(c.StopTraining())
    workspace.work(0.0)  # a frame without time takes a slice and no more
    assert workspace.trainer.status == "scoring"
    workspace.apply(c.StartOrPause())
    assert "being scored" in workspace.message.text
    workspace.apply(c.StopTraining())  # once more changes nothing
    work(workspace)
    assert workspace.trainer.status == "done"
    assert workspace.networks.model.story.train_count == 512  # on all that it learnt from
    assert workspace.networks.model.title.startswith("classic ")
    workspace.apply(c.StartOrPause())  # it did not end by itself: no Space was meant as a pause
    assert workspace.trainer.status == "running"


def test_stop_after_the_last_step_lets_it_end(workspace, monkeypatch):
    monkeypatch.setattr("models.scores.SLICE", 16)
    small_plan(workspace, epochs=1)
    workspace.apply(c.StartOrPause())
    while workspace.trainer.run.progress is None or workspace.trainer.stopped:
        workspace.work(0.0)
    assert not workspace.trainer.run.curves.points
    workspace.apply(c.StopTraining())
    work(workspace)
    assert workspace.message.text.startswith("Trained. The new network is in use")


def test_the_network_in_use_is_not_the_one_in_training(workspace):
    draw(workspace, (5, 5), (20, 20))
    before = workspace.answer.outputs.copy()
    small_plan(workspace, epochs=1000)
    workspace.apply(c.ChangeView("follow", False))
    workspace.apply(c.StartOrPause())
    workspace.work(time.perf_counter() + 0.05)
    assert np.array_equal(workspace.answer.outputs, before)
    assert workspace.networks.model.title == "starter"


def test_the_screens_follow_the_network_in_training_between_two_steps(workspace):
    draw(workspace, (5, 5), (20, 20))
    small_plan(workspace, epochs=1000)
    workspace.apply(c.StartOrPause())
    seen = []
    until_s = time.perf_counter() + 60
    while len({tuple(outputs) for outputs in seen}) < 4 and time.perf_counter() < until_s:
        workspace.work(time.perf_counter() + 0.06)
        network = workspace.networks.shown.model.network
        assert network is not workspace.trainer.run.network  # a copy: it cannot change half way
        image = workspace.sheet.pixels.reshape(1, -1).astype(np.float32)
        assert workspace.answer.outputs == pytest.approx(network.forward(image)[0], abs=1e-6)
        seen.append(workspace.answer.outputs.tolist())
    assert len({tuple(outputs) for outputs in seen}) == 4
    assert workspace.networks.model.title == "starter"
    workspace.apply(c.StopTraining())
    work(workspace)
    assert workspace.networks.shown.model is workspace.networks.model


def test_window_and_command_line_train_the_same_network(workspace, home, tmp_path, capsys):
    from main import main

    small_plan(workspace, augment=True, seed=5)
    workspace.apply(c.StartOrPause())
    while workspace.work(time.perf_counter() + 0.003):
        pass  # in small helpings, as the window does
    command = ["train", "--home", str(home), "--epochs", "2", "--seed", "5"]
    assert main([*command, "--save", str(tmp_path / "net.npz")]) == 0
    from models.files import load

    for ours, theirs in zip(
        workspace.networks.model.network.layers,
        load(tmp_path / "net.npz").network.layers,
        strict=True,
    ):
        assert np.array_equal(ours.weights, theirs.weights)


def test_too_few_drawings_are_refused_in_words(workspace):
    workspace.apply(c.TrashStarter())
    workspace.apply(c.StartOrPause())
    assert "drawings of two classes or more" in workspace.message.text
    assert workspace.trainer.status == "idle"


def test_everything_is_there_again_at_the_next_start(home):
    first = Workspace(home)
    draw(first, (5, 5), (20, 20))
    sheet = first.sheet.picture()
    for name, value in {"screen": "train", "theme": "light", "scale": 1.25, "brush": 3}.items():
        first.apply(c.ChangeView(name, value))
    first.apply(c.ChangePlan("hidden", (7,)))
    first.apply(c.ChangeView("window", (1000, 700)))
    first.remember()
    first.close()
    second = Workspace(home)
    assert second.view == first.view
    assert second.sheet.picture().same_as(sheet) and second.sheet.picture().order == sheet.order
    assert second.trainer.plan.hidden == (7,)
    second.close()


@pytest.mark.parametrize(
    "content",
    [
        "", "{", "[]", "null", '{"view": {"scale": 9}}', '{"view": {"theme": "pink"}}',
        '{"view": {"window": [Infinity, 3]}}', '{"view": {"scale": 1e999}}', "9" * 5000,
    ],
    ids=lambda text: text[:30] or "empty",
)  # fmt: skip
def test_damaged_settings_are_said_put_aside_and_cost_nothing_else(home, content):
    home.mkdir()
    (home / "settings.json").write_text(content)
    workspace = Workspace(home)
    assert "settings.json is damaged" in workspace.message.text
    assert (home / "settings-damaged.json").read_text() == content
    assert workspace.collection.count() == 640
    workspace.close()


def test_one_damaged_setting_does_not_cost_the_sheet(home):
    first = Workspace(home)
    draw(first, (5, 5), (20, 20))
    first.remember()
    first.close()
    settings = home / "settings.json"
    settings.write_text(settings.read_text().replace('"dark"', '"pink"'))
    second = Workspace(home)
    assert second.sheet.pixels[10, 10]
    assert second.view.theme == "dark"
    second.close()


@pytest.mark.parametrize(
    "values",
    [{"strongest": 0}, {"strongest": 40}, {"scale": 3.0}, {"brush": 4}, {"window": (960, 640)}],
    ids=str,
)
def test_settings_at_their_ends_are_there_again_too(home, values):
    first = Workspace(home)
    for name, value in values.items():
        first.apply(c.ChangeView(name, value))
    first.apply(c.ChangePlan("learning_rate", 0.123456789))
    first.remember()
    first.close()
    second = Workspace(home)
    assert second.message is None
    assert second.view == first.view and second.trainer.plan == first.trainer.plan
    second.close()


def test_settings_of_a_newer_version_are_read_as_far_as_they_are_known(home):
    first = Workspace(home)
    first.apply(c.ChangeView("theme", "light"))
    first.remember()
    first.close()
    settings = home / "settings.json"
    settings.write_text(settings.read_text().replace('"view": {', '"view": {"zoom": 3,'))
    second = Workspace(home)
    assert second.view.theme == "light" and second.message is None
    second.close()


def test_a_class_brought_back_by_redo_is_the_same_class(workspace, home):
    workspace.apply(c.AddClass("mine"))
    draw(workspace, (5, 5), (20, 20))
    mine = workspace.collection.labels[-1]
    workspace.apply(c.ChangeView("screen", "drawings"))
    workspace.apply(c.Choose(0))
    workspace.apply(c.RelabelChosen(mine.id))
    for _ in range(3):
        workspace.apply(c.Undo())
    with Store(home / "drawings.db") as other:  # meanwhile, in another window
        assert other.add_label("theirs").id != mine.id
    for _ in range(3):
        workspace.apply(c.Redo())
    assert workspace.collection.label(mine.id).name == "mine"
    assert workspace.collection.count(mine.id) == 1


def test_an_undo_that_fails_can_be_done_later(workspace, home):
    workspace.apply(c.Choose(0))
    workspace.apply(c.TrashChosen())
    blocker = sqlite3.connect(home / "drawings.db", isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    workspace.apply(c.Undo())
    assert "another Inkling is writing" in workspace.message.text
    blocker.execute("ROLLBACK")
    blocker.close()
    workspace.apply(c.Undo())
    assert workspace.collection.count() == 640


def test_a_disk_that_is_full_loses_neither_sheet_nor_collection(workspace, monkeypatch):
    def full(*_, **__):
        raise sqlite3.OperationalError("database or disk is full")

    draw(workspace, (5, 5), (20, 20))
    monkeypatch.setattr(
        workspace._store.database,
        "connection",
        type("Full", (), {"execute": full, "in_transaction": False})(),
    )
    workspace.apply(c.PressNumber(1))
    assert workspace.message.error
    assert not workspace.sheet.empty
    monkeypatch.undo()
    workspace.apply(c.PressNumber(1))
    assert workspace.collection.count() == 641


def test_a_mirror_may_be_allowed_forbidden_or_left_to_the_drawings(workspace):
    label = workspace.collection.labels[0]
    assert workspace.mirror.allowed(label.name, centred=False)  # a car may drive either way
    workspace.apply(c.AllowMirror(label.id, False))
    assert not workspace.mirror.allowed(label.name, centred=False)
    assert workspace.collection.labelled().mirror[0] is False
    workspace.apply(c.Undo())
    assert workspace.collection.labels[0].mirror is None and workspace.mirror.allowed(
        label.name, centred=False
    )
    workspace.apply(c.Redo())
    assert workspace.collection.labels[0].mirror is False


def test_what_is_said_of_a_mirror_is_there_at_the_next_start(workspace, home):
    label = workspace.collection.labels[2]
    workspace.apply(c.AllowMirror(label.id, True))
    again = Workspace(home)
    assert again.collection.labels[2].mirror is True
    again.close()


def test_a_network_that_centres_shows_what_it_sees(workspace):
    assert workspace.answer.seen is None
    small_plan(workspace, network="wide", epochs=1)
    workspace.apply(c.StartOrPause())
    work(workspace)
    workspace.apply(c.BeginStroke((2, 2)))
    workspace.apply(c.ExtendStroke((2, 8)))
    workspace.apply(c.EndStroke())
    seen = workspace.answer.seen.reshape(28, 28)
    assert seen[13:15, 12:16].max() > 0 and not seen[:6].any()


def test_a_training_that_goes_wrong_is_said_at_once(workspace):
    small_plan(workspace, epochs=4000, learning_rate=0.3, weight_decay=1.0)
    workspace.apply(c.StartOrPause())
    while workspace.trainer.status == "running" and workspace.message is None:
        workspace.work(time.perf_counter() + 0.02)
    assert "Every answer is the same class" in workspace.message.text
    workspace.apply(c.StopTraining())


def finish(workspace):
    deadline = time.monotonic() + 60
    while workspace.lab.busy and time.monotonic() < deadline:
        workspace.work(time.perf_counter() + 0.02)


def test_an_experiment_runs_beside_the_window_and_its_results_are_kept(workspace, home):
    small_plan(workspace)
    workspace.apply(c.ChangeWish("name", "hidden"))
    workspace.apply(c.ChangeWish("text", "3 4,4"))
    workspace.apply(c.StartOrStopExperiment())
    assert workspace.lab.busy and workspace.lab.total == 4
    finish(workspace)
    rows = workspace.lab.rows()
    assert {row.plan.hidden: row.done for row in rows} == {(3,): 2, (4, 4): 2}
    (table,) = (home / "experiments").glob("* hidden.csv")
    assert len(table.read_text().splitlines()) == 1 + 4
    assert table.with_suffix(".md").exists() and table.with_suffix(".svg").exists()


def test_a_k_fold_score_counts_every_training_drawing_once(workspace):
    small_plan(workspace)
    workspace.apply(c.ChangeWish("name", FOLDS))
    workspace.apply(c.ChangeWish("text", "3"))
    workspace.apply(c.StartOrStopExperiment())
    finish(workspace)
    assert workspace.lab.by_folds().count == 512


def test_an_experiment_can_be_stopped_and_nonsense_is_refused(workspace):
    small_plan(workspace, epochs=100_000)
    workspace.apply(c.StartOrStopExperiment())
    workspace.apply(c.StartOrStopExperiment())
    assert not workspace.lab.busy
    workspace.apply(c.ChangeWish("text", "fast slow"))
    workspace.apply(c.StartOrStopExperiment())
    assert workspace.message.text == "Learning rate: Type a number, such as 0.5."
    workspace.apply(c.ChangeWish("text", " "))
    workspace.apply(c.StartOrStopExperiment())
    assert "type the values to try" in workspace.message.text and not workspace.lab.busy


def test_a_plan_of_an_older_version_becomes_its_preset(home, workspace):
    workspace.apply(c.ChangePlan("network", "wide"))
    workspace.remember()
    path = home / "settings.json"
    content = json.loads(path.read_text())
    del content["plan"]["momentum"]
    path.write_text(json.dumps(content))
    again = Workspace(home)
    assert again.trainer.plan == Plan().with_setting("network", "wide")
    assert again.message is None
    again.close()
    content["plan"] |= {"network": "own", "hidden": [64], "seed": 7, "learning_rate": 3.0}
    path.write_text(json.dumps(content))
    own = Workspace(home)
    plan = own.trainer.plan
    assert (plan.hidden, plan.seed, plan.learning_rate) == ((64,), 7, 3.0)
    assert plan.momentum == Plan().momentum and own.message is None
    own.close()
