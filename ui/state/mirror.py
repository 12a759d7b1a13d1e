"""Mirror: which classes of the collection may be seen in a mirror, looked up once a change."""

import numpy as np

from centring import Centring
from data.augmentation.mirror import MOST, mirrored
from data.drawing import SIDE, as_inputs
from stepwise import at_once
from ui.state.collection import Collection


class MirrorRule:
    """What a person said of each class, and for the others what their drawings say."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._known: tuple[object, dict[str, bool]] = (None, {})

    def allowed(self, name: str, *, centred: bool) -> bool:
        """Return whether drawings of a class are also learnt from in a mirror.

        Args:
            name: Of the class.
            centred: Whether drawings are centred before they are learnt from.
        """
        drawings = self._collection.drawings
        state = drawings, (centred, *self._collection.labels)
        if self._known[0] is None or not _same(self._known[0], state):
            self._known = state, self._found(centred)
        return self._known[1].get(name, False)

    def _found(self, centred: bool) -> dict[str, bool]:
        labelled = self._collection.labelled()
        batch = labelled.part(held_out=False)
        looked_at = [np.flatnonzero(batch.labels == i)[:MOST] for i in range(len(batch.names))]
        rows = np.concatenate([np.zeros(0, np.intp), *looked_at])
        images = as_inputs(batch.images[rows])  # of a class no more are looked at
        if centred:
            images = Centring(SIDE).forward(images)
        allowed = at_once(mirrored(images, batch.labels[rows], labelled.mirror))
        return dict(zip(batch.names, allowed.tolist(), strict=True))


def _same(known: object, state: tuple[object, object]) -> bool:
    """Return whether neither the drawings nor the classes have changed."""
    return isinstance(known, tuple) and known[0] is state[0] and known[1] == state[1]
