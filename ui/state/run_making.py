"""Making runs: of drawings that are here, new or from where another window left one."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import replace

from data.drawings import Label
from data.labelled import Labelled
from models.ahead import processes
from models.examples import Examples, split
from models.plan import Plan
from models.run import Run
from models.runs.record import LEFT
from models.runs.recorder import Recorder, begin
from models.runs.runs import Runs
from models.settings import MOST_EPOCHS
from models.state import State
from stepwise import at_once


def begun(
    plan: Callable[[], Plan], drawings: Labelled, labels: Sequence[Label], runs: Runs
) -> Generator[None, None, Recorder]:
    """Begin a run, step by step: of very many drawings that takes long.

    Args:
        plan: Gives the plan; it is asked when the drawings are ready.
        drawings: To learn from and to be scored on.
        labels: All classes, those without drawings too.
        runs: Where it is kept.

    Raises:
        ModelError: If there is nothing to learn.
    """
    groups = yield from _split(drawings)
    run = _made(plan(), drawings, groups)
    classes = [(label.id, label.name) for label in labels]
    return begin(runs, run, drawings.batch.names, classes)


def taken_up(
    runs: Runs, run_id: str, state: State, drawings: Labelled, more: int
) -> tuple[Recorder, bool]:
    """Bring back a run that was left or has ended.

    Args:
        runs: Where it is kept.
        run_id: Its name.
        state: All that was kept of it.
        drawings: To go on with, their classes numbered as the run has them.
        more: Epochs beyond those of its plan.

    Returns:
        What goes on with it, and whether it was stopped: nothing is left but its score.

    Raises:
        ModelError: If it cannot go on.
    """
    record, folder, lock = runs.take(run_id)
    try:
        plan = replace(state.plan, epochs=min(state.plan.epochs + more, MOST_EPOCHS))
        run = _made(plan, drawings, at_once(_split(drawings)), state)
        stopped = record.status == "scoring" and run.curves.best_point is not None
        record = replace(record, names=drawings.batch.names, complaint="", status="running")
        return Recorder(run, record, folder, lock), stopped
    except BaseException:
        lock.release(ended=record.status not in LEFT)
        raise


def _split(drawings: Labelled) -> Generator[None, None, tuple[Examples, Examples]]:
    return split(drawings.batch.images, drawings.batch.labels, drawings.held_out)


def _made(
    plan: Plan, drawings: Labelled, groups: tuple[Examples, Examples], state: State | None = None
) -> Run:
    n_classes = len(drawings.batch.names)
    return Run(plan, n_classes, *groups, drawings.vary, processes=processes(), begin=state)
