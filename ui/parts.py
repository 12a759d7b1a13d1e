"""The parts of a workspace, and what every action may do with them."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from data.drawing import Bits
from data.errors import DataError
from data.home import own_collection
from data.names import NOTHING
from models.errors import ModelError
from models.library import Library
from models.model import Model
from models.runs.runs import Runs
from ui.changes import Change, Kept, Moved, Relabelled, steps_of
from ui.history import History
from ui.networks import Networks
from ui.opening import open_or_own
from ui.refused import Refused
from ui.state import settings
from ui.state.answer import Answer
from ui.state.backward import Backward
from ui.state.comparison import Comparison
from ui.state.course import Course
from ui.state.exporting import Export
from ui.state.finder import Finder
from ui.state.importing import Import
from ui.state.lab import Lab
from ui.state.message import Message
from ui.state.mirror import MirrorRule
from ui.state.playback import Playback
from ui.state.runs_list import RunsList
from ui.state.selection import Selection
from ui.state.settings import Settings
from ui.state.sheet import Sheet
from ui.state.teacher import Teacher
from ui.state.trainer import Trainer
from ui.state.why_not import Question

MOST_RECENT = 8  # collections

log = logging.getLogger(__name__)


class Parts:
    """Everything the window shows. Actions change it; screens only read it."""

    def __init__(self, home: Path, collection: str = "") -> None:
        """Open the home folder.

        Args:
            home: The folder.
            collection: File of the drawings; "" for the one that was open last.

        Raises:
            DataError, ModelError: If the drawings or the starter network cannot be read.
        """
        self.home = home
        self.version = 0  # grows with everything that can be seen to change
        self.next_collection = ""  # the file to go on with when this window is closed
        self._settings_path = home / "settings.json"
        remembered, damaged = settings.load(self._settings_path)
        found, refused = open_or_own(home, collection or remembered.view.collection)
        self._store, self.collection, self.record = found
        self.selection = Selection(self.collection)
        self.mirror = MirrorRule(self.collection)
        self.lab = Lab()
        self.finder = Finder()
        self.importing = Import()
        self.exporting = Export()
        self.imported_classes: list[Change] = []  # that the import under way has added
        self.message: Message | None = None
        self.open = True  # until the person closes the window
        self.close_warned = False  # whether closing was wished during this training
        self.runs = Runs(home / "runs")
        self.view, self.trainer = remembered.view, Trainer(remembered.plan, self.runs)
        self.runs_list = RunsList(self.runs)
        self.playback = Playback(self.runs, self.trainer, self.runs_list)
        self.comparison: Comparison | None = None  # the last one asked for
        self.picture_wanted = False  # whether the window is to make a picture file
        self.teacher = Teacher()
        self.untaught: list[tuple[Kept, Bits]] = []  # drawings kept and not yet taught
        self.pupil = Teacher()  # of those
        self.left_run = self.runs.left()  # which the window was closed on, or that was killed
        self.sheet = Sheet()
        self.sheet.show(remembered.sheet)
        self.backward = Backward()
        self.course = Course(done=tuple(self.history.done), network=self.view.lesson_network)
        if self.view.lesson_began:
            self.course.since, self.course.resumed = self.view.lesson_began, True
        self._question: Question | None = None
        self.noise_version = -1  # of the sheet when it was last filled with noise
        library = Library(home / "models")
        self.networks = Networks(library, self.collection, self.playback, lambda: self.view)
        told = " ".join(filter(None, (refused, self.networks.notice, damaged)))
        if told:
            self.say(told, error=True)
        self._remember_collection()

    def _remember_collection(self) -> None:
        """Put the open file among the recent ones; the home folder's own needs no name."""
        own = self._store.path == own_collection(self.home)
        path = "" if own else str(self._store.path)
        others = [known for known in self.view.recent if known != path]
        recent = tuple(([path] if path else []) + others)[:MOST_RECENT]
        self.view = replace(self.view, collection=path, recent=recent)

    @property
    def collection_path(self) -> Path:
        """The file that the drawings are in."""
        return self._store.path

    def save_collection_as(self, target: Path) -> None:
        """Write a copy of the collection to another file.

        Raises:
            DataError: If it cannot be written, or something is there already.
        """
        self.record.catch_up()
        self._store.copy_to(target)

    @property
    def history(self) -> History[Change]:
        """What was done, and what can be undone."""
        return self.record.history

    def check_not_storing(self) -> None:
        """Make sure that no import is being stored: its classes must stay what they are.

        Raises:
            Refused: If one is.
        """
        if self.importing.stage == "storing":
            raise Refused("Drawings are being stored; a moment, or stop the import first.")

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Make the changes inside and their entries in the history, or, if that fails, none.

        Raises:
            DataError: If they cannot be stored; then everything is as it was.
        """
        model, picture = self.networks.model, self.sheet.picture()
        try:
            with self.record.together():
                yield
        except (DataError, ModelError):
            if self.networks.model is not model:
                self.take_into_use(model)
            if not self.sheet.picture().same_as(picture):
                self.sheet.show(picture)
            self.collection.read_again()
            raise

    @property
    def answer(self) -> Answer:
        """What the network on screen says to the sheet as it is."""
        return self.networks.shown.to(self.sheet.pixels, self.sheet.version)

    @property
    def question(self) -> Question | None:
        """The question why not another class, as long as it is about what is on screen."""
        asked, model = self._question, self.networks.shown.model
        same = asked and asked.version == self.sheet.version and asked.model is model
        return asked if same else None

    @property
    def wants_nothing(self) -> bool:
        """Whether there is noise on the sheet, and no class for what is none of the others."""
        known = any(label.name.casefold() == NOTHING for label in self.collection.labels)
        return self.noise_version == self.sheet.version and not known

    def ask(self, wanted: str) -> None:
        """Ask why the network on screen does not call the sheet ``wanted``."""
        model, sheet = self.networks.shown.model, self.sheet
        self._question = Question(model, sheet.pixels, sheet.version, wanted)

    def end_question(self) -> None:
        """Go back to the sheet as it is."""
        self._question = None

    @property
    def shown_drawing(self) -> Bits | None:
        """The drawing on the sheet, or the newest one kept, (28, 28); None without any."""
        if not self.sheet.empty:
            return self.sheet.pixels
        live = np.flatnonzero(~self.collection.drawings.trashed)
        return self.collection.image(int(live[-1])) if len(live) else None

    def use(self, model: Model) -> None:
        """Answer with another network from now on, and let go of the neuron held on to."""
        self.networks.use(model)
        self.view = replace(self.view, focus=None)

    def fit_shown(self) -> None:
        """Let go of a neuron that is held on to where another network has other ones."""
        if self.networks.fit():
            self.view = replace(self.view, focus=None)

    def take_into_use(self, model: Model | str) -> None:
        """Answer with a network from now on, and if it is saved at the next start too.

        Args:
            model: It, or the title it is saved under.

        Raises:
            ModelError: If that cannot be written down; then nothing has changed.
        """
        if isinstance(model, str):
            model = self.networks.library.load(model)
        if model.title:
            self.networks.library.use(model.title)
        self.use(model)

    @property
    def drawer_id(self) -> int | None:
        """Who is drawing, None where that was not said."""
        return self.collection.drawer_id(self.view.drawer)

    def change_view(self, **values: Any) -> None:
        """Set values of the view."""
        self.view = replace(self.view, **values)

    def say(
        self, text: str, *, undoable: bool = False, error: bool = False, refusal: bool = False
    ) -> None:
        """Show a sentence at the bottom of the window."""
        number = self.message.number + 1 if self.message else 1
        self.message = Message(text, undoable, error or refusal, refusal, number)

    def dismiss(self) -> None:
        """Take the sentence away."""
        self.message = None

    def settle(self, change: Change) -> None:
        """Choose the drawings that an undo or redo has moved or relabelled, if it has."""
        self.selection.choose_none()
        for step in steps_of(change):
            if isinstance(step, Moved | Relabelled):
                self.selection.choose_ids(step.ids)

    @property
    def remembered(self) -> tuple[object, ...]:
        """What differs when there is something new to remember."""
        return self.view, self.trainer.plan, self.sheet.version

    def remember(self) -> None:
        """Write what the next start should find.

        Raises:
            OSError: If it cannot be written.
        """
        self.record.catch_up()
        current = Settings(self.view, self.trainer.plan, self.sheet.picture())
        settings.save(current, self._settings_path)

    def close(self) -> None:
        """Let go of the drawings file, and of processes that still learn."""
        self.trainer.leave()
        self.networks.save_learnt()
        self.lab.stop()
        self.finder.stop()
        self.exporting.stop()
        try:
            self.record.catch_up()
        except DataError as error:
            log.warning("the last strokes can be undone no more: %s", error)
        self._store.close()
