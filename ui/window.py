"""The window: events in, commands applied, frames out, sixty times a second."""

import gc
import logging
import time

import pygame

from data.errors import DataError
from ui.commands import ChangeView, PictureMade, Quit, ReadSource
from ui.icon import icon
from ui.stage import Stage
from ui.state.view import SMALLEST_WINDOW
from ui.workspace import Workspace

FRAMES_PER_S = 60
FRAME_S = 1 / FRAMES_PER_S
SPARE_S = 0.0004  # of a frame, for what is left to do after the work
TRAINING_FRAMES_PER_S = 15  # of the curves: more is not seen, and takes time from the training
DRAWING = 0.1  # of the time goes into drawing while it trains, where that takes long
RESTED_FRAMES = 6  # left out when nothing is to be done; an event ends the rest
BY_MOUSE = (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEWHEEL)
BARS = 72  # pixels that a desktop's panel and a window's title take
REMEMBER_EVERY_S = 2.0  # what a crash may cost of view and sheet

log = logging.getLogger(__name__)


class Window:
    """The loop. Training and other long work get the time that each frame has left."""

    def __init__(self, workspace: Workspace) -> None:
        """Open the window on the display."""
        self._workspace = workspace
        pygame.display.set_caption("Inkling")
        pygame.display.set_icon(icon())
        self._surface = pygame.display.set_mode(
            fitting(workspace.view.window, pygame.display.get_desktop_sizes()[0]), pygame.RESIZABLE
        )
        _set_least_size()
        pygame.key.stop_text_input()  # or an input method would swallow the letter keys
        pygame.key.set_repeat(400, 40)
        gc.freeze()  # all that is imported stays: looking through it takes a frame's time
        self._stage = Stage(workspace, self._surface.get_size())
        self._drawn_version = -1
        self._drawn_s = 0.0
        self._drew_s = 0.0  # how long the last drawing took
        self._remembered = workspace.remembered
        self._remember_at_s = 0.0
        self._typing = False
        self._progress_shown = -1
        self._waited: list[pygame.event.Event] = []  # what ended a rest

    def run(self) -> None:
        """Go on until the person closes the window."""
        clock = pygame.time.Clock()
        try:
            while self._workspace.open:
                if self._frame():
                    clock.tick(FRAMES_PER_S)
                else:
                    self._rest(clock)
        except KeyboardInterrupt:  # Ctrl+C in the terminal that started it: an ordinary end
            log.info("stopped from the terminal")
        self._remember(float("inf"))

    def _frame(self) -> bool:
        """Take events, draw what changed, and work until the next frame is due.

        Returns:
            Whether there is reason to look again at once.
        """
        due_s = time.perf_counter() + FRAME_S
        changed = self._take_events()
        self._set_text_input()
        now_s = time.perf_counter()
        ticked, commands = self._stage.tick(now_s)
        for command in commands:
            self._workspace.apply(command)
        changed |= ticked
        self._show(now_s, changed=changed)
        self._save_picture()
        self._remember(now_s)
        more = self._workspace.work(due_s - SPARE_S)
        return more or changed or self._workspace.version != self._drawn_version

    def _rest(self, clock: pygame.time.Clock) -> None:
        """Do nothing but look out for events, for some frames at most."""
        for _ in range(RESTED_FRAMES):
            clock.tick(FRAMES_PER_S)
            self._waited = pygame.event.get()
            if self._waited:
                return

    def _take_events(self) -> bool:
        changed = False
        events, self._waited = [*self._waited, *pygame.event.get()], []
        for event in events:
            if event.type == pygame.QUIT:
                self._workspace.apply(Quit())
            elif event.type == pygame.DROPFILE:
                self._workspace.apply(ReadSource(event.file))
            elif event.type in (pygame.VIDEORESIZE, pygame.WINDOWSIZECHANGED):
                self._resize()
            else:
                if event.type in BY_MOUSE:
                    event.mod = pygame.key.get_mods()  # so that widgets ask events alone
                for command in self._stage.handle(event):
                    self._workspace.apply(command)
            changed |= event.type not in (pygame.KEYUP, pygame.ACTIVEEVENT)
        return changed

    def _resize(self) -> None:
        self._surface = pygame.display.get_surface() or self._surface
        size = self._surface.get_size()
        if size != self._workspace.view.window:
            self._workspace.apply(ChangeView("window", size))
            self._stage.resize(size)

    def _set_text_input(self) -> None:
        """Take text while a field has the focus, and only then."""
        field = self._stage.editing
        if (field is not None) == self._typing:
            return
        self._typing = field is not None
        if field is not None:
            pygame.key.start_text_input()
            pygame.key.set_text_input_rect(field.area)
        else:
            pygame.key.stop_text_input()

    def _show(self, now_s: float, *, changed: bool) -> None:
        """Draw if anything to be seen has changed."""
        version = self._workspace.version
        progressed = self._workspace.trainer.version + self._workspace.collection.version
        due = now_s - self._drawn_s >= max(1 / TRAINING_FRAMES_PER_S, self._drew_s / DRAWING)
        progress_due = progressed != self._progress_shown and due
        if not (changed or progress_due or version != self._drawn_version):
            return
        self._drawn_version, self._drawn_s = version, now_s
        self._progress_shown = progressed
        begun_s = time.perf_counter()
        self._stage.catch_up()
        self._stage.draw(self._surface)
        pygame.display.flip()
        self._drew_s = time.perf_counter() - begun_s

    def _save_picture(self) -> None:
        """Make the picture file that was wished for, if one was."""
        if not self._workspace.picture_wanted:
            return
        from ui.pictures import save  # here: a window opens without

        what = self._workspace.view.picture
        try:
            made = PictureMade(what, str(save(self._workspace)))
        except (OSError, pygame.error) as error:
            made = PictureMade(what, str(error), failed=True)
        self._workspace.apply(made)

    def _remember(self, now_s: float) -> None:
        """Write view and sheet for the next start, if they changed and were not just written."""
        if now_s < self._remember_at_s or self._workspace.remembered == self._remembered:
            return
        self._remember_at_s = now_s + REMEMBER_EVERY_S
        try:
            self._workspace.remember()
            self._remembered = self._workspace.remembered
        except (OSError, DataError) as error:
            log.warning("the settings could not be written: %s", error)


def fitting(wanted: tuple[int, int], desktop: tuple[int, int]) -> tuple[int, int]:
    """Return the size of a window, smaller than wanted where the desktop has no room for it.

    Args:
        wanted: Width and height in window pixels.
        desktop: Of the whole desktop, bars included.
    """
    room = desktop[0], desktop[1] - BARS
    if wanted[0] <= desktop[0] and wanted[1] <= desktop[1]:
        return wanted
    width, height = (max(min(each), least) for *each, least in zip(wanted, room, SMALLEST_WINDOW,
                                                                  strict=True))  # fmt: skip
    return width, height


def _set_least_size() -> None:
    """Keep the window from being made smaller than its screens need."""
    window = pygame.Window.from_display_module()
    window.minimum_size = SMALLEST_WINDOW
