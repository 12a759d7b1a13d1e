"""Making runs: of drawings that are here, new or from where another window left one."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import replace

from data.drawings import Label
from data.labelled import Labelled
from models.ahead import processes
from models.examples import Examples, check_classes, split
from models.plan import Plan
from models.run import Run
from models.runs.record import LEFT
from models.runs.recorder import Recorder, begin
from models.runs.runs import Runs
from models.settings import MOST_EPOCHS
from models.state import State, initial
from models.waiting import in_thread


def begun(
    plan: Callable[[], Plan], drawings: Generator[None, None, Labelled],
    labels: Sequence[Label], runs: Runs,
) -> Generator[None, None, Recorder]:  # fmt: skip
    """Begin a run, step by step: of very many drawings that takes long.

    Args:
        plan: Gives the plan; it is asked when the drawings are ready.
        drawings: Gives those to learn from and to be scored on.
        labels: All classes, those without drawings too.
        runs: Where it is kept.

    Raises:
        ModelError: If there is nothing to learn.
    """
    known = yield from drawings
    check_classes(known.batch.labels[~known.held_out])
    groups = yield from _split(known)
    state = None
    while state is None or state.plan != plan():  # it may be changed meanwhile
        n_in, n_classes = groups[0].images.shape[1], len(known.batch.names)
        state = yield from initial(plan(), n_in, n_classes)
    run = _made(state.plan, known, groups, state)
    classes = [(label.id, label.name) for label in labels]
    return begin(runs, run, known.batch.names, classes)


def taken_up(
    runs: Runs, run_id: str, drawings: Callable[[], Generator[None, None, Labelled]], *, more: bool
) -> Generator[None, None, tuple[Recorder, bool]]:
    """Bring back a run that was left or has ended, step by step.

    Args:
        runs: Where it is kept.
        run_id: Its name.
        drawings: Gives those to go on with, as soon as they are here, their classes numbered
            as the run has them.
        more: Whether one that has ended goes on, for as many epochs as it has had.

    Returns:
        What goes on with it, and whether it was stopped: nothing is left but its score.

    Raises:
        ModelError: If it cannot go on.
    """
    record, folder, lock = runs.take(run_id)
    try:
        state = yield from in_thread(lambda: runs.state(run_id), whole=False)
        known = yield from drawings()
        groups = yield from _split(known)
        plan, done = state.plan, state.place.epoch - 1
        if more and done >= plan.epochs:
            plan = replace(plan, epochs=min(plan.epochs + done, MOST_EPOCHS))
        run = _made(plan, known, groups, state)
        stopped = record.status == "scoring" and run.curves.best_point is not None
        record = replace(record, names=known.batch.names, complaint="", status="running")
        return Recorder(run, record, folder, lock), stopped
    except BaseException:
        lock.release(ended=record.status not in LEFT)
        raise


def _split(drawings: Labelled) -> Generator[None, None, tuple[Examples, Examples]]:
    return split(drawings.batch.images, drawings.batch.labels, drawings.held_out)


def _made(plan: Plan, drawings: Labelled, groups: tuple[Examples, Examples], state: State) -> Run:
    n_classes = len(drawings.batch.names)
    return Run(plan, n_classes, *groups, drawings.vary, processes=processes(), begin=state)
