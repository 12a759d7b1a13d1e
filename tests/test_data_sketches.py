import numpy as np
import pytest

from data.sketches import NAMES, THINGS, draw_all, sketch
from data.sketches.hand import Hand, draw
from data.sketches.shapes import circle, path, rectangle
from data.sketches.sheet import ink
from data.sketches.starter import PER_CLASS, starter_set, write
from data.starter_set import FILE


@pytest.fixture(scope="module")
def drawn():
    return starter_set()


@pytest.fixture(scope="module")
def committed():
    with np.load(FILE, allow_pickle=False) as file:
        return dict(file)


def test_the_same_seed_gives_the_same_drawings_to_the_bit():
    first, second = (draw_all(3, np.random.default_rng(5)) for _ in range(2))
    assert first[0].tobytes() == second[0].tobytes()
    assert first[2] == second[2]


def test_another_seed_gives_other_drawings():
    first, second = (draw_all(2, np.random.default_rng(seed))[0] for seed in (1, 2))
    assert not any((one == other).all() for one in first for other in second)


def test_the_committed_file_is_what_the_generator_makes(drawn, committed):
    assert set(committed) == set(drawn)
    for name, array in drawn.items():
        assert committed[name].dtype == array.dtype
        np.testing.assert_array_equal(committed[name], array, err_msg=name)


def test_writing_twice_gives_the_same_bytes_and_leaves_nothing_else(tmp_path, drawn, monkeypatch):
    monkeypatch.setattr("data.sketches.starter.starter_set", lambda seed: drawn)
    for name in ("a.npz", "b.npz"):
        write(tmp_path / name)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    assert len(list(tmp_path.iterdir())) == 2


def test_there_are_eighty_drawings_of_each_of_the_eight_things(committed):
    names = ["car", "house", "tree", "fish", "flower", "cat", "bicycle", "apple"]
    assert committed["names"].tolist() == names == list(NAMES)
    assert np.bincount(committed["labels"]).tolist() == [80] * 8


def test_any_beginning_of_the_set_holds_as_many_of_each(committed):
    assert np.bincount(committed["labels"][:80]).tolist() == [10] * 8


def test_drawings_are_binary_and_no_two_are_equal(committed):
    images = committed["images"]
    assert images.shape == (8 * PER_CLASS, 28, 28)
    assert set(np.unique(images)) == {0, 1}
    assert len({image.tobytes() for image in images}) == len(images)


def test_every_drawing_has_neither_too_little_ink_nor_too_much(committed):
    share = committed["images"].mean(axis=(1, 2))
    assert share.min() > 0.05
    assert share.max() < 0.4
    assert 0.14 < share.mean() < 0.22  # people's drawings at this size: 0.14 to 0.20


def test_every_drawing_fills_most_of_the_sheet_and_stays_off_its_rim(committed):
    images = committed["images"].astype(bool)
    for image in images:
        rows, cols = np.nonzero(image)
        assert max(np.ptp(rows), np.ptp(cols)) + 1 >= 21
    rim = np.ones((28, 28), bool)
    rim[1:-1, 1:-1] = False
    assert images[:, rim].mean() < 0.02


def test_each_order_holds_exactly_the_inked_pixels_once(committed):
    orders = np.split(committed["order"], np.cumsum(committed["order_lengths"])[:-1])
    for image, order in zip(committed["images"], orders, strict=True):
        assert sorted(order.tolist()) == np.flatnonzero(image).tolist()


def test_an_order_follows_the_pen():
    image, order = ink([path((3, 5), (6, 5))], size=1)
    assert order == [5 * 28 + 3, 5 * 28 + 4, 5 * 28 + 5, 5 * 28 + 6]
    assert image.sum() == 4


def test_a_stroke_may_leave_the_sheet_and_come_back():
    image, _ = ink([path((2, 2), (2, -9), (5, -9), (5, 2))], size=1)
    assert np.argwhere(image).tolist() == [[r, c] for r in range(3) for c in (2, 5)]


def test_a_single_point_makes_a_dot():
    assert ink([path((4, 4))], size=2)[0].sum() == 4


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.name)
def test_a_thing_is_drawn_in_several_ways_and_every_way_can_be_drawn(thing, rng):
    ways = [way for _, way in thing.ways]
    assert len(set(ways)) >= 5
    for way in ways:
        for _ in range(20):
            image, order = sketch(way, rng)
            assert image.sum() == len(order) > 20


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.name)
def test_ways_come_up_in_their_shares(thing):
    total = sum(weight for weight, _ in thing.ways)
    found = [thing.way_at((k + 0.5) / (10 * total)) for k in range(10 * total)]
    assert [found.count(way) for _, way in thing.ways] == [10 * weight for weight, _ in thing.ways]


def test_a_perfect_hand_draws_what_is_meant(rng):
    perfect = Hand(wobble=0, misplaced=0, resized=0, miss=0, overrun=0, cut=0, warp=0,
                   turn_deg=0, slant=0, stretch=0)  # fmt: skip
    (drawn,) = draw([rectangle(0, 0, 40, 20)], perfect, rng)
    assert drawn.min(axis=0) == pytest.approx([-0.5, -0.25])
    assert drawn.max(axis=0) == pytest.approx([0.5, 0.25])
    on_an_edge = np.isclose(np.abs(drawn), [0.5, 0.25]).any(axis=1)
    assert on_an_edge.all()


def test_no_two_hands_draw_alike(rng):
    way = THINGS[0].ways[0][1]
    images = [sketch(way, rng)[0] for _ in range(10)]
    assert len({image.tobytes() for image in images}) == 10


def test_a_circle_keeps_its_radius_and_closes():
    ring = circle((3, 4), 2)
    assert np.hypot(*(ring - (3, 4)).T) == pytest.approx(np.full(len(ring), 2.0))
    assert np.array_equal(ring[0], ring[-1])


def test_no_drawings_are_refused(rng):
    with pytest.raises(ValueError, match="at least 1 drawing per class, got 0"):
        draw_all(0, rng)
