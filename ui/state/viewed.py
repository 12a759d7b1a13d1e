"""What the window sees of the drawings: those that a filter shows, in an order, counted."""

import datetime
import time
from collections.abc import Generator, Sequence

import numpy as np
import numpy.typing as npt

from data.drawing import Bits, as_inputs, pack, unpack
from data.drawings import Ids
from data.labelled import Labelled, labelling
from data.store import Store
from data.store.reviews import Question
from models.examples import digest
from models.model import Model
from models.scores import slice_of
from stepwise import at_once
from ui.refused import Refused
from ui.state.counts import Counts, Mask, Person, counted, people_of
from ui.state.filter import Filter, Only, Sort
from ui.state.guesses import UNKNOWN, Guesses
from ui.state.mirrored import Mirrored
from ui.state.shown import Order, Rows, chosen_by, in_rank

GUESSED_AT_ONCE = 500  # drawings: under 2 ms, so that no frame is late
SHOWN_ANEW_S = 0.2  # while guesses come in, the grid follows them so often
SHOWN_ANEW_S_EACH = 2e-6  # and of very many drawings less often: a look takes longer


class Viewed(Mirrored):
    """The mirror of a store behind a filter, with what the network says to every drawing."""

    def __init__(self, store: Store) -> None:
        """Read the newest drawings; ``read_some`` reads the others.

        Raises:
            DataError: If they cannot be read.
        """
        self.version = 0  # grows with every change of drawings, classes, guesses or filter
        self.filter = Filter()
        self.sort: Sort = "newest"
        self.lists: dict[Question, Ids] = {}  # for each question the ids it is about, by rank
        self.better: dict[int, int] = {}  # for each suspect's id that of the class that would fit
        self._counts: Counts | None = None
        self._names: tuple[str, ...] = ()  # of the model asked
        self._places: Rows | None = None  # see ``places_of``
        self._shown_s = 0.0
        self._guesses_seen = 0  # the version of the guesses that is counted
        self._order = Order()
        self._digests: dict[tuple[int, tuple[str, ...], bool], str] = {}
        self._people: tuple[tuple[int, ...], list[Person]] = ((), [])
        super().__init__(store)

    def places_of(self, rows: Rows) -> Rows:
        """Return the place of each row in what is shown, -1 where it is not."""
        if self._places is None:
            self._places = np.full(len(self.drawings), -1, np.intp)
            self._places[self.shown] = np.arange(len(self.shown))
        return self._places[rows]

    def image(self, row: int) -> Bits:
        """Return one drawing, shape (28, 28)."""
        image: Bits = unpack(self.drawings.packed[row : row + 1])[0]
        return image

    def count(self, label_id: int | None = None) -> int:
        """Return how many drawings there are, of one class or of all."""
        counts = self._counted()
        return counts.live if label_id is None else counts.by_label.get(label_id, 0)

    def count_only(self, only: Only) -> int:
        """Return how many drawings a special filter shows."""
        return self._counted().by_filter.get(only, 0)

    @property
    def asking(self) -> bool:
        """Whether there are drawings that the network was not asked about yet."""
        return self.guesses.left > 0

    def is_wrong(self, row: int) -> bool:
        """Return whether the network answers a drawing wrong."""
        return bool(self._counted().wrong[row])

    def people(self) -> list[Person]:
        """Return everybody who has drawn something, with the network's score on it."""
        counts = self._counted()
        if self._people[0] != counts.version:
            asked = self.guesses.answers != UNKNOWN
            found = people_of(self.drawings, counts.wrong, asked, self.drawers)
            self._people = counts.version, found
        return self._people[1]

    def _counted(self) -> Counts:
        """Return the counts of this version, counted when they are first asked for."""
        version = self.drawings_version, self._guesses_seen, self.asked_version
        if self._counts is None or self._counts.version != version:
            wrong = self.guesses.wrong(self.drawings, self._named)
            listed: dict[Only, int] = {each: len(self._listed(each)) for each in self.lists}
            right = self.rows_of(self.right["wrong"])
            self._counts = counted(self.drawings, wrong, right, listed, version)
        return self._counts

    def labelled(self) -> Labelled:
        """Return the drawings for training: those not in the trash, under their classes.

        Raises:
            Refused: If they are not all read yet.
        """
        return at_once(self.labelling())

    def labelling(self) -> Generator[None, None, Labelled]:
        """Return what gives what ``labelled`` does, as they are now, step by step.

        Raises:
            Refused: If they are not all read yet.
        """
        if self.reading is not None:
            raise Refused("The drawings are still being read; a moment.")
        return labelling(self.drawings.only(~self.drawings.trashed), self.labels)

    def holds_out(self, image: Bits) -> bool:
        """Return whether a drawing, (28, 28), is held out, be it in the trash."""
        drawings = self.drawings
        return bool((drawings.packed[drawings.held_out] == pack(image[None])).all(axis=1).any())

    def since(self, when: str) -> Mask:
        """Return which of the drawings that ``labelled`` gives are newer than a time, (n,).

        Those that came with the program are not: every network may know them.

        Args:
            when: ISO 8601; if it is none, nothing is newer.
        """
        drawings = self.drawings.only(~self.drawings.trashed)
        known = np.isin(drawings.label_ids, [label.id for label in self.labels])
        try:
            since_s = datetime.datetime.fromisoformat(when).timestamp()
        except ValueError:
            return np.zeros(int(known.sum()), bool)
        newer: Mask = (drawings.created_s[known] > since_s) & ~drawings.starter[known]
        return newer

    def digest(self, names: Sequence[str], *, held_out: bool = False) -> str:
        """Return what tells the training drawings, or those held out, numbered as ``names`` says.

        "" where there is a class that is not among them.
        """
        key = self.drawings_version, tuple(names), held_out
        if key not in self._digests:
            self._digests = {
                known: found
                for known, found in self._digests.items()
                if known[0] == self.drawings_version
            }
            self._digests[key] = self._found_digest(names, held_out)
        return self._digests[key]

    def _found_digest(self, names: Sequence[str], held_out: bool) -> str:
        drawings = self.drawings
        numbers = {la.id: list(names).index(la.name) for la in self.labels if la.name in names}
        wanted = ~drawings.trashed & (drawings.held_out == held_out)
        label_ids = drawings.label_ids[wanted]
        if not np.isin(label_ids, list(numbers)).all():
            return ""
        labels = np.zeros(len(label_ids), np.int64)
        for label_id, number in numbers.items():
            labels[label_ids == label_id] = number
        return digest(drawings.packed[wanted].tobytes(), labels)

    def show(self, wanted: Filter) -> None:
        """Show only what the filter wants."""
        self.filter = wanted
        self.refresh()

    def sort_by(self, sort: Sort) -> None:
        """Show drawings in another order."""
        self.sort = sort
        self.refresh()

    def put_list(self, question: Question, ids: Ids) -> None:
        """Say which drawings a question is about, the most urgent first."""
        self.lists = {**self.lists, question: ids}
        self.asked_version += 1
        self.refresh()

    def ask(self, model: Model) -> None:
        """Forget all guesses; ``guess_some`` makes new ones with this network."""
        self._names = model.names
        self.guesses = Guesses(len(self.drawings), self.guesses.version + 1)
        self._guesses_seen = self.guesses.version
        self.refresh()

    def guess_some(self, model: Model) -> bool:
        """Ask the network about some more drawings; return whether any were left to ask."""
        if not self.guesses.left:  # asked in every frame, so it must cost nothing
            return False
        unknown = self.guesses.unknown
        rows = unknown[-min(GUESSED_AT_ONCE, slice_of(model.network)) :]  # the newest are seen
        if len(rows):
            outputs = model.compiled.forward(as_inputs(unpack(self.drawings.packed[rows])))
            own = {label: i for i, label in enumerate(self._named.tolist()) if label != UNKNOWN}
            labels = self.drawings.label_ids[rows].tolist()
            self.guesses.put(rows, outputs, np.array([own.get(i, UNKNOWN) for i in labels]))
        now_s = time.perf_counter()
        pause_s = max(SHOWN_ANEW_S, len(self.drawings) * SHOWN_ANEW_S_EACH)
        if len(rows) and (not self.guesses.left or now_s - self._shown_s > pause_s):
            self._shown_s, self._guesses_seen = now_s, self.guesses.version
            self.refresh()
        return bool(len(rows))

    @property
    def _named(self) -> npt.NDArray[np.int64]:
        """The label id of each name of the model asked, UNKNOWN where there is none."""
        ids = {label.name: label.id for label in self.labels}
        return np.array([ids.get(name, UNKNOWN) for name in self._names], np.int64)

    def _listed(self, question: Question) -> Rows:
        """Return the rows a question is about and that nobody answered, by rank."""
        ids = [i for i in self.lists[question].tolist() if i not in self.right[question]]
        rows = self.rows_of(ids)
        return rows[~self.drawings.trashed[rows]]

    def refresh(self) -> None:
        """Find out anew what is shown."""
        drawings, wanted, question = self.drawings, self.filter, self.filter.question
        lists = {each: self._listed(each) for each in self.lists if each in wanted.only}
        wrong: Mask = np.zeros(0, bool)
        if "wrong" in wanted.only:
            wrong = self.guesses.wrong(drawings, self._named)
            wrong[self.rows_of(self.right["wrong"])] = False
        guess = self._names.index(wanted.guess) if wanted.guess in self._names else UNKNOWN
        self.is_shown = chosen_by(wanted, drawings, self.guesses, wrong, lists, guess)
        if question in lists:
            self.shown: Rows = in_rank(lists[question], self.is_shown)
        else:
            places = {label.id: place for place, label in enumerate(self._every_label.values())}
            self.shown = self._order.of(
                self.is_shown, self.sort, drawings, self.guesses, self.drawings_version, places
            )
        self._places = None
        self.version += 1
