"""Looking: screens, tools, sizes, undo."""

from collections.abc import Callable, Sequence
from typing import Any

from data.brush import SIZES
from data.errors import DataError
from models.model import Model
from ui import commands as c
from ui.actions import drawing
from ui.changes import Change, NetworkTaken, steps_of
from ui.parts import Parts
from ui.refused import Refused
from ui.state.view import SCALES, SCREENS, THUMBNAILS, fitting_scale


def change_view(parts: Parts, command: c.ChangeView) -> None:
    """Set one value; a stroke ends where the paper it is on is laid out anew."""
    drawing.end(parts, c.EndStroke())
    if command.name == "screen":
        leave_screen(parts)
    if (command.name, command.value) == ("overlay", "runs") and parts.playback.seen is not None:
        parts.runs_list.choose_first(parts.playback.seen.record.id)
    parts.change_view(**{command.name: command.value})


def leave_screen(parts: Parts) -> None:
    """End what belongs to the screen: a stroke, and a complaint about what was wished there."""
    drawing.end(parts, c.EndStroke())
    parts.end_question()
    if parts.message and parts.message.refusal:
        parts.dismiss()


def toggle(parts: Parts, command: c.Toggle) -> None:
    """Turn a switch over."""
    on = not getattr(parts.view, command.name)
    parts.change_view(**{command.name: on})
    if command.name == "follow" and not parts.trainer.busy:
        which = "the network in training" if on else "the network in use"
        parts.say(f"While a network trains, Draw and Network will show {which}.")


def change_brush(parts: Parts, command: c.ChangeBrush) -> None:
    """Take the next brush, as far as there is one."""
    size = min(max(parts.view.brush + command.by, SIZES[0]), SIZES[-1])
    parts.change_view(brush=size)


def change_thumbnails(parts: Parts, command: c.ChangeThumbnails) -> None:
    """Take the next size of thumbnails, as far as there is one."""
    place = THUMBNAILS.index(parts.view.thumbnail) + command.by
    parts.change_view(thumbnail=THUMBNAILS[min(max(place, 0), len(THUMBNAILS) - 1)])


def change_scale(parts: Parts, command: c.ChangeScale) -> None:
    """Take the next size of everything, as far as there is one."""
    drawing.end(parts, c.EndStroke())
    lesson = bool(parts.view.lesson)
    now = fitting_scale(parts.view.scale, parts.view.window, lesson=lesson)
    place = min(max(SCALES.index(now) + command.direction, 0), len(SCALES) - 1)
    scale = SCALES[place] if command.direction else 1.0
    fitting = fitting_scale(scale, parts.view.window, lesson=lesson)
    if command.direction > 0 and fitting < scale:
        raise Refused(f"{now:.0%} is the largest that fits in this window; make it larger first.")
    parts.change_view(scale=scale)
    parts.say(f"Size of everything: {scale:.0%}.")


def next_screen(parts: Parts, command: c.NextScreen) -> None:
    """Go round the screens."""
    leave_screen(parts)
    place = SCREENS.index(parts.view.screen) + command.by
    parts.change_view(screen=SCREENS[place % len(SCREENS)])


def undo(parts: Parts, command: c.Undo) -> None:
    """Take back the last change and name it; a stroke in the making ends first."""
    change = _gone(parts, lambda: parts.history.undo(lambda change: change.undo(parts)))
    before = [step.before for step in steps_of(change) if isinstance(step, NetworkTaken)]
    parts.say(f"Undone: {change.name}.{_without(parts, before)}")


def redo(parts: Parts, command: c.Redo) -> None:
    """Make it again and name it."""
    change = _gone(parts, lambda: parts.history.redo(lambda change: change.redo(parts)))
    after = [step.after for step in steps_of(change) if isinstance(step, NetworkTaken)]
    parts.say(f"Done again: {change.name}.{_without(parts, after)}")


def _without(parts: Parts, networks: Sequence[Model | str]) -> str:
    """Return what to say if one of these networks should be in use now, and is not there."""
    there = all(parts.networks.has(network) for network in networks)
    return "" if there else " The network of then is not kept any more."


def _gone(parts: Parts, go: Callable[[], Change]) -> Change:
    """Go a step through the history.

    Raises:
        DataError: If what a file says of the step makes no sense; a file may come from anywhere.
    """
    drawing.end(parts, c.EndStroke())
    parts.check_not_storing()
    senseless = False
    try:
        with parts.changing():
            try:
                change = go()
            except (TypeError, ValueError, AttributeError, LookupError, OverflowError) as error:
                senseless = True
                raise DataError(
                    "What the file says of this change makes no sense; it stays as it is, and"
                    " nothing before it can be undone."
                ) from error
    except DataError:
        if senseless:  # or there would be no way past it
            parts.history.forget()
        raise
    parts.settle(change)
    return change


def quit_window(parts: Parts, command: c.Quit) -> None:
    """Ask the window to close; what would be lost is worth a second wish. A training is kept."""
    under_way = {
        "An experiment": parts.lab.busy,
        "An export": parts.exporting.busy,
        "An import": parts.importing.busy,
    }
    busy = [what for what, is_busy in under_way.items() if is_busy]
    if busy and not parts.close_warned:
        parts.close_warned = True
        parts.say(f"{busy[0]} is under way. Close once more to lose it.", error=True)
        return
    parts.open = False


HANDLERS: dict[type[c.Command], Callable[[Parts, Any], None]] = {
    c.ChangeView: change_view,
    c.Toggle: toggle,
    c.ChangeBrush: change_brush,
    c.ChangeScale: change_scale,
    c.ChangeThumbnails: change_thumbnails,
    c.NextScreen: next_screen,
    c.Nothing: lambda parts, _: None,
    c.Dismiss: lambda parts, _: parts.dismiss(),
    c.SayWhyNot: lambda parts, command: parts.say(command.reason, refusal=True),
    c.Undo: undo,
    c.Redo: redo,
    c.Quit: quit_window,
}
