"""Importing: looking through files, and storing what is wanted of them."""

from contextlib import suppress

from data.errors import DataError
from ui.actions.importing import end_import, finish
from ui.commands import EndImport
from ui.parts import Parts


def go_on(parts: Parts, until_s: float) -> None:
    """Go on with an import until the clock says ``until_s``."""
    parts.version += 1
    try:
        parts.importing.work(parts.collection, until_s)
        if parts.importing.stored:
            finish(parts)
    except DataError as error:
        with suppress(DataError):  # the first one says more
            end_import(parts, EndImport())
        parts.say(str(error), error=True)
