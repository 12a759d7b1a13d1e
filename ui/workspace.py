"""The workspace: the state behind the screens, and the one place that changes it."""

import time
from pathlib import Path

from data.errors import DataError
from models.errors import ModelError
from ui.actions import collections, lessons
from ui.actions.handlers import HANDLERS
from ui.commands import Command
from ui.lessons import lesson_named
from ui.parts import Parts
from ui.refused import Refused
from ui.spare_time import explaining, importing, learning, reading, training


class Workspace(Parts):
    """The parts, and the only two ways to change them: a wish, and time for long work."""

    def __init__(self, home: Path, collection: str = "") -> None:
        """Open the home folder.

        Args:
            home: The folder.
            collection: File of the drawings; "" for the one that was open last.

        Raises:
            DataError, ModelError: If the drawings or the starter network cannot be read.
        """
        super().__init__(home, collection)
        if self.view.lesson and lesson_named(self.view.lesson) is None:  # of another version
            self.change_view(lesson="")
        self._share = explaining.ShareOfTime()

    def apply(self, command: Command) -> None:
        """Carry out one wish, or say why it cannot be met and change nothing."""
        try:
            HANDLERS[type(command)](self, command)
        except (Refused, DataError, ModelError) as refusal:
            self.say(str(refusal), refusal=True)
        self.fit_shown()
        self.version += 1
        lessons.look(self)

    def work(self, until_s: float) -> bool:
        """Do long work until the clock says ``until_s``; return whether more is waiting.

        Args:
            until_s: A moment of ``time.perf_counter``.
        """
        before = self.version
        waiting = self._work(until_s)
        if self.version != before:
            self.version += lessons.look(self)
        return waiting

    def _work(self, until_s: float) -> bool:
        training.try_many(self)
        self.version += collections.end_export(self)
        if self.finder.work(self.collection):
            self.version += 1
            if self.collection.filter.question:
                self.selection.offer_again()
        if self.importing.busy:  # a training waits for it
            importing.go_on(self, until_s)
            return True
        if self.trainer.working:
            if self.trainer.status == "resuming":  # it waits for the drawings
                reading.read_some(self)
            self._share.explain(self, until_s)
            training.train(self, until_s, waiting=self._share.more)
            return True
        if self.left_run and self.collection.reading is None:
            training.take_up_left(self)
        changed = training.follow(self, waiting=False)
        if explaining.explain(self, until_s) or changed:
            self.version += 1
            return True
        while reading.read_some(self):
            if time.perf_counter() >= until_s:
                return True
        if learning.learn(self, until_s):
            return True
        while self.collection.guess_some(self.networks.in_use.model):
            self.version += 1
            if time.perf_counter() >= until_s:
                return True
        return False
