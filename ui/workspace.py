"""The workspace: the state behind the screens, and the one place that changes it."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data.errors import DataError
from models.errors import ModelError
from ui import commands
from ui.actions import (
    classes,
    collecting,
    collections,
    drawers,
    drawing,
    explaining,
    going_on,
    importing,
    lessons,
    moments,
    pictures,
    reviewing,
    runs,
    teaching,
    training,
    viewing,
)
from ui.commands import Command
from ui.lessons import lesson_named
from ui.parts import Parts
from ui.refused import Refused

EXPLAINED = 0.1  # of the time for a training goes into explanations where they take long
MOST_CREDIT_S = 0.01
FOLLOWING = ("draw", "network")  # the screens that show a network in training

Handler = Callable[[Parts, Any], None]

HANDLERS: dict[type[Command], Handler] = {
    **drawers.HANDLERS,
    **drawing.HANDLERS,
    **explaining.HANDLERS,
    **classes.HANDLERS,
    **collecting.HANDLERS,
    **collections.HANDLERS,
    **going_on.HANDLERS,
    **importing.HANDLERS,
    **lessons.HANDLERS,
    **moments.HANDLERS,
    **pictures.HANDLERS,
    **reviewing.HANDLERS,
    **runs.HANDLERS,
    **teaching.HANDLERS,
    **training.HANDLERS,
    **viewing.HANDLERS,
}


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
        self.version = 0  # grows with everything that can be seen to change
        self._explaining = False  # whether something was left to explain beside a training
        self._credit_s = 0.0  # of the time beside a training, what explanations have left

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
        self._try_many()
        self.version += collections.end_export(self)
        if self.finder.work(self.collection):
            self.version += 1
            if self.collection.filter.question:
                self.selection.offer_again()
        if self.importing.busy:
            self._import(until_s)
            return True
        if self.trainer.working:
            if self.trainer.status == "resuming":  # it waits for the drawings
                self._read_some()
            self._explain_beside(until_s)
            self._train(until_s)
            return True
        if self.left_run and self.collection.reading is None:
            self._take_up_left()
        changed = self._follow(waiting=False)
        if self._explain(until_s) or changed:
            self.version += 1
            return True
        while self._read_some():
            if time.perf_counter() >= until_s:
                return True
        if self._learn(until_s):
            return True
        while self.collection.guess_some(self.networks.in_use.model):
            self.version += 1
            if time.perf_counter() >= until_s:
                return True
        return False

    def _import(self, until_s: float) -> None:
        """Go on with an import; a training waits for it."""
        self.version += 1
        try:
            self.importing.work(self.collection, until_s)
            if self.importing.stored:
                importing.finish(self)
        except DataError as error:
            self.apply(commands.EndImport())
            self.say(str(error), error=True)

    def _learn(self, until_s: float) -> bool:
        """Learn from what is kept, moved and deleted, if that is wished; return whether it does."""
        if self.view.learn == "always":
            was = self.networks.learner.busy, self.networks.learner.complaint
            changed = self.networks.learner.work(self.networks.model, self.collection, until_s)
            if changed:
                self.collection.ask(self.networks.in_use.model)
            changed |= was != (self.networks.learner.busy, self.networks.learner.complaint)
            self.version += changed
            return changed or self.networks.learner.busy
        if self.untaught:
            self.version += teaching.teach_kept(self, until_s)
            return True
        return False

    def _take_up_left(self) -> None:
        """Bring back the run that the window was closed on."""
        if self.trainer.busy:  # it is too late; the next start offers it again
            self.left_run = ""
            return
        try:
            going_on.take_up_left(self)
        except ModelError as error:
            self.say(str(error), error=True)
        self.version += 1

    def _read_some(self) -> bool:
        """Read more of the drawings file; what cannot be read any more is said."""
        others = self.collection.others_version
        try:
            more = self.collection.read_some()
            if self.collection.others_version != others:
                self._use_what_others_do()
        except (DataError, ModelError) as error:
            self.say(str(error), error=True)
            more = False
        self.version += more
        return more

    def _use_what_others_do(self) -> None:
        """Use the network that another window, or a command, has put into use since."""
        model = self.networks.others()
        if model is not None:
            self.use(model)

    def _follow(self, *, waiting: bool) -> bool:
        """Take a new copy of the network in training where one is to be seen, and due."""
        wanted = self.view.follow and self.view.screen in FOLLOWING and self.question is None
        changed = bool(wanted or not self.trainer.busy) and self.networks.followed.refresh(
            self.trainer, waiting=waiting
        )
        self.fit_shown()
        return changed

    def _explain_beside(self, until_s: float) -> None:
        """Explain for a share of the time until ``until_s``; what took too long is made up for.

        It is seen when the curves are drawn next.
        """
        begun_s = time.perf_counter()
        self._credit_s = min(self._credit_s + EXPLAINED * (until_s - begun_s), MOST_CREDIT_S)
        if self._credit_s > 0:
            self._explaining = self._explain(begun_s + self._credit_s)
            self._credit_s -= time.perf_counter() - begun_s

    def _explain(self, until_s: float) -> bool:
        """Go on with the explanations that are on screen; return whether more is to do."""
        shown, question = self.networks.shown, self.question
        changed = shown.what_if.work(until_s)
        if self.networks.following:  # the collection is asked what if of the network in use
            changed |= self.networks.in_use.what_if.work(until_s)
        if self.view.screen == "draw":
            changed |= shown.ribbon.work(self.sheet.order, until_s)
        if self.view.screen == "network":
            wired = self.networks.wired
            changed |= wired.influences.work(until_s)
            changed |= self.networks.cut.work(shown, self.collection, until_s)
            changed |= wired.likes.work(self.collection, until_s)
        if self.view.overlay == "backward":
            changed |= self.backward.work(until_s)
        if self.view.overlay == "teach":
            changed |= self.teacher.work(self.collection, until_s)
        if self.view.overlay == "compare" and self.comparison is not None:
            changed |= self.comparison.work(self.collection, until_s)
        if question and question.working:
            self.version += question.work(until_s)
            changed |= question.working
        return changed

    def _try_many(self) -> None:
        """Take what an experiment has found; it learns on other cores."""
        try:
            self.version += self.lab.work()
        except ModelError as error:
            self.say(str(error), error=True)
            self.version += 1

    def _train(self, until_s: float) -> None:
        before, run_id = self.trainer.complaint, self.trainer.run_id
        if self._follow(waiting=self._explaining) and time.perf_counter() >= until_s:
            return  # of a large network a copy is enough for once
        try:
            model = self.trainer.work(until_s)
        except ModelError as error:
            self.runs_list.refresh()
            self.say(str(error), error=True)
            self.version += 1
            return
        if self.trainer.run_id != run_id:  # of very many drawings it is there some time later
            self.runs_list.refresh()
        if self.trainer.complaint and not before:
            self.say(self.trainer.complaint, error=True)
        if not self.trainer.busy:
            self._follow(waiting=False)  # the copy of the one in training goes
        if model is not None:
            training.finish(self, model, "Stopped" if self.trainer.stopped else "Trained")
            self.version += 1
        elif self.trainer.status == "done":  # stopped before its first score
            self.runs_list.refresh()
