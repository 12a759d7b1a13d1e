"""Reading strangers' files: what can be read is taken, what cannot is named."""

import gzip
import json
import os
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from data.drawing import unpack
from data.errors import DataError
from data.exchange import Batch, Found, read, scan, write
from data.exchange.fit import fitted
from data.exchange.strokes import drawn
from data.pixel_order import decode, leads_to
from data.starter_set import FILE
from data.store import Store
from data.store.intake import Intake

REAL = os.environ.get("INKLING_REALDATA")  # ../shared/realdata, where it is


def found_in(path):
    found = Found()
    shares = list(scan(path, found))
    assert all(0 <= share <= 1 for share in shares)
    return found


def images_of(found):
    return unpack(found.packed)


@pytest.fixture
def starter():
    with np.load(FILE) as file:
        return file["images"][:40].astype(bool)


def centred(image):
    """The box round the ink of a drawing."""
    rows, columns = np.flatnonzero(image.any(axis=1)), np.flatnonzero(image.any(axis=0))
    return image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


@pytest.mark.parametrize("kind", ["npz", "quickdraw", "idx", "csv"])
@pytest.mark.parametrize("size", [56, 280, 14])
def test_drawings_of_other_sizes_are_fitted(tmp_path, starter, kind, size):
    large = starter[:4].repeat(10, axis=1).repeat(10, axis=2)[:, :: 280 // size, :: 280 // size]
    grey = large.astype(np.uint8) * 255
    path = tmp_path / {
        "npz": "a.npz", "quickdraw": "cat.npy", "idx": "a-images-idx3-ubyte", "csv": "a.csv",
    }[kind]  # fmt: skip
    if kind == "npz":
        np.savez(path, images=grey, labels=np.zeros(4, int))
    elif kind == "quickdraw":
        np.save(path, grey.reshape(4, -1))
    elif kind == "idx":
        head = bytes([0, 0, 8, 3]) + np.array(grey.shape, ">u4").tobytes()
        path.write_bytes(head + grey.tobytes())
        (tmp_path / "a-labels-idx1-ubyte").write_bytes(bytes([0, 0, 8, 1, 0, 0, 0, 4]) + bytes(4))
    else:
        lines = [",".join(["cat", *map(str, row)]) for row in grey.reshape(4, -1).tolist()]
        path.write_text("\n".join(lines))
    found = found_in(path)
    assert len(found) == 4 and any("were fitted" in note for note in found.notes)
    for image in images_of(found):
        assert max(centred(image).shape) == 24


def test_a_fitted_drawing_keeps_its_proportions_and_its_thin_lines():
    grey = np.zeros((400, 600))
    grey[100:300, 50] = grey[100:300, 550] = 1.0  # two lines a pixel wide
    image = fitted(grey)
    assert centred(image).shape == (10, 24)
    assert image.sum() == 20
    assert not fitted(np.zeros((50, 50))).any()


def test_grey_pictures_dark_on_light_are_turned(tmp_path, starter):
    grey = starter[:3].astype(np.float32)
    grey = 1 - (grey + np.roll(grey, 1, axis=1)) / 2  # grey at the lines' edges
    np.savez(tmp_path / "a.npz", images=(grey * 255).astype(np.uint8), labels=np.zeros(3, int))
    found = found_in(tmp_path / "a.npz")
    assert any("Dark on light" in note for note in found.notes)
    assert images_of(found).mean() < 0.5


def test_ink_and_paper_are_never_turned(tmp_path):
    images = np.ones((3, 28, 28), bool)
    images[:, 5:9] = False
    write(Batch(images, np.zeros(3, np.int64), ("a",)), tmp_path / "a-images-idx3-ubyte")
    assert np.array_equal(read(tmp_path / "a-images-idx3-ubyte").images, images)
    found = found_in(tmp_path / "a-images-idx3-ubyte")
    found.swap()
    assert np.array_equal(images_of(found), ~images)


def test_colours_are_read_as_grey(tmp_path):
    pictures = np.zeros((2, 28, 28, 3), np.uint8)
    pictures[:, 3, 4] = 255
    np.savez(tmp_path / "a.npz", images=pictures, labels=np.zeros(2, int))
    assert images_of(found_in(tmp_path / "a.npz")).sum() == 2


def test_pictures_of_any_size_are_read_and_bad_ones_named(tmp_path, starter):
    (tmp_path / "cat").mkdir()
    picture = Image.fromarray(~starter[0]).convert("L").resize((300, 300))
    picture.save(tmp_path / "cat" / "1.png")
    picture.save(tmp_path / "cat" / "2.jpg")
    (tmp_path / "cat" / "3.png").write_bytes(b"no picture")
    Image.new("L", (1, 5)).save(tmp_path / "cat" / "4.png")
    found = found_in(tmp_path)
    assert len(found) == 2 and found.n_refused == 2
    assert found.refused == [
        "cat: 3.png is damaged, or not a picture.",
        "cat: 4.png is 1 x 5 pixels; from 2 to 4,096 a side can be fitted.",
    ]
    with pytest.raises(DataError, match=r"3\.png is damaged"):
        read(tmp_path)  # all of it, or nothing


def png_of(width, height):
    """A picture that promises a size, and holds hardly anything."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = (b"IHDR", header), (b"IDAT", zlib.compress(bytes(10))), (b"IEND", b"")
    sized = [
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(sized)


@pytest.mark.parametrize("size", [(0, 0), (100_000, 100_000), (5_000, 5_000)])
def test_a_picture_that_promises_too_much_or_nothing_is_named(tmp_path, starter, size):
    (tmp_path / "cat").mkdir()
    (tmp_path / "cat" / "1.png").write_bytes(png_of(*size))
    Image.fromarray(~starter[0]).save(tmp_path / "cat" / "2.png")
    found = found_in(tmp_path)
    assert len(found) == 1 and found.n_refused == 1
    assert found.refused[0].startswith("cat: 1.png")


def line(word="cat", strokes=None, **more):
    return json.dumps({"word": word, "drawing": strokes or [[[0, 10], [0, 20]]], **more})


def test_strokes_are_drawn_with_the_pen_and_their_order_is_known(tmp_path):
    (tmp_path / "a.ndjson").write_text(line(strokes=[[[0, 100], [0, 0]], [[0, 0], [0, 100]]]))
    found = found_in(tmp_path / "a.ndjson")
    image, order = images_of(found)[0], decode(found.orders[0])
    assert found.has_orders and leads_to(order.tolist(), image)
    assert centred(image).shape == (24, 24)  # with the breadth of the brush
    top = int(np.flatnonzero(image.any(axis=1))[0])
    assert all(place // 28 <= top + 1 for place in order.tolist()[:48])  # the line across first


@pytest.mark.parametrize("name", ["a.ndjson", "a.ndjson.gz", "A.NDJSON"])
def test_broken_lines_are_left_out_and_named(tmp_path, name):
    many = [list(range(20_001)), [0] * 20_001]
    lines = [
        line(), "{", "[1, 2]", line(strokes=[[[float("nan"), 1], [0, 1]]]), line(strokes=[many]),
        line(strokes=[[["a"], ["b"]]]), line(word=3), "", line(word="a/b"), line("Cat"), '{"x": 1}',
        line(strokes=[[[1], [1]]]),
    ]  # fmt: skip
    text = "\n".join(lines).encode()
    (tmp_path / name).write_bytes(gzip.compress(text) if name.endswith("gz") else text)
    found = found_in(tmp_path / name)
    assert found.names == ["cat"] and len(found) == 3
    told = "\n".join(found.refused)
    for number in (2, 3, 4, 5, 6, 7, 11):
        assert f"line {number}" in told
    assert "20,001 points" in told and "slash" in told
    assert any("“Cat” is taken for “cat”" in note for note in found.notes)


def test_a_packed_file_that_ends_early_gives_what_is_there(tmp_path):
    whole = gzip.compress("\n".join([line()] * 5000).encode(), compresslevel=0)
    (tmp_path / "a.ndjson.gz").write_bytes(whole[: len(whole) // 2])
    found = found_in(tmp_path / "a.ndjson.gz")
    assert 0 < len(found) < 5000
    assert "is damaged after line" in found.refused[-1]
    (tmp_path / "b.ndjson.gz").write_bytes(whole[:5])
    with pytest.raises(DataError, match="b.ndjson.gz is damaged"):
        found_in(tmp_path / "b.ndjson.gz")


def test_a_point_is_a_drawing_too():
    assert len(drawn([np.array([[5.0, 5.0]])])) == 4


def test_class_names_that_will_not_do_lose_their_drawings_only(tmp_path):
    names = ["cat", "../../etc", "\u202eevil", "CAT", "قطة", "x" * 41]
    images = np.zeros((6, 28, 28), np.uint8)
    images[:, 1] = 1
    np.savez(tmp_path / "a.npz", images=images, labels=np.arange(6), names=names)
    found = found_in(tmp_path / "a.npz")
    assert found.names == ["cat", "قطة"]
    assert found.labels.tolist() == [0, 0, 1]
    assert found.n_refused == 3


def test_a_table_loses_bad_lines_only(tmp_path):
    good = "cat," + ",".join(["1"] * 784)
    bad = ["dog,1,2", good.replace("1", "x"), good.replace("1", "300"), good.replace("1", "nan")]
    (tmp_path / "a.csv").write_text("\n".join([good, *bad, good]))
    found = found_in(tmp_path / "a.csv")
    assert len(found) == 2 and found.n_refused == 4
    assert [sentence.split(":")[0].split(" has")[0] for sentence in found.refused] == [
        f"a.csv, line {n}" for n in (2, 3, 4, 5)
    ]


def test_arrays_with_objects_are_never_read(tmp_path):
    np.save(tmp_path / "a.npy", np.array([{}, {}]), allow_pickle=True)
    with pytest.raises(DataError, match="a.npy is damaged, or not a file of drawings"):
        found_in(tmp_path / "a.npy")


def test_a_header_that_promises_too_much_costs_no_memory(tmp_path):
    with (tmp_path / "a.npy").open("wb") as file:
        np.lib.format.write_array_header_1_0(
            file, {"descr": "|u1", "fortran_order": False, "shape": (40_000_000, 784)}
        )
        file.write(bytes(784))
    with pytest.raises(DataError, match="a.npy is damaged"):
        found_in(tmp_path / "a.npy")


def test_thousands_of_refusals_are_counted_and_the_first_told(tmp_path):
    (tmp_path / "a.ndjson").write_text("\n".join([line(), *["{"] * 5000]))
    found = found_in(tmp_path / "a.ndjson")
    assert found.n_refused == 5000 and len(found.refused) == 100


def test_an_intake_brings_all_in_and_holds_out_a_fifth(tmp_path, rng):
    packed = rng.integers(0, 256, (2500, 98), dtype=np.uint8)
    with Store(tmp_path / "a.db") as store:
        ids = np.array([store.add_label(name).id for name in "ab"])
        labels = ids[np.arange(2500) % 2]
        orders = [None] * 2499 + [b"\x01\x00"]
        intake = Intake(store, packed, labels, orders)
        mine = []
        for _ in intake.steps():  # somebody draws meanwhile
            mine += store.add(np.ones((1, 28, 28), bool), [int(ids[0])], "drawn")
        assert len(intake) == 2500
        drawings = store.read()
        own = ~np.isin(drawings.ids, mine)
        assert np.array_equal(drawings.packed[own], packed)
        assert np.array_equal(drawings.label_ids[own], labels)
        assert drawings.held_out[own].sum() == 500
        assert [i for some in intake.ids for i in some] == drawings.ids[own].tolist()
        assert store.order_of(int(drawings.ids[own][-1])).tolist() == [1]


def test_what_an_intake_has_brought_in_stays_when_it_is_dropped(tmp_path, rng):
    packed = rng.integers(0, 256, (5000, 98), dtype=np.uint8)
    with Store(tmp_path / "a.db") as store:
        label = store.add_label("a").id
        steps = Intake(store, packed, np.full(5000, label)).steps()
        next(steps)
        next(steps)
        store.add(np.ones((1, 28, 28), bool), [label], "drawn")
        with Store(tmp_path / "a.db") as other:
            assert other.count() == 2001


@pytest.mark.skipif(not REAL, reason="needs INKLING_REALDATA, the folder of real drawings")
def test_real_files_of_every_kind(tmp_path):
    strokes = found_in(Path(REAL) / "strokes_dev.ndjson.gz")
    assert (len(strokes), strokes.n_refused, len(strokes.names)) == (150, 0, 10)
    with np.load(Path(REAL) / "mnist_full.npz") as file:
        grey, labels = file[file.files[0]], file[file.files[1]]
    head = bytes([0, 0, 8, 3]) + np.array(grey.shape, ">u4").tobytes()
    (tmp_path / "t10k-images-idx3-ubyte").write_bytes(head + grey.astype(np.uint8).tobytes())
    head = bytes([0, 0, 8, 1]) + np.array(labels.shape, ">u4").tobytes()
    (tmp_path / "t10k-labels-idx1-ubyte").write_bytes(head + labels.astype(np.uint8).tobytes())
    digits = found_in(tmp_path / "t10k-images-idx3-ubyte")
    assert np.array_equal(images_of(digits), grey.reshape(-1, 28, 28) >= 128)
    with np.load(Path(REAL) / "quickdraw_dev.npz") as file:
        np.save(tmp_path / "full_numpy_bitmap_cat.npy", file["grey"].reshape(-1, 784))
        bitmaps = found_in(tmp_path / "full_numpy_bitmap_cat.npy")
        assert np.array_equal(images_of(bitmaps), file["images"].astype(bool))
