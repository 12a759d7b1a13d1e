"""What every change has in common: it can take itself back, and be made again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from models.model import Model
from ui.networks import Networks
from ui.state.collection import Collection
from ui.state.runs_list import RunsList
from ui.state.sheet import Sheet


class Changeable(Protocol):
    """What a change needs of a workspace."""

    sheet: Sheet
    collection: Collection
    runs_list: RunsList
    networks: Networks

    def take_into_use(self, model: Model | str) -> None:
        """Answer with another network, or the one saved under that title, from now on."""


class Change(Protocol):
    """Something that was done."""

    @property
    def name(self) -> str:
        """What it is called in a message: "stroke", "3 drawings to the trash"."""

    def undo(self, parts: Changeable) -> None:
        """Take it back."""

    def redo(self, parts: Changeable) -> None:
        """Make it again."""


@dataclass(frozen=True)
class Together:
    """Several changes that are one step of undo."""

    name: str
    steps: Sequence[Change]  # in the order they were made

    def undo(self, parts: Changeable) -> None:
        """Take all back, the last one first."""
        for step in reversed(self.steps):
            step.undo(parts)

    def redo(self, parts: Changeable) -> None:
        """Make all again."""
        for step in self.steps:
            step.redo(parts)


def steps_of(change: Change) -> Sequence[Change]:
    """Return the changes that are one step of undo, in the order they were made."""
    return change.steps if isinstance(change, Together) else [change]


def _title(model: object) -> str:
    return model.title if isinstance(model, Model) else ""  # an entry may hold anything


@dataclass(frozen=True)
class NetworkTaken:
    """Another network came into use."""

    name: str
    before: Model | str  # a title after a restart
    after: Model | str

    @property
    def saved(self) -> bool:
        """Whether both are in files."""
        both = self.before, self.after
        return all(model if isinstance(model, str) else _title(model) for model in both)

    def undo(self, parts: Changeable) -> None:
        """Use the one from before again, if it is still there; the new one stays for a redo."""
        if parts.networks.has(self.before):
            parts.take_into_use(self.before)

    def redo(self, parts: Changeable) -> None:
        """Use the new one, if it is still there."""
        if parts.networks.has(self.after):
            parts.take_into_use(self.after)
