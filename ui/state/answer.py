"""The answer: what the network in use says to the drawing on the sheet."""

from dataclasses import dataclass

import numpy as np

from activation import Array
from data.drawing import Bits
from models.architecture import is_centred
from models.attribution.reading import Reading, read
from models.model import Model
from ui.state.influence import Influences
from ui.state.likes import Likes
from ui.state.ribbon import Ribbon
from ui.state.what_if import WhatIf

SURE_FROM = 0.5  # an output below the middle says "rather not"
MARGIN = 0.2  # ahead of the next output; closer is a toss-up


@dataclass(frozen=True)
class Answer:
    """One network's answer to one drawing."""

    names: tuple[str, ...]
    reading: Reading
    centred: bool  # whether the network centres what it is shown

    @property
    def outputs(self) -> Array:
        """The outputs, shape (N,), each in [0, 1]."""
        return self.reading.outputs

    @property
    def seen(self) -> Array | None:
        """The drawing as a network that centres sees it, (784,); None if it sees the sheet."""
        return self.reading.stages[1] if self.centred else None

    @property
    def best(self) -> int:
        """The output that is highest."""
        return int(self.outputs.argmax())

    @property
    def second(self) -> int:
        """The output that comes next; the best where there is no other."""
        others = [i for i in self.outputs.argsort(kind="stable").tolist() if i != self.best]
        return int(others[-1]) if others else self.best

    @property
    def sure(self) -> bool:
        """Whether the best output is convincing: above a half, and well ahead of the next."""
        ahead = np.sort(self.outputs)[::-1]
        lead = ahead[0] - (ahead[1] if len(ahead) > 1 else 0.0)
        return bool(ahead[0] >= SURE_FROM and lead >= MARGIN)

    def output(self, name: str) -> float | None:
        """Return the output for a class, None if the network has not learnt it."""
        return float(self.outputs[self.names.index(name)]) if name in self.names else None


def answer_of(model: Model, pixels: Bits) -> Answer:
    """Return what a network says to a drawing, shape (28, 28)."""
    reading = read(model.network, pixels.reshape(-1).astype(np.float32))
    return Answer(model.names, reading, is_centred(model.network))


class Answers:
    """One network's answers: to the sheet as it is, to its flips, to its moments."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._answered: tuple[int, Answer] | None = None
        self.what_if, self.ribbon = WhatIf(model), Ribbon(model)
        self.influences, self.likes = Influences(model), Likes(model)

    def to(self, pixels: Bits, version: int) -> Answer:
        """Return the answer to a sheet, shape (28, 28), in its ``version``."""
        if self._answered is None or self._answered[0] != version:
            self._answered = version, answer_of(self.model, pixels)
        return self._answered[1]
