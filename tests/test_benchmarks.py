"""The benchmarks in short, so that they cannot rot: that they run, and that they find a fault."""

import argparse
import gzip
import os
import shutil
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from epochs import Place
from tests.benchmarks import (
    conv,
    dense,
    experiment,
    explain,
    frames,
    growth,
    idle,
    million,
    parts,
    pen,
    room,
    start,
    suspects,
)
from tests.benchmarks.__main__ import CONTESTS, check, hold, table
from tests.benchmarks.plot import plot
from tests.benchmarks.referee import Entry, Outcome, contest
from tests.pilot import missing_programs


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


def test_what_looking_inside_costs_is_measured(fonts):
    assert min(explain.at_once(0.01)) > 0
    for screen, view in explain.VIEWS.values():
        assert min(explain.frames("classic", screen, view, 0.01)) > 0
    ratio = explain.followed("classic", *explain.VIEWS["network, shares"], 1.6)
    assert 0 < ratio < 4  # turns of a fifth of a second, on a machine that has other work too


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


def plainly(work, *args):
    """Stands for pytest-benchmark: does the work once."""
    return work(*args)


def test_the_parts_do_what_is_measured():
    task = dense.Task()
    parts.test_a_step_of_classic(plainly)
    parts.test_a_step_of_conv(plainly)
    parts.test_variants_of_500_drawings(plainly, task)
    network = parts.untrained(parts.PRESETS["classic"], 784, 8, np.random.default_rng(0))
    for part in (
        parts.test_one_answer, parts.test_a_what_if_map, parts.test_scores_of_500_drawings
    ):  # fmt: skip
        part(plainly, network, task)


@pytest.mark.parametrize("name", ["whole", "variants", "preset", "answer", "what-if"])
def test_a_contest_is_held_with_those_that_are_there(name, capsys):
    options = argparse.Namespace(drawings=None, rounds=1, seconds=0.001)
    held = CONTESTS[name]
    ours = {key: make for key, make in held.makers.items() if "Torch" not in key}
    ours = {key: make for key, make in ours.items() if not key.startswith(("scikit", "ONNX"))}
    if name == "whole":  # the others need half a minute
        ours, held = {"Inkling": ours["Inkling"]}, replace(held, reference="Inkling")
    assert hold(replace(held, makers=ours), options) == 0
    assert capsys.readouterr().out.count("1.00 (1.00 to 1.00)") >= 1


def test_a_step_is_measured_and_plotted_as_the_task_grows(tmp_path, monkeypatch):
    monkeypatch.setattr(growth, "ROUNDS", 1)
    monkeypatch.setattr(growth, "STEPS", 2)
    monkeypatch.setattr(growth, "WIDTHS", (2, 4))
    found = list(growth.measured([20, 40]))
    assert [series.xs for series in found] == [[2, 4], list(growth.CLASSES), [20, 40]]
    assert all(took > 0 for series in found for took in series.took_us)
    plot(found, "us", tmp_path / "growth.png")
    with Image.open(tmp_path / "growth.png") as picture:
        assert picture.width > 1000


def test_a_start_is_measured_from_the_command_to_the_first_picture():
    env = {**os.environ, "SDL_VIDEODRIVER": "dummy"}
    [(started, imported)], [memory] = start.measured(1, env)
    assert started > 0 and imported > 0
    assert 20 < memory < 500


def test_an_experiment_is_measured():
    assert experiment.seconds(1, 1) > 0


@pytest.mark.skipif(bool(missing_programs()), reason="needs Xvfb, openbox and xdotool")
def test_an_idle_window_is_measured():
    assert 0 <= idle.busy(os.getpid(), 0.01) < 3
    assert idle.memory_mb(os.getpid()) > 20


@pytest.mark.filterwarnings("ignore:Please use Window")  # of pygame-ce, for the least size
def test_events_of_a_pen_lead_to_pictures(tmp_path, monkeypatch):
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    path = tmp_path / "strokes.ndjson.gz"
    with gzip.open(path, "wt") as file:
        file.write('{"word": "line", "drawing": [[[0, 10, 20], [0, 10, 5]], [[3], [4]]]}\n')
    took = pen.milliseconds(path, 12, ("w",))
    assert len(took) == 12 and min(took) > 0


def test_a_large_collection_is_made_imported_and_gone_through(monkeypatch, capfd):
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setattr("sys.argv", ["million", "--drawings", "30000", "--pictures", "16"])
    million.main()
    told = capfd.readouterr().out
    for what in ("import from `.npz`", "first picture", "filtering", "memory of the window", "PNG"):
        assert what in told


def test_suspects_are_counted(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["suspects", "--seeds", "2"])
    suspects.main()
    assert "median" in capsys.readouterr().out


def test_a_training_in_a_window_is_measured_beside_one_without(monkeypatch):
    first, last = Place(epoch=3, start=20), Place(epoch=5, start=7)
    assert room.learnt_between(first, last, 100) == 187
    monkeypatch.setattr(room, "READY_S", 0.0)
    assert room.without("classic", 0.5) > 0
