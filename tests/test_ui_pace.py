"""The time left: true from the first tenth on, whatever came before or between."""

import pytest

from ui.state.pace import Pace


def frames(pace, seconds, share, *, per_s, work_s=0.012, frame_s=0.016, now=0.0):
    """Work a while in every frame; yield the clock and the share done after each."""
    end = now + seconds
    while now < end and share < 1:
        share = min(share + per_s * frame_s, 1.0)
        pace.add(now, now + work_s, share)
        now += frame_s
        yield now, share


def test_there_is_none_before_anything_is_done():
    pace = Pace(0.0)
    assert pace.left_s is None
    pace.add(0.0, 0.01, 0.0)
    assert pace.left_s is None


@pytest.mark.parametrize("begun", [0.0, 0.6])
def test_what_it_tells_is_what_it_takes_on_the_clock(begun):
    pace, told = Pace(begun), []
    for now, share in frames(pace, 100, begun, per_s=0.02):
        told.append((now, pace.left_s))
    for at, left in told[10:]:
        assert left == pytest.approx(now - at, rel=0.05, abs=0.1)


def test_a_slow_beginning_is_soon_forgotten():
    pace, told = Pace(0.0), []
    for now, share in frames(pace, 1.0, 0.0, per_s=1e-4):
        pass
    for now, share in frames(pace, 100, share, per_s=0.1, now=now):  # noqa: B020 - it goes on
        told.append((now, pace.left_s))
    for at, left in told:
        if at > 2.0 and now - at > 1:
            assert 0.5 < left / (now - at) < 2


def test_a_pause_is_not_counted():
    pace = Pace(0.0)
    for now, share in frames(pace, 4.0, 0.0, per_s=0.1):
        pass
    before = pace.left_s
    for now, share in frames(pace, 0.1, share, per_s=0.1, now=now + 3600):  # noqa: B020
        pass
    assert pace.left_s == pytest.approx(before - 0.1, abs=0.1)


def test_a_long_run_is_remembered_by_few_marks():
    pace = Pace(0.0)
    for _ in frames(pace, 2000, 0.0, per_s=0.0005):
        pass
    assert len(pace._marks) < 120
