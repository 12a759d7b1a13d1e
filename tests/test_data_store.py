import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from data.errors import DataError
from data.home import open_drawings
from data.pixel_order import TO_PAPER, decode, encode, replay
from data.store import Store

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "home" / "drawings.db"


@pytest.fixture
def store(path):
    with Store(path) as store:
        yield store


def some(rng, n):
    return rng.random((n, 28, 28)) < 0.2


def test_what_was_kept_is_there_after_closing_and_opening(path, rng):
    images = some(rng, 3)
    with Store(path) as store:
        cat, dog = store.add_label("cat"), store.add_label("dog")
        ids = store.add(images, [cat.id, dog.id, cat.id], "drawn", [[5, 6], [], [7]])
    with Store(path) as store:
        drawings = store.read()
        assert [label.name for label in store.labels()] == ["cat", "dog"]
        assert drawings.ids.tolist() == ids
        assert drawings.label_ids.tolist() == [cat.id, dog.id, cat.id]
        assert np.array_equal(drawings.images, images)
        assert store.order_of(ids[0]).tolist() == [5, 6]
        assert store.order_of(ids[1]) is None


def test_a_drawing_is_on_the_disk_before_add_returns(path, rng):
    store = Store(path)
    store.add(some(rng, 1), [store.add_label("cat").id], "drawn")
    other = sqlite3.connect(path)  # a second process would see the same
    assert other.execute("SELECT count(*) FROM drawing").fetchone() == (1,)
    other.close()
    store.close()


def test_the_trash_gives_back_what_it_was_given(store, rng):
    cat = store.add_label("cat").id
    ids = store.add(some(rng, 4), [cat] * 4, "drawn")
    store.trash(ids[1:3])
    assert store.read().ids.tolist() == [ids[0], ids[3]]
    assert store.read(trashed=True).ids.tolist() == ids[1:3]
    store.restore(ids[1:3])
    assert store.read().ids.tolist() == ids
    assert len(store.read(trashed=True)) == 0


def test_a_fifth_of_each_class_is_held_out_and_relabelling_leaves_it(store, rng):
    cat, dog = store.add_label("cat").id, store.add_label("dog").id
    store.add(some(rng, 60), [cat, dog] * 30, "imported")
    before = store.read()
    for label in (cat, dog):
        assert before.held_out[before.label_ids == label].sum() == 6
    store.relabel(before.ids, [dog] * 60)
    after = store.read()
    assert set(after.label_ids.tolist()) == {dog}
    assert np.array_equal(after.held_out, before.held_out)


def test_keeping_one_by_one_also_holds_out_a_fifth(store, rng):
    cat = store.add_label("cat").id
    for image in some(rng, 25):
        store.add(image[None], [cat], "drawn")
    assert store.read().held_out.sum() == 5


def test_adding_a_class_twice_gives_the_same_one(store):
    assert store.add_label("ice cream") == store.add_label("  ice  cream ")
    assert len(store.labels()) == 1


def test_a_class_goes_when_its_drawings_are_in_the_trash_and_comes_back_with_them(store, rng):
    cat, dog = store.add_label("cat"), store.add_label("dog")
    ids = store.add(some(rng, 2), [cat.id] * 2, "drawn")
    with pytest.raises(DataError, match="cannot be removed; trash"):
        store.classes.remove(cat.id)
    store.trash(ids)
    store.classes.remove(cat.id)
    assert store.labels() == [dog]
    assert store.classes.all(removed=True) == [cat]
    store.restore(ids[:1])
    assert store.labels() == [cat, dog]  # in its old place


def test_a_removed_class_that_is_added_again_is_the_same_one(store):
    cat = store.add_label("cat")
    store.classes.remove(cat.id)
    assert store.add_label("cat") == cat


def test_a_class_may_take_the_name_of_a_removed_one(store):
    cat, dog = store.add_label("cat"), store.add_label("dog")
    store.classes.remove(cat.id)
    assert store.classes.rename(dog.id, " cat ").name == "cat"
    store.classes.bring_back(cat.id)
    assert [label.name for label in store.labels()] == ["cat (2)", "cat"]
    with pytest.raises(DataError, match="There is a class cat already"):
        store.classes.rename(cat.id, "cat")


def test_classes_are_put_into_an_order(store):
    ids = [store.add_label(name).id for name in "abc"]
    store.classes.arrange([ids[2], ids[0], ids[1]])
    assert [label.name for label in store.labels()] == ["c", "a", "b"]


def test_a_change_that_fails_half_way_changes_nothing(store, rng):
    cat = store.add_label("cat").id
    with pytest.raises(DataError, match="nothing was changed"):
        store.add(some(rng, 2), [cat, 999], "drawn")
    assert len(store.read()) == 0
    assert not store.database.connection.in_transaction


def test_two_windows_see_each_others_drawings(path, rng):
    with Store(path) as one, Store(path) as two:
        cat = one.add_label("cat").id
        one.add(some(rng, 1), [cat], "drawn")
        two.add(some(rng, 1), [cat], "drawn")
        assert len(one.read()) == len(two.read()) == 2


def test_a_file_that_is_no_database_is_refused_and_left_alone(path):
    path.parent.mkdir()
    path.write_bytes(b"my diary\n" * 1000)
    with pytest.raises(DataError, match="is damaged, or not a drawings file"):
        Store(path)
    assert path.read_bytes() == b"my diary\n" * 1000


def test_another_programs_database_is_refused(path):
    path.parent.mkdir()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookmarks (url)")
    other.commit()
    other.close()
    with pytest.raises(DataError, match="belongs to another program"):
        Store(path)


def test_a_newer_versions_file_is_refused(path):
    with Store(path) as store:
        store.database.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(DataError, match="newer version of Inkling; update"):
        Store(path)


def test_a_truncated_file_is_refused(path, rng):
    with Store(path) as store:
        cat = store.add_label("cat").id
        store.add(some(rng, 500), [cat] * 500, "drawn")
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(DataError, match="damaged"), Store(path) as store:
        store.read()


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataError, match="cannot be opened; choose a folder"):
        Store(tmp_path / "file" / "drawings.db")


def test_a_read_only_file_can_be_looked_at_but_says_that_it_cannot_be_written(path, monkeypatch):
    with Store(path) as store:
        store.add_label("cat")
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)
    monkeypatch.setattr(sqlite3, "connect", lambda *_, **__: db)  # root may write any file
    with Store(path) as store:
        assert [label.name for label in store.labels()] == ["cat"]
        with pytest.raises(DataError, match="could not be written, and nothing was changed"):
            store.add_label("dog")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE drawing SET created_s = 'abc'",
        "UPDATE drawing SET created_s = 1e300",
        "UPDATE drawing SET created_s = -9e999",
        "UPDATE drawing SET pixels = substr(hex(pixels), 1, 98)",
        "DELETE FROM label",
        "UPDATE label SET name = x'00'",
        "UPDATE label SET name = ''",
    ],
)
def test_cells_that_make_no_sense_are_called_damage(path, rng, change):
    with Store(path) as store:
        store.add(some(rng, 2), [store.add_label("cat").id] * 2, "drawn")
        store.database.connection.execute("PRAGMA foreign_keys = OFF")
        store.database.connection.execute(change)
    with Store(path) as store, pytest.raises(DataError, match="drawings.db is damaged"):
        store.labels()
        store.read()


def test_a_file_can_be_read_while_another_process_writes(path, rng):
    with Store(path) as store, store.together():
        store.add(some(rng, 1), [store.add_label("cat").id], "drawn")
        with Store(path) as reader:
            assert reader.is_new()  # nothing of it is there before all of it is


def test_the_starter_set_comes_whole_or_not_at_all(tmp_path, monkeypatch):
    monkeypatch.setattr(Store, "add", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        open_drawings(tmp_path)
    monkeypatch.undo()
    with open_drawings(tmp_path) as store:
        assert len(store.read()) == 640


def test_what_is_stored_together_is_stored_whole_or_not_at_all(store, rng):
    cat = store.add_label("cat").id
    with pytest.raises(DataError), store.together():
        store.add(some(rng, 5), [cat] * 5, "imported")
        store.add(some(rng, 1), [999], "imported")
    assert len(store.read()) == 0


def test_a_class_taken_away_leaves_its_number_free_for_none_but_itself(store):
    mine = store.add_label("mine")
    store.classes.remove(mine.id)
    theirs = store.add_label("theirs")
    store.classes.bring_back(mine.id)
    assert {label.name: label.id for label in store.labels()} == {
        "mine": mine.id, "theirs": theirs.id,
    }  # fmt: skip


@pytest.mark.parametrize("version", [1, 2])
def test_a_file_of_every_older_version_is_brought_up_to_date(tmp_path, version):
    path = tmp_path / "drawings.db"
    shutil.copy(FIXTURES / f"drawings-{version}.db", path)
    images = np.random.default_rng(1).random((12, 28, 28)) < 0.1  # see tests/fixtures/README.md
    with Store(path) as store:
        drawings = store.read(trashed=None)
        assert np.array_equal(drawings.images[:12], images)
        assert np.array_equal(drawings.images[12:], np.concatenate([~images[:2], images[:1]]))
        assert np.flatnonzero(drawings.trashed).tolist() == [4, 5]
        assert drawings.origins.tolist() == [0] * 12 + [1] * 2 + [2]
        assert not drawings.drawers.any()
        assert [label.name for label in store.labels()] == ["cat", "ice cream"]
        assert store.labels()[1].mirror is (None if version == 1 else False)
        assert store.order_of(int(drawings.ids[0])).tolist() == [5, 6, 1029]
        store.reviews.find_right("suspect", drawings.ids[:1])
        store.set_drawer(drawings.ids[:2], [store.drawers.id_of("Anna")] * 2)
        store.journal.add("x")
    with Store(path) as store:
        assert store.database.select("PRAGMA integrity_check") == [("ok",)]
        assert store.database.select("PRAGMA user_version") == [(3,)]


def test_the_newest_are_read_first_and_the_older_ones_after_them(store, rng):
    cat = store.add_label("cat").id
    ids = store.add(some(rng, 10), [cat] * 10, "drawn")
    store.trash(ids[8:9])
    assert store.read_newest(4).ids.tolist() == ids[6:]
    assert store.read_newest(4, ids[6]).ids.tolist() == ids[2:6]
    assert store.read_newest(4, ids[2]).ids.tolist() == ids[:2]


def test_what_was_found_right_is_right_under_its_class_only(store, rng):
    cat, dog = store.add_label("cat").id, store.add_label("dog").id
    ids = store.add(some(rng, 3), [cat] * 3, "drawn")
    store.reviews.find_right("suspect", ids[:2])
    assert store.reviews.right("suspect") == set(ids[:2])
    assert store.reviews.right("odd") == set()
    store.relabel(ids[:1], [dog])
    assert store.reviews.right("suspect") == {ids[1]}
    store.reviews.forget("suspect", ids)
    assert store.reviews.right("suspect") == set()


def test_the_journal_keeps_changes_in_order(path):
    with Store(path) as store:
        ids = [store.journal.add(text) for text in "abc"]
        store.journal.mark(ids[1:], undone=True)
        store.journal.forget(ids[2:])
    with Store(path) as store:
        assert store.journal.entries() == [(ids[0], "a", False), (ids[1], "b", True)]


def test_emptying_the_trash_takes_what_is_in_it_and_nothing_else(store, rng):
    cat = store.add_label("cat").id
    ids = store.add(some(rng, 4), [cat] * 4, "drawn")
    store.trash(ids[:3])
    assert store.empty_trash() == 3
    assert store.read(trashed=None).ids.tolist() == ids[3:]
    assert store.add(some(rng, 1), [cat], "drawn")[0] > ids[3]


def test_the_order_of_pixels_survives_and_replays():
    changes = [0, 29, 783, 29 + TO_PAPER]
    order = decode(encode(changes))
    assert order.tolist() == changes
    sheet = replay(order)
    assert sheet[0, 0] and sheet[27, 27] and not sheet[1, 1]


@pytest.mark.parametrize("blob", [None, b"", b"\x01", b"\xff\xff"])
def test_an_order_that_makes_no_sense_is_none(blob):
    assert decode(blob) is None
