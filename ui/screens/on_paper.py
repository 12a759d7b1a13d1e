"""What is on the paper of the draw screen: the sheet, an earlier moment of it, a changed copy."""

from collections.abc import Callable, Sequence

import numpy as np

from activation import Array
from data.drawing import SIDE, Bits
from data.pixel_order import moments
from ui.state.why_not import Question
from ui.workspace import Workspace


class OnPaper:
    """Nothing of it changes the sheet: a moment is pointed at, a question plays on a copy."""

    def __init__(self, workspace: Workspace, pointed: Callable[[], int | None]) -> None:
        """Follow a workspace.

        Args:
            workspace: With the sheet.
            pointed: Returns the moment of the ribbon that is pointed at.
        """
        self.workspace, self._pointed = workspace, pointed

    @property
    def moment(self) -> int | None:
        """The earlier moment of the drawing that is pointed at."""
        moment = self._pointed()
        return None if moment == len(self.workspace.sheet.order) else moment

    @property
    def question(self) -> Question | None:
        """The question why not, unless a moment is pointed at."""
        return self.workspace.question if self.moment is None else None

    @property
    def found(self) -> bool:
        """Whether there are flips that could be put on the sheet."""
        question = self.workspace.question
        return question is not None and bool(question.flips)

    @property
    def pixels(self) -> Bits:
        """What is on the paper, (28, 28)."""
        moment, question = self.moment, self.question
        if moment is not None:
            return moments(self.workspace.sheet.order, moment, moment + 1).reshape(SIDE, SIDE)
        return self.workspace.sheet.pixels if question is None else question.pixels

    @property
    def flips(self) -> Sequence[int]:
        """The pixels of it that are flipped, to be marked."""
        question = self.question
        return (question.flips or ())[: question.shown] if question else ()

    @property
    def as_drawn(self) -> bool:
        """Whether the paper shows the sheet as it is."""
        return self.moment is None and self.question is None

    @property
    def outputs(self) -> Array:
        """The answer to what is on the paper, (N,)."""
        shown, moment, question = self.workspace.networks.shown, self.moment, self.question
        if moment is not None:
            row: Array = shown.ribbon.outputs(self.workspace.sheet.order)[moment]
            return row
        if question is not None and question.shown:
            inputs = question.pixels.reshape(1, -1).astype(np.float32)
            answer: Array = shown.model.compiled.forward(inputs)[0]
            return answer
        return self.workspace.answer.outputs
