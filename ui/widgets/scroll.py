"""Scrolling: how far a long list is moved, and the bar that shows it and can be dragged."""

import pygame
from pygame import Rect, Surface
from pygame.event import Event

from ui.look import Look

BAR = 8  # points wide
GRASP = 14  # points from the right edge within which a press takes the bar
WHEEL = 60  # points a notch
SHORTEST = 24  # points, the knob of the longest list


class Scroll:
    """A window on something longer, in window pixels."""

    def __init__(self) -> None:
        self.offset = 0
        self._grasped: int | None = None  # where on the knob it is held

    def handle(self, event: Event, look: Look, area: Rect, content: int) -> bool:
        """Scroll by wheel or by dragging the bar; return whether the event was for that.

        Args:
            event: What happened.
            look: For lengths in points.
            area: What is seen of the content; the bar is at its right edge.
            content: Height of all there is.
        """
        if event.type == pygame.MOUSEWHEEL:
            self.to(self.offset - round(event.precise_y * look.u(WHEEL)), content, area.height)
            return True
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT:
            return self._grasp(event.pos, look, area, content)
        if event.type == pygame.MOUSEMOTION and self._grasped is not None:
            self._drag(event.pos[1], look, area, content)
            return True
        if event.type == pygame.MOUSEBUTTONUP and self._grasped is not None:
            self._grasped = None
            return True
        return False

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
        """Paint the bar if there is more than is seen."""
        if content <= area.height or area.height <= 0:
            return
        bar = Rect(area.right - look.u(BAR), area.y, look.u(BAR), area.height)
        look.box(surface, look.theme.raised, bar, radius=BAR / 2)
        look.box(surface, look.theme.muted, self._knob(look, area, content), radius=BAR / 2)

    def _knob(self, look: Look, area: Rect, content: int) -> Rect:
        length = max(look.u(SHORTEST), area.height * area.height // content)
        path = area.height - length
        top = area.y + path * self.seen(content, area.height) // (content - area.height)
        return Rect(area.right - look.u(BAR), top, look.u(BAR), length)

    def _grasp(self, at: tuple[int, int], look: Look, area: Rect, content: int) -> bool:
        if content <= area.height or area.height <= 0 or at[0] < area.right - look.u(GRASP):
            return False
        knob = self._knob(look, area, content)
        on_knob = knob.top <= at[1] < knob.bottom
        self._grasped = at[1] - knob.top if on_knob else knob.height // 2
        self._drag(at[1], look, area, content)
        return True

    def _drag(self, y: int, look: Look, area: Rect, content: int) -> None:
        knob = self._knob(look, area, content)
        path = max(area.height - knob.height, 1)
        share = (y - (self._grasped or 0) - area.y) / path
        self.to(round(share * (content - area.height)), content, area.height)
