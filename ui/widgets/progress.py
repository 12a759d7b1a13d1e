"""A progress bar: how much is done, in a bar and in words."""

from collections.abc import Callable

from pygame import Rect, Surface

from ui.look import SMALL, Look
from ui.widgets.widget import Given, Widget


class ProgressBar(Widget):
    """A bar and a line of words under it."""

    def __init__(
        self,
        area: Rect,
        share: Callable[[], float],
        words: Callable[[], tuple[str, str]],
        *,
        visible: Given[bool] = True,
    ) -> None:
        """Show ``share``, 0 to 1, and words at the left and at the right."""
        super().__init__(area, visible=visible)
        self._share, self._words = share, words

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint the bar and the words."""
        theme = look.theme
        track = Rect(self.area.x, self.area.y, self.area.width, look.u(10))
        look.box(surface, theme.raised, track, radius=5)
        filled = Rect(track.x, track.y, round(track.width * self._share()), track.height)
        if filled.width:
            look.box(surface, theme.accent, filled, radius=5)
        left, right = self._words()
        y = track.bottom + look.u(4)
        end = look.text(surface, right, (track.right, y), theme.text, size=SMALL, anchor="topright")
        width = end.left - track.x - look.u(8)
        look.text(surface, left, (track.x, y), theme.muted, size=SMALL, width=width)
