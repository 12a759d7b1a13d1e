"""Drawers: the people whose drawings these are."""

from data.names import class_name
from data.store.database import Database


class Drawers:
    """The table of people who draw."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def names(self) -> dict[int, str]:
        """Return the names by id."""
        return {int(i): str(name) for i, name in self._database.select("SELECT * FROM drawer")}

    def id_of(self, name: str) -> int:
        """Return the id of a person, who is added if new.

        Raises:
            DataError: If it is no name.
        """
        name = class_name(name)
        with self._database.together():
            for i, known in self.names().items():
                if known == name:
                    return i
            return self._database.change("INSERT INTO drawer (name) VALUES (?)", name)
