import numpy as np
import pytest

from data.augmentation.bit_rows import boxes, moved, packed, unpacked
from data.drawing import as_inputs


def sheets(ink):
    """Pack sheets (n, 28, 28), n a multiple of eight."""
    return packed(np.ascontiguousarray(ink.reshape(-1, 8, 28, 28).transpose(0, 2, 3, 1)))


def test_what_is_packed_and_unpacked_is_the_same(rng):
    ink = rng.random((24, 28, 28)) < 0.3
    rows = sheets(ink)
    assert rows.shape == (24, 28) and rows.dtype == np.uint32
    assert np.array_equal(unpacked(rows), as_inputs(ink))


def test_the_leftmost_pixel_is_the_lowest_bit():
    ink = np.zeros((8, 28, 28), bool)
    ink[3, 5, [0, 27]] = True
    rows = sheets(ink)
    assert rows[3, 5] == 1 + 2**27
    assert rows.sum() == rows[3, 5]


@pytest.mark.parametrize("by", [(0, 0), (3, -2), (-5, 7), (27, 0), (-27, 0), (0, 27), (0, -27)])
def test_sheets_are_moved_and_what_leaves_them_is_gone(by, rng):
    ink = np.zeros((8, 28, 28), bool)
    ink[:, 10:15, 8:17] = rng.random((8, 5, 9)) < 0.5
    down, right = by
    expected = np.zeros((8, 84, 84), bool)
    expected[:, 28 + down : 56 + down, 28 + right : 56 + right] = ink
    found = moved(sheets(ink), np.array(by)[:, None] * np.ones(8, int))
    assert np.array_equal(unpacked(found).reshape(-1, 28, 28), expected[:, 28:56, 28:56])


def test_boxes_are_those_of_the_ink(rng):
    ink = rng.random((16, 28, 28)) < 0.003
    ink[0], ink[1], ink[2, 0, 0] = False, True, True
    first, last = boxes(sheets(ink))
    for sheet, low, high in zip(ink, first.T, last.T, strict=True):
        places = np.argwhere(sheet) if sheet.any() else np.array([[0, 0], [27, 27]])
        assert low.tolist() == places.min(axis=0).tolist()
        assert high.tolist() == places.max(axis=0).tolist()
