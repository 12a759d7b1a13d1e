"""Starting the window, and saying in a sentence what keeps it from opening."""

import logging
import os
import sys
from typing import TYPE_CHECKING

from data.errors import DataError
from data.home import home_folder
from models.errors import ModelError

if TYPE_CHECKING:  # both need pygame, which is looked at first
    from ui.window import Window
    from ui.workspace import Workspace

WRONG_PYGAME = (
    "Inkling needs pygame-ce, but the package pygame is installed in its place; do"
    " “{0} -m pip uninstall -y pygame” and then"
    " “{0} -m pip install --force-reinstall --no-deps pygame-ce”."
)
NO_DISPLAY = (
    "There is no display to open a window on; the subcommands work without one:"
    " python main.py --help lists them."
)

UNSEEN = ("offscreen", "dummy")  # video drivers

log = logging.getLogger(__name__)


def open_window(home: str | None) -> int:
    """Open the window and stay until it is closed; return the exit status."""
    # Both are read when pygame is imported. A flip by software GL takes ten times as long.
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    import pygame

    if not getattr(pygame, "IS_CE", False):
        return _refuse(WRONG_PYGAME.format(sys.executable))
    from ui.workspace import Workspace

    collection = ""
    try:
        while True:  # a window for each collection that is gone on with
            workspace = Workspace(home_folder(home), collection)
            try:
                window = _window(workspace)
                if window is None:
                    return _refuse(NO_DISPLAY)
                window.run()
            finally:
                workspace.close()
            collection = workspace.next_collection
            if not collection:
                return 0
    except (DataError, ModelError) as error:
        return _refuse(str(error))
    finally:
        pygame.quit()


def _window(workspace: "Workspace") -> "Window | None":
    """Return the open window, None where there is no display for it."""
    import pygame

    from ui.window import Window  # needs what only pygame-ce has

    try:
        pygame.display.init()  # not pygame.init(): the mixer complains where there is no sound
        if pygame.display.get_driver() in UNSEEN and "SDL_VIDEODRIVER" not in os.environ:
            return None  # SDL's last resort: a window that nobody would see
        pygame.font.init()
        return Window(workspace)
    except pygame.error as error:
        log.debug("pygame: %s", error)
        return None


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 - there is no window yet to say it in
    return 1
