"""Handlers: which action carries out which command."""

from collections.abc import Callable
from typing import Any

from ui.actions import (
    classes,
    collecting,
    collections,
    drawers,
    drawing,
    explaining,
    going_on,
    importing,
    lessons,
    moments,
    pictures,
    reviewing,
    runs,
    teaching,
    training,
    viewing,
)
from ui.commands import Command
from ui.parts import Parts

# Each changes the parts, or says why not: see ``Workspace.apply``.
Handler = Callable[[Parts, Any], None]

HANDLERS: dict[type[Command], Handler] = {
    **drawers.HANDLERS,
    **drawing.HANDLERS,
    **explaining.HANDLERS,
    **classes.HANDLERS,
    **collecting.HANDLERS,
    **collections.HANDLERS,
    **going_on.HANDLERS,
    **importing.HANDLERS,
    **lessons.HANDLERS,
    **moments.HANDLERS,
    **pictures.HANDLERS,
    **reviewing.HANDLERS,
    **runs.HANDLERS,
    **teaching.HANDLERS,
    **training.HANDLERS,
    **viewing.HANDLERS,
}
