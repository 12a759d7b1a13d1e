"""Moments: going through the time of the run that is shown."""

from collections.abc import Callable
from typing import Any

from ui import commands as c
from ui.parts import Parts


def move_moment(parts: Parts, command: c.MoveMoment) -> None:
    """Look at the moment beside the one that is looked at, or beside the end."""
    playback = parts.playback
    place = playback.last if playback.place is None else playback.place
    go_to_moment(parts, c.GoToMoment(place + command.by))


def go_to_moment(parts: Parts, command: c.GoToMoment) -> None:
    """Look at a moment of the run that is shown."""
    parts.playback.go_to(command.place)
    parts.fit_shown()


def leave_moment(parts: Parts, command: c.LeaveMoment) -> None:
    """Look at the end again."""
    parts.playback.leave()


HANDLERS: dict[type[c.Command], Callable[[Parts, Any], None]] = {
    c.GoToMoment: go_to_moment,
    c.MoveMoment: move_moment,
    c.LeaveMoment: leave_moment,
}
