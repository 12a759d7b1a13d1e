"""The look: a theme at a scale, and the few things every widget draws with."""

import functools
import unicodedata
from typing import Literal

import font_source_sans_pro
import pygame
from pygame import Color, Rect, Surface

from ui.theme import THEMES, Theme

Anchor = Literal["topleft", "topright", "midtop", "midleft", "midright", "center", "midbottom"]

SMALL, BODY, LARGE, TITLE = 13, 15, 18, 23  # points at scale 1
RADIUS = 6  # of corners, in points
SMOOTHING = 4  # times the size at which corners are drawn before they are shrunk
LARGE_PX = 20_000  # from this many on a box is filled: blending it would take far longer
LATIN_END = 0x0530  # our font covers Latin, Greek and Cyrillic; the rest is the system's
SYSTEM_FONTS = "notosanscjksc,notosanscjk,pingfangsc,hiraginosansgb,microsoftyahei,yugothic,\
malgungothic,notosans,segoeui,arialunicodems,dejavusans"


def drawable(text: str) -> str:
    """Return the text with what no font can draw, such as NUL, left as a question mark."""
    return text if text.isprintable() else "".join(c if c.isprintable() else "?" for c in text)


class Look:
    """Fonts, texts and shapes in one theme and at one scale. Keeps what it has drawn."""

    def __init__(self, theme: str = "dark", scale: float = 1.0) -> None:
        """Take a theme by name and a scale; lengths in points become window pixels."""
        self.theme: Theme = THEMES[theme]
        self.scale = scale
        # A screen has some two hundred texts; more would only fill memory with old numbers.
        self._text = functools.lru_cache(maxsize=1000)(self._render)
        self._width = functools.lru_cache(maxsize=1000)(self._measured)
        self._lines = functools.lru_cache(maxsize=200)(self._broken)
        self._shape = functools.lru_cache(maxsize=600)(self._rounded)
        self._font = functools.lru_cache(maxsize=64)(self._open)

    def u(self, points: float) -> int:
        """Return a length in window pixels."""
        return round(points * self.scale)

    def font(self, size: int, *, bold: bool = False) -> pygame.font.Font:
        """Return our font at a size in points."""
        return self._font(size, bold, False)

    def width(self, text: str, size: int = BODY, *, bold: bool = False) -> int:
        """Return how wide a text is, in window pixels."""
        return self._width(text, size, bold)

    def line_height(self, size: int = BODY) -> int:
        """Return how high a line of text is, in window pixels."""
        return self.font(size).get_linesize()

    def text(
        self,
        surface: Surface,
        text: str,
        at: tuple[float, float],
        color: Color,
        *,
        size: int = BODY,
        bold: bool = False,
        anchor: Anchor = "topleft",
        width: int | None = None,
    ) -> Rect:
        """Write one line, its ``anchor`` point at ``at``; return where it stands.

        A line that does not fit into ``width`` window pixels ends in an ellipsis.
        """
        if width is not None:
            text = self.fitted(text, width, size, bold=bold)
        image = self._text(text, size, bold, (color.r, color.g, color.b))
        place = image.get_rect()
        setattr(place, anchor, (round(at[0]), round(at[1])))
        surface.blit(image, place)
        return place

    def fitted(self, text: str, width: int, size: int = BODY, *, bold: bool = False) -> str:
        """Return the text, cut and ended in an ellipsis where it is wider than ``width``."""
        if self.width(text, size, bold=bold) <= width:
            return text
        low, high = 0, len(text)
        while low < high:  # the longest beginning that fits
            middle = (low + high + 1) // 2
            fits = self.width(text[:middle] + "…", size, bold=bold) <= width
            low, high = (middle, high) if fits else (low, middle - 1)
        return text[:low].rstrip() + "…"

    def wrapped(
        self, text: str, width: int, size: int = BODY, *, bold: bool = False
    ) -> tuple[str, ...]:
        """Return the text in lines no wider than ``width`` window pixels."""
        return self._lines(text, width, size, bold)

    def paragraph(
        self,
        surface: Surface,
        text: str,
        area: Rect,
        color: Color,
        *,
        size: int = BODY,
        bold: bool = False,
    ) -> int:
        """Write lines from the top left of ``area``; return where the next would be."""
        y = area.y
        for line in self.wrapped(text, area.width, size, bold=bold):
            self.text(surface, line, (area.x, y), color, size=size, bold=bold, width=area.width)
            y += self.line_height(size)
        return y

    def box(
        self, surface: Surface, color: Color, area: Rect, *, border: Color | None = None,
        radius: float = RADIUS,
    ) -> None:  # fmt: skip
        """Fill a rectangle with smooth round corners."""
        if area.width < 1 or area.height < 1:
            return
        edge = (border.r, border.g, border.b) if border else None
        corner = max(0, min(self.u(radius), area.width // 2 - 1, area.height // 2 - 1))
        paint, end = (color.r, color.g, color.b), corner + 1
        between = area.height - 2 * end
        if area.width * between < LARGE_PX:
            image = self._shape(area.size, paint, corner, edge)
            surface.blit(image, area, special_flags=pygame.BLEND_PREMULTIPLIED)
            return
        ends = self._shape((area.width, 2 * end), paint, corner, edge)
        for y, part in ((area.y, (0, 0)), (area.bottom - end, (0, end))):
            surface.blit(ends, (area.x, y), (part, (area.width, end)), pygame.BLEND_PREMULTIPLIED)
        middle = Rect(area.x, area.y + end, area.width, between)
        surface.fill(border or color, middle)
        surface.fill(color, middle.inflate(-2, 0) if border else middle)

    def _render(self, text: str, size: int, bold: bool, color: tuple[int, int, int]) -> Surface:
        return self._face(text, size, bold).render(drawable(text), True, color)

    def _measured(self, text: str, size: int, bold: bool) -> int:
        return self._face(text, size, bold).size(drawable(text))[0]

    def _broken(self, text: str, width: int, size: int, bold: bool) -> tuple[str, ...]:
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.width(longer, size, bold=bold) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return tuple(lines)

    def _face(self, text: str, size: int, bold: bool) -> pygame.font.Font:
        foreign = any(ord(c) >= LATIN_END and unicodedata.category(c)[0] in "LM" for c in text)
        return self._font(size, bold, foreign)

    def _open(self, size: int, bold: bool, foreign: bool) -> pygame.font.Font:
        ours = font_source_sans_pro
        path = ours.SourceSansProSemibold if bold else ours.SourceSansPro
        if foreign:
            path = pygame.font.match_font(SYSTEM_FONTS, bold=bold) or path
        return pygame.font.Font(path, max(self.u(size), 6))

    def _rounded(
        self, size: tuple[int, int], color: tuple[int, int, int], corner: int,
        edge: tuple[int, int, int] | None,
    ) -> Surface:  # fmt: skip
        # Pygame's own round corners are jagged: draw a small box large, shrink it, and
        # take the big one's corners from it.
        side = 2 * corner + 2
        large = Surface((side * SMOOTHING, side * SMOOTHING), pygame.SRCALPHA)
        area = large.get_rect()
        pygame.draw.rect(large, edge or color, area, border_radius=corner * SMOOTHING)
        if edge:
            inner = area.inflate(-2 * SMOOTHING, -2 * SMOOTHING)
            pygame.draw.rect(large, color, inner, border_radius=(corner - 1) * SMOOTHING)
        small = pygame.transform.smoothscale(large.premul_alpha(), (side, side))
        box = Surface(size, pygame.SRCALPHA)
        box.fill(color)
        if edge:
            pygame.draw.rect(box, edge, box.get_rect(), 1)
        half, (width, height) = corner + 1, size
        for x, from_x in ((0, 0), (width - half, half)):
            for y, from_y in ((0, 0), (height - half, half)):
                spot = Rect(x, y, half, half)
                box.fill((0, 0, 0, 0), spot)
                box.blit(small, spot, (from_x, from_y, half, half), pygame.BLEND_PREMULTIPLIED)
        return box
