"""Going on with a run: the one that the window was closed on, or one of the list."""

from collections.abc import Callable, Generator
from typing import Any

from data.errors import DataError
from data.labelled import Labelled
from models.errors import ModelError
from models.runs.recorder import Recorder
from ui import commands as c
from ui.actions.runs import names_now
from ui.parts import Parts
from ui.refused import Refused
from ui.state.run_making import taken_up

Making = Generator[None, None, tuple[Recorder, bool]]


def take_up_left(parts: Parts) -> None:
    """Bring back the run that was under way when the window was last closed, paused.

    Raises:
        ModelError: If it cannot go on.
    """
    run_id, parts.left_run = parts.left_run, ""
    parts.trainer.take_up(_left(parts, run_id))


def _left(parts: Parts, run_id: str) -> Making:
    try:
        recorder, stopped = yield from _taken_up(parts, run_id, more=False)
    except ModelError as error:
        parts.runs.leave(run_id)
        raise ModelError(f"A training was under way, and cannot go on. {error}") from error
    run = recorder.run
    if stopped or run.share >= 1.0:
        parts.say("A training had just ended; its network is scored now, as it was left.")
    else:
        parts.say(
            f"A training of {run.plan.epochs:,} epochs waits at {run.share:.0%}, as it was left."
            " Train (F3) goes on with it, or stops it there."
        )
    return recorder, stopped


def go_on_with(parts: Parts, command: c.GoOnWithRun) -> None:
    """Bring back a run to go on with.

    Raises:
        ModelError: If it cannot go on.
        Refused: If another one is under way.
    """
    if parts.trainer.busy:
        raise Refused("A training is under way; stop it first.")
    parts.trainer.take_up(_chosen(parts, command.run_id))
    parts.playback.show_trainers()
    parts.change_view(screen="train", overlay="")


def _chosen(parts: Parts, run_id: str) -> Making:
    recorder, stopped = yield from _taken_up(parts, run_id, more=True)
    run, seen = recorder.run, parts.playback.seen
    if seen is not None and seen.record.id == run_id:  # as it is on the disk: it goes on now
        parts.playback.show_trainers()
    parts.say(
        f"The run waits after {run.place.epoch - 1:,} of {run.plan.epochs:,} epochs. Change its"
        " plan if you like; Space goes on."
    )
    return recorder, stopped


def _taken_up(parts: Parts, run_id: str, *, more: bool) -> Making:
    """Make a run of what was kept of it; with ``more`` one that has ended goes on.

    Raises:
        ModelError: If it cannot go on.
    """
    made = yield from taken_up(parts.runs, run_id, lambda: _drawings(parts, run_id), more=more)
    parts.runs_list.refresh()
    return made


def _drawings(parts: Parts, run_id: str) -> Generator[None, None, Labelled]:
    """Return the drawings there are, as soon as they are read, numbered as a run has their classes.

    Raises:
        ModelError: If there are others.
    """
    while parts.collection.reading is not None:
        yield
    try:
        names = names_now(parts, parts.runs.record(run_id))  # a class may be renamed meanwhile
        known = yield from parts.collection.labelling()
        return known.under(names)
    except DataError as error:
        raise ModelError(
            f"There are drawings of classes that the run does not know. {error} Start a new one."
        ) from error


HANDLERS: dict[type[c.Command], Callable[[Parts, Any], None]] = {c.GoOnWithRun: go_on_with}
