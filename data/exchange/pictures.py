"""Pictures: a folder of PNG files for each class, and single pictures of any kind."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from data.drawing import SIDE, Bits
from data.errors import DataError
from data.exchange.batch import INK_FROM, Batch
from data.exchange.fit import fitted, is_light, size_complaint
from data.exchange.found import Found
from data.exchange.paths import from_file_name, to_file_name

ENDINGS = (".png", ".bmp", ".gif", ".jpg", ".jpeg", ".webp")
KINDS = ("PNG", "BMP", "GIF", "JPEG", "WEBP")  # by content; some others would run programs
MARK = ("Ink", "black")  # written into our own pictures, so that mostly inked ones stay right
FITTED = "Pictures of other sizes were fitted: the box round the ink, in proportion."


def read_picture(path: Path) -> Bits:
    """Return one picture as ink, shape (28, 28); one of another size is fitted.

    The rarer of dark and light is taken for ink, so that black on white and
    white on black are both read as drawn.

    Raises:
        DataError: If it is no picture, or far too small or large.
    """
    from PIL import Image  # here and below: a window opens without it

    try:
        with Image.open(path, formats=KINDS) as picture:
            wide, high = picture.size
            complaint = size_complaint(high, wide)
            if complaint:
                raise DataError(f"{path.name} {complaint}.")
            marked = picture.info.get(MARK[0]) == MARK[1]
            white = Image.new("RGBA", picture.size, "white")
            grey = Image.alpha_composite(white, picture.convert("RGBA")).convert("L")
    except FileNotFoundError:
        raise DataError(f"There is no file {path}.") from None
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError) as error:
        raise DataError(f"{path.name} is damaged, or not a picture.") from error
    light = np.asarray(grey)
    if (high, wide) == (SIDE, SIDE):
        dark = light < INK_FROM
        return dark if marked or dark.mean() <= 0.5 else ~dark
    share = light.astype(np.float32) / np.float32(255)
    return fitted(np.float32(1) - share if is_light(share[None]) else share)


def scan_picture(path: Path, found: Found) -> Iterator[float]:
    """Read one picture, under its folder's name."""
    label = found.label_of(from_file_name(path.absolute().parent.name))
    if label is not None:
        found.add(read_picture(path)[None], np.array([label]))
    yield 1.0


def scan_folders(folder: Path, found: Found) -> Iterator[float]:
    """Read ``folder``/class/picture, the classes and the pictures by name."""
    classes = sorted(path for path in folder.iterdir() if path.is_dir())
    for number, inner in enumerate(classes):
        files = sorted(path for path in inner.iterdir() if path.suffix.lower() in ENDINGS)
        label = found.label_of(from_file_name(inner.name)) if files else None
        for place, file in enumerate(files if label is not None else []):
            try:
                found.add(read_picture(file)[None], np.array([label]))
            except DataError as error:
                found.refuse(f"{inner.name}: {error}")
            yield (number + (place + 1) / len(files)) / len(classes)
    if not len(found) and not found.n_refused:
        raise DataError(f"{folder} has no folder with pictures in it; make one for each class.")


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
