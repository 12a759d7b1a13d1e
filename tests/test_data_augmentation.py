import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import data.augmentation.variants as module
from data.augmentation import Augmentation, Variants, vary
from data.drawing import as_inputs

STILL = Augmentation(turn_deg=0, size=0, stretch=0, shear=0, shift_px=0, warp_px=0, pen=0)
STRONG = Augmentation(turn_deg=25, size=0.2, stretch=0.1, shear=0.2, shift_px=9, warp_px=2)


def house():
    image = np.zeros((1, 28, 28), bool)
    image[0, 12:24, 8:20] = True
    image[0, 13:23, 9:19] = False
    return as_inputs(image)


def variants(images, augmentation, n, seed=0, mirrored=None):
    rows = np.repeat(np.arange(len(images)), n)
    return Variants(images, augmentation, mirrored)(rows, np.random.default_rng(seed))


def test_variants_differ_from_the_drawing_and_from_each_other():
    found = variants(house(), Augmentation(), 20)
    assert found.shape == (20, 784) and found.dtype == bool
    assert set(np.unique(found)) == {0.0, 1.0}
    assert len(np.unique(found, axis=0)) == 20
    assert not (found == house()).all(axis=1).any()


def test_without_any_spread_a_drawing_stays_itself(rng):
    images = as_inputs(rng.random((5, 28, 28)) < 0.15)
    assert np.array_equal(variants(house(), STILL, 1), house())
    still = variants(images, STILL, 1)
    assert (still[images > 0] == 1).all()  # dots close together may join; none is lost


def test_the_same_seed_gives_the_same_variants_however_many_are_asked_for():
    one, two = (variants(house(), Augmentation(), 300, seed=4) for _ in range(2))
    assert np.array_equal(one, two)
    assert not np.array_equal(one, variants(house(), Augmentation(), 300, seed=5))


def only(**values):
    still = dict.fromkeys(
        ("turn_deg", "size", "stretch", "shear", "shift_px", "warp_px", "pen"), 0.0
    )
    return Augmentation(**(still | values))


class Fixed:
    """A source of chance that always draws the same."""

    def __init__(self, value):
        self.value = value

    def standard_normal(self, shape, dtype):
        return np.full(shape, self.value, dtype)


def test_a_quarter_turn_is_a_quarter_turn():
    turned = Variants(house(), only(turn_deg=90))(np.array([0]), Fixed(1.0)).reshape(28, 28)
    inked = np.argwhere(turned > 0)
    # The house's box lies in rows 12 to 23, columns 8 to 19; it turns round its own middle.
    assert (inked.min(axis=0).tolist(), inked.max(axis=0).tolist()) == ([12, 8], [23, 19])
    quarters = [np.rot90(house().reshape(28, 28)[12:24, 8:20], k) for k in (1, 3)]
    assert any(np.array_equal(turned[12:24, 8:20], quarter) for quarter in quarters)


def test_a_shift_moves_every_pixel_alike():
    moved = Variants(house(), only(shift_px=2))(np.array([0]), Fixed(1.0))
    expected = np.roll(house().reshape(28, 28), (2, 2), axis=(0, 1))
    assert np.array_equal(moved.reshape(28, 28), expected)


def test_a_larger_size_enlarges_and_a_stretch_only_one_side():
    def box(**values):
        found = Variants(house(), only(**values))(np.array([0]), Fixed(1.0)).reshape(28, 28)
        rows, cols = np.flatnonzero(found.any(axis=1)), np.flatnonzero(found.any(axis=0))
        return rows[-1] - rows[0] + 1, cols[-1] - cols[0] + 1

    assert box() == (12, 12)
    assert box(size=np.log(1.5)) == pytest.approx((18, 18), abs=1)
    assert box(stretch=np.log(1.5)) == pytest.approx((18, 8), abs=1)


def test_a_thicker_pen_has_more_ink_and_keeps_all_there_was():
    thick = Variants(house(), only(pen=0.4))(np.array([0]), Fixed(1.0))
    assert thick.sum() > house().sum()
    assert (thick[house() > 0] == 1).all()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_no_ink_is_cut_off_at_an_edge_nor_comes_in_at_another(seed):
    rng = np.random.default_rng(seed)
    # Two spots far apart, anywhere: if either went over an edge, one piece or none were left.
    image = np.zeros((1, 28, 28), bool)
    (r0, r1), (c0, c1) = rng.integers(0, 26, 2), rng.integers(0, 26, 2)
    image[0, r0 : r0 + 3, c0 : c0 + 3] = image[0, r1 : r1 + 3, c1 : c1 + 3] = True
    for variant in variants(as_inputs(image), STRONG, 5, seed).reshape(-1, 28, 28):
        places = np.argwhere(variant > 0)
        spread = np.ptp(places, axis=0).max()
        far = max(abs(int(r0) - int(r1)), abs(int(c0) - int(c1)))
        assert len(places) > 0
        if far >= 14:
            assert spread >= 4


def test_ink_at_the_edge_stays_and_does_not_wrap_round():
    image = np.zeros((1, 28, 28), bool)
    image[0, :, 26:] = True  # two columns, the whole height
    found = variants(as_inputs(image), only(shift_px=6), 200).reshape(-1, 28, 28)
    for variant in found:  # between two pixels it may be three wide
        cols = np.flatnonzero(variant.any(axis=0))
        assert 54 <= variant.sum() <= 84
        assert np.ptp(cols) <= 2


def test_what_is_too_large_when_turned_is_made_smaller_instead_of_cut():
    image = np.zeros((1, 28, 28), bool)
    image[0, [0, -1]] = image[0, :, [0, -1]] = True  # the edge of the sheet
    turned = Variants(as_inputs(image), only(turn_deg=45))(np.array([0]), Fixed(1.0))
    corners = turned.reshape(28, 28)
    for side in (corners, corners.T):
        assert side[:1].any() or side[:2].any()
        assert side[-2:].any()
    assert not corners[:6, :6].any()  # a square on its tip leaves the corners free


def test_an_empty_sheet_and_a_full_one_have_variants_too():
    empty, full = np.zeros((1, 784), np.float32), np.ones((1, 784), np.float32)
    assert not variants(empty, STRONG, 10).any()
    assert (variants(full, STRONG, 10).sum(axis=1) > 0).all()


def test_a_hole_leaves_out_a_rectangle_of_some_variants():
    full = np.ones((1, 784), np.float32)
    found = variants(full, Augmentation(**(vars(only()) | {"hole": 0.5})), 400)
    left_out = 784 - found.sum(axis=1)
    assert 0.3 < (left_out > 0).mean() < 0.6  # a hole may miss the sheet's ink, hardly ever here
    assert left_out.max() <= 13 * 13
    missing = found[left_out.argmax()].reshape(28, 28) == 0
    rows, cols = np.flatnonzero(missing.any(axis=1)), np.flatnonzero(missing.any(axis=0))
    assert missing.sum() == (np.ptp(rows) + 1) * (np.ptp(cols) + 1)


def test_only_what_may_be_mirrored_is_mirrored():
    images = np.concatenate([house(), house()])
    images[:, 15 * 28 + 10] = 1.0  # a dot inside, at the left
    dots = [variants(images[[i]], STILL, 40, mirrored=np.array([bool(i)])) for i in (0, 1)]
    assert (dots[0][:, 15 * 28 + 10] == 1).all()
    assert 5 < (dots[1][:, 15 * 28 + 10] == 0).sum() < 35
    mirrored = dots[1][dots[1][:, 15 * 28 + 10] == 0][0].reshape(28, 28)
    assert np.array_equal(mirrored[:, 8:20], images[1].reshape(28, 28)[:, 8:20][:, ::-1])


def test_each_row_asked_for_is_a_variant_of_its_own_drawing(rng):
    images = np.concatenate([house(), np.zeros((1, 784), np.float32)])
    found = Variants(images, Augmentation())(np.array([1, 0, 1, 0]), rng)
    assert (found.sum(axis=1) > 0).tolist() == [False, True, False, True]


def test_vary_takes_amounts_by_name_and_asks_which_classes_a_mirror_leaves_alone(monkeypatch, rng):
    asked = []

    def told(*args):
        asked.append(args[2])
        yield
        return np.array([True, False])

    monkeypatch.setattr(module, "mirrored", told)
    images = np.concatenate([house(), house()])
    made = vary(images, np.array([1, 0]), {"turn_deg": 3.0}, mirror=(None, False))
    assert made.augmentation.turn_deg == 3.0
    assert made(np.array([0, 1]), rng).shape == (2, 784)
    assert asked == [(None, False)]


def test_other_versions_of_a_drawing_have_no_say_about_the_mirror(rng):
    fish = np.zeros((12, 28, 28), np.float32)  # half of them swim left, half right
    for i, image in enumerate(fish):
        image[10:16, 6:20] = 1.0
        image[8:18, 20:24] = 1.0
        image[:] = np.roll(image if i % 2 else image[:, ::-1], i % 3, axis=0)
    house = np.roll(fish[:, :, :], 5, axis=1).transpose(0, 2, 1)
    images = np.concatenate([fish, house]).reshape(24, 784)
    labels = np.repeat([0, 1], 12)
    made = vary(np.tile(images, (4, 1)), labels, {"hole": 0.0}, mirror=(None, False))
    for _ in made.prepare():
        pass
    assert made.mirrored.tolist() == np.tile(labels == 0, 4).tolist()
