import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.brush import SIZES, line, tip
from data.drawing import SIDE

cells = st.tuples(st.integers(-40, 60), st.integers(-40, 60))


@given(cells, cells)
def test_a_line_has_no_gap_and_no_detour(start, end):
    path = list(line(start, end))
    assert path[0] == start and path[-1] == end
    assert all(
        max(abs(a[0] - b[0]), abs(a[1] - b[1])) == 1 for a, b in zip(path, path[1:], strict=False)
    )
    assert len(path) == 1 + max(abs(start[0] - end[0]), abs(start[1] - end[1]))


def test_a_slanted_line_is_the_one_drawn_on_squared_paper():
    assert list(line((0, 0), (2, 4))) == [(0, 0), (0, 1), (1, 2), (1, 3), (2, 4)]


@pytest.mark.parametrize("size, area", [(1, 1), (2, 4), (3, 5), (4, 12)])
def test_a_brush_covers_its_area_in_the_middle_of_the_sheet(size, area):
    touched = list(tip((10, 10), size))
    assert len(touched) == len(set(touched)) == area
    assert (10, 10) in touched


@given(cells, st.sampled_from(SIZES))
def test_only_cells_on_the_sheet_are_touched(cell, size):
    assert all(0 <= row < SIDE and 0 <= col < SIDE for row, col in tip(cell, size))
