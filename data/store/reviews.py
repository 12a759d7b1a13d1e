"""Reviews: what a person was asked about a drawing and found right, so that nobody asks again."""

from collections.abc import Iterable
from typing import Literal

from data.store.database import Database

Question = Literal["wrong", "suspect", "double", "odd", "scrap"]


class Reviews:
    """The table of answers. An answer is about the class a drawing had, and ends with it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def right(self, question: Question) -> frozenset[int]:
        """Return the drawings that were found right when this was asked, by id."""
        rows = self._database.select(
            "SELECT review.drawing_id FROM review JOIN drawing ON drawing.id = review.drawing_id"
            " WHERE question = ? AND review.label_id = drawing.label_id",
            question,
        )
        return frozenset(i for (i,) in rows)

    def find_right(self, question: Question, ids: Iterable[int]) -> None:
        """Remember that drawings are right as they are."""
        self._database.change_many(
            "INSERT OR REPLACE INTO review (drawing_id, question, label_id)"
            " SELECT id, ?, label_id FROM drawing WHERE id = ?",
            ((question, int(i)) for i in ids),
        )

    def forget(self, question: Question, ids: Iterable[int]) -> None:
        """Ask about drawings again."""
        self._database.change_many(
            "DELETE FROM review WHERE question = ? AND drawing_id = ?",
            ((question, int(i)) for i in ids),
        )
