import os
import signal
import time
from functools import partial

import numpy as np
import pytest

import models.ahead as module
import stepwise
from chance import Chance
from data.augmentation import vary
from data.starter_set import FILE
from epochs import Part
from models.ahead import Ahead, block_epochs
from models.examples import split
from models.plan import PRESETS
from models.run import Run

N = 40
PATIENCE_S = 60


@pytest.fixture
def starter():
    with np.load(FILE) as file:
        rows = np.linspace(0, len(file["images"]) - 1, 40).astype(int)
        return file["images"][rows].reshape(40, -1).astype(np.float32), file["labels"][rows]


def made_of(starter):
    return vary(*starter, PRESETS["classic"].amounts(), mirror=(None,) * 8)


def part(epoch, start=0):
    rows = np.random.default_rng(epoch).permutation(N)
    return Part(epoch, start, rows, True)


def take(ahead, first, last):
    """What it makes of the epochs from the first to the last."""
    return [made(ahead, part(epoch), part(epoch + 1)) for epoch in range(first, last + 1)]


def made(ahead, part, following=None):
    """What it makes of a part, once it is there."""
    *waiting, shown = ahead(part, following)
    assert waiting == [None] * len(waiting)
    return shown


@pytest.fixture
def make(starter):
    return made_of(starter)


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(module, "BEFORE_S", 0.0)


@pytest.fixture
def ahead(make):
    ahead = Ahead(make, Chance(3), N, processes=1)
    yield ahead
    ahead.close()


@pytest.fixture
def processes(monkeypatch):
    """All processes started."""
    found, start = [], Ahead._start
    monkeypatch.setattr(Ahead, "_start", lambda self: (start(self), found.append(self._process)))
    return found


def run_of(plan, starter, allowed):
    images, labels = starter
    held_out = np.arange(40) < 8
    groups = stepwise.at_once(split(images.reshape(-1, 28, 28) > 0, labels, held_out))
    return Run(plan, 8, *groups, partial(vary, mirror=(None,) * 8), processes=allowed)


def until_handed(ahead):
    """Return all it made until its process makes them."""
    made, until_s = [], time.perf_counter() + PATIENCE_S
    while ahead._asked is None:
        assert time.perf_counter() < until_s
        made += take(ahead, len(made) + 1, len(made) + 1)
        time.sleep(0.01)
    return made


def test_the_process_makes_what_would_have_been_made_here(ahead, starter):
    made = until_handed(ahead)
    made += take(ahead, len(made) + 1, len(made) + 5)
    assert ahead._asked is not None  # by the process to the end
    plain = take(Ahead(made_of(starter), Chance(3), N), 1, len(made))
    assert all(np.array_equal(one, two) for one, two in zip(made, plain, strict=True))
    assert not np.array_equal(made[-1], made[-2])


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no process can be held up here")
def test_who_asks_is_not_held_up_by_a_slow_process(ahead, starter):
    n = len(until_handed(ahead)) + 1
    pid = ahead._process._process.pid
    os.kill(pid, signal.SIGSTOP)
    asked = ahead(part(n), part(n + 1))
    if next(asked) is not None:  # it was made before that
        assert next(asked, "the end") == "the end"
        asked, n = ahead(part(n + 1), None), n + 1
    assert next(asked) is None
    os.kill(pid, signal.SIGCONT)
    *waiting, shown = asked
    plain = take(Ahead(made_of(starter), Chance(3), N), 1, n)
    assert np.array_equal(shown, plain[-1])


def test_a_part_that_is_asked_for_again_is_the_same(ahead):
    n = len(until_handed(ahead))
    for _ in range(2):
        again = take(ahead, n, n)[0]
        assert np.array_equal(again, take(ahead, n, n)[0])
        n += 1


def test_without_leave_no_process_is_started(make):
    plain = Ahead(make, Chance(3), N)
    take(plain, 1, 3)
    assert plain._process is None


def test_a_short_training_starts_none(make, monkeypatch):
    monkeypatch.setattr(module, "BEFORE_S", 1000.0)
    ahead = Ahead(make, Chance(3), N, processes=1)
    take(ahead, 1, 1)
    assert ahead._process is None


def test_when_the_process_dies_the_same_variants_are_made_here(ahead, starter):
    n = len(until_handed(ahead)) + 3
    take(ahead, n - 2, n)
    ahead._process._process.kill()
    ahead._process._process.join()
    made = take(ahead, n + 1, n + 4)
    assert ahead._process is None
    plain = take(Ahead(made_of(starter), Chance(3), N), 1, n + 4)[-4:]
    assert all(np.array_equal(one, two) for one, two in zip(made, plain, strict=True))


def test_where_no_process_can_be_started_variants_are_made_here(ahead, monkeypatch):
    def refuse(process):
        raise OSError("no room")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refuse)
    assert all(shown.shape == (N, 784) for shown in take(ahead, 1, 3))


def test_closing_ends_the_process_and_nothing_follows_the_last(ahead):
    n = len(until_handed(ahead))
    process = ahead._process
    assert made(ahead, part(n + 1)).shape == (N, 784)
    assert ahead._asked is None
    ahead.close()
    assert process._process.exitcode is not None


def test_after_the_last_part_the_process_goes_on_if_more_is_wanted(ahead, starter):
    n = len(until_handed(ahead))
    made(ahead, part(n + 1))
    last = take(ahead, n + 2, n + 3)
    assert ahead._process is not None
    plain = take(Ahead(made_of(starter), Chance(3), N), 1, n + 3)[-2:]
    assert all(np.array_equal(one, two) for one, two in zip(last, plain, strict=True))


def test_what_was_made_before_is_made_up_for(starter):
    """Most drawings are asked for as they are: what is left over of a warp depends on before."""
    rows = [np.random.default_rng(epoch).permutation(N)[:11] for epoch in range(9)]
    parts = [Part(epoch + 1, 0, each, True) for epoch, each in enumerate(rows)]
    whole = Ahead(made_of(starter), Chance(3), N)
    want = [made(whole, each) for each in parts]
    late = Ahead(made_of(starter), Chance(3), N, before=parts[:6])
    for _ in late.catch_up():
        pass
    assert all(np.array_equal(made(late, each), want[i]) for i, each in enumerate(parts) if i > 5)
    other = Ahead(made_of(starter), Chance(3), N)
    assert not np.array_equal(made(other, parts[6]), want[6])


def test_after_a_block_nothing_depends_on_what_was_before(starter, monkeypatch):
    monkeypatch.setattr(module, "BLOCK", 3 * N + 1)
    assert block_epochs(N) == 3 and block_epochs(10 * N) == 1
    rows = [np.random.default_rng(epoch).permutation(N)[:11] for epoch in range(9)]
    parts = [Part(epoch + 1, 0, each, True) for epoch, each in enumerate(rows)]
    whole = Ahead(made_of(starter), Chance(3), N)
    want = [made(whole, each) for each in parts]
    late = Ahead(made_of(starter), Chance(3), N)
    assert np.array_equal(made(late, parts[6]), want[6])


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


def test_much_is_handed_over_a_piece_at_a_time_and_taken_up_with_a_new_block(starter, monkeypatch):
    monkeypatch.setattr(module, "HANDING_S", -1.0)
    monkeypatch.setattr(module, "BLOCK", 4 * N)
    monkeypatch.setattr("models.beside.PIECE", 1 << 14)
    ahead = Ahead(made_of(starter), Chance(3), N, processes=1)
    made = until_handed(ahead)
    assert ahead._asked.epoch % 4 == 1  # what was made here meanwhile it does not know
    made += take(ahead, len(made) + 1, len(made) + 6)
    assert ahead._asked is not None
    ahead.close()
    plain = take(Ahead(made_of(starter), Chance(3), N), 1, len(made))
    assert all(np.array_equal(one, two) for one, two in zip(made, plain, strict=True))


def test_a_process_lost_while_it_is_handed_much_is_done_without(starter, monkeypatch):
    monkeypatch.setattr(module, "HANDING_S", -1.0)
    monkeypatch.setattr("models.beside.PIECE", 1 << 14)
    ahead, made, until_s = Ahead(made_of(starter), Chance(3), N, processes=1), [], PATIENCE_S
    until_s += time.perf_counter()
    while ahead._handing is None:
        assert time.perf_counter() < until_s
        made += take(ahead, len(made) + 1, len(made) + 1)
    ahead._process._process.kill()
    ahead._process._process.join()
    made += take(ahead, len(made) + 1, len(made) + 3)
    assert ahead._process is None
    plain = take(Ahead(made_of(starter), Chance(3), N), 1, len(made))
    assert all(np.array_equal(one, two) for one, two in zip(made, plain, strict=True))
