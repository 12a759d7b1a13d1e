"""Themes: every colour by the role it plays. Nothing else names a colour."""

from dataclasses import dataclass

from pygame import Color


@dataclass(frozen=True)
class Theme:
    """Colours by role; each text colour has a contrast of 4.5 or more on its ground."""

    ground: Color  # behind the panels
    panel: Color
    raised: Color  # buttons, fields, empty bars
    line: Color  # hairlines and borders
    text: Color
    muted: Color  # text of less weight
    accent: Color  # what is chosen, in focus, or best
    on_accent: Color  # text on the accent
    up: Color  # pushes up: a positive contribution
    down: Color  # pushes down: a negative contribution
    right: Color  # a right answer; always with a word or a sign
    wrong: Color  # a wrong answer, an error; always with a word or a sign
    paper: Color
    ink: Color
    grid: Color  # lines between the pixels of the sheet
    grid_strong: Color  # every seventh of them


DARK = Theme(
    ground=Color("#14161b"),
    panel=Color("#1c1f26"),
    raised=Color("#282c36"),
    line=Color("#39404e"),
    text=Color("#e8eaee"),
    muted=Color("#a2aab8"),
    accent=Color("#56b4e9"),
    on_accent=Color("#0b1117"),
    up=Color("#e69f00"),
    down=Color("#56b4e9"),
    right=Color("#2fc39a"),
    wrong=Color("#ff8a5b"),
    paper=Color("#f7f6f2"),
    ink=Color("#15171c"),
    grid=Color("#e3e1da"),
    grid_strong=Color("#c9c6bc"),
)

LIGHT = Theme(
    ground=Color("#eceef2"),
    panel=Color("#ffffff"),
    raised=Color("#eff1f5"),
    line=Color("#cbd1da"),
    text=Color("#191c22"),
    muted=Color("#565f6c"),
    accent=Color("#0072b2"),
    on_accent=Color("#ffffff"),
    up=Color("#d55e00"),
    down=Color("#0072b2"),
    right=Color("#007a59"),
    wrong=Color("#b84700"),
    paper=Color("#ffffff"),
    ink=Color("#15171c"),
    grid=Color("#e6e8ec"),
    grid_strong=Color("#c8ccd4"),
)

THEMES = {"dark": DARK, "light": LIGHT}
EMPHASIS = 0.08  # how much of the text colour a thing under the pointer takes on
PRESSED = 0.16
