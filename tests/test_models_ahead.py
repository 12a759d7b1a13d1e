import time
from functools import partial

import numpy as np
import pytest

import models.ahead as module
from data.augmentation import vary
from data.starter_set import FILE
from models.ahead import Ahead
from models.plan import PRESETS
from models.run import run_on

ROWS = np.arange(40)
NOBODY = ROWS[:0]
PATIENCE_S = 60


@pytest.fixture
def starter():
    with np.load(FILE) as file:
        rows = np.linspace(0, len(file["images"]) - 1, 40).astype(int)
        return file["images"][rows].reshape(40, -1).astype(np.float32), file["labels"][rows]


def made_of(starter):
    return vary(*starter, PRESETS["classic"].amounts(), mirror=(None,) * 8)


@pytest.fixture
def make(starter):
    return made_of(starter)


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(module, "BEFORE_S", 0.0)


@pytest.fixture
def ahead(make):
    made = Ahead(make, np.random.default_rng(3), processes=1)
    yield made
    made.close()


@pytest.fixture
def processes(monkeypatch):
    """All processes started."""
    found, start = [], Ahead._start
    monkeypatch.setattr(Ahead, "_start", lambda self: (start(self), found.append(self._process)))
    return found


def run_of(plan, starter, allowed):
    images, labels = starter
    return run_on(
        plan, 8, images.reshape(-1, 28, 28) > 0, labels, np.arange(40) < 8,
        partial(vary, mirror=(None,) * 8), processes=allowed,
    )  # fmt: skip


def until_handed(ahead):
    """Return all it made until its process makes them."""
    made, until_s = [], time.perf_counter() + PATIENCE_S
    while not ahead._asked:
        assert time.perf_counter() < until_s
        made.append(ahead(ROWS, ROWS))
        time.sleep(0.01)
    return made


def test_the_process_makes_what_would_have_been_made_here(ahead, starter):
    made = until_handed(ahead) + [ahead(ROWS, ROWS) for _ in range(5)]
    assert ahead._asked  # by the process to the end
    plain = Ahead(made_of(starter), np.random.default_rng(3))
    for each in made:
        assert np.array_equal(each, plain(ROWS, ROWS))
    assert not np.array_equal(made[-1], made[-2])


def test_without_leave_no_process_is_started(make):
    plain = Ahead(make, np.random.default_rng(3))
    for _ in range(3):
        plain(ROWS, ROWS)
    assert plain._process is None


def test_a_short_training_starts_none(make, monkeypatch):
    monkeypatch.setattr(module, "BEFORE_S", 1000.0)
    ahead = Ahead(make, np.random.default_rng(3), processes=1)
    ahead(ROWS, ROWS)
    assert ahead._process is None


def test_when_the_process_dies_variants_are_made_here(ahead):
    until_handed(ahead)
    ahead._process._process.kill()
    ahead._process._process.join()
    for _ in range(3):
        assert ahead(ROWS, ROWS).shape == (40, 784)
    assert ahead._process is None


def test_where_no_process_can_be_started_variants_are_made_here(ahead, monkeypatch):
    def refuse(process):
        raise OSError("no room")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refuse)
    for _ in range(3):
        assert ahead(ROWS, ROWS).shape == (40, 784)


def test_closing_ends_the_process_and_nothing_follows_the_last(ahead):
    until_handed(ahead)
    process = ahead._process
    assert ahead(ROWS, NOBODY).shape == (40, 784)
    assert not ahead._asked
    ahead.close()
    assert process._process.exitcode is not None


@pytest.mark.parametrize("preset", ["classic", "wide"])
def test_a_network_is_the_same_with_a_process_and_without(preset, starter, processes):
    ends = []
    for allowed in (0, 1):
        run = run_of(PRESETS[preset].with_setting("epochs", 60), starter, allowed)
        for _ in run.steps():
            if allowed:
                time.sleep(0.02)  # or it would be over before the process is there
        ends.append(run.network.parameters())
    assert all(np.array_equal(one, two) for one, two in zip(*ends, strict=True))
    assert len(processes) == 1 and processes[0]._process.exitcode is not None


def test_a_run_that_is_dropped_ends_its_process(starter, processes):
    steps = run_of(PRESETS["classic"], starter, 1).steps()
    while not processes:
        next(steps)
    steps.close()
    assert processes[0]._process.exitcode is not None
