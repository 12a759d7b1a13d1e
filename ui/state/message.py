"""Messages: the one sentence at the bottom of the window."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """What has just happened, or could not be done."""

    text: str
    undoable: bool = False  # whether a button offers to undo it
    error: bool = False
    refusal: bool = False  # whether it is about a wish that could not be met
    number: int = 0  # a later message has a higher one
