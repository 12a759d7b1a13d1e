"""The benchmarks in short, so that they cannot rot: that they run, and that they find a fault."""

import shutil

import numpy as np
import pytest

from tests.benchmarks import conv, dense, frames
from tests.benchmarks.__main__ import check, table
from tests.benchmarks.referee import Entry, Outcome, contest


class Slower(dense.Inkling):
    """Learns something else: half as fast as it should."""

    def prepare(self):
        super().prepare()
        self.descent = dense.Descent(dense.RATE / 2)


class Absent(dense.Contender):
    def prepare(self):
        import a_library_that_is_not_here  # noqa: F401


def test_everybody_learns_the_same_and_what_differs_or_is_missing_is_named(capsys):
    makers = {
        "Inkling": dense.Inkling,
        "readable": dense.Readable,
        "textbook": dense.Textbook,
        "slower": Slower,
        "absent": Absent,
    }
    if shutil.which("cc"):
        makers["C"] = dense.SparseC
    outcome = contest([Entry(*item) for item in makers.items()], rounds=1, seconds=0.001)
    assert check(outcome, "textbook") == 1
    said = capsys.readouterr().err
    assert "slower has learnt something else than textbook" in said
    assert said.count("has learnt something else") == 1
    lines = table(outcome, "steps/s", "Inkling")
    assert any(line.startswith("| Inkling | ") and line.count("1.00") == 3 for line in lines)
    assert any(line.startswith("| absent | not here: ModuleNotFoundError") for line in lines)
    assert all(rate > 0 for rates in outcome.rates.values() for rate in rates)
    del outcome.ends["slower"]
    assert check(outcome, "textbook") == 0


def test_a_conv_that_learns_something_else_is_named(capsys):
    ends = {"Inkling": conv.Inkling().check(), "readable": conv.Readable().check()}
    assert check(Outcome({}, {}, ends), "readable") == 0
    ends["Inkling"][0][0, 0] = np.nan
    assert check(Outcome({}, {}, ends), "readable") == 1
    assert "Inkling has learnt something else than readable" in capsys.readouterr().err


def test_frames_are_measured_while_a_network_trains():
    late, epochs = frames.lateness("classic", 0.05)
    assert late and min(late) > -1e3 * frames.GIVEN_S and epochs >= 1


@pytest.mark.parametrize("make", [dense.Inkling, dense.Readable])
def test_an_epoch_makes_the_steps_that_it_is_counted_for(make):
    contender = make()
    before = [matrix.copy() for matrix in contender.learned()]
    assert contender.work() == 50
    for now, then in zip(contender.learned(), before, strict=True):
        assert not np.array_equal(now, then)
