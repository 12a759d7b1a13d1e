"""The home folder: where a person's drawings, networks and settings are."""

import os
from pathlib import Path

import platformdirs

from data.errors import DataError
from data.starter_set import fill
from data.store import Store

VARIABLE = "INKLING_HOME"


def home_folder(option: str | None = None) -> Path:
    """Return the folder that ``--home`` names, or INKLING_HOME, or the system's place for it.

    Raises:
        DataError: If it names a user that is not there.
    """
    named = option or os.environ.get(VARIABLE)
    if named:
        try:
            return Path(named).expanduser()
        except RuntimeError as error:
            raise DataError(f"There is no home folder {named}; name another.") from error
    return Path(platformdirs.user_data_dir("Inkling", appauthor=False))


def own_collection(home: Path) -> Path:
    """Return the file with a home folder's own drawings."""
    return home / "drawings.db"


def open_drawings(home: Path) -> Store:
    """Open a home folder's drawings; at the first start the starter set is in them.

    Raises:
        DataError: If they cannot be opened.
    """
    store = Store(own_collection(home))
    try:
        if store.is_new():
            fill(store)
    except BaseException:
        store.close()
        raise
    return store
