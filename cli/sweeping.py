"""Sweeping on the command line: tasks done on all cores, or by Dask, each result kept at once."""

import argparse
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from functools import partial

from cli.output import bar, say
from models.errors import ModelError
from models.executors import cores, dask, pool
from models.results import Results
from models.sweep import Sweep
from models.tasks import Task, Trial

WAIT_S = 0.5  # for a result, before Ctrl+C is listened to again
SUMMARY_S = 2.0  # between two writings of table and plot


def executor_of(options: argparse.Namespace, n: int) -> tuple[Callable[[], Executor], int]:
    """Return what opens the executor that the options ask for, and how many workers it has."""
    if options.scheduler:
        return partial(dask, options.scheduler), max(cores(), 16)
    workers = max(1, min(options.workers or cores(), n))
    return partial(pool, workers), workers


def swept(
    tasks: Sequence[Task], options: argparse.Namespace, results: Results | None, varied: list[str]
) -> list[Trial]:
    """Do the tasks that are not done yet; return all results, also when Ctrl+C ends it.

    Raises:
        ModelError: If workers or file fail; what was done until then is in the file.
    """
    found, left = results.before(tasks) if results else ([], list(tasks))
    if found:
        say(f"{len(found):,} of {len(tasks):,} are done already; going on with the others.")
    if not left:
        return found
    sweep, due = Sweep(left, *executor_of(options, len(left))), 0.0
    try:
        with bar(sweep.total, "run") as shown:
            while not sweep.over:
                for trial in sweep.poll(WAIT_S):
                    found.append(trial)
                    shown.update(1)
                    if results:
                        results.add(trial)
                if results and time.monotonic() >= due:
                    results.write_summary(varied, found)
                    due = time.monotonic() + SUMMARY_S
    except KeyboardInterrupt:
        if not results or not found:
            raise ModelError(f"Stopped after {len(found):,} of {len(tasks):,}.") from None
        say(f"Stopped after {len(found):,} of {len(tasks):,}; the same command goes on from there.")
    finally:
        sweep.stop()
    return found
