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


def test_a_killed_run_goes_on_within_seconds_of_where_it_was_and_ends_the_same(tmp_path):
    home, rng = tmp_path / "home", np.random.default_rng()
    Workspace(home).close()
    for _ in range(KILLS):
        said = run_and_kill(home, float(rng.uniform(0.2, 4.0)))
        if not said:
            break
        left = Runs(home / "runs").left()
        if not left:  # killed before its first state: it had only just begun
            assert said["worked_s"] < MOST_LOST_S
            continue
        record = Runs(home / "runs").record(left)
        assert said["worked_s"] - record.worked_s < MOST_LOST_S
        assert record.steps <= said["step"]
    while run_and_kill(home, 600):
        pass
    again = Workspace(home)
    (record,), wrong = again.runs.all()
    assert not wrong and record.status == "done" and record.epochs == EPOCHS
    whole = Workspace(tmp_path / "whole")
    whole.close()
    assert run_and_kill(tmp_path / "whole", 600) == {}
    other = Workspace(tmp_path / "whole")
    assert same_numbers(again.model.network, other.model.network)
    again.close()
    other.close()
