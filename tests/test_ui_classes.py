"""Classes are the person's own, and the network in use follows."""

import numpy as np
import pytest

from tests.explained import draw, work
from ui import commands as c
from ui.state.filter import only
from ui.workspace import Workspace


def names(workspace):
    return [label.name for label in workspace.collection.labels]


def label(workspace, name):
    return next(label for label in workspace.collection.labels if label.name == name)


def state(workspace):
    """Everything that a change of classes changes."""
    collection = workspace.collection
    live = ~collection.drawings.trashed
    of_class = {
        each.name: sorted(
            collection.drawings.ids[live & (collection.drawings.label_ids == each.id)]
        )
        for each in collection.labels
    }
    return names(workspace), of_class, workspace.networks.model.names


def renamed(workspace):
    workspace.apply(c.RenameClass(label(workspace, "tree").id, " oak  tree "))
    assert "oak tree" in names(workspace) and "oak tree" in workspace.networks.model.names
    assert "tree" not in workspace.networks.model.names


def moved(workspace):
    workspace.apply(c.MoveClass(label(workspace, "tree").id, -2))
    assert names(workspace)[:3] == ["tree", "car", "house"]
    workspace.apply(c.MoveClass(label(workspace, "tree").id, -1))  # no further


def merged(workspace):
    tree, house = label(workspace, "tree"), label(workspace, "house")
    before = workspace.collection.count(tree.id) + workspace.collection.count(house.id)
    workspace.apply(c.MergeClasses(tree.id, house.id))
    assert "tree" not in names(workspace) and "tree" not in workspace.networks.model.names
    assert workspace.collection.count(house.id) == before


def removed(workspace):
    tree = label(workspace, "tree")
    n = workspace.collection.count(tree.id)
    workspace.apply(c.RemoveClass(tree.id))
    assert "tree" not in names(workspace) and "tree" not in workspace.networks.model.names
    assert workspace.collection.count_only("trash") == n
    assert f"{n} drawings went to the trash" in workspace.message.text


def added(workspace):
    workspace.apply(c.AddClass("star"))
    assert names(workspace)[-1] == workspace.networks.model.names[-1] == "star"


CHANGES = [renamed, moved, merged, removed, added]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_classes_is_one_step_of_undo(workspace, change):
    before = state(workspace)
    change(workspace)
    after = state(workspace)
    assert after != before
    workspace.apply(c.Undo())
    assert state(workspace) == before, workspace.message.text
    workspace.apply(c.Redo())
    assert state(workspace) == after, workspace.message.text


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_classes_can_be_undone_after_a_restart(tmp_path, change):
    home = tmp_path / "home"
    first = Workspace(home)
    before = state(first)
    change(first)
    after = state(first)
    first.close()
    second = Workspace(home)
    assert state(second) == after
    second.apply(c.Undo())
    assert state(second) == before, second.message.text
    second.close()
    third = Workspace(home)
    third.apply(c.Redo())
    assert state(third) == after
    third.close()


def test_the_network_is_scored_anew_where_its_outputs_change(workspace):
    before = workspace.networks.model.story.held_out_count
    removed(workspace)
    assert 0 < workspace.networks.model.story.held_out_count < before


def test_a_name_of_another_class_is_refused(workspace):
    before = state(workspace)
    workspace.apply(c.RenameClass(label(workspace, "tree").id, "CAR"))
    assert workspace.message.text == "There is a class car already."
    workspace.apply(c.RenameClass(label(workspace, "tree").id, "a/b"))
    assert "slash" in workspace.message.text
    workspace.apply(c.MergeClasses(label(workspace, "tree").id, label(workspace, "tree").id))
    assert "cannot be merged with itself" in workspace.message.text
    assert state(workspace) == before


def test_capitals_of_a_name_may_change(workspace):
    workspace.apply(c.RenameClass(label(workspace, "tree").id, "Tree"))
    assert "Tree" in names(workspace)


def test_a_drawing_that_comes_back_brings_its_class_along(workspace):
    removed(workspace)
    workspace.apply(c.ShowOnly(only("trash")))
    workspace.apply(c.Choose(0))
    workspace.apply(c.RestoreChosen())
    assert "tree" in names(workspace)
    assert workspace.collection.count(label(workspace, "tree").id) == 1


def test_every_class_may_go_and_a_new_one_come(workspace):
    for name in names(workspace):
        workspace.apply(c.RemoveClass(label(workspace, name).id))
    assert names(workspace) == [] and workspace.collection.count() == 0
    workspace.apply(c.AddClass("star"))
    draw(workspace, (5, 5), (20, 20))
    workspace.apply(c.PressNumber(1))
    assert workspace.collection.count() == 1
    work(workspace)


def test_classes_may_change_while_a_network_trains(workspace):
    workspace.apply(c.ChangePlan("epochs", 3))
    workspace.apply(c.StartOrPause())
    workspace.work(0.0)
    removed(workspace)
    workspace.apply(c.RenameClass(label(workspace, "car").id, "lorry"))
    workspace.apply(c.AddClass("star"))
    work(workspace)
    assert "Trained" in workspace.message.text
    assert sorted(workspace.networks.model.names) == sorted(names(workspace))


def test_strokes_and_changes_are_undone_in_order_after_a_restart(tmp_path):
    home = tmp_path / "home"
    first = Workspace(home)
    draw(first, (5, 5), (20, 20))
    one = first.sheet.pixels.copy()
    draw(first, (20, 5), (5, 20))
    two = first.sheet.pixels.copy()
    first.remember()
    draw(first, (1, 1), (2, 2))
    first.apply(c.Undo())
    first.remember()
    first.apply(c.PressNumber(2))
    draw(first, (9, 9), (9, 9))
    first.remember()
    first.close()
    second = Workspace(home)
    assert second.sheet.pixels[9, 9]
    second.apply(c.Undo())
    assert second.sheet.empty
    second.apply(c.Undo())
    assert np.array_equal(second.sheet.pixels, two)
    assert second.collection.count() == 640
    second.apply(c.Undo())
    assert np.array_equal(second.sheet.pixels, one)
    second.apply(c.Redo())
    second.apply(c.Redo())
    assert second.collection.count() == 641
    second.close()


def test_an_entry_that_makes_no_sense_is_no_harm(tmp_path):
    home = tmp_path / "home"
    first = Workspace(home)
    renamed(first)
    first._store.journal.add('{"kind":"NeverHeardOf","name":"x"}')
    first._store.journal.add("[1")
    moved_ids = [label.id for label in first.collection.labels]
    first.close()
    second = Workspace(home)
    second.apply(c.Undo())
    assert second.message.text == "There is nothing to undo."
    second.apply(c.MoveClass(moved_ids[0], 1))
    second.apply(c.Undo())
    assert [label.id for label in second.collection.labels] == moved_ids
    second.close()


def test_a_network_file_that_is_gone_says_so_and_stays_undone(workspace):
    renamed(workspace)
    title = workspace.networks.model.title
    workspace.apply(c.Undo())
    (workspace.networks.library.folder / f"{title}.npz").unlink()
    workspace.apply(c.Redo())
    assert "oak tree" in names(workspace)  # the network of this window is in memory


def test_two_windows_see_each_others_changes(tmp_path):
    home = tmp_path / "home"
    one, two = Workspace(home), Workspace(home)
    for workspace in (one, two):
        work(workspace)
    draw(one, (5, 5), (20, 20))
    one.apply(c.PressNumber(1))
    renamed(one)
    two.collection._looked_s = 0.0
    work(two)
    assert two.collection.count() == 641
    assert "oak tree" in names(two) and "oak tree" in two.networks.model.names
    two.apply(c.Choose(0))
    two.apply(c.TrashChosen())
    one.collection._looked_s = 0.0
    work(one)
    assert one.collection.count() == 640
    assert (one.collection.guesses.answers >= 0).all()
    for workspace in (one, two):
        workspace.close()
