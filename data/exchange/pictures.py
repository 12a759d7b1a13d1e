"""Pictures: a folder of PNG files for each class, and single pictures of any kind."""

from pathlib import Path

import numpy as np

from data.drawing import SIDE, Bits
from data.errors import DataError
from data.exchange.batch import INK_FROM, Batch, joined
from data.exchange.paths import from_file_name, to_file_name

ENDINGS = (".png", ".bmp", ".gif", ".jpg", ".jpeg", ".webp")
KINDS = ("PNG", "BMP", "GIF", "JPEG", "WEBP")  # by content; some others would run programs
MARK = ("Ink", "black")  # written into our own pictures, so that mostly inked ones stay right


def read_picture(path: Path) -> Bits:
    """Return one picture as ink, shape (28, 28).

    The rarer of dark and light is taken for ink, so that black on white and
    white on black are both read as drawn.

    Raises:
        DataError: If it is no picture, or not one of 28 x 28 pixels.
    """
    from PIL import Image  # here and below: a window opens without it

    try:
        with Image.open(path, formats=KINDS) as picture:
            if picture.size != (SIDE, SIDE):
                wide, high = picture.size
                raise DataError(f"{path.name} is {wide} x {high} pixels; a drawing is 28 x 28.")
            marked = picture.info.get(MARK[0]) == MARK[1]
            white = Image.new("RGBA", picture.size, "white")
            grey = Image.alpha_composite(white, picture.convert("RGBA")).convert("L")
    except FileNotFoundError:
        raise DataError(f"There is no file {path}.") from None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise DataError(f"{path.name} is damaged, or not a picture.") from error
    dark = np.asarray(grey) < INK_FROM
    return dark if marked or dark.mean() <= 0.5 else ~dark


def read_folders(folder: Path) -> Batch:
    """Read ``folder``/class/picture, the classes and the pictures by name."""
    parts = []
    for inner in sorted(path for path in folder.iterdir() if path.is_dir()):
        files = sorted(path for path in inner.iterdir() if path.suffix.lower() in ENDINGS)
        if files:
            parts.append((from_file_name(inner.name), np.stack([read_picture(f) for f in files])))
    if not parts:
        raise DataError(f"{folder} has no folder with pictures in it; make one for each class.")
    return joined(parts)


def write_folders(batch: Batch, folder: Path) -> None:
    """Write one PNG a drawing, black on white, in a folder for its class."""
    from PIL import Image, PngImagePlugin

    folder.mkdir()
    info = PngImagePlugin.PngInfo()
    info.add_text(*MARK)
    for label, name in enumerate(batch.names):
        inner = folder / to_file_name(name)
        inner.mkdir()
        for number, image in enumerate(batch.of_class(label), start=1):
            Image.fromarray(~image).save(inner / f"{number:06}.png", pnginfo=info)
