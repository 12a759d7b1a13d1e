"""Seen: the training drawings as the layers that learn see them, with variants of each part."""

import itertools
from collections.abc import Callable, Iterator, Mapping

from activation import Array
from chance import Chance
from epochs import Part, Place, parts
from models.ahead import Ahead, block_epochs
from models.examples import Examples
from models.plan import Plan
from models.scores import Labels
from models.versions import AnyVersion, MakeVariants, centred_versions

# Prepares drawings, with their classes, for making variants as far away as the amounts say.
Vary = Callable[[Array, Labels, Mapping[str, float]], MakeVariants]


class Seen:
    """Prepared once for a plan; its variants may come from a process, which ``close`` ends."""

    def __init__(
        self, plan: Plan, training: Examples, vary: Vary | None, chance: Chance, processes: int
    ) -> None:
        """Prepare drawings.

        Args:
            plan: Says whether they are centred, and what variants are made.
            training: The drawings.
            vary: Prepares drawings for variants, if the plan wants them.
            chance: Source of the variants.
            processes: How many the variants may have, 0 or 1.
        """
        self._plan, self._chance, self._processes = plan, chance, processes
        images, n = training.images, len(training)
        vary = vary if plan.augment else None
        self._make: MakeVariants | None = None
        self.variants: Ahead | None = None
        self._n = n
        if plan.centred:
            smaller = plan.smaller > 0 and vary is not None
            versions = centred_versions(images, smaller=smaller)  # once, not in every epoch
            images = versions[:n]
            if vary:
                varied = vary(versions, training.labels, plan.amounts())
                self._make = AnyVersion(varied, n, plan.smaller)
        elif vary:
            self._make = vary(images, training.labels, plan.amounts())
        self.images = images  # as they are, (n, n_in)

    def begin(self, place: Place, since: Place) -> Iterator[None]:
        """Get ready for the part in hand, step by step; then ``variants`` are there, if wanted.

        Args:
            place: Where the training stands.
            since: From where on its parts are as they are in one go.
        """
        if self._make is None or self.variants is not None:
            return
        before = self._block(place, since)
        self.variants = Ahead(
            self._make, self._chance, self._n, processes=self._processes, before=before
        )
        yield from self.variants.catch_up()

    def close(self) -> None:
        """End the process."""
        if self.variants is not None:
            self.variants.close()
        self.variants = None

    def _block(self, place: Place, since: Place) -> list[Part]:
        """Return the parts whose variants those of the part in hand depend on."""
        each = block_epochs(self._n)
        first = Place((place.epoch - 1) // each * each + 1)
        begin = max(first, since, key=lambda place: (place.epoch, place.start))
        found = parts(self._n, place.epoch, self._plan.batch_size, self._chance, begin)
        here = place.epoch, place.part
        return list(itertools.takewhile(lambda part: (part.epoch, part.start) < here, found))
