"""A model: a network with the names of its outputs and the story of its training."""

import datetime
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from compiled.network import Compiled
from models.run import Run
from network import Network


@dataclass(frozen=True)
class Story:
    """How a network came about; every value is one that was measured."""

    plan: dict[str, Any] = field(default_factory=dict)  # the fields of models.plan.Plan
    epochs: int = 0
    steps: int = 0
    loss: float | None = None  # on the training drawings
    train_accuracy: float | None = None
    train_count: int = 0
    held_out_accuracy: float | None = None  # None where nothing was held out
    held_out_count: int = 0
    digest: str = ""  # of the drawings it learnt from
    when: str = ""  # ISO 8601, UTC
    taught: tuple[str, ...] = ()  # digests of drawings taught since, that may not be stored
    base: str = ""  # the title of the network that it goes on from, if that is to be known


@dataclass(frozen=True)
class Model:
    """A network in use; it is trained no more."""

    network: Network
    names: tuple[str, ...]  # (N,), one for each output
    story: Story
    title: str = ""  # what lists call it; the file's name

    @cached_property
    def compiled(self) -> Compiled:
        """The same network for many drawings at a time; made when first asked for."""
        return Compiled(self.network.twin())

    def release(self) -> None:
        """Let go of the compiled form, which is far larger; it is made again when asked for."""
        vars(self).pop("compiled", None)


def model_of(run: Run, names: tuple[str, ...]) -> Model:
    """Return the best network of a run that has measured at least one point."""
    point = run.curves.best_point
    if point is None or run.progress is None:
        raise ValueError("the run has not finished an epoch")
    story = Story(
        plan=asdict(run.plan),
        epochs=run.progress.epoch,
        steps=run.progress.step,
        loss=point.trained.loss,
        train_accuracy=point.trained.accuracy,
        train_count=point.trained.count,
        held_out_accuracy=point.held_out.accuracy,
        held_out_count=point.held_out.count,
        digest=run.digest,
        when=datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
    )
    return Model(run.curves.best, names, story)
