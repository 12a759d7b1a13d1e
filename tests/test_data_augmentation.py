import numpy as np

from data.augmentation import Augmentation
from data.drawing import as_inputs

STILL = Augmentation(turn_deg=0, stretch=0, shear=0, shift_px=0)


def house():
    image = np.zeros((1, 28, 28), bool)
    image[0, 12:24, 8:20] = True
    image[0, 13:23, 9:19] = False
    return as_inputs(image)


def test_variants_differ_from_the_drawing_and_from_each_other(rng):
    variants = Augmentation()(np.repeat(house(), 20, axis=0), rng)
    assert variants.shape == (20, 784)
    assert set(np.unique(variants)) == {0.0, 1.0}
    assert len(np.unique(variants, axis=0)) == 20
    assert not (variants == house()).all(axis=1).any()


def test_without_any_spread_a_drawing_stays_itself(rng):
    assert np.array_equal(STILL(house(), rng), house())


def test_the_same_seed_gives_the_same_variants():
    images = np.repeat(house(), 5, axis=0)
    one, two = (Augmentation()(images, np.random.default_rng(4)) for _ in range(2))
    assert np.array_equal(one, two)


def test_a_quarter_turn_is_a_quarter_turn(monkeypatch, rng):
    quarter = Augmentation(stretch=0, shear=0, shift_px=0)
    monkeypatch.setattr(
        Augmentation,
        "_maps",
        lambda self, n, rng: (np.array([[[0, -1], [1, 0]]], np.float32), np.zeros((1, 2))),
    )
    turned = quarter(house(), rng).reshape(28, 28)
    assert np.array_equal(turned, np.rot90(house().reshape(28, 28), -1)) or np.array_equal(
        turned, np.rot90(house().reshape(28, 28))
    )


def test_ink_that_leaves_one_edge_does_not_come_back_at_the_other(rng):
    image = np.zeros((1, 28, 28), bool)
    image[0, :, 25:] = True
    far = Augmentation(turn_deg=0, stretch=0, shear=0, shift_px=6)
    variants = far(np.repeat(as_inputs(image), 200, axis=0), rng).reshape(-1, 28, 28)
    assert not variants[:, :, :3].any()
