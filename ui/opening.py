"""Opening a collection's file, with all that is read from it at first."""

from pathlib import Path

from data.errors import DataError
from data.home import open_drawings, own_collection
from data.store import Store
from ui.record import Record
from ui.state.collection import Collection

Opened = tuple[Store, Collection, Record]


def opened(store: Store) -> Opened:
    """Return a store with all that is read from it at first.

    Raises:
        DataError: If it cannot be read; then it is closed.
    """
    try:
        return store, Collection(store), Record(store)
    except DataError:
        store.close()
        raise


def open_or_own(home: Path, collection: str) -> tuple[Opened, str]:
    """Return a collection's file, or the home folder's own and why not the other one.

    Raises:
        DataError: If that cannot be opened either.
    """
    if not collection or Path(collection) == own_collection(home):
        return opened(open_drawings(home)), ""
    try:
        if not Path(collection).exists():
            raise DataError(f"The collection {collection} is not there any more.")
        return opened(Store(Path(collection))), ""
    except (DataError, OSError, ValueError) as error:
        return opened(open_drawings(home)), f"{error} Your own collection is open instead."
