import contextlib
import gzip
import io
import zipfile

import numpy as np
import pytest
from PIL import Image

from data.errors import DataError
from data.exchange import Batch, read, write
from data.exchange.pictures import read_picture

TARGETS = {
    "npz": "out.npz",
    "csv": "out.csv",
    "idx": "out-images-idx3-ubyte",
    "idx, packed": "out-images-idx3-ubyte.gz",
    "png": "pictures",
    "quickdraw": "bitmaps",
}


@pytest.fixture
def batch(rng):
    images = rng.random((12, 28, 28)) < 0.3
    images[3] = True  # all ink
    images[4] = False  # empty
    return Batch(images, np.repeat([0, 1, 2], 4), ("ant", "bee: a 100 % “wasp”?", "ça va"))


@pytest.mark.parametrize("kind", TARGETS)
def test_what_is_written_is_read_back_to_the_bit(batch, tmp_path, kind):
    target = tmp_path / TARGETS[kind]
    write(batch, target, "quickdraw" if kind == "quickdraw" else None)
    back = read(target)
    assert back.names == batch.names
    assert np.array_equal(back.labels, batch.labels)
    assert np.array_equal(back.images, batch.images)
    assert not list(tmp_path.glob(".*"))  # no work is left lying about


def test_nothing_is_overwritten_unless_asked(batch, tmp_path):
    target = tmp_path / "out.npz"
    write(batch, target)
    before = target.read_bytes()
    with pytest.raises(DataError, match="is there already"):
        write(batch, target)
    assert target.read_bytes() == before
    write(Batch(batch.images[:2], batch.labels[:2], batch.names), target, replace=True)
    assert len(read(target)) == 2


def npz(path, **arrays):
    np.savez(path, **arrays)
    return path


def test_grey_pixels_are_ink_from_128_on(tmp_path):
    grey = np.zeros((1, 28, 28), np.uint8)
    grey[0, 0, :4] = [1, 127, 128, 255]
    found = read(npz(tmp_path / "grey.npz", images=grey, labels=np.array([0])))
    assert found.images[0, 0, :4].tolist() == [False, False, True, True]
    assert found.names == ("0",)


IMAGES, LABELS = np.zeros((2, 28, 28), np.uint8), np.zeros(2, int)


@pytest.mark.parametrize(
    "arrays, sentence",
    [
        ({"images": np.zeros((2, 3, 32, 32)), "labels": LABELS}, "of 3 x 32 x 32 pixels; Inkling"),
        ({"images": np.zeros((2, 1, 9)), "labels": LABELS}, "9 x 1 pixels; from 2 to 4,096 a side"),
        ({"images": IMAGES, "labels": np.zeros(3, int)}, "one whole number as label"),
        ({"images": IMAGES, "labels": np.zeros(2)}, "one whole number as label"),
        ({"images": IMAGES}, "no array “labels”"),
        ({"images": IMAGES * np.nan, "labels": LABELS}, "no numbers"),
        ({"images": IMAGES - 1.0, "labels": LABELS}, "outside 0 to 255"),
        ({"images": IMAGES.astype(str), "labels": LABELS}, "does not hold numbers"),
        ({"images": IMAGES, "labels": LABELS + 2, "names": ["a", "b"]}, "outside its 2 class"),
        ({"images": IMAGES, "labels": LABELS - 1, "names": ["a"]}, "outside its 1 class"),
        ({"images": IMAGES, "labels": LABELS, "names": ["a", "a"]}, "a class twice"),
        ({"images": IMAGES, "labels": LABELS, "names": ["a/b"]}, "has a slash"),
        ({"images": np.array([{}, {}]), "labels": LABELS}, "damaged, or not a file of drawings"),
        ({"images": np.zeros(()), "labels": LABELS}, "of no pixels"),
    ],
)
def test_arrays_that_are_no_drawings_are_refused_in_words(tmp_path, arrays, sentence):
    with pytest.raises(DataError, match=sentence):
        read(npz(tmp_path / "bad.npz", **arrays))


@pytest.mark.parametrize("name", ["a.npz", "a.npy", "a.csv", "a-images-idx3-ubyte", "a.png"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"hello, world\n", bytes(range(256)) * 9])
def test_a_foreign_file_is_refused_with_its_name(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    (tmp_path / "a-labels-idx1-ubyte").write_bytes(content)
    with pytest.raises(DataError, match=r"(^|/)a[.-]"):
        read(path)


@pytest.mark.parametrize("kind", ["npz", "idx", "idx, packed"])
def test_every_truncation_is_refused(batch, tmp_path, kind):
    target = tmp_path / TARGETS[kind]
    write(batch, target)
    whole = target.read_bytes()
    for length in range(0, len(whole) - 1, max(1, len(whole) // 40)):
        target.write_bytes(whole[:length])
        with pytest.raises(DataError):
            read(target)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DataError, match=r"There is no file .*gone\.npz"):
        read(tmp_path / "gone.npz")


def test_an_unknown_ending_is_answered_with_the_known_ones(tmp_path):
    (tmp_path / "a.xls").write_text("1")
    with pytest.raises(DataError, match="it reads and writes .npz"):
        read(tmp_path / "a.xls")


def test_an_archive_that_would_unpack_to_terabytes_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("data.exchange.numpy_files.LARGEST_BYTES", 1000)
    with pytest.raises(DataError, match="unpacks to more than"):
        read(npz(tmp_path / "bomb.npz", images=IMAGES, labels=LABELS))


def test_a_header_that_promises_more_than_memory_holds_is_refused(tmp_path):
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        header, {"descr": "|u1", "fortran_order": False, "shape": (1 << 50, 28, 28)}
    )
    with zipfile.ZipFile(tmp_path / "huge.npz", "w") as archive:
        archive.writestr("images.npy", header.getvalue())
        archive.writestr("labels.npy", header.getvalue())
    with pytest.raises(DataError, match="huge.npz"):
        read(tmp_path / "huge.npz")


def test_an_idx_header_that_promises_too_much_is_refused(tmp_path):
    head = bytes([0, 0, 8, 3]) + np.array([4_000_000_000, 28, 28], ">u4").tobytes()
    (tmp_path / "a-images-idx3-ubyte.gz").write_bytes(gzip.compress(head))
    (tmp_path / "a-labels-idx1-ubyte.gz").write_bytes(
        gzip.compress(bytes([0, 0, 8, 1, 0, 0, 0, 0]))
    )
    with pytest.raises(DataError, match="ends before the 4,000,000,000 items"):
        read(tmp_path / "a-images-idx3-ubyte.gz")


@pytest.mark.parametrize("kind", [np.uint8, np.uint64, np.int16])
def test_labels_of_any_whole_kind_are_read_without_names(tmp_path, kind):
    path = npz(tmp_path / "kinds.npz", images=IMAGES, labels=np.array([0, 1], kind))
    assert read(path).names == ("0", "1")


@pytest.mark.parametrize(
    "names, sentence", [([["a", "b"]], "row of texts"), ([1, 2], "row of texts")], ids=str
)
def test_names_that_are_no_row_of_texts_are_refused(tmp_path, names, sentence):
    with pytest.raises(DataError, match=sentence):
        read(npz(tmp_path / "names.npz", images=IMAGES, labels=LABELS, names=names))


def test_names_written_as_bytes_are_read_as_text(tmp_path):
    path = npz(tmp_path / "bytes.npz", images=IMAGES, labels=LABELS, names=np.array([b"cat"]))
    assert read(path).names == ("cat",)


def test_a_flipped_byte_anywhere_in_an_archive_is_no_traceback(batch, tmp_path):
    write(batch, tmp_path / "a.npz")
    whole = (tmp_path / "a.npz").read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 300)):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        (tmp_path / "a.npz").write_bytes(damaged)
        with contextlib.suppress(DataError):
            read(tmp_path / "a.npz")


@pytest.mark.parametrize("name", ["LICENSE", "folder.npz", "x" * 300 + ".npz"])
def test_paths_that_are_something_else_are_answered_in_words(tmp_path, name):
    (tmp_path / "LICENSE").write_text("words")
    (tmp_path / "folder.npz").mkdir()
    with pytest.raises(DataError):
        read(tmp_path / name)


def test_folders_that_turn_out_to_be_one_class_are_read_as_one(tmp_path):
    for folder in ("cat", "cat ", "dog"):
        (tmp_path / folder).mkdir()
        Image.new("1", (28, 28), 1).save(tmp_path / folder / "a.png")
    found = read(tmp_path)
    assert found.names == ("cat", "dog")
    assert found.labels.tolist() == [0, 0, 1]


def test_a_table_from_a_spreadsheet_is_read(tmp_path):
    row = ",".join(["1.0"] + ["0"] * 783)
    (tmp_path / "t.csv").write_text(f"\ufefflabel,{row}\ncat,{row}\n", encoding="utf-8")
    found = read(tmp_path / "t.csv")
    assert found.names == ("cat",)
    assert found.images.sum() == 1


def test_a_folder_of_other_things_is_never_replaced(batch, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("dear diary")
    with pytest.raises(DataError, match="holds other things than drawings"):
        write(batch, tmp_path / "mine", "png", replace=True)
    assert (tmp_path / "mine" / "diary.txt").exists()
    write(batch, tmp_path / "out", "png")
    write(batch, tmp_path / "out", "png", replace=True)


def test_endings_in_capitals_are_endings(batch, tmp_path):
    write(batch, tmp_path / "OUT.NPZ")
    write(batch, tmp_path / "OUT.CSV")
    assert len(read(tmp_path / "OUT.NPZ")) == len(read(tmp_path / "OUT.CSV")) == 12


def test_published_bitmaps_are_read_under_their_class(tmp_path):
    np.save(tmp_path / "full_numpy_bitmap_apple.npy", np.full((3, 784), 200, np.uint8))
    found = read(tmp_path / "full_numpy_bitmap_apple.npy")
    assert found.names == ("apple",)
    assert found.images.all() and len(found) == 3


def test_a_picture_is_read_whichever_way_round_it_is(tmp_path):
    ink = np.zeros((28, 28), bool)
    ink[5:9, 5:20] = True
    for number, picture in enumerate([~ink, ink]):  # black on white, white on black
        Image.fromarray(picture).save(tmp_path / f"{number}.png")
        assert np.array_equal(read_picture(tmp_path / f"{number}.png"), ink)
    clear = Image.new("RGBA", (28, 28), (0, 0, 0, 0))
    clear.putpixel((3, 2), (0, 0, 0, 255))
    clear.save(tmp_path / "clear.png")
    assert np.argwhere(read_picture(tmp_path / "clear.png")).tolist() == [[2, 3]]


@pytest.mark.parametrize("size", [(1, 48), (9000, 2)])
def test_a_picture_far_too_small_or_large_is_refused(tmp_path, size):
    Image.new("L", size).save(tmp_path / "photo.png")
    with pytest.raises(DataError, match=r"photo.png is .* pixels; from 2 to 4,096 a side"):
        read_picture(tmp_path / "photo.png")


def test_a_table_with_a_short_line_names_the_line(tmp_path):
    (tmp_path / "t.csv").write_text("label,pixel0\ncat,1,0\n")
    with pytest.raises(DataError, match="t.csv, line 2: 3 values"):
        read(tmp_path / "t.csv")
