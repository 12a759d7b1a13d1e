"""The keys: one table, from which they work and from which the sheet of keys is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pygame
from pygame.event import Event

from ui import commands as c
from ui.state.view import SCREENS, ScreenName

Where = Literal["everywhere", "draw", "drawings", "train", "network"]
Ctrl = Literal["", "ctrl", "ctrl+shift"]


@dataclass(frozen=True)
class Key:
    """One key or gesture."""

    where: Where
    shown: str  # on the sheet of keys; "" shares the line above
    does: str
    command: c.Command | None = None  # None for gestures, which widgets know
    keys: Sequence[int] = ()
    ctrl: Ctrl = ""
    character: str = ""  # where the layout decides which key it is on
    also: Sequence[Where] = ()  # other screens where it works


def _numbers() -> list[Key]:
    rows = ((n, (pygame.K_0 + n, pygame.K_KP1 + n - 1)) for n in range(1, 10))
    return [
        Key(
            "draw",
            "1 to 9" if n == 1 else "",
            "keep as that class, clear",
            c.PressNumber(n),
            keys,
            also=("network", "drawings"),
        )
        for n, keys in rows
    ]


def _arrows() -> list[Key]:
    moves = (
        (pygame.K_UP, -1, 0),
        (pygame.K_DOWN, 1, 0),
        (pygame.K_LEFT, 0, -1),
        (pygame.K_RIGHT, 0, 1),
    )
    return [
        Key("draw", "" if i else "arrows", "move the drawing", c.MoveSheet(row, col), (key,))
        for i, (key, row, col) in enumerate(moves)
    ]


def _screens() -> list[Key]:
    return [
        Key(
            "everywhere",
            "" if i else "F1 to F4",
            "the four screens",
            c.show_screen(name),
            (pygame.K_F1 + i,),
        )
        for i, name in enumerate(SCREENS)
    ]


KEYS: tuple[Key, ...] = (
    *_screens(),
    Key("everywhere", "F5", "lessons", c.ReadLesson(), (pygame.K_F5,)),
    Key("everywhere", "Ctrl+Tab", "next screen", c.NextScreen(1), (pygame.K_TAB,), "ctrl"),
    Key("everywhere", "", "", c.NextScreen(-1), (pygame.K_TAB,), "ctrl+shift"),
    Key("everywhere", "Ctrl+Z", "undo", c.Undo(), (pygame.K_z,), "ctrl"),
    Key("everywhere", "Ctrl+Y", "do again", c.Redo(), (pygame.K_y,), "ctrl"),
    Key("everywhere", "", "", c.Redo(), (pygame.K_z,), "ctrl+shift"),
    Key(
        "everywhere",
        "Ctrl + − 0",
        "size of everything",
        c.ChangeScale(1),
        (pygame.K_EQUALS, pygame.K_PLUS, pygame.K_KP_PLUS),
        "ctrl",
    ),  # fmt: skip
    Key("everywhere", "", "", c.ChangeScale(1), (pygame.K_EQUALS, pygame.K_PLUS), "ctrl+shift"),
    Key("everywhere", "", "", c.ChangeScale(-1), (pygame.K_MINUS, pygame.K_KP_MINUS), "ctrl"),
    Key("everywhere", "", "", c.ChangeScale(0), (pygame.K_0, pygame.K_KP0), "ctrl"),
    Key("everywhere", "Tab", "next field or button"),
    Key("everywhere", "?", "these keys", c.open_overlay("keys"), character="?"),
    Key("everywhere", "Ctrl+Q", "close", c.Quit(), (pygame.K_q,), "ctrl"),
    Key("draw", "left, right", "ink, paper, by mouse"),
    Key("draw", "B", "brush", c.ChangeView("ink", True), (pygame.K_b,), also=("network",)),
    Key("draw", "E", "eraser", c.ChangeView("ink", False), (pygame.K_e,), also=("network",)),
    Key("draw", "X", "swap the two", c.Toggle("ink"), (pygame.K_x,), also=("network",)),
    Key(
        "draw",
        "[ ] or wheel",
        "brush size",
        c.ChangeBrush(-1),
        (),
        character="[",
        also=("network",),
    ),
    Key("draw", "", "", c.ChangeBrush(1), (), character="]", also=("network",)),
    Key("draw", "Shift+click", "straight line"),
    *_arrows(),
    Key(
        "draw",
        "Delete",
        "clear",
        c.ClearSheet(),
        (pygame.K_DELETE, pygame.K_BACKSPACE),
        also=("network",),
    ),  # fmt: skip
    *_numbers(),
    Key("draw", "G", "lines between pixels", c.Toggle("grid"), (pygame.K_g,), also=("network",)),
    Key(
        "draw",
        "W",
        "what if: each pixel's effect",
        c.Toggle("what_if"),
        (pygame.K_w,),
        also=("drawings",),
    ),
    Key("draw", "Y", "why not the class in second place", c.AskWhyNot(""), (pygame.K_y,)),
    Key("draw", "N", "noise on the sheet", c.FillWithNoise(), (pygame.K_n,), also=("network",)),
    Key(
        "draw",
        "F",
        "follow a training, or not",
        c.Toggle("follow"),
        (pygame.K_f,),
        also=("network",),
    ),
    Key(
        "draw",
        "T",
        "teach this drawing",
        c.open_overlay("teach"),
        (pygame.K_t,),
        also=("network",),
    ),
    Key("draw", "A", "always learn, or not", c.ToggleLearning(), (pygame.K_a,), also=("network",)),
    Key("draw", ", .", "at a moment of a run: the one before, the next", also=("network",)),
    Key("draw", "Escape", "back from why not", c.EndWhyNot(), (pygame.K_ESCAPE,)),
    Key(
        "draw",
        "V",
        "variants that are taught",
        c.open_overlay("variants"),
        (pygame.K_v,),
        also=("train", "network"),
    ),
    Key("drawings", "click", "choose; Ctrl one more, Shift a range"),
    Key("drawings", "arrows", "go through, Shift chooses"),
    Key("drawings", "Ctrl+A", "choose all", c.ChooseAll(), (pygame.K_a,), "ctrl"),
    Key("drawings", "1 to 9", "give them that class"),
    Key(
        "drawings", "Delete", "to the trash", c.TrashChosen(), (pygame.K_DELETE, pygame.K_BACKSPACE)
    ),
    Key(
        "drawings",
        "Enter",
        "open on the sheet",
        c.OpenOnSheet(),
        (pygame.K_RETURN, pygame.K_KP_ENTER),
    ),  # fmt: skip
    Key("drawings", "K", "keep as it is, when asked", c.FindRight(), (pygame.K_k,)),
    Key("drawings", "/", "filter: a class, wrong, sure<60"),
    Key("drawings", "Ctrl+wheel", "size of the drawings"),
    Key("train", "Space", "start, pause, go on", c.StartOrPause(), (pygame.K_SPACE,)),
    Key("train", "Escape", "stop, keep the best", c.StopTraining(), (pygame.K_ESCAPE,)),
    Key("train", "E", "train for an epoch, then pause", c.TrainSome("epoch"), (pygame.K_e,)),
    Key("train", "B", "train for a batch, then pause", c.TrainSome("batch"), (pygame.K_b,)),
    Key(
        "train",
        "P",
        "picture: curves, matrix, network",
        c.open_overlay("pictures"),
        (pygame.K_p,),
        also=("network",),
    ),
    Key("train", ", .", "one moment back, on", c.MoveMoment(-1), (pygame.K_COMMA,)),
    Key("train", "", "", c.MoveMoment(1), (pygame.K_PERIOD,)),
    Key("train", "R", "all runs", c.open_overlay("runs"), (pygame.K_r,)),
    Key("network", "hover, click", "a neuron's lines, pin it"),
    Key("network", "L", "backpropagation, step by step", c.open_overlay("backward"), (pygame.K_l,)),
    Key("network", "right click", "switch a neuron off, on"),
    Key("network", "← →", "previous, next drawing", c.BrowseSheet(-1), (pygame.K_LEFT,)),
    Key("network", "", "", c.BrowseSheet(1), (pygame.K_RIGHT,)),
    Key(
        "network", "Escape", "let go of the neuron", c.ChangeView("focus", None), (pygame.K_ESCAPE,)
    ),
)


def commands_for(event: Event, screen: ScreenName) -> list[c.Command]:
    """Return what a key pressed on a screen asks for."""
    if event.type != pygame.KEYDOWN:
        return []
    for key in KEYS:
        on_screen = key.where in ("everywhere", screen) or screen in key.also
        if key.command is not None and on_screen and _matches(key, event):
            return [key.command]
    return []


def _matches(key: Key, event: Event) -> bool:
    if key.character:
        return _character(event) == key.character
    ctrl = bool(event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META))
    shift = bool(event.mod & pygame.KMOD_SHIFT)
    wanted = {"": (False, False), "ctrl": (True, False), "ctrl+shift": (True, True)}[key.ctrl]
    return event.key in key.keys and (ctrl, shift) == wanted and not event.mod & pygame.KMOD_ALT


def _character(event: Event) -> str:
    """Return what a key writes, where text input is off as well."""
    if event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META):
        return ""
    if event.key == pygame.K_SLASH:  # without text input, unicode leaves Shift out
        return "?" if event.mod & pygame.KMOD_SHIFT else "/"
    plain = {pygame.K_LEFTBRACKET: "[", pygame.K_RIGHTBRACKET: "]", pygame.K_QUESTION: "?"}
    return plain.get(event.key, "") or str(getattr(event, "unicode", ""))


def is_slash(event: Event) -> bool:
    """Return whether the key is the one for the filter."""
    return event.type == pygame.KEYDOWN and _character(event) == "/"
