import numpy as np

from data.augmentation import Augmentation
from data.augmentation.bit_rows import unpacked
from data.augmentation.warps import Warps, _in_groups
from data.drawing import as_inputs
from stepwise import at_once


def prepared(*args):
    warps = Warps(*args)
    for _ in warps.prepare():
        pass
    return warps


def images(n, rng):
    found = np.zeros((n, 28, 28), bool)
    for image in found:
        top, left = rng.integers(2, 12, 2)
        image[top : top + rng.integers(5, 14), left : left + rng.integers(5, 14)] = True
    return as_inputs(found)


def test_no_warp_is_given_out_twice(rng):
    drawings = as_inputs(rng.random((21, 28, 28)) < 0.3)  # such that no two warps are alike
    warps = prepared(drawings, Augmentation(), np.arange(21) % 3 == 0)
    seen = [set() for _ in drawings]
    for _ in range(30):
        chosen = rng.permutation(21)[: rng.integers(1, 22)]
        for drawing, rows in zip(chosen, warps.fresh(chosen, rng), strict=True):
            assert rows.tobytes() not in seen[drawing]
            seen[drawing].add(rows.tobytes())


def test_a_warp_is_of_its_own_drawing_however_they_are_grouped(rng):
    drawings = images(40, rng)
    mirrored = rng.random(40) < 0.4
    still = Augmentation(turn_deg=0, size=0, stretch=0, shear=0, shift_px=0, warp_px=0, pen=0)
    warps = prepared(drawings, still, mirrored)
    chosen = rng.permutation(40)
    found = unpacked(warps.fresh(chosen, rng)).reshape(-1, 28, 28)
    for place, drawing in enumerate(chosen):
        down, right = -warps.middles[:, drawing]
        middle = np.roll(drawings[drawing].reshape(28, 28), (down, right), (0, 1))
        same = np.array_equal(found[place], middle)
        assert same or mirrored[drawing]  # a solid box, seen in a mirror, may be half a pixel off


def test_groups_hold_every_drawing_and_only_such_as_are_treated_alike(rng):
    boxes = rng.integers(1, 28, (45, 2)).astype(np.float32)
    mirrored = np.arange(45) % 4 == 0
    groups = at_once(_in_groups(boxes, mirrored))
    assert set(groups.ravel()) == set(range(45)) and groups.shape[1] == 8
    assert all(len(set(mirrored[group])) == 1 for group in groups)
    assert all(np.ptp(boxes[group].max(axis=1)) < 4 for group in groups)
    none = at_once(_in_groups(np.empty((0, 2), np.float32), np.empty(0, bool)))
    assert none.shape == (0, 8)


def test_a_small_drawing_is_not_made_smaller_for_a_large_one(rng):
    small, large = np.zeros((2, 28, 28), bool)
    small[10:16, 10:16] = large[1:27, 1:27] = True
    turned = Augmentation(turn_deg=20, size=0, stretch=0, shear=0, shift_px=0, warp_px=0, pen=0)
    alone, together = (
        prepared(as_inputs(np.array(drawings)), turned, np.zeros(len(drawings), bool))
        for drawings in ([small], [small, large])
    )
    inks = [
        np.mean([unpacked(warps.fresh(np.array([0]), rng)).sum() for _ in range(50)])
        for warps in (alone, together)
    ]
    assert inks[1] > 0.95 * inks[0]


def test_no_drawings_have_no_warps(rng):
    warps = prepared(np.empty((0, 784), np.float32), Augmentation(), np.empty(0, bool))
    assert warps.fresh(np.empty(0, int), rng).shape == (0, 28)


def test_warps_apart_share_no_net(rng):
    ring = np.zeros((28, 28), bool)
    ring[6:20, 8:22] = True
    ring[8:18, 10:20] = False
    bent = Augmentation(turn_deg=20, size=0.1, stretch=0.1, shear=0, shift_px=0, warp_px=2, pen=0)
    warps = prepared(as_inputs(np.array([ring] * 8)), bent, np.zeros(8, bool))
    together, again = warps.fresh(np.arange(8), rng), warps.apart(np.zeros(8, int), rng)
    assert len({rows.tobytes() for rows in together}) == 1  # eight that are equal, one net
    assert len({rows.tobytes() for rows in again}) == 8


def test_a_warp_apart_is_of_its_own_drawing(rng):
    drawings = images(20, rng)
    still = Augmentation(turn_deg=0, size=0, stretch=0, shear=0, shift_px=0, warp_px=0, pen=0)
    warps = prepared(drawings, still, np.zeros(20, bool))
    chosen = rng.integers(0, 20, 30)
    assert np.array_equal(warps.apart(chosen, rng), warps.fresh(np.arange(20), rng)[chosen])
