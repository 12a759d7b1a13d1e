"""Nothing kept is lost: the program is killed at random moments, many times over.

INKLING_KILLS=500 python -m pytest tests/test_killed.py
"""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np

from data.store import Store
from tests.killed import state
from ui.workspace import Workspace

ROOT = Path(__file__).parent.parent
KILLS = int(os.environ.get("INKLING_KILLS", "8"))
LONGEST_S = 1.5  # from the first confirmed state to the end


def run_and_kill(home, seed, after_s):
    """Let somebody work, kill them; return the last confirmed state and what was begun since."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.killed", str(home), str(seed)],
        stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    with process:
        lines = [process.stdout.readline()]  # until it has begun
        assert "state" in lines[0], "it did not start"
        timer = threading.Timer(after_s, process.kill)
        timer.start()
        lines += process.stdout.readlines()
    timer.cancel()
    whole = [json.loads(line) for line in lines if line.endswith("\n")]
    confirmed = [i for i, line in enumerate(whole) if "state" in line][-1]
    begun = whole[confirmed + 1]["begun"] if len(whole) > confirmed + 1 else []
    return whole[confirmed]["state"], begun, len(whole) // 2


def test_what_was_confirmed_on_screen_survives_being_killed(tmp_path):
    home, rng, changes = tmp_path / "home", np.random.default_rng(), 0
    Workspace(home).close()
    for seed in range(KILLS):
        confirmed, begun, n = run_and_kill(home, seed, float(rng.uniform(0, LONGEST_S)))
        changes += n
        with Store(home / "drawings.db") as store:
            assert store.database.select("PRAGMA integrity_check") == [("ok",)]
            assert store.database.select("PRAGMA foreign_key_check") == []
            found = {row[0]: row for row in state(store.read(trashed=None))}
        for row in confirmed:
            assert row[0] in found, f"kill {seed}: drawing {row[0]} is lost"
            if begun != "any" and row[0] not in begun:
                assert found[row[0]] == row, f"kill {seed}"
        assert len(found) - len(confirmed) in (0, 1)  # one may have been kept and not yet shown
        again = Workspace(home)
        assert state(again.collection.drawings) == [*found.values()]
        again.close()
    sys.stdout.write(f"{KILLS} kills, {changes} changes confirmed\n")
