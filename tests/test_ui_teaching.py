"""Teaching in the window: before and after, accepted or taken back."""

import numpy as np
import pytest

from tests.explained import draw, same_numbers, work
from ui import commands as c
from ui.workspace import Workspace


@pytest.fixture
def taught(workspace):
    """A drawing on the sheet, taught as the second class."""
    work(workspace)
    draw(workspace, (4, 4), (22, 9))
    draw(workspace, (22, 9), (5, 20))
    workspace.apply(c.open_overlay("teach"))
    workspace.apply(c.ChangeTeaching("n_steps", 60))
    workspace.apply(c.ChangeTeaching("wanted", "house"))
    workspace.apply(c.TeachSheet())
    work(workspace)
    return workspace


def test_what_is_taught_is_seen_before_it_is_in_use(taught):
    teacher, before = taught.teacher, taught.networks.model
    one, other = teacher.outputs()
    place = before.names.index("house")
    assert other[place] > one[place]
    now = taught.networks.in_use.to(taught.sheet.pixels, taught.sheet.version)
    assert one == pytest.approx(now.outputs, abs=1e-6)
    assert taught.networks.model is before and teacher.phase == "done"


def test_every_other_drawing_that_is_answered_otherwise_is_named(taught):
    teacher, collection = taught.teacher, taught.collection
    images = collection.drawings.images.reshape(-1, 784).astype(np.float32)
    models = taught.networks.model, teacher.after
    before, after = (model.network.forward(images).argmax(axis=1) for model in models)
    differ = collection.drawings.ids[np.flatnonzero(before != after)].tolist()
    found = teacher.otherwise
    assert [answered.id for answered in found.changed] == differ
    labels = np.array([taught.networks.model.names.index(collection.label(i).name)
                       for i in collection.drawings.label_ids.tolist()])  # fmt: skip
    held_out = collection.drawings.held_out
    assert found.accuracy(0) == pytest.approx((before == labels)[held_out].mean())
    assert found.accuracy(1) == pytest.approx((after == labels)[held_out].mean())
    taught.apply(c.ShowChanged())
    assert sorted(collection.drawings.ids[collection.shown].tolist()) == sorted(differ)


def test_it_comes_into_use_with_undo_and_survives_a_restart(taught, tmp_path):
    before, after = taught.networks.model, taught.teacher.after
    taught.apply(c.AcceptTeaching())
    assert same_numbers(taught.networks.model.network, after.network) and taught.view.overlay == ""
    assert taught.networks.model.story.held_out_count == 128
    assert taught.networks.library.current()[0].title == taught.networks.model.title
    taught.apply(c.Undo())
    assert taught.networks.model.title == before.title
    taught.apply(c.Redo())
    again = Workspace(taught.home)
    assert same_numbers(again.networks.model.network, after.network)
    again.close()


def test_it_can_be_taken_back_and_taught_on(taught):
    first = taught.teacher.outputs()[1]
    taught.apply(c.TeachSheet())  # goes on from what it has become
    work(taught)
    place = taught.networks.model.names.index("house")
    one, more = taught.teacher.outputs()

    def lead(outputs):  # before the next best, as the sums below the outputs have it
        sums = np.log(outputs / (1 - outputs))
        return sums[place] - np.delete(sums, place).max()

    assert lead(more) > lead(first) > lead(one)
    taught.apply(c.TakeBackTeaching())
    assert taught.teacher.phase == "" and taught.teacher.outputs() is None
    taught.apply(c.AcceptTeaching())
    assert "nothing taught yet" in taught.message.text


def test_a_drawing_that_changed_meanwhile_is_not_accepted(taught):
    before = taught.networks.model
    draw(taught, (10, 2), (10, 25))
    taught.apply(c.AcceptTeaching())
    assert "teach it again" in taught.message.text
    assert taught.networks.model is before and taught.teacher.phase == ""


def test_a_new_class_can_be_taught(workspace):
    workspace.apply(c.AddClass("star"))
    draw(workspace, (4, 4), (22, 22))
    draw(workspace, (22, 4), (4, 22))
    workspace.apply(c.open_overlay("teach"))
    workspace.apply(c.ChangeTeaching("wanted", "star"))
    workspace.apply(c.TeachSheet())
    work(workspace)
    workspace.apply(c.AcceptTeaching())
    assert workspace.answer.names[workspace.answer.best] == "star"


def test_a_drawing_that_is_held_out_is_never_taught(workspace):
    work(workspace)
    row = int(np.flatnonzero(workspace.collection.drawings.held_out)[0])
    place = int(workspace.collection.places_of(np.array([row]))[0])
    workspace.apply(c.Choose(place))
    workspace.apply(c.OpenOnSheet())
    workspace.apply(c.TeachSheet())
    assert "held out" in workspace.message.text and workspace.teacher.phase == ""


def test_an_empty_sheet_is_nothing_to_teach(workspace):
    workspace.apply(c.TeachSheet())
    assert "The sheet is empty" in workspace.message.text


def test_with_all_drawings_gone_it_still_teaches(workspace):
    workspace.apply(c.ChooseAll())
    workspace.apply(c.TrashChosen())
    draw(workspace, (4, 4), (22, 22))
    workspace.apply(c.open_overlay("teach"))
    workspace.apply(c.ChangeTeaching("wanted", "cat"))
    workspace.apply(c.TeachSheet())
    work(workspace)
    assert workspace.teacher.phase == "done" and workspace.teacher.otherwise.held_out == 0
    workspace.apply(c.AcceptTeaching())
    assert "no drawings, no score" in workspace.message.text


def test_a_drawing_that_was_taught_is_not_held_out_when_it_is_kept(taught):
    taught.apply(c.AcceptTeaching())
    for _ in range(12):  # one in five would be
        taught.apply(c.PressNumber(2))
        assert not taught.collection.drawings.held_out[-1]
        taught.apply(c.Undo())
        taught.apply(c.Redo())
        taught.apply(c.OpenOnSheet())
        taught.apply(c.Undo())
        taught.apply(c.Undo())


def test_a_drawing_held_out_is_not_taught_from_the_trash_either(workspace):
    work(workspace)
    workspace.apply(c.ShowTyped("held-out"))
    workspace.apply(c.Choose(0))
    workspace.apply(c.OpenOnSheet())
    workspace.apply(c.show_screen("drawings"))
    workspace.apply(c.TrashChosen())
    workspace.apply(c.TeachSheet())
    assert "held out" in workspace.message.text and workspace.teacher.phase == ""


def test_undo_says_so_where_the_network_of_then_is_not_kept_any_more(taught):
    first = taught.networks.model
    taught.apply(c.AcceptTeaching())
    one = taught.networks.model.title
    assert one.startswith("taught ")
    taught.apply(c.open_overlay("teach"))
    taught.apply(c.TeachSheet())
    work(taught)
    taught.apply(c.AcceptTeaching())
    other = taught.networks.model.title
    (taught.home / "models" / f"{one}.npz").unlink()
    taught.apply(c.Undo())
    assert "is not kept any more" in taught.message.text
    assert taught.networks.model.title == other
    taught.apply(c.Undo())
    assert "is not kept any more" not in taught.message.text
    assert taught.networks.model.title == first.title
    taught.apply(c.Redo())
    assert "is not kept any more" in taught.message.text
