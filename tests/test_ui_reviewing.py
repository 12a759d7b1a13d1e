"""Going through what may be wrong: each answer moves on, and is remembered."""

import time

import numpy as np
import pytest

from tests.explained import draw, look, work
from ui import commands as c
from ui.refused import Refused
from ui.stage import Stage
from ui.state.filter import Filter, only
from ui.state.filter_words import typed
from ui.workspace import Workspace


def shown(workspace):
    return workspace.collection.drawings.ids[workspace.collection.shown].tolist()


@pytest.fixture
def suspects(workspace):
    look(workspace, "suspect")
    return shown(workspace)


def test_suspects_are_found_and_the_first_is_chosen(workspace, suspects):
    assert 10 < len(suspects) < 120
    assert workspace.selection.visible_ids == suspects[:1]
    assert workspace.collection.count_only("suspect") == len(suspects)


def test_a_suspect_says_which_class_would_fit(workspace, suspects, fonts):
    workspace.apply(c.show_screen("drawings"))
    collection, stage = workspace.collection, Stage(workspace, (1280, 800))
    row = int(collection.rows_of(suspects[:1])[0])
    better = collection.label(collection.better[suspects[0]])
    assert better.id != collection.drawings.label_ids[row]

    def said():
        return [text for text, _ in stage.screen._detail._facts(row)]

    assert f"going by all others: {better.name}" in said()
    workspace.apply(c.RenameClass(better.id, "dwelling"))
    assert "going by all others: dwelling" in said()
    workspace.apply(c.RelabelChosen(better.id))
    assert not [text for text in said() if "all others" in text]
    workspace.apply(c.Undo())
    workspace.apply(c.ShowOnly(Filter()))
    assert not [text for text in said() if "all others" in text]


def test_keeping_one_as_it_is_moves_on_and_is_not_asked_again(workspace, suspects, tmp_path):
    workspace.apply(c.Choose(2))
    workspace.apply(c.FindRight())
    assert shown(workspace) == suspects[:2] + suspects[3:]
    assert workspace.selection.visible_ids == [suspects[3]]
    workspace.finder._version = -1  # looked through anew, as after a change
    look(workspace, "suspect")
    assert shown(workspace) == suspects[:2] + suspects[3:]
    workspace.apply(c.Undo())
    assert shown(workspace) == suspects
    workspace.apply(c.Redo())
    workspace.close()
    again = Workspace(tmp_path / "home")
    look(again, "suspect")
    assert shown(again) == suspects[:2] + suspects[3:]
    again.close()


def test_another_class_answers_and_moves_on(workspace, suspects):
    collection = workspace.collection
    before = collection.drawings.label_ids[collection.rows_of(suspects[:1])][0]
    other = next(label for label in collection.labels if label.id != before)
    workspace.apply(c.RelabelChosen(other.id))
    assert shown(workspace) == suspects[1:]
    assert workspace.selection.visible_ids == [suspects[1]]
    workspace.apply(c.Undo())
    assert shown(workspace) == suspects
    assert collection.drawings.label_ids[collection.rows_of(suspects[:1])][0] == before


def test_the_trash_answers_and_moves_on(workspace, suspects):
    workspace.apply(c.TrashChosen())
    assert shown(workspace) == suspects[1:]
    workspace.apply(c.Undo())
    assert shown(workspace) == suspects


def test_wrong_ones_can_be_kept_too(workspace):
    work(workspace)
    workspace.apply(c.ShowOnly(only("wrong")))
    n = len(shown(workspace))
    workspace.apply(c.FindRight())
    assert len(shown(workspace)) == workspace.collection.count_only("wrong") == n - 1


def test_outside_a_question_nothing_can_be_answered(workspace):
    workspace.apply(c.Choose(0))
    workspace.apply(c.FindRight())
    assert "Nothing is asked here" in workspace.message.text


def test_scraps_and_doubles_are_found(workspace):
    draw(workspace, (5, 5), (5, 6))
    workspace.apply(c.PressNumber(1))
    scrap = shown(workspace)[0]
    for _ in range(2):
        draw(workspace, (5, 5), (20, 20))
        draw(workspace, (20, 5), (5, 20))
        workspace.apply(c.PressNumber(2))
    two = shown(workspace)[:2]
    look(workspace, "scrap")
    assert shown(workspace) == [scrap]
    look(workspace, "double")
    assert shown(workspace) == two[::-1]


def test_a_looking_through_that_dies_says_so_and_can_be_begun_again(workspace):
    workspace.apply(c.ShowOnly(only("suspect")))
    workspace.finder._process._process.kill()
    workspace.finder._process._process.join()
    work(workspace)
    assert workspace.finder.failed and workspace.finder.share is None
    look(workspace, "suspect")
    assert len(shown(workspace)) > 10


def test_a_cell_of_the_matrix_shows_its_drawings(workspace):
    work(workspace)
    workspace.apply(c.ShowCell("car", "bicycle"))
    collection, rows = workspace.collection, workspace.collection.shown
    assert workspace.view.screen == "drawings" and len(rows)
    assert collection.drawings.held_out[rows].all()
    names = {collection.label(i).name for i in collection.drawings.label_ids[rows].tolist()}
    assert names == {"car"}
    bicycle = workspace.networks.model.names.index("bicycle")
    assert (collection.guesses.answers[rows] == bicycle).all()
    workspace.apply(c.ShowCell("never", "car"))
    assert "no class never" in workspace.message.text


@pytest.mark.parametrize("sort", ["oldest", "class", "least sure", "most wrong", "newest"])
def test_drawings_are_sorted(workspace, sort):
    work(workspace)
    workspace.apply(c.SortBy(sort))
    collection, rows = workspace.collection, workspace.collection.shown
    places = [label.id for label in collection.labels]
    keys = {
        "newest": -collection.drawings.ids[rows],
        "oldest": collection.drawings.ids[rows],
        "class": np.array([places.index(i) for i in collection.drawings.label_ids[rows].tolist()]),
        "least sure": collection.guesses.sure[rows],
        "most wrong": -collection.guesses.losses[rows],
    }
    assert (np.diff(keys[sort]) >= -3e-4).all()
    assert len(rows) == 640


def test_words_of_the_filter_are_combined(workspace):
    work(workspace)
    collection = workspace.collection
    workspace.apply(c.ShowTyped("held-out sure<60 cat"))
    rows = collection.shown
    assert len(rows) and collection.drawings.held_out[rows].all()
    assert (collection.guesses.sure[rows] < 0.6).all()
    workspace.apply(c.ShowTyped("guess:flow training"))
    assert {
        workspace.networks.model.names[i] for i in collection.guesses.answers[collection.shown]
    } == {"flower"}
    assert not collection.drawings.held_out[collection.shown].any()
    workspace.apply(c.ShowTyped("since:2200-01-01"))
    assert len(collection.shown) == 0
    workspace.apply(c.ShowTyped("until:2200-01-01 starter"))
    assert len(collection.shown) == 640
    workspace.apply(c.ShowTyped("drawn"))
    assert len(collection.shown) == 0
    before = collection.filter
    workspace.apply(c.ShowTyped("since:yesterday"))
    assert "yesterday is no date" in workspace.message.text and collection.filter == before


def test_a_bound_may_be_said_twice():
    assert typed("sure>20 sure<90 sure<80", [], {}).sure == (0.2, 0.8)
    with pytest.raises(Refused):
        typed("until:", [], {})


def test_thumbnails_have_five_sizes(workspace):
    for by in (1, 1, 1, 1):
        workspace.apply(c.ChangeThumbnails(by))
    assert workspace.view.thumbnail == 112
    for _ in range(9):
        workspace.apply(c.ChangeThumbnails(-1))
    assert workspace.view.thumbnail == 28


def test_emptying_the_trash_is_for_good(workspace, tmp_path):
    workspace.apply(c.EmptyTrash())
    assert workspace.message.text == "The trash is empty."
    for place in (0, 1):
        workspace.apply(c.Choose(place))
    workspace.apply(c.ChooseAll())
    workspace.apply(c.TrashChosen())
    workspace.apply(c.ShowOnly(Filter()))
    workspace.apply(c.EmptyTrash())
    assert "640 drawings taken out" in workspace.message.text
    assert len(workspace.collection.drawings) == 0
    workspace.apply(c.Undo())
    assert workspace.message.text == "There is nothing to undo."
    workspace.close()
    again = Workspace(tmp_path / "home")
    assert len(again.collection.drawings) == 0
    again.apply(c.Undo())
    assert again.message.text == "There is nothing to undo."
    again.close()


def test_the_drawing_looked_at_is_the_one_chosen_when_the_list_becomes_another(workspace, suspects):
    collection, selection = workspace.collection, workspace.selection
    apples = collection.drawings.ids[collection.drawings.label_ids == 8].tolist()
    workspace.apply(c.ShowTyped("apple"))
    workspace.apply(c.Choose(0))
    wrong = selection.visible_ids[0]
    assert wrong in apples
    workspace.apply(c.RelabelChosen(2))
    workspace.apply(c.ShowOnly(only("suspect")))  # the old list is shown at first
    while workspace.finder.share is not None:
        workspace.work(time.perf_counter() + 0.01)
        (chosen,) = selection.visible_ids
        assert collection.drawings.ids[selection.row] == chosen
    assert selection.visible_ids == shown(workspace)[:1]


def test_another_list_does_not_take_away_what_a_person_has_chosen(workspace, suspects):
    collection, selection = workspace.collection, workspace.selection
    workspace.apply(c.Choose(3))
    mine = selection.visible_ids
    collection.put_list("suspect", collection.lists["suspect"][::-1].copy())
    selection.offer_again()
    assert selection.visible_ids == mine and collection.drawings.ids[selection.row] == mine[0]
