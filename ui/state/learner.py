"""The learner: a network that follows the drawings, whatever is kept, moved or deleted.

Each time the drawings have changed it learns from all of them anew, a few epochs from the
network in use on. What it becomes is a function of that network and of the drawings, and of
nothing that happened between: a drawing that is taken back is as if it had never been there.
"""

import time
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timezone

import numpy as np

from data.labelled import Labelled
from models.architecture import is_centred
from models.classes import with_class
from models.errors import ModelError
from models.examples import split
from models.model import Model, Story
from models.run import Run
from models.scores import Labels
from models.state import State
from stepwise import at_once
from ui.refused import Refused
from ui.state.answer import Answers
from ui.state.collection import Collection
from ui.state.shown import Mask, Rows
from ui.state.teacher import plan_of

PART = 40  # of the epochs of the plan by which the network was trained
GENTLE = 0.3  # of its learning rate: from where it is, a large step would lead away
FRESH = 0.25  # of what it learns from are drawings that the network does not know yet, if
MOST = 24  # that takes no more than so many times the same
SMALL = 2.0  # times as small as the mean: drawings of a smaller class come several times too
MOST_FOLLOWED = 20_000  # drawings; of more getting ready alone takes seconds
REMEMBERED = 20  # networks, so that undo has the one from before at once
TITLE = "always learning"

Key = tuple[object, ...]


class Learner:
    """Off until it is asked to follow. The network in use itself does not change."""

    def __init__(self) -> None:
        self.answers: Answers | None = None  # of what it has become; None while it has learnt none
        self.complaint = ""  # why it cannot learn
        self._base: Model | None = None  # from which it learns on
        self._seen = -1  # the version of the drawings that was looked at last
        self._key: Key = ()  # of what it learns, or has learnt
        self._run: Run | None = None
        self._names: tuple[str, ...] = ()
        self._count = 0  # drawings that it learns from
        self._steps: Iterator[object] = iter(())
        self._known: OrderedDict[Key, Model] = OrderedDict()

    @property
    def busy(self) -> bool:
        """Whether it is learning."""
        return self._run is not None

    @property
    def share(self) -> float:
        """How much of what it learns just now is done, 0 to 1."""
        return self._run.share if self._run else 1.0

    def drop(self) -> None:
        """Forget everything: another network is in use, or it is not to learn any more."""
        self.answers, self._run, self._steps = None, None, iter(())
        self._base, self._seen, self._key, self.complaint = None, -1, (), ""
        self._known.clear()

    def adopt(self, model: Model) -> None:
        """Answer with what an earlier window has learnt, until it has learnt itself."""
        self.answers = Answers(replace(model, title=TITLE))

    def work(self, base: Model, collection: Collection, until_s: float) -> bool:
        """Follow the drawings; return whether the network has become another.

        Args:
            base: The network in use, from which it learns on.
            collection: The drawings.
            until_s: A moment of ``time.perf_counter``.
        """
        if collection.reading is not None:
            return False
        if self._base is not base or self._seen != collection.drawings_version:
            self._base, self._seen = base, collection.drawings_version
            if self._look(base, collection):
                return True
        if self._run is None:
            return False
        try:
            for _ in self._steps:
                if time.perf_counter() >= until_s:
                    return False
        except ModelError as error:  # it ran away
            self.complaint, self._run = str(error), None
            return False
        return self._take(self._learnt(base))

    def _look(self, base: Model, collection: Collection) -> bool:
        """Find out what is to be learnt; return whether it is known already."""
        drawings = collection.labelled()
        names = base.names + tuple(n for n in drawings.batch.names if n not in base.names)
        learnt, scored = (collection.digest(names, held_out=held) for held in (False, True))
        key = names, learnt, scored, drawings.mirror
        if key == self._key:
            return False
        self._key = key
        if collection.count() > MOST_FOLLOWED:
            self._run, self.answers = None, None
            self.complaint = f"over {MOST_FOLLOWED:,} drawings are too many: train instead"
            return False
        known = self._known.get(key)
        if known is not None:
            self._run, self._steps = None, iter(())
            return self._take(known)
        try:
            self._begin(base, drawings, names, collection)
            self.complaint = ""
        except (ModelError, Refused) as error:
            self.complaint, self._run = str(error), None
        return False

    def _begin(
        self, base: Model, drawings: Labelled, names: tuple[str, ...], collection: Collection
    ) -> None:
        start = base
        for name in names:
            start = with_class(start, name)
        plan = plan_of(base)
        plan = replace(
            plan,
            centred=is_centred(base.network),
            epochs=max(1, plan.epochs // PART),
            learning_rate=plan.learning_rate * GENTLE,
            schedule="cosine",
        )
        known = drawings.under(names)
        batch, fresh = known.batch, collection.since(base.story.when)
        rows = repeated(batch.labels, known.held_out, fresh)
        learnt, scored = at_once(
            split(batch.images[rows], batch.labels[rows], known.held_out[rows])
        )
        begin = State(plan, start.network.copy())
        self._run = Run(plan, len(names), learnt, scored, known.vary, begin=begin)
        self._names, self._count = names, int((~known.held_out).sum())
        self._steps = _steps(self._run)

    def _learnt(self, base: Model) -> Model:
        run, self._run = self._run, None
        assert run is not None
        point = run.curves.best_point
        assert point is not None
        story = Story(
            plan=base.story.plan,
            epochs=base.story.epochs + run.plan.epochs,
            steps=base.story.steps + run.place.step,
            train_count=self._count,
            held_out_accuracy=point.held_out.accuracy,
            held_out_count=point.held_out.count,
            digest=run.digest,
            when=datetime.now(timezone.utc).isoformat(timespec="seconds"),
            taught=base.story.taught,
            base=base.title,
        )
        return Model(run.curves.best, self._names, story, TITLE)

    def _take(self, model: Model) -> bool:
        self._known[self._key] = model
        self._known.move_to_end(self._key)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        if self.answers is not None:
            self.answers.model.release()
        self.answers, self.complaint = Answers(model), ""
        return True


def repeated(labels: Labels, held_out: Mask, fresh: Mask) -> Rows:
    """Return rows of drawings, some several times: those that would hardly be noticed else.

    Args:
        labels: Class of each, (n,).
        held_out: Which are only scored, (n,); those come once.
        fresh: Which the network does not know yet, (n,).
    """
    times = np.ones(len(labels), np.int64)
    learnt = ~held_out
    n, n_fresh = int(learnt.sum()), int((learnt & fresh).sum())
    if n_fresh:
        times[learnt & fresh] = np.clip(round(FRESH * n / n_fresh), 1, MOST)
    for label in np.unique(labels[learnt]):
        own = learnt & (labels == label)
        fair = n / (SMALL * len(np.unique(labels[learnt])))
        wanted = fair / max(int(times[own].sum()), 1)
        if wanted > 1:
            times[own] = np.minimum(np.ceil(times[own] * wanted), MOST)
    return np.repeat(np.arange(len(labels)), times)


def _steps(run: Run) -> Iterator[object]:
    yield from run.steps()
    yield from run.curves.finish()
