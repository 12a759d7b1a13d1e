"""Thumbnails: any number of drawings in a grid, each with its label and the network's guess."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pygame
from pygame import Rect, Surface
from pygame.event import Event

from data.drawing import SIDE, Bytes, unpack
from ui.commands import ChangeThumbnails, Choose, ChooseNone, Command, MoveCursor, OpenOnSheet
from ui.look import SMALL, Look
from ui.pixels import mosaic_surface
from ui.widgets.scroll import Scroll
from ui.widgets.widget import Widget, has_ctrl, has_shift, is_press

GAP = 16  # points between pictures
CAPTION = 36  # points below each: two lines


@dataclass(frozen=True)
class Caption:
    """What stands under a thumbnail."""

    label: str
    guess: str  # "" while the network has not been asked
    wrong: bool
    held_out: bool
    chosen: bool


@dataclass(frozen=True)
class Gallery:
    """What the grid shows; places count from 0 at the top left."""

    count: Callable[[], int]
    packed: Callable[[int, int], Bytes]  # drawings from one place up to another, (n, 98)
    caption: Callable[[int], Caption]
    cursor: Callable[[], int]
    empty: Callable[[], str]  # what to say when there is nothing to show
    size: Callable[[], int]  # points, about, that one is wide


class Thumbnails(Widget):
    """The grid. Only what is in sight is ever drawn."""

    focusable = True

    def __init__(self, area: Rect, gallery: Gallery) -> None:
        """Show a gallery."""
        super().__init__(area)
        self._gallery, self._scroll = gallery, Scroll()

    @property
    def columns(self) -> int:
        """Drawings side by side."""
        room = self.area.width - self.look.u(10)  # for the scroll bar
        return max(1, room // self._tile()[0])

    def handle(self, event: Event) -> list[Command]:
        """Choose by mouse and arrow keys, scroll by wheel."""
        if event.type == pygame.MOUSEWHEEL and has_ctrl(event):
            return [ChangeThumbnails(1 if event.precise_y > 0 else -1)]
        if self._scroll.handle(event, self.look, self.area, self._content()):
            return []
        if is_press(event):
            return self._press(event)
        if event.type == pygame.KEYDOWN:
            return self._key(event)
        return []

    def reveal_cursor(self) -> None:
        """Scroll so that the drawing under the cursor is in sight."""
        top = self._gallery.cursor() // self.columns * self._tile()[1]
        content, room = self._content(), self.area.height
        self._scroll.reveal(top, top + self._tile()[1], content, room)

    def draw(self, surface: Surface, look: Look) -> None:
        """Paint the drawings in sight in one piece, then their captions and frames."""
        n = self._gallery.count()
        if n == 0:
            middle = self.area.inflate(-look.u(40), 0)
            middle.y += self.area.height // 3
            look.paragraph(surface, self._gallery.empty(), middle, look.theme.muted)
            return
        old = surface.get_clip()
        surface.set_clip(self.area.clip(old))
        width, height = self._tile()
        offset = self._scroll.seen(self._content(), self.area.height)
        first_row = offset // height
        last_row = (offset + self.area.height) // height
        first, last = first_row * self.columns, min((last_row + 1) * self.columns, n)
        if first < last:
            self._draw_pictures(surface, look, first, last, first_row * height - offset)
        for place in range(first, last):
            x = self._left + place % self.columns * width
            y = self.area.y + place // self.columns * height - offset
            self._draw_caption(surface, look, Rect(x, y, width, height), place)
        surface.set_clip(old)
        self._scroll.draw(surface, look, self.area, self._content())
        self.draw_ring(surface, look)

    @property
    def _left(self) -> int:
        """Where the first column begins: the columns stand in the middle."""
        room = self.area.width - self.look.u(10)
        return self.area.x + (room - self.columns * self._tile()[0]) // 2

    def tip_at(self, at: tuple[int, int]) -> str:
        """Return a drawing's caption in full."""
        place = self._place_at(at)
        if place is None:
            return ""
        caption = self._gallery.caption(place)
        guess = f"; the network says {caption.guess}" if caption.guess else ""
        held = ", held out (the dot)" if caption.held_out else ""
        return f"{caption.label}{held}{guess}"

    def _draw_pictures(self, surface: Surface, look: Look, first: int, last: int, dy: int) -> None:
        zoom, (width, height) = self._zoom(), self._tile()
        pictures = unpack(self._gallery.packed(first, last))
        gap = width // zoom - SIDE
        rows = -(-len(pictures) // self.columns)
        tiles = np.full((rows * self.columns, SIDE, SIDE + gap), 2, np.uint8)
        tiles[: len(pictures), :, gap // 2 : gap // 2 + SIDE] = pictures
        for row in range(rows):  # captions lie between the rows: one piece for each
            part = tiles[row * self.columns : (row + 1) * self.columns][None]
            strip = mosaic_surface(part, look.theme)
            size = strip.get_width() * zoom, strip.get_height() * zoom
            at = self._left, self.area.y + dy + row * height + look.u(6)
            surface.blit(pygame.transform.scale(strip, size), at)

    def _draw_caption(self, surface: Surface, look: Look, tile: Rect, place: int) -> None:
        theme, caption, zoom = look.theme, self._gallery.caption(place), self._zoom()
        picture = Rect(0, tile.y + look.u(6), SIDE * zoom, SIDE * zoom)
        picture.centerx = tile.centerx
        if caption.chosen:
            frame = picture.inflate(look.u(8), look.u(8))
            pygame.draw.rect(surface, theme.accent, frame, look.u(3), border_radius=look.u(4))
        elif caption.wrong:
            pygame.draw.rect(surface, theme.wrong, picture.inflate(4, 4), look.u(2))
        middle, width = tile.centerx, tile.width - look.u(4)
        y, line = picture.bottom + look.u(3), look.u(15)
        label = f"{caption.label} •" if caption.held_out else caption.label
        look.text(surface, label, (middle, y), theme.text, size=SMALL, anchor="midtop", width=width)
        guess = f"says {caption.guess}"
        if caption.guess:
            color = theme.wrong if caption.wrong else theme.muted
            look.text(
                surface, guess, (middle, y + line), color,
                size=SMALL, bold=caption.wrong, anchor="midtop", width=width,
            )  # fmt: skip

    def _press(self, event: Event) -> list[Command]:
        place = self._place_at(event.pos)
        if place is None:
            return [ChooseNone()]
        if getattr(event, "clicks", 1) > 1:
            return [Choose(place), OpenOnSheet()]
        if has_shift(event):
            return [Choose(place, "extend")]
        return [Choose(place, "toggle" if has_ctrl(event) else "only")]

    def _key(self, event: Event) -> list[Command]:
        page = max(1, self.area.height // self._tile()[1]) * self.columns
        steps = {
            pygame.K_LEFT: -1,
            pygame.K_RIGHT: 1,
            pygame.K_UP: -self.columns,
            pygame.K_DOWN: self.columns,
            pygame.K_PAGEUP: -page,
            pygame.K_PAGEDOWN: page,
            pygame.K_HOME: -self._gallery.count(),
            pygame.K_END: self._gallery.count(),
        }
        if event.key not in steps or has_ctrl(event):
            return []
        return [MoveCursor(steps[event.key], extend=has_shift(event))]

    def _place_at(self, at: tuple[int, int]) -> int | None:
        width, height = self._tile()
        offset = self._scroll.seen(self._content(), self.area.height)
        col, row = (at[0] - self._left) // width, (at[1] - self.area.y + offset) // height
        place = row * self.columns + col
        return place if 0 <= col < self.columns and 0 <= place < self._gallery.count() else None

    def _zoom(self) -> int:
        return max(1, round(self.look.u(self._gallery.size()) / SIDE))

    def _tile(self) -> tuple[int, int]:
        """Return width and height of a picture with its gap and caption."""
        zoom = self._zoom()
        gap = max(2, self.look.u(GAP) // zoom // 2 * 2)  # even, in pixels of the drawing
        return (SIDE + gap) * zoom, SIDE * zoom + self.look.u(CAPTION) + self.look.u(10)

    def _content(self) -> int:
        return -(-self._gallery.count() // self.columns) * self._tile()[1]
