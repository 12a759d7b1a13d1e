"""A comparison: two runs side by side, and the drawings whose answer differs between them."""

from typing import NamedTuple

from models.curves import Point
from models.model import Model
from models.runs.record import Record
from models.scores import Score
from models.state import State
from ui.state.about_run import as_model, differing, score_of
from ui.state.collection import Collection
from ui.state.otherwise import Otherwise


class Side(NamedTuple):
    """One of the two."""

    record: Record
    points: tuple[Point, ...]
    score: Score | None  # held-out, of its network
    model: Model | None


class Comparison:
    """Two runs, the older one first."""

    def __init__(self, before: Side, after: Side) -> None:
        self.sides = before, after
        self.settings = differing(before.record, after.record)
        self.otherwise: Otherwise | None = None  # None where one has no network
        if before.model is not None and after.model is not None:
            self.otherwise = Otherwise(before.model, after.model)

    def work(self, collection: Collection, until_s: float) -> bool:
        """Ask both networks about some more drawings; return whether there was anything to do."""
        return self.otherwise is not None and self.otherwise.work(collection, until_s)


def compared(records: tuple[Record, Record], states: tuple[State, State]) -> Comparison:
    """Return two runs side by side, the older one first."""
    one, other = (
        Side(record, state.measured.points, score_of(state), as_model(record, state))
        for record, state in zip(records, states, strict=True)
    )
    return Comparison(one, other)
