"""Training: the plan, and starting, holding and ending a run."""

from collections.abc import Callable
from typing import Any

from data.errors import DataError
from models.classes import following
from models.errors import ModelError
from models.model import Model
from models.scores import words
from ui import commands as c
from ui.changes import NetworkTaken
from ui.parts import Parts
from ui.refused import Refused
from ui.state.stretch import Length
from ui.state.trainer import RESUMING, SCORING


def change_plan(parts: Parts, command: c.ChangePlan) -> None:
    """Set one value of the plan."""
    parts.trainer.set(command.name, command.value)


def start_or_pause(parts: Parts, command: c.StartOrPause) -> None:
    """Begin, hold, or go on."""
    if parts.trainer.status == "running":
        parts.trainer.pause()
        return
    if parts.trainer.just_ended and not parts.trainer.busy:  # a Space that was meant as a pause
        raise Refused("The training has just ended. Press again to start another.")
    _go(parts, "to the end")


def train_some(parts: Parts, command: c.TrainSome) -> None:
    """Train for a mini-batch or an epoch, then pause."""
    _go(parts, command.stretch)


def _go(parts: Parts, length: Length) -> None:
    if parts.trainer.status == "scoring":
        raise Refused(SCORING)
    if parts.trainer.status == "resuming":
        raise Refused(RESUMING)
    parts.playback.show_trainers()
    parts.playback.leave()
    if not parts.trainer.busy:
        parts.trainer.start(parts.collection.labelling(), parts.collection.labels)
        parts.runs_list.choose_none()
        parts.runs_list.refresh()
    parts.trainer.go_on(length)


def stop(parts: Parts, command: c.StopTraining) -> None:
    """End the training; its best network comes into use as soon as it is scored."""
    if not parts.trainer.busy:
        return  # Escape where there is nothing to stop
    returning = parts.trainer.status == "resuming"
    if not parts.trainer.stop():
        parts.runs_list.refresh()
        if returning:
            raise Refused("The run stays as it was left, in the list of all runs (R).")
        raise Refused("Stopped before its first score; the network in use stays.")


def finish(parts: Parts, model: Model, how: str) -> None:
    """Save a trained network, use it, and say how good it is."""
    classes = {label.id: label.name for label in parts.collection.labels}
    try:
        kept, _ = parts.networks.library.keep(following(model, parts.trainer.classes, classes))
        parts.trainer.end(kept.title)
        parts.runs_list.refresh()
    except ModelError as error:
        parts.trainer.end("")
        parts.runs_list.refresh()
        parts.use(model)
        parts.say(f"{error} The new network is in use until you close the window.", error=True)
        return
    before = parts.networks.model.story.held_out_accuracy
    try:
        with parts.changing():
            name = "taking the new network into use"
            parts.history.record(NetworkTaken(name, parts.networks.model, kept))
    except DataError as error:  # it is saved and in use; only its undo cannot be written down
        parts.use(kept)
        parts.say(f"{how}. The new network is in use. {error}", error=True)
        return
    parts.use(kept)
    story = kept.story
    score = "no drawings are held out to score it on"
    if story.held_out_accuracy is not None:
        score = f"held-out {words(story.held_out_accuracy, story.held_out_count)}"
        if before is not None:
            score += f" (the one before: {before:.0%})"
    parts.say(f"{how}. The new network is in use: {score}.", undoable=True)


def start_or_stop_experiment(parts: Parts, command: c.StartOrStopExperiment) -> None:
    """Begin what is wished for, or end it."""
    if parts.lab.busy:
        parts.lab.stop()
        return
    parts.close_warned = False
    parts.lab.start(
        parts.trainer.plan, parts.collection.labelled(), parts.home / "experiments",
        parts.collection.drawers,
    )  # fmt: skip


HANDLERS: dict[type[c.Command], Callable[[Parts, Any], None]] = {
    c.ChangePlan: change_plan,
    c.StartOrPause: start_or_pause,
    c.StopTraining: stop,
    c.TrainSome: train_some,
    c.ChangeWish: lambda parts, command: parts.lab.change(command.name, command.value),
    c.StartOrStopExperiment: start_or_stop_experiment,
}
