"""Picture files: what is wished for, and what became of it. The window draws them."""

from collections.abc import Callable
from typing import Any

from ui import commands as c
from ui.parts import Parts
from ui.refused import Refused

NEEDS_RUN = ("curves", "matrix")


def save_picture(parts: Parts, command: c.SavePicture) -> None:
    """Wish for a picture."""
    seen = parts.playback.seen
    if parts.view.picture in NEEDS_RUN and (seen is None or not seen.points):
        raise Refused("There is no training to make a picture of yet.")
    parts.picture_wanted = True


def picture_made(parts: Parts, command: c.PictureMade) -> None:
    """Say where it is."""
    parts.picture_wanted = False
    if command.failed:
        parts.say(f"The picture could not be written: {command.where}", error=True)
        return
    parts.change_view(overlay="")
    parts.say(f"The picture is in {command.where}.")


HANDLERS: dict[type[c.Command], Callable[[Parts, Any], None]] = {
    c.ChangePicture: lambda parts, command: parts.change_view(**{command.name: command.value}),
    c.SavePicture: save_picture,
    c.PictureMade: picture_made,
}
