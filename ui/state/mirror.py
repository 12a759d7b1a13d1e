"""Mirror: which classes of the collection may be seen in a mirror, looked up once a change."""

from data.drawing import as_inputs
from data.mirror import mirrored
from ui.state.collection import Collection


class MirrorRule:
    """What a person said of each class, and for the others what their drawings say."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._known: tuple[object, dict[str, bool]] = (None, {})

    def allowed(self, name: str) -> bool:
        """Return whether drawings of a class are also learnt from in a mirror."""
        drawings = self._collection.drawings
        state = drawings, tuple(self._collection.labels)
        if self._known[0] is None or not _same(self._known[0], state):
            self._known = state, self._found()
        return self._known[1].get(name, False)

    def _found(self) -> dict[str, bool]:
        labelled = self._collection.labelled()
        batch = labelled.part(held_out=False)
        allowed = mirrored(as_inputs(batch.images), batch.labels, labelled.mirror)
        return dict(zip(batch.names, allowed.tolist(), strict=True))


def _same(known: object, state: tuple[object, object]) -> bool:
    """Return whether neither the drawings nor the classes have changed."""
    return isinstance(known, tuple) and known[0] is state[0] and known[1] == state[1]
