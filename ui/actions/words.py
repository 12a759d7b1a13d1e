"""Words that several actions use."""

from pathlib import Path

from ui.refused import Refused

QUOTES = "\"'"  # that a terminal or file manager puts round a path


def several(n: int) -> str:
    """Return "1 drawing", "1,200 drawings"."""
    return "1 drawing" if n == 1 else f"{n:,} drawings"


def path_of(text: str) -> Path:
    """Return what a person typed, or a file manager gave, as a path.

    Raises:
        Refused: If it is empty, or names a user that is not there.
    """
    text = text.strip().strip(QUOTES).removeprefix("file://")
    if not text:
        raise Refused("Type the path of a file or folder, or drop one on the window.")
    try:
        if "\0" in text:
            raise ValueError("no path")
        text.encode("utf-8")
        path = Path(text).expanduser().absolute()
        path.exists()  # or it raises where a name is too long, or cannot be one
    except (RuntimeError, ValueError, OSError) as error:
        shown = text.encode("utf-8", "replace").decode()
        raise Refused(f"{shown[:60]} is no path that can be used here.") from error
    if not path.name:
        raise Refused("That is a whole disk; type the path of a file or folder.")
    return path
