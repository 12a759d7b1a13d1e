"""A person who trains, to be killed while at it; prints where the run stands, as JSON lines.

python -m tests.killed_run HOME NETWORK
"""

import json
import sys
import time
from pathlib import Path

from ui import commands as c
from ui.workspace import Workspace


def main():
    """Train, or go on with the run that was left, until killed or done."""
    home, network = Path(sys.argv[1]), sys.argv[2]
    workspace = Workspace(home)
    trainer = workspace.trainer
    while not trainer.busy and workspace.work(time.perf_counter() + 0.02):
        pass
    while trainer.status == "resuming":  # a busy machine takes its time
        workspace.work(time.perf_counter() + 0.02)
    if not trainer.busy:
        workspace.apply(c.ChangePlan("network", network))
        workspace.apply(c.ChangePlan("epochs", int(sys.argv[3])))
    workspace.apply(c.StartOrPause())
    while trainer.working:
        workspace.work(time.perf_counter() + 0.01)
        told = {"step": trainer.run.place.step, "worked_s": trainer.worked_s}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
    workspace.close()


if __name__ == "__main__":
    main()
