"""Seen: the training drawings as the layers that learn see them, with variants of each part."""

import itertools
from collections.abc import Callable, Iterator, Mapping

import numpy as np

from activation import Array
from chance import Chance
from epochs import Part, Place, parts
from models.ahead import Ahead, block_epochs
from models.examples import AT_ONCE, Examples
from models.plan import Plan
from models.scores import Labels
from models.versions import AT_ONCE as CENTRED_AT_ONCE
from models.versions import SMALLER, AnyVersion, MakeVariants, centred_versions

VARIED_AT_ONCE = 90  # drawings prepared for variants in a step, about; see augmentation.warps

# Takes drawings with their classes, to make variants of them as far away as the amounts say.
Vary = Callable[[Array, Labels, Mapping[str, float]], MakeVariants]


class Seen:
    """Prepared once for a plan; its variants may come from a process, which ``close`` ends.

    After ``begin`` there are ``images``, the drawings without variants as the layers that learn
    see them, (n, n_in), and ``variants``, if the plan wants them.
    """

    def __init__(
        self, plan: Plan, training: Examples, vary: Vary | None, chance: Chance, processes: int
    ) -> None:
        """Prepare nothing yet.

        Args:
            plan: Says whether they are centred, and what variants are made.
            training: The drawings.
            vary: Prepares drawings for variants, if the plan wants them.
            chance: Source of the variants.
            processes: How many the variants may have, 0 or 1.
        """
        self._plan, self._chance, self._processes = plan, chance, processes
        self._training, self._vary = training, vary if plan.augment else None
        self._n = len(training)
        self._make: MakeVariants | None = None
        self.ready = 0.0  # how much of getting ready is done, 0 to 1
        self._preparing = self._counted()
        self.images = training.images
        self.variants: Ahead | None = None

    def begin(self, place: Place, since: Place) -> Iterator[None]:
        """Get ready for the part in hand, step by step.

        Args:
            place: Where the training stands.
            since: From where on its parts are as they are in one go.
        """
        for _ in self._preparing:  # goes on where it was left
            yield
        if self._make is None:
            return
        if self.variants is None:
            before = self._block(place, since)
            self.variants = Ahead(
                self._make, self._chance, self._n, processes=self._processes, before=before
            )
        yield from self.variants.catch_up()

    def _counted(self) -> Iterator[None]:
        """Prepare, saying how far that is."""
        expected = self._expected_steps()
        for n, _ in enumerate(self._prepare(), 1):
            self.ready = n / max(expected, n + 1)
            yield
        self.ready = 1.0

    def _expected_steps(self) -> float:
        """Return about how many steps getting ready takes."""
        n_versions = (1 + len(SMALLER)) if self._plan.centred and self._plan.smaller > 0 else 1
        centring = self._n / CENTRED_AT_ONCE if self._plan.centred else 0.0
        return centring + (n_versions * self._n / VARIED_AT_ONCE if self._vary else 0.0)

    def _prepare(self) -> Iterator[None]:
        plan, images, n, vary = self._plan, self._training.images, self._n, self._vary
        labels, amounts = self._training.labels, plan.amounts()
        if plan.centred:
            smaller = plan.smaller > 0 and vary is not None
            versions = yield from centred_versions(images, smaller=smaller)  # once for all epochs
            self.images = np.empty((n, versions.shape[1]), versions.dtype)
            for start in range(0, n, AT_ONCE):  # a view would hold on to the other versions
                self.images[start : start + AT_ONCE] = versions[start : min(start + AT_ONCE, n)]
                yield
            if vary:
                self._make = AnyVersion(vary(versions, labels, amounts), n, plan.smaller)
        elif vary:
            self._make = vary(images, labels, amounts)
        if self._make is not None:
            yield from self._make.prepare()

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
