"""What a neuron likes: drawings that excite it most and least; for a class, what it stands for."""

from collections.abc import Callable, Sequence

import pygame
from pygame import Rect, Surface

from activation import Array
from ui.layout import row_of
from ui.look import SMALL, Look
from ui.pixels import grey_surface
from ui.widgets.widget import Widget

Shown = tuple[str, Array | None]  # a caption and a picture, (784,), 0 paper to 1 ink
TIP = (
    "Above: of your drawings, those that excite this neuron most; below: least."
    " For a class also its mean drawing, and what the network alone would draw for it."
)


class LikesView(Widget):
    """Rows of small pictures, each row under a line of words."""

    def __init__(
        self, area: Rect, rows: Callable[[], Sequence[tuple[str, Sequence[Shown]]]]
    ) -> None:
        """Show the rows that ``rows`` returns: what they are, and their pictures."""
        super().__init__(area, tip=TIP)
        self._rows = rows

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint the rows as far as there is room."""
        rows, line = self._rows(), look.line_height(SMALL)
        y = self.area.y
        for words, pictures in rows:
            look.text(
                surface, words, (self.area.x, y), look.theme.muted, size=SMALL,
                width=self.area.width,
            )  # fmt: skip
            y += line
            y = self._draw_pictures(surface, look, y, pictures, len(rows)) + look.u(4)

    def _draw_pictures(
        self, surface: Surface, look: Look, y: int, pictures: Sequence[Shown], n_rows: int
    ) -> int:
        line = look.line_height(SMALL)
        captioned = any(caption for caption, _ in pictures)
        room = self.area.height // n_rows - line * (2 if captioned else 1) - look.u(4)
        for place, (caption, picture) in zip(
            row_of(Rect(self.area.x, y, self.area.width, room), max(len(pictures), 1), look.u(4)),
            pictures, strict=False,
        ):  # fmt: skip
            side = min(place.width, room)
            spot = Rect(place.x + (place.width - side) // 2, y, side, side)
            look.box(surface, look.theme.raised, spot, radius=0)
            if picture is not None:
                small = grey_surface(picture, look.theme)
                surface.blit(pygame.transform.smoothscale(small, spot.size), spot)
            pygame.draw.rect(surface, look.theme.line, spot, 1)
            if caption:
                at = place.centerx, spot.bottom + look.u(1)
                look.text(
                    surface, caption, at, look.theme.muted, size=SMALL - 1, anchor="midtop",
                    width=place.width,
                )  # fmt: skip
        return y + room + (line if captioned else 0)
