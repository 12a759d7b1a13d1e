import numpy as np

from data.pixel_order import replay
from ui.state.sheet import Picture, Sheet


def drawn(*cells, ink=True, size=1, sheet=None):
    sheet = sheet or Sheet()
    sheet.begin(cells[0], ink=ink, size=size)
    for cell in cells[1:]:
        sheet.extend(cell)
    return sheet, sheet.end()


def test_every_pixel_between_two_points_is_drawn():
    sheet, _ = drawn((0, 0), (27, 27))
    assert np.array_equal(sheet.pixels, np.eye(28, dtype=bool))


def test_a_stroke_may_leave_the_sheet_and_come_back():
    sheet, _ = drawn((5, 5), (5, 40), (9, 40), (9, 5))
    assert sheet.pixels[5, 5:].all() and sheet.pixels[9, 5:].all()
    assert sheet.pixels.sum() == 2 * 23


def test_the_order_of_pixels_replays_to_the_sheet():
    sheet, _ = drawn((3, 3), (3, 20), size=3)
    drawn((3, 8), (3, 12), ink=False, size=2, sheet=sheet)
    assert np.array_equal(replay(np.array(sheet.picture().order)), sheet.pixels)


def test_a_stroke_that_changes_nothing_is_no_change():
    sheet, change = drawn((4, 4), (4, 9))
    before, after = change
    assert not before.pixels.any() and after.pixels.sum() == 6
    assert drawn((4, 4), (4, 9), sheet=sheet)[1] is None


def test_a_joined_stroke_is_a_straight_line_from_the_last_one():
    sheet, _ = drawn((2, 2))
    sheet.begin((2, 10), ink=True, size=1, joined=True)
    sheet.end()
    assert sheet.pixels[2, 2:11].all() and sheet.pixels.sum() == 9


def test_moving_takes_the_order_along_and_never_wraps():
    sheet, _ = drawn((0, 0), (0, 27))
    drawn((5, 5), (8, 5), sheet=sheet)
    sheet.show(sheet.moved(-1, 2))
    assert not sheet.pixels[27].any() and not sheet.pixels[:, :2].any()
    assert sheet.pixels.sum() == 4
    assert np.array_equal(replay(np.array(sheet.picture().order)), sheet.pixels)


def test_a_picture_does_not_change_with_the_sheet():
    sheet, _ = drawn((1, 1))
    picture = sheet.picture()
    drawn((9, 9), sheet=sheet)
    assert picture.pixels.sum() == 1
    sheet.show(Picture.empty())
    assert sheet.empty and picture.pixels.sum() == 1
