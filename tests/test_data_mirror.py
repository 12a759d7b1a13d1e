import numpy as np
import pytest

from data.augmentation.mirror import mirrored
from stepwise import at_once


def letters(n, rng):
    """Drawings of b, d and o: a mirror turns the first two into each other."""
    images, labels = np.zeros((3 * n, 28, 28), np.float32), np.repeat([0, 1, 2], n)
    for image, label in zip(images, labels, strict=True):
        row, col = rng.integers(-2, 3, 2)
        image[14 + row : 22 + row, 8 + col : 20 + col] = 1.0
        image[15 + row : 21 + row, 10 + col : 18 + col] = 0.0
        if label < 2:
            stem = (8, 18)[label] + col
            image[4 + row : 22 + row, stem : stem + 2] = 1.0
    return images.reshape(-1, 784), labels


def test_a_mirror_turns_b_into_d_and_leaves_o_alone(rng):
    images, labels = letters(12, rng)
    assert at_once(mirrored(images, labels, (None, None, None))).tolist() == [False, False, True]


def test_what_a_person_says_holds(rng):
    images, labels = letters(12, rng)
    assert at_once(mirrored(images, labels, (True, None, False))).tolist() == [True, False, False]
    assert at_once(mirrored(images, labels, (False, True, True))).tolist() == [False, True, True]


@pytest.mark.parametrize("n", [0, 1])
def test_of_hardly_any_drawings_nothing_is_mirrored(n, rng):
    images, labels = letters(n, rng)
    assert at_once(mirrored(images, labels, (None, None, None))).tolist() == [False, False, False]
