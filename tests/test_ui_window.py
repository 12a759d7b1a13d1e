import pygame
import pytest

from ui.window import RESTED_FRAMES, Window, fitting
from ui.workspace import Workspace

pytestmark = pytest.mark.filterwarnings("ignore:Please use Window")  # of pygame-ce


@pytest.fixture
def window(tmp_path, monkeypatch):
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    pygame.display.init()
    pygame.font.init()
    workspace = Workspace(tmp_path)
    window = Window(workspace)
    for _ in range(200):
        if not window._frame():  # until it has nothing to do
            break
    yield window
    workspace.close()
    pygame.display.quit()


class Clock:
    """Counts frames, and takes no time; brings an event after some."""

    def __init__(self, event=None, after=0):
        self.ticks, self._event, self._after = 0, event, after

    def tick(self, frames_per_s):
        self.ticks += 1
        if self._event is not None and self.ticks == self._after:
            pygame.event.post(self._event)


def test_a_window_that_nobody_touches_rests_for_some_frames(window):
    assert not window._frame()
    clock = Clock()
    window._rest(clock)
    assert clock.ticks == RESTED_FRAMES


def test_an_event_ends_the_rest_and_is_not_lost(window):
    key = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_F2, mod=0, unicode="")
    clock = Clock(key, after=2)
    window._rest(clock)
    assert clock.ticks == 2
    assert window._frame()
    assert window._workspace.view.screen == "drawings"


def test_what_has_been_worked_out_but_not_shown_keeps_it_from_resting(window, monkeypatch):
    workspace = window._workspace

    def work(until_s):
        workspace.version += 1
        return False

    assert not window._frame()
    monkeypatch.setattr(workspace, "work", work)
    assert window._frame()


@pytest.mark.parametrize(
    ("desktop", "size"),
    [
        ((1920, 1080), (1280, 800)),
        ((1280, 800), (1280, 800)),
        ((1366, 768), (1280, 696)),
        ((1024, 600), (1024, 640)),
    ],
)
def test_a_window_opens_no_larger_than_the_desktop_has_room_for(desktop, size):
    assert fitting((1280, 800), desktop) == size
