"""Scrolling: how far a long list is moved, and the bar that shows it."""

from pygame import Rect, Surface

from ui.look import Look

BAR = 6  # points wide
WHEEL = 60  # points a notch


class Scroll:
    """A window on something longer, in window pixels."""

    def __init__(self) -> None:
        self.offset = 0

    def wheel(self, notches: float, look: Look, content: int, room: int) -> None:
        """Move by the mouse wheel, up for positive."""
        self.to(self.offset - round(notches * look.u(WHEEL)), content, room)

    def to(self, offset: int, content: int, room: int) -> None:
        """Move to an offset, as far as there is content."""
        self.offset = max(0, min(offset, content - room))

    def reveal(self, top: int, bottom: int, content: int, room: int) -> None:
        """Move as little as possible so that ``top`` to ``bottom`` of the content is seen."""
        if top < self.offset:
            self.to(top, content, room)
        elif bottom > self.offset + room:
            self.to(bottom - room, content, room)

    def seen(self, content: int, room: int) -> int:
        """Return the offset, as far as the content still reaches."""
        return max(0, min(self.offset, content - room))

    def draw(self, surface: Surface, look: Look, area: Rect, content: int) -> None:
        """Paint the bar at the right edge of ``area`` if there is more than it shows."""
        if content <= area.height:
            return
        bar = Rect(area.right - look.u(BAR), area.y, look.u(BAR), area.height)
        length = max(look.u(24), area.height * area.height // content)
        path = area.height - length
        top = area.y + path * self.seen(content, area.height) // (content - area.height)
        look.box(surface, look.theme.raised, bar, radius=BAR / 2)
        look.box(surface, look.theme.muted, Rect(bar.x, top, bar.width, length), radius=BAR / 2)
