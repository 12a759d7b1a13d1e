"""Training: the steps of a run, a copy of its network for the screens, and what it comes to."""

import time

from models.errors import ModelError
from ui.actions import going_on
from ui.actions.training import finish
from ui.parts import Parts

FOLLOWING = ("draw", "network")  # the screens that show a network in training


def train(parts: Parts, until_s: float, *, waiting: bool) -> None:
    """Take steps until the clock says about ``until_s``.

    Args:
        parts: With a run that has steps to take.
        until_s: A moment of ``time.perf_counter``.
        waiting: Whether explanations of the last copy are still to be worked out.
    """
    trainer = parts.trainer
    before, run_id = trainer.complaint, trainer.run_id
    if follow(parts, waiting=waiting) and time.perf_counter() >= until_s:
        return  # of a large network a copy is enough for once
    try:
        model = trainer.work(until_s)
    except ModelError as error:
        parts.runs_list.refresh()
        parts.say(str(error), error=True)
        parts.version += 1
        return
    if trainer.run_id != run_id:  # of very many drawings it is there some time later
        parts.runs_list.refresh()
    if trainer.complaint and not before:
        parts.say(trainer.complaint, error=True)
    if not trainer.busy:
        follow(parts, waiting=False)  # the copy of the one in training goes
    if model is not None:
        finish(parts, model, "Stopped" if trainer.stopped else "Trained")
        parts.version += 1
    elif trainer.status == "done":  # stopped before its first score
        parts.runs_list.refresh()


def follow(parts: Parts, *, waiting: bool) -> bool:
    """Take a new copy of the network in training where one is to be seen, and due."""
    view, followed = parts.view, parts.networks.followed
    wanted = view.follow and view.screen in FOLLOWING and parts.question is None
    changed = bool(wanted or not parts.trainer.busy)
    changed = changed and followed.refresh(parts.trainer, waiting=waiting)
    parts.fit_shown()
    return changed


def take_up_left(parts: Parts) -> None:
    """Bring back the run that the window was closed on."""
    if parts.trainer.busy:  # it is too late; the next start offers it again
        parts.left_run = ""
        return
    try:
        going_on.take_up_left(parts)
    except ModelError as error:
        parts.say(str(error), error=True)
    parts.version += 1


def try_many(parts: Parts) -> None:
    """Take what an experiment has found; it learns on other cores."""
    try:
        parts.version += parts.lab.work()
    except ModelError as error:
        parts.say(str(error), error=True)
        parts.version += 1
