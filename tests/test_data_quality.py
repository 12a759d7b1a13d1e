import numpy as np
import pytest

from data.drawing import pack
from data.quality.doubles import doubles
from data.quality.odd import odd
from data.quality.oriented import VALUES, oriented
from data.quality.scraps import scraps
from data.starter_set import FILE


@pytest.fixture(scope="module")
def starter():
    with np.load(FILE) as file:
        return file["images"].astype(bool), file["labels"].astype(np.int64)


def test_scraps_are_the_nearly_empty_and_the_nearly_full(starter):
    images = starter[0][:5].copy()
    images[1], images[3] = False, True
    images[4] = False
    images[4, 5, 5:10] = True
    assert scraps(pack(images)).tolist() == [1, 4, 3]


def test_equal_and_moved_drawings_are_doubles(starter):
    images = starter[0][:60].copy()
    images[7] = images[40]
    images[9] = np.roll(images[50], (2, 0), (0, 1)) if not images[50][-2:].any() else images[50]
    found = doubles(pack(images)).tolist()
    assert found == [7, 40, 9, 50]  # doubles beside one another


def test_a_few_pixels_more_or_less_make_no_difference(starter, rng):
    images = starter[0][:40].copy()
    images[30] = images[3]
    row, column = np.argwhere(images[3])[len(np.argwhere(images[3])) // 2]
    images[30, row, column] = False
    assert doubles(pack(images)).tolist() == [3, 30]


def test_drawings_of_one_thing_are_no_doubles(starter):
    assert len(doubles(pack(starter[0]))) == 0


def test_doubles_are_found_among_very_many_equal_ones(starter):
    images = np.repeat(starter[0][:2], 600, axis=0)
    assert len(doubles(pack(images))) == 1200


@pytest.mark.parametrize("n", [0, 1])
def test_hardly_any_drawings_have_no_doubles_and_no_odd_ones(n, starter):
    images = starter[0][:n]
    assert len(doubles(pack(images))) == 0
    assert oriented(images).shape == (n, VALUES)
    assert len(odd(oriented(images), starter[1][:n], np.random.default_rng(0))) == 0


def test_empty_drawings_are_doubles_of_nobody():
    assert len(doubles(pack(np.zeros((3, 28, 28), bool)))) == 0


def test_features_tell_directions_and_neither_place_nor_size():
    images = np.zeros((4, 28, 28), bool)
    images[0, 5:20, 8:10] = True  # upright
    images[1, 8:10, 5:20] = True  # lying
    images[2, 9:24, 15:17] = True  # upright elsewhere
    images[3, 5:13, 5] = True  # upright and small
    found = oriented(images)
    assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-5)
    alike = found @ found.T
    assert alike[0, 2] > 0.99 and alike[0, 1] < 0.7
    assert alike[0, 3] > alike[0, 1]


def test_a_stranger_in_a_class_is_odd(starter):
    images, labels = starter
    rows = np.flatnonzero(labels == 0)[:60]
    line = np.zeros((1, 28, 28), bool)
    line[0, 3:25, 14] = True
    images = np.concatenate([images[rows], line])
    found = odd(oriented(images), np.zeros(61, np.int64), np.random.default_rng(0))
    assert found[0] == 60


def test_a_small_class_has_no_odd_ones(starter):
    images = starter[0][:7]
    assert len(odd(oriented(images), np.zeros(7, np.int64), np.random.default_rng(0))) == 0
