"""Whole collections: each is a file that can be opened, begun, and saved under another name."""

import shutil
import sqlite3
import time
from pathlib import Path

import numpy as np
import pytest

from data.exchange import read
from data.store import Store
from tests.explained import draw
from ui import commands as c
from ui.workspace import Workspace

FIXTURES = Path(__file__).parent / "fixtures"


def gone_on(workspace):
    """Close a window and open the one that follows, as the program does."""
    assert not workspace.open, workspace.message.text
    following, home = workspace.next_collection, workspace.home
    workspace.remember()
    workspace.close()
    return Workspace(home, following)


@pytest.fixture
def start(tmp_path):
    opened = [Workspace(tmp_path / "home")]
    yield opened[0]
    opened[0].close()


def test_saving_as_copies_everything_and_goes_on_with_the_copy(tmp_path):
    first = Workspace(tmp_path / "home")
    first.apply(c.AddClass("star"))
    draw(first, (5, 5), (20, 20))
    first.apply(c.PressNumber(9))
    first.apply(c.SaveCollectionAs(str(tmp_path / "mine" / "stars")))
    second = gone_on(first)
    assert second.collection_path == tmp_path / "mine" / "stars.db"
    assert second.collection.count() == 641 and second.view.recent == (
        str(tmp_path / "mine" / "stars.db"),
    )
    second.apply(c.Undo())  # what was done can be undone there too
    assert second.collection.count() == 640
    with Store(tmp_path / "home" / "drawings.db") as own:
        assert len(own.read()) == 641  # and stays as it was where it came from
    second.close()


def test_a_new_collection_is_empty_and_is_there_at_the_next_start(tmp_path):
    first = Workspace(tmp_path / "home")
    first.apply(c.NewCollection(str(tmp_path / "new.db")))
    second = gone_on(first)
    assert second.collection.count() == 0 and second.collection.labels == []
    second.apply(c.AddClass("star"))
    second.remember()
    second.close()
    third = Workspace(tmp_path / "home")
    assert [label.name for label in third.collection.labels] == ["star"]
    third.apply(c.OpenCollection(""))
    fourth = gone_on(third)
    assert fourth.collection.count() == 640 and fourth.view.collection == ""
    assert fourth.view.recent == (str(tmp_path / "new.db"),)
    fourth.close()


def test_a_file_of_an_older_version_is_opened_and_brought_up_to_date(tmp_path):
    shutil.copy(FIXTURES / "drawings-1.db", tmp_path / "old.db")
    first = Workspace(tmp_path / "home")
    first.apply(c.ReadSource(str(tmp_path / "old.db")))  # dropped on the window
    second = gone_on(first)
    assert [label.name for label in second.collection.labels] == ["cat", "ice cream"]
    second.close()


def newer(path):
    Store(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()


def foreign(path):
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE bookmarks (url)")
    db.close()


def damaged(path):
    path.write_bytes(b"my diary\n" * 500)


@pytest.mark.parametrize(
    "make, sentence",
    [
        (newer, "newer version"),
        (foreign, "another program"),
        (damaged, "damaged"),
        (lambda path: None, "There is no file"),
    ],
)
def test_a_file_that_will_not_do_is_refused_and_this_one_stays(workspace, tmp_path, make, sentence):
    make(tmp_path / "other.db")
    workspace.apply(c.OpenCollection(str(tmp_path / "other.db")))
    assert sentence in workspace.message.text
    assert workspace.open and workspace.collection.count() == 640


def test_nothing_is_overwritten(workspace, tmp_path):
    (tmp_path / "a.db").write_text("mine")
    for command in (c.SaveCollectionAs, c.NewCollection):
        workspace.apply(command(str(tmp_path / "a")))
        assert "is there already" in workspace.message.text
    assert (tmp_path / "a.db").read_text() == "mine" and workspace.open


def test_a_place_that_cannot_be_written_is_said(workspace, tmp_path):
    (tmp_path / "file").write_text("in the way")
    for command in (c.SaveCollectionAs, c.NewCollection):
        workspace.apply(command(str(tmp_path / "file" / "a.db")))
        assert "could not be written" in workspace.message.text or "cannot be opened" in (
            workspace.message.text
        )
    assert workspace.open and not list(tmp_path.glob(".*"))


def test_a_collection_that_is_gone_at_the_next_start_is_said(tmp_path):
    first = Workspace(tmp_path / "home")
    first.apply(c.NewCollection(str(tmp_path / "new.db")))
    second = gone_on(first)
    second.remember()
    second.close()
    for path in tmp_path.glob("new.db*"):
        path.unlink()
    third = Workspace(tmp_path / "home")
    assert "is not there any more" in third.message.text
    assert third.collection.count() == 640
    third.close()


def test_while_something_is_under_way_no_other_is_opened(workspace, tmp_path):
    workspace.apply(c.StartOrPause())
    workspace.apply(c.NewCollection(str(tmp_path / "new.db")))
    assert "under way" in workspace.message.text and not (tmp_path / "new.db").exists()


def test_what_docs_say_of_the_file_is_so(tmp_path):
    """docs/format.md names every table and column, and its example reads drawings."""
    text = (Path(__file__).parent.parent / "docs" / "format.md").read_text(encoding="utf-8")
    with Store(tmp_path / "a.db") as store:
        label = store.add_label("cat").id
        images = np.random.default_rng(0).random((3, 28, 28)) < 0.2
        store.add(images, [label] * 3, "drawn")
        for (table,) in store.database.select("SELECT name FROM sqlite_master WHERE type='table'"):
            if table.startswith("sqlite"):
                continue
            assert f"`{table}`" in text
            for column in store.database.select(f"PRAGMA table_info({table})"):
                assert f"`{column[1]}`" in text, f"{table}.{column[1]}"
    example = text.split("```python\n")[1].split("```")[0].replace("drawings.db", "a.db")
    found = {}
    exec(example, {"__name__": "example", "PATH": str(tmp_path / "a.db")}, found)
    assert np.array_equal(found["images"], images) and found["names"] == ["cat"] * 3


def until_written(workspace):
    end_s = time.perf_counter() + 60
    while workspace.exporting.busy:
        workspace.work(time.perf_counter() + 0.01)
        time.sleep(0.01)
        assert time.perf_counter() < end_s


def test_drawings_are_exported_by_a_process_of_its_own(workspace, tmp_path):
    workspace.apply(c.ExportDrawings(str(tmp_path / "all.npz")))
    assert workspace.message.text.startswith("Writing 640 drawings")
    workspace.apply(c.ExportDrawings(str(tmp_path / "b.npz")))
    assert "being written already" in workspace.message.text
    until_written(workspace)
    assert workspace.message.text == f"640 drawings are in {tmp_path / 'all.npz'}."
    found = read(tmp_path / "all.npz")
    assert np.array_equal(found.images, workspace.collection.drawings.images)
    workspace.apply(c.ExportDrawings(str(tmp_path / "all.npz")))
    assert "is there already" in workspace.message.text
    workspace.apply(c.ExportDrawings(str(tmp_path / "all.xls")))
    assert "the ending" in workspace.message.text
    workspace.apply(c.ExportDrawings(str(tmp_path / "no" / "such" / "all.npz")))
    until_written(workspace)
    assert "could not be written" in workspace.message.text


def test_an_export_that_dies_is_said(workspace, tmp_path):
    workspace.apply(c.ExportDrawings(str(tmp_path / "all.npz")))
    workspace.exporting._process._process.kill()
    workspace.exporting._process._process.join()
    until_written(workspace)
    assert "broken off" in workspace.message.text
    assert not (tmp_path / "all.npz").exists()
