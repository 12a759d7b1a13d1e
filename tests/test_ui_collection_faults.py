"""What a reader of the code and a hostile tester found, each with a test."""

import sqlite3
import time

import numpy as np
import pytest

from data.exchange import Batch, write
from data.store import Store
from models.errors import ModelError
from tests.explained import draw, work
from ui import commands as c
from ui.state.filter import Filter, only
from ui.state.mirrored import FIRST
from ui.workspace import Workspace


def names(workspace):
    return [label.name for label in workspace.collection.labels]


def id_of(workspace, name):
    return next(label.id for label in workspace.collection.labels if label.name == name)


def keep(workspace, number=1):
    draw(workspace, (5, 5), (20, 20))
    workspace.apply(c.PressNumber(number))


def same_as_the_file(workspace):
    """Whether memory holds what the file does."""
    found, drawings = workspace.collection.store.read(trashed=None), workspace.collection.drawings
    columns = "ids", "label_ids", "trashed", "packed"
    return all(np.array_equal(getattr(found, one), getattr(drawings, one)) for one in columns)


@pytest.fixture
def stars(tmp_path, rng):
    images = rng.random((8000, 28, 28)) < 0.2
    return write(Batch(images, np.zeros(8000, np.int64), ("star",)), tmp_path / "stars.npz")


def read_in(workspace, source):
    workspace.apply(c.ReadSource(str(source)))
    work(workspace)


class Locked:
    """Another program that writes the drawings file for a while."""

    def __init__(self, workspace):
        self._db = sqlite3.connect(workspace.collection_path, isolation_level=None)

    def __enter__(self):
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, *_):
        self._db.execute("ROLLBACK")
        self._db.close()


def test_a_training_that_ends_while_the_file_is_locked_is_in_use_and_said(workspace, monkeypatch):
    workspace._store.database.connection.execute("PRAGMA busy_timeout = 10")
    workspace.apply(c.ChangePlan("epochs", 2))
    workspace.apply(c.StartOrPause())
    with Locked(workspace):
        work(workspace)
    assert workspace.message.error and "another Inkling is writing" in workspace.message.text
    assert workspace.networks.model.title != "starter"


def test_a_drawing_kept_while_the_file_is_read_anew_is_not_lost(workspace, rng):
    with Store(workspace.collection_path) as other:
        label = other.labels()[0].id
        other.add(rng.random((9000, 28, 28)) < 0.2, [label] * 9000, "imported")
    collection = workspace.collection
    collection._looked_s = 0.0
    assert collection.read_some() and collection._anew
    keep(workspace)
    work(workspace)
    assert same_as_the_file(workspace)


def test_a_relabelled_drawing_is_asked_about_anew_while_older_ones_are_read(tmp_path, rng):
    with Store(tmp_path / "home" / "drawings.db") as store:
        labels = [store.add_label(name).id for name in ("cat", "dog")]
        n = FIRST + 9000
        store.add(rng.random((n, 28, 28)) < 0.2, [labels[0]] * n, "imported")
    workspace = Workspace(tmp_path / "home")
    collection = workspace.collection
    collection.guess_some(workspace.networks.model)  # of the newest
    asked = (collection.guesses.answers >= 0).sum()
    newest = int(collection.drawings.ids[-1])
    collection.read_some()
    collection.relabel([newest], [labels[1]])
    row = collection.rows_of([newest])[0]
    assert collection.guesses.answers[row] == -1
    assert (collection.guesses.answers >= 0).sum() == asked - 1
    work(workspace)
    assert len(collection.drawings) == n and same_as_the_file(workspace)
    workspace.close()


def test_another_networks_answers_are_counted_anew(workspace):
    work(workspace)
    wrong = workspace.collection.count_only("wrong")
    workspace.apply(c.SortBy("least sure"))
    before = workspace.collection.shown.copy()
    model = workspace.networks.model
    for layer in (twin := model.network.copy()).layers:
        layer.weights = -layer.weights
    workspace.use(type(model)(twin, model.names, model.story, "upside down"))
    work(workspace)
    assert workspace.collection.count_only("wrong") > 2 * wrong
    assert not np.array_equal(workspace.collection.shown, before)


def test_what_was_rolled_back_is_not_recorded_as_imported(workspace, stars):
    read_in(workspace, stars)
    workspace.apply(c.StoreImport())
    db = workspace._store.database.connection
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages + 20}")
    work(workspace)
    db.execute(f"PRAGMA max_page_count = {pages + 20000}")
    assert workspace.message.error and workspace.importing.stage == "asking"
    workspace.apply(c.show_screen("draw"))
    keep(workspace)
    assert workspace.collection.count() == 641, workspace.message.text
    assert same_as_the_file(workspace)
    for _ in range(3):  # the keeping, the stroke, the import
        workspace.apply(c.Undo())
    assert workspace.collection.count() == 640 and "star" not in names(workspace)


def test_of_several_sources_a_bad_one_does_not_hide_the_others(workspace, tmp_path):
    row = ",".join(["1"] * 784)
    for name in ("one", "two"):
        (tmp_path / f"{name}.csv").write_text(f"{name},{row}")
    (tmp_path / "bad.csv").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "empty.csv").write_text("")
    for name in ("one", "bad", "empty", "two"):
        workspace.apply(c.ReadSource(str(tmp_path / f"{name}.csv")))
    work(workspace)
    assert workspace.importing.found.names == ["one", "two"]
    assert "bad.csv" in workspace.importing.complaint
    assert "empty.csv" in workspace.importing.complaint


def test_swapping_twice_finds_known_drawings_again(workspace, tmp_path):
    drawings = workspace.collection.drawings
    known = Batch(drawings.images[:5], np.zeros(5, np.int64), ("car",))
    read_in(workspace, write(known, tmp_path / "a.npz"))
    assert workspace.importing.n_known == 5
    workspace.apply(c.ChangeImport("swap"))
    assert workspace.importing.n_known == 0
    workspace.apply(c.ChangeImport("swap"))
    assert workspace.importing.n_known == 5


def test_undo_gives_a_removed_class_its_own_name_back(workspace):
    before = names(workspace)
    workspace.apply(c.RemoveClass(id_of(workspace, "tree")))
    workspace.apply(c.RenameClass(id_of(workspace, "house"), "tree"))
    for _ in range(2):
        workspace.apply(c.Undo())
    assert names(workspace) == before == list(workspace.networks.model.names)
    for _ in range(2):
        workspace.apply(c.Redo())
    assert names(workspace) == [
        "car", "tree", "fish", "flower", "cat", "bicycle", "apple"
    ]  # fmt: skip


def test_redo_gives_an_added_class_its_own_name_back(workspace):
    workspace.apply(c.RenameClass(id_of(workspace, "car"), "auto"))
    workspace.apply(c.AddClass("car"))
    after = names(workspace)
    for command in (c.Undo, c.Undo, c.Redo, c.Redo):
        workspace.apply(command())
    assert names(workspace) == after and set(workspace.networks.model.names) == set(after)


def test_a_removed_class_comes_back_to_its_place_among_moved_ones(workspace):
    workspace.apply(c.MoveClass(id_of(workspace, "tree"), -1))
    before = names(workspace)
    workspace.apply(c.RemoveClass(id_of(workspace, "tree")))
    workspace.apply(c.MoveClass(id_of(workspace, "apple"), -1))
    for _ in range(2):
        workspace.apply(c.Undo())
    assert names(workspace) == before


def test_bringing_back_a_drawing_of_a_removed_class_is_undone_whole(workspace):
    workspace.apply(c.RemoveClass(id_of(workspace, "tree")))
    workspace.apply(c.ShowOnly(only("trash")))
    workspace.apply(c.ChooseAll())
    workspace.apply(c.RestoreChosen())
    assert "tree" in names(workspace) and "tree" in workspace.networks.model.names
    workspace.apply(c.Undo())
    assert "tree" not in names(workspace) and "tree" not in workspace.networks.model.names


def test_after_two_windows_undo_takes_back_what_stands(tmp_path):
    one, two = Workspace(tmp_path / "home"), Workspace(tmp_path / "home")
    one.apply(c.RenameClass(id_of(one, "tree"), "oak"))
    one.apply(c.Undo())
    two.apply(c.RenameClass(id_of(two, "house"), "home"))
    one.close()
    two.close()
    third = Workspace(tmp_path / "home")
    third.apply(c.Undo())
    assert third.message.text == "Undone: renaming house."
    assert "house" in names(third)
    third.apply(c.Redo())
    assert "home" in names(third)
    third.close()


def test_drawings_never_come_to_a_class_that_is_not_there(workspace, stars):
    other = Store(workspace.collection_path)
    tree = id_of(workspace, "tree")
    other.trash(other.read().ids[other.read().label_ids == tree])
    other.classes.remove(tree)
    workspace.apply(c.Keep(tree))  # this window has not looked yet
    keep(workspace, 3)
    assert "tree" in [label.name for label in other.labels()]
    other.close()


def test_while_drawings_are_stored_their_classes_stay(workspace, stars):
    read_in(workspace, stars)
    workspace.apply(c.StoreImport())
    for command in (
        c.RemoveClass(id_of(workspace, "star")),
        c.RenameClass(id_of(workspace, "star"), "sun"),
        c.Undo(),
    ):
        workspace.apply(command)
        assert "being stored" in workspace.message.text
    work(workspace)
    assert workspace.collection.count(id_of(workspace, "star")) == 8000


def test_a_class_that_is_gone_before_it_is_stored_becomes_a_new_one(workspace, stars):
    workspace.apply(c.AddClass("star"))
    read_in(workspace, stars)
    workspace.apply(c.Undo())
    assert "star" not in names(workspace)
    workspace.apply(c.StoreImport())
    work(workspace)
    assert workspace.collection.count(id_of(workspace, "star")) == 8000
    assert same_as_the_file(workspace)


def test_a_class_that_cannot_be_added_leaves_all_as_it_was(workspace, monkeypatch):
    before, model = names(workspace), workspace.networks.model

    def full(*_, **__):
        raise ModelError("The disk is full.")

    workspace.apply(c.SortBy("class"))
    monkeypatch.setattr(workspace.networks.library, "keep", full)
    for command in (c.AddClass("star"), c.AddNothing(), c.RemoveClass(id_of(workspace, "tree"))):
        workspace.apply(command)
        assert workspace.message.text == "The disk is full."
        assert names(workspace) == before and workspace.networks.model is model
        assert same_as_the_file(workspace)
    workspace.apply(c.ShowOnly(Filter()))
    assert len(workspace.collection.shown) == 640


def test_a_network_is_taken_back_where_the_file_cannot_be_written(workspace, monkeypatch):
    model = workspace.networks.model
    commit = workspace._store.journal.add
    monkeypatch.setattr(
        workspace._store.journal,
        "add",
        lambda text: (commit(text), workspace._store.database.connection.execute("nonsense")),
    )
    workspace.apply(c.AddClass("star"))
    assert "could not be written" in workspace.message.text
    assert workspace.networks.model is model and "star" not in names(workspace)
    assert workspace.networks.library.current()[0].names == model.names


@pytest.mark.parametrize("path", ["/", "x" * 300, "a\0b", "a\ud800"])
@pytest.mark.parametrize(
    "command",
    [c.ReadSource, c.OpenCollection, c.NewCollection, c.SaveCollectionAs, c.ExportDrawings],
)
def test_paths_that_can_be_none_are_refused_in_words(workspace, path, command):
    workspace.apply(command(path))
    assert workspace.message.refusal and workspace.open


@pytest.mark.parametrize(
    "entry",
    [
        '{"kind":"Together","name":"x","steps":null}',
        '{"kind":"Moved","name":"x","ids":null,"to_trash":true}',
        '{"kind":"SheetChanged","name":"x","before":1,"after":2}',
        '{"kind":"ClassRenamed","name":"x","label_id":"a","before":1,"after":2}',
    ],
)
def test_an_entry_that_is_no_change_is_refused_at_undo(tmp_path, entry):
    with Store(tmp_path / "home" / "drawings.db") as store:
        store.add_label("cat")
        store.journal.add(entry)
    workspace = Workspace(tmp_path / "home")
    workspace.apply(c.Undo())
    assert any(word in workspace.message.text for word in ("sense", "Undone", "nothing to undo"))
    assert names(workspace) == ["cat"]
    workspace.close()


def test_a_remembered_collection_that_is_damaged_inside_does_not_keep_it_from_starting(tmp_path):
    first = Workspace(tmp_path / "home")
    first.apply(c.NewCollection(str(tmp_path / "new.db")))
    first.remember()
    first.close()
    second = Workspace(tmp_path / "home", str(tmp_path / "new.db"))
    second.apply(c.AddClass("cat"))
    second.remember()
    second.close()
    with sqlite3.connect(tmp_path / "new.db") as db:
        db.execute("UPDATE label SET name = ''")
    db.close()
    third = Workspace(tmp_path / "home")
    assert "is damaged" in third.message.text and third.collection.count() == 640
    third.apply(c.OpenCollection(str(tmp_path / "new.db")))
    assert "is damaged" in third.message.text and third.open
    third.close()


def test_closing_asks_while_drawings_are_stored_and_keeps_what_is_in(workspace, stars, tmp_path):
    read_in(workspace, stars)
    workspace.apply(c.StoreImport())
    for _ in range(3):
        next(workspace.importing._steps)
    workspace.apply(c.Quit())
    assert workspace.open and "An import is under way" in workspace.message.text
    workspace.close()
    with Store(tmp_path / "home" / "drawings.db") as store:
        assert len(store.read()) == 3640


def test_an_export_that_is_ended_leaves_nothing(workspace, tmp_path, rng):
    images = rng.random((3000, 28, 28)) < 0.2
    workspace.collection.store.add(images, [1] * 3000, "imported")
    (tmp_path / "out").mkdir()
    workspace.apply(c.ExportDrawings(str(tmp_path / "out" / "pictures")))
    end_s = time.perf_counter() + 60
    while not list((tmp_path / "out").iterdir()):
        workspace.work(time.perf_counter() + 0.01)
        time.sleep(0.005)
        assert time.perf_counter() < end_s
    workspace.exporting.stop()
    assert list((tmp_path / "out").iterdir()) == []


def test_processes_beside_the_window_have_one_thread():
    """NumPy takes its threads from the environment when it is first imported."""
    import subprocess
    import sys

    for module in ("ui.state.finding", "ui.state.exporting", "models.ahead", "models.beside"):
        code = f"import sys, {module}; sys.exit('numpy' in sys.modules)"
        assert subprocess.run([sys.executable, "-c", code]).returncode == 0, module


def test_a_drawing_in_the_trash_does_not_bring_its_class_back(workspace):
    workspace.apply(c.RemoveClass(id_of(workspace, "tree")))
    workspace.apply(c.ShowOnly(only("trash")))
    workspace.apply(c.Choose(0))
    workspace.apply(c.RelabelChosen(id_of(workspace, "car")))
    workspace.apply(c.Undo())
    assert "tree" not in names(workspace)


def test_no_two_classes_differ_in_capitals_alone(workspace):
    keep(workspace)
    workspace.apply(c.RemoveClass(id_of(workspace, "tree")))
    workspace.apply(c.AddClass("Tree"))
    workspace.apply(c.ShowOnly(only("trash")))
    workspace.apply(c.Choose(0))
    workspace.apply(c.RestoreChosen())
    assert names(workspace)[-1] == "Tree" and "tree (2)" in names(workspace)
