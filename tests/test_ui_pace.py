"""The time left: true from the first tenth on, whatever came before or between."""

import pytest

from ui.state.pace import Pace

WORK_S, FRAME_S = 0.012, 0.016


def go_on(pace, seconds, per_s, now=0.0, share=0.0):
    """Work in every frame; return the clock and the share at the end, and what was told when."""
    end, told = now + seconds, []
    while now < end and share < 1:
        share = min(share + per_s * FRAME_S, 1.0)
        pace.add(now, now + WORK_S, share)
        now += FRAME_S
        told.append((now, pace.left_s))
    return now, share, told


def test_there_is_none_before_anything_is_done():
    pace = Pace(0.0)
    assert pace.left_s is None
    pace.add(0.0, 0.01, 0.0)
    assert pace.left_s is None


@pytest.mark.parametrize("begun", [0.0, 0.6])
def test_what_it_tells_is_what_it_takes_on_the_clock(begun):
    ended, _, told = go_on(Pace(begun), 100, 0.02, share=begun)
    for at, left in told[10:]:
        assert left == pytest.approx(ended - at, rel=0.05, abs=0.1)


def test_a_slow_beginning_is_soon_forgotten():
    pace = Pace(0.0)
    now, share, _ = go_on(pace, 1.0, 1e-4)
    ended, _, told = go_on(pace, 100, 0.1, now, share)
    for at, left in told:
        if at > 2.0 and ended - at > 1:
            assert 0.5 < left / (ended - at) < 2


def test_a_pause_is_not_counted():
    pace = Pace(0.0)
    now, share, told = go_on(pace, 4.0, 0.1)
    go_on(pace, 0.1, 0.1, now + 3600, share)
    assert pace.left_s == pytest.approx(told[-1][1] - 0.1, abs=0.1)


def test_a_long_run_is_remembered_by_few_marks():
    pace = Pace(0.0)
    go_on(pace, 2000, 0.0005)
    assert len(pace._marks) < 120
