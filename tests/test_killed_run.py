"""A run that is killed in the middle loses its last seconds at most, and nothing else.

INKLING_KILLS=100 python -m pytest tests/test_killed_run.py
"""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np

from models.runs.runs import Runs
from tests.explained import same_numbers
from ui.workspace import Workspace

ROOT = Path(__file__).parent.parent
KILLS = max(2, int(os.environ.get("INKLING_KILLS", "8")) // 3)
MOST_LOST_S = 5.0
EPOCHS = 500


def run_and_kill(home, after_s):
    """Let somebody train, kill them; return the last that they said, {} if they were done."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.killed_run", str(home), "classic", str(EPOCHS)],
        stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    with process:
        lines = [process.stdout.readline()]
        timer = threading.Timer(after_s, process.kill)
        timer.start()
        lines += process.stdout.readlines()
        timer.cancel()
    if process.returncode == 0:
        return {}
    return json.loads([line for line in lines if line.endswith("\n")][-1])


def network_of(home):
    """Return the network in use of a home, and the one run that made it."""
    workspace = Workspace(home)
    (record,), wrong = workspace.runs.all()
    assert not wrong and record.status == "done" and record.epochs == EPOCHS
    workspace.close()
    return workspace.networks.model.network


def killed_until_done(home, kills):
    """Train in a home, killed up to ``kills`` times; return how often it was."""
    rng = np.random.default_rng()
    Workspace(home).close()
    for n in range(kills):
        said = run_and_kill(home, float(rng.uniform(0.2, 4.0)))
        runs = Runs(home / "runs")
        if not said or any(record.status == "done" for record in runs.all()[0]):
            return n + bool(said)
        left = runs.left()
        if not left:  # killed before its first state: it had only just begun
            assert said["worked_s"] < MOST_LOST_S
            continue
        record = runs.record(left)
        assert said["worked_s"] - record.worked_s < MOST_LOST_S
        assert record.steps <= said["step"]
    assert run_and_kill(home, 600) == {}
    return kills


def test_a_killed_run_goes_on_within_seconds_of_where_it_was_and_ends_the_same(tmp_path):
    Workspace(tmp_path / "whole").close()
    assert run_and_kill(tmp_path / "whole", 600) == {}
    whole, kills = network_of(tmp_path / "whole"), 0
    while kills < KILLS:
        home = tmp_path / f"after {kills} kills"
        kills += killed_until_done(home, KILLS - kills)
        assert same_numbers(network_of(home), whole)
