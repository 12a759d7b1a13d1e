"""Bringing drawings in: read, looked at, stored, one step of undo."""

import numpy as np
import pytest

from data.exchange import Batch, write
from data.starter_set import FILE
from data.store import Store
from tests.explained import draw, work
from ui import commands as c
from ui.state.importing import NEW, OUT
from ui.workspace import Workspace


@pytest.fixture
def source(tmp_path, rng):
    """A file of 30 drawings: ten cats, ten owls, ten of a class in other letters."""
    images = rng.random((30, 28, 28)) < 0.2
    return write(
        Batch(images, np.repeat([0, 1, 2], 10), ("cat", "owl", "TREE")), tmp_path / "a.npz"
    )


def names(workspace):
    return [label.name for label in workspace.collection.labels]


def live(workspace):
    drawings = workspace.collection.drawings
    return drawings.only(~drawings.trashed)


def read(workspace, source):
    workspace.apply(c.ReadSource(str(source)))
    work(workspace)


def test_what_was_found_is_shown_before_anything_is_stored(workspace, source):
    read(workspace, source)
    importing = workspace.importing
    assert workspace.view.overlay == "import" and importing.stage == "preview"
    assert importing.found.names == ["cat", "owl", "TREE"]
    ids = {label.name: label.id for label in workspace.collection.labels}
    assert importing.targets == [ids["cat"], NEW, ids["tree"]]
    assert importing.pictures().shape == (10, 98)
    assert len(live(workspace)) == 640


def test_an_import_is_one_step_of_undo_after_a_restart_too(workspace, source, tmp_path):
    read(workspace, source)
    workspace.apply(c.StoreImport())
    work(workspace)
    assert workspace.message.text == "30 drawings imported."
    assert workspace.view.screen == "drawings" and workspace.view.overlay == ""
    assert len(live(workspace)) == 670
    assert names(workspace)[-1] == workspace.networks.model.names[-1] == "owl"
    held = live(workspace).held_out[-30:]
    assert 4 <= held.sum() <= 8
    workspace.close()
    again = Workspace(tmp_path / "home")
    again.apply(c.Undo())
    assert len(live(again)) == 640 and "owl" not in names(again)
    assert "owl" not in again.networks.model.names
    again.apply(c.Redo())
    assert len(live(again)) == 670 and "owl" in names(again)
    again.close()


def test_classes_may_become_others_or_be_left_out(workspace, source):
    read(workspace, source)
    car = workspace.collection.labels[0]
    workspace.apply(c.ChangeImport("chosen", 1))
    workspace.apply(c.ChangeImport("target", car.id))
    workspace.apply(c.ChangeImport("chosen", 2))
    workspace.apply(c.ChangeImport("target", OUT))
    workspace.apply(c.StoreImport())
    work(workspace)
    assert workspace.message.text == "20 drawings imported."
    assert workspace.collection.count(car.id) == 90
    assert len(names(workspace)) == 8


def test_drawings_that_are_here_already_are_left_out_unless_wanted(workspace, tmp_path):
    with np.load(FILE) as file:
        images, labels = file["images"][:50].astype(bool), file["labels"][:50]
        mine = Batch(images, labels.astype(np.int64), tuple(map(str, file["names"])))
    images[0] = ~images[0]
    write(mine, tmp_path / "b.npz")
    read(workspace, tmp_path / "b.npz")
    assert workspace.importing.n_known == 49 and workspace.importing.wanted.sum() == 1
    workspace.apply(c.ChangeImport("skip_known", False))
    assert workspace.importing.wanted.sum() == 50
    workspace.apply(c.StoreImport())
    work(workspace)
    assert len(live(workspace)) == 690


def test_ink_and_paper_may_be_swapped(workspace, source):
    read(workspace, source)
    before = workspace.importing.found.packed.copy()
    workspace.apply(c.ChangeImport("swap"))
    workspace.apply(c.StoreImport())
    work(workspace)
    assert np.array_equal(live(workspace).packed[-30:], ~before)


def test_several_sources_make_one_heap(workspace, source, tmp_path):
    (tmp_path / "b.csv").write_text("owl," + ",".join(["1"] * 784))
    workspace.apply(c.ReadSource(str(source)))
    workspace.apply(c.ReadSource(f"'{tmp_path / 'b.csv'}'"))
    work(workspace)
    assert len(workspace.importing.found) == 31
    assert workspace.importing.found.names == ["cat", "owl", "TREE"]


@pytest.mark.parametrize(
    "path, sentence",
    [
        ("", "Type the path"),
        ("/no/such/thing.npz", "There is no file"),
        ("LICENSE", "the ending"),
        ("~nobody/a.npz", "There is no file"),
    ],
)
def test_a_source_that_will_not_do_says_why_and_stores_nothing(workspace, path, sentence):
    workspace.apply(c.ReadSource(path))
    work(workspace)
    told = workspace.importing.complaint or workspace.message.text
    assert sentence in told
    assert workspace.importing.stage == "asking"
    workspace.apply(c.StoreImport())
    assert "Choose a file or folder first" in workspace.message.text


def test_the_refused_part_is_named_and_the_rest_comes_in(workspace, tmp_path):
    (tmp_path / "a.csv").write_text("\n".join(["owl," + ",".join(["1"] * 784), "owl,1", "a/b,2"]))
    read(workspace, tmp_path / "a.csv")
    assert workspace.importing.found.n_refused == 2
    workspace.apply(c.StoreImport())
    work(workspace)
    assert workspace.message.text == (
        "1 drawing imported. 2 drawings could not be read and were left out."
    )


def test_one_may_draw_while_very_many_come_in_and_stop(workspace, tmp_path, rng):
    images = rng.random((20_000, 28, 28)) < 0.2
    write(Batch(images, np.zeros(20_000, np.int64), ("owl",)), tmp_path / "a.npz")
    read(workspace, tmp_path / "a.npz")
    workspace.apply(c.StoreImport())
    workspace.work(0.0)
    for _ in range(3):
        next(workspace.importing._steps)
    draw(workspace, (5, 5), (20, 20))
    workspace.apply(c.PressNumber(1))
    next(workspace.importing._steps)
    with Store(tmp_path / "home" / "drawings.db") as other:
        assert other.count() >= 3000 + 641  # on the disk with what was drawn
    workspace.apply(c.EndImport())
    work(workspace)
    n = int(workspace.message.text.split()[1].replace(",", ""))
    assert workspace.message.text.startswith("Stopped: ") and 4000 <= n < 20_000
    assert len(live(workspace)) == 641 + n
    assert len(set(live(workspace).ids.tolist())) == 641 + n
    workspace.apply(c.Undo())
    assert len(live(workspace)) == 641


def test_a_disk_that_fills_ends_it_and_keeps_what_is_in(workspace, source, monkeypatch):
    read(workspace, source)
    workspace.apply(c.StoreImport())

    def full(*_, **__):
        import sqlite3

        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("data.store.intake.insert", full)
    work(workspace)
    assert "could not be written" in workspace.message.text and workspace.message.error
    assert workspace.importing.stage == "asking" and len(live(workspace)) == 640


def test_cancelling_stores_nothing(workspace, source):
    read(workspace, source)
    workspace.apply(c.EndImport())
    assert workspace.importing.stage == "asking" and workspace.view.overlay == ""
    assert len(live(workspace)) == 640
