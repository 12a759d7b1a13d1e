"""Wishes about training: plan, run, experiment."""

from dataclasses import dataclass
from typing import Any, Literal

from ui.commands.base import Command


@dataclass(frozen=True, eq=False, repr=False)
class ChangePlan(Command):
    """Set one value of the plan."""

    name: str  # of a field of models.plan.Plan
    value: Any


@dataclass(frozen=True, eq=False, repr=False)
class StartOrPause(Command):
    """Begin a training, hold the one that runs, or go on with the one that is held."""


@dataclass(frozen=True, eq=False, repr=False)
class TrainSome(Command):
    """Train for a stretch, then pause."""

    stretch: Literal["epoch", "batch"]


@dataclass(frozen=True, eq=False, repr=False)
class StopTraining(Command):
    """End the training and keep the best network."""


@dataclass(frozen=True, eq=False, repr=False)
class ChangeWish(Command):
    """Set one value of what is to be tried: a setting, values, seeds."""

    name: str  # of a field of ui.state.lab.Wish
    value: Any


@dataclass(frozen=True, eq=False, repr=False)
class StartOrStopExperiment(Command):
    """Begin an experiment, or end the one under way; what it found stays."""
