"""What every screen is: widgets on an area, texts beside them, and keys of its own."""

from collections.abc import Sequence

from pygame import Rect, Surface
from pygame.event import Event

from ui.commands import Command
from ui.look import Look
from ui.state.view import View
from ui.widgets.panel import Panel
from ui.widgets.widget import Widget
from ui.workspace import Workspace


class Screen:
    """Shows the workspace and turns events into commands; never writes the workspace."""

    def __init__(self, workspace: Workspace, area: Rect, look: Look, *, slim: bool) -> None:
        """Lay the screen out over ``area``.

        Args:
            workspace: What is shown.
            area: In window pixels.
            look: Theme and scale.
            slim: Whether the window is narrow, in points.
        """
        self.workspace, self.area, self.look, self.slim = workspace, area, look, slim
        self.panel = Panel(self.build(), look)

    @property
    def view(self) -> View:
        """The view as it is now."""
        return self.workspace.view

    @property
    def message_area(self) -> Rect:
        """Where a message may lie: over the bottom of this."""
        return self.area

    @property
    def time_bar_area(self) -> Rect:
        """Over the bottom of which the slider through time may lie."""
        return self.message_area

    def build(self) -> Sequence[Widget]:
        """Return the widgets, in Tab order; the screen's attributes are set."""
        return []

    def handle(self, event: Event) -> list[Command] | None:
        """Return what the person asked for, None if the event is not for this screen."""
        return self.panel.handle(event)

    def follow(self) -> None:
        """Catch up with the workspace before drawing: scroll to what was chosen, and the like."""

    def draw(self, surface: Surface) -> None:
        """Paint; changes nothing but ``surface``."""
        self.draw_ground(surface)
        self.panel.draw(surface)

    def draw_ground(self, surface: Surface) -> None:
        """Paint what lies under the widgets."""

    def card(self, surface: Surface, area: Rect) -> None:
        """Paint the ground of a group."""
        self.look.box(surface, self.look.theme.panel, area, radius=10)

    def inside(self, card: Rect) -> Rect:
        """Return a card's area less its margin."""
        pad = self.look.u(8 if self.slim else 14)
        return card.inflate(-2 * pad, -2 * pad)
