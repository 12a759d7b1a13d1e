"""Networks: the one in use, those that take its place for a while, and which is on screen."""

import logging
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from data.drawing import as_inputs, unpack
from models.classes import rescored
from models.errors import ModelError
from models.library import Library
from models.model import Model
from ui.state.answer import Answers
from ui.state.collection import Collection
from ui.state.cut import Cut
from ui.state.followed import Followed
from ui.state.guesses import UNKNOWN
from ui.state.learner import TITLE as ALWAYS
from ui.state.learner import Learner
from ui.state.playback import Playback
from ui.state.view import View

MOST_SCORED = 2000  # held-out drawings for the score of a network whose outputs were changed

log = logging.getLogger(__name__)


class Networks:
    """Answers with one of them: of a moment looked back at, in training, learning, or in use."""

    def __init__(
        self, library: Library, collection: Collection, playback: Playback,
        view: Callable[[], View],
    ) -> None:  # fmt: skip
        """Answer with the network that the library has in use.

        Args:
            library: Where networks are saved.
            collection: The drawings, which are asked about.
            playback: Whose moment comes before every other network.
            view: Gives the view, which says whether one in training is to be followed, and
                whether one always learns.

        Raises:
            ModelError: If not even the starter network can be read.
        """
        self.library, self.learner, self.followed, self.cut = library, Learner(), Followed(), Cut()
        self._collection, self._playback, self._view = collection, playback, view
        self._shape: list[tuple[str, int]] = []  # of the network on screen
        self._was_following = False  # whether that was another than the one in use
        model, self.notice = library.current()  # why it is another than the one last used, or ""
        learnt, model = self._apart(model)
        self._answers = Answers(model)
        self.use(model)
        if learnt is not None:
            self.learner.adopt(learnt)

    @property
    def model(self) -> Model:
        """The network in use."""
        return self._answers.model

    @property
    def in_use(self) -> Answers:
        """The answers of the network in use, or of what it has become by always learning."""
        return self.learner.answers or self._answers

    @property
    def shown(self) -> Answers:
        """The answers on screen: of the network in use, if not of one in training, or of then."""
        followed = self.followed.answers if self._view().follow else None
        return self._playback.answers or followed or self.in_use

    @property
    def following(self) -> bool:
        """Whether the network on screen is another than the one in use."""
        return self.shown is not self.in_use

    @property
    def whose(self) -> str:
        """Whose answers are on screen, in words; "" for those of the network in use."""
        if self._playback.answers is not None:
            return f"At {self._playback.answers.model.title}"
        return "Half-trained" if self.following else ""

    @property
    def wired(self) -> Answers:
        """The answers on the network screen: without the neurons that are switched off there."""
        return self.cut.answers(self.shown)

    def fit(self) -> bool:
        """Let go of neurons that are off, where another network has other ones.

        Returns:
            Whether the network on screen has another shape than it had.
        """
        shape = [(layer.kind, layer.n_out) for layer in self.shown.model.network.layers]
        other = shape != self._shape
        if other or self.following != self._was_following:
            self.cut.clear()
        self._shape, self._was_following = shape, self.following
        return other

    def use(self, model: Model) -> None:
        """Answer with another network from now on; the one before may wait for an undo."""
        self._answers.model.release()
        self._answers = Answers(model)
        self.learner.drop()
        self._collection.ask(model)
        self.cut.clear()

    def has(self, model: Model | str) -> bool:
        """Return whether a network, or the one of that title, is still saved; or was it never."""
        title = model if isinstance(model, str) else model.title
        return not title or self.library.has(title)

    def others(self) -> Model | None:
        """Return the network that another window, or a command, has put into use since, if any.

        Raises:
            ModelError: If it cannot be read.
        """
        path, _ = self.library.in_use()
        if path.stem == ALWAYS and self._view().learn == "always":
            return None  # it is what a window like this one has learnt
        if self.model.title and path.stem != self.model.title:
            return self.library.load(path.stem)
        return None

    def keep_changed(self, model: Model) -> Model:
        """Return a network whose outputs were changed, scored anew and saved.

        Raises:
            ModelError: If it cannot be saved.
        """
        collection, drawings = self._collection, self._collection.drawings
        ids = {label.name: label.id for label in collection.labels}
        rows = np.flatnonzero(drawings.held_out & ~drawings.trashed)[-MOST_SCORED:]
        images = as_inputs(unpack(drawings.packed[rows]))
        outputs = [ids.get(name, UNKNOWN) for name in model.names]
        scored = rescored(model, images, drawings.label_ids[rows], outputs)
        kept, _ = self.library.keep(scored, use=False)
        return kept

    def save_learnt(self) -> None:
        """Save what was always learnt, for the command line and the next start."""
        answers = self.learner.answers
        if answers is None or not self.model.title:
            return
        try:
            if self.model.title == ALWAYS:  # it is what it began with: nothing may replace it
                self.library.keep(replace(answers.model, title=""))
            else:
                self.library.keep_as(ALWAYS, answers.model)
        except ModelError as error:
            log.warning("what was learnt is not saved: %s", error)

    def _apart(self, model: Model) -> tuple[Model | None, Model]:
        """Return what an earlier window has always learnt, and the network it began with."""
        path, _ = self.library.in_use()
        if path.stem != ALWAYS or not model.story.base or self._view().learn != "always":
            return None, model
        try:
            return model, self.library.load(model.story.base)
        except ModelError:
            return None, model
