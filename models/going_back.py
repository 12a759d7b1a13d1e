"""Going back: from what teaching has made of a network towards what it was, while it still knows.

Between a network and what it has become by learning something new there are others that know
the new and more of the old: Wortsman et al., "Robust fine-tuning of zero-shot models", 2022. At
each of them the output that is taught is fitted anew to what the layers below say there, so
that these have to move as little as can be; but not where it has many inputs, for then it would
know a few drawings by heart, and take others for them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from activation import Array
from models.logistic import fitted
from models.scores import Labels
from network import Network

FEW = 64  # inputs of an output, with which it is fitted anew
# Of other drawings that were right so many may be taken for the class that is taught, where its
# output is fitted, and where not; with more than half as many again a larger share may be better.
ALLOWED, ALLOWED_UNFITTED = 0.0015, 0.005
MORE = 1.5
LEAD = 0.1  # of its sum that a taught drawing keeps
ROUNDING = 1e-3  # of a sum in single precision
SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)  # of the way of the steps
TINY = 1e-7  # closer to 0 or 1 an output has no sum that could be told


@dataclass(frozen=True)
class Shown:
    """Drawings, (n, n_in), by which the share is found; variants of them, but for ``own``."""

    own: Array  # those of the class that is taught, the newest last
    like: Array  # variants of those
    others: Array  # of other classes, to fit the output to
    checked: Array  # of other classes too, to see how many are taken for it
    labels: Labels  # of those


class GoingBack:
    """Puts a network where it knows what it was taught, and as much as can be of the rest."""

    def __init__(
        self,
        taught: Network,
        before: Network,
        start: list[Array],
        label: int,
        shown: Shown,
        *,
        again: bool = False,
    ) -> None:
        """Begin with the network as the steps have left it.

        Args:
            taught: The layers that learnt; they are changed.
            before: The same layers as they were.
            start: All parameters of the network as they were.
            label: Of the class that is taught.
            shown: What is asked.
            again: Whether the newest was taught before: then it is to be known better.
        """
        self._taught, self._start, self._label, self._shown = taught, start, label, shown
        self._end = [array.copy() for array in taught.parameters()]
        was = self._leads(before, shown.own)
        self._least = np.where(was > 0, np.minimum(was, LEAD), -np.inf)  # known ones stay known
        self._least[-1] = max(was[-1], 0.0) + LEAD if again else LEAD
        self._fits = len(self._start[-2]) <= FEW
        self._allowed = ALLOWED if self._fits else ALLOWED_UNFITTED
        right = before.forward(shown.checked).argmax(axis=1) == shown.labels
        self._checked, self._labels = shown.checked[right], shown.labels[right]

    def steps(self) -> Iterator[None]:
        """Try shares of the way, the smallest first, until one is good enough; else the best."""
        if self._leads(self._taught, self._shown.own)[-1] <= 0:
            return  # the steps have not taught it: there is nothing to go back from
        best, most = -1.0, -1
        for share in SHARES:
            yield from self._put(share)
            if not self._known():
                continue
            answers = self._taught.forward(self._checked).argmax(axis=1)
            if (answers == self._label).sum() <= MORE * self._allowed * len(answers):
                return
            kept = int((answers == self._labels).sum())
            if kept > most:
                best, most = share, kept
            yield
        if best >= 0:
            yield from self._put(best)
        else:  # nowhere are all known: it stays where the steps have left it
            self._move(1.0)

    def _move(self, share: float) -> None:
        arrays = self._taught.parameters()
        for array, one, other in zip(arrays, self._start, self._end, strict=True):
            array[...] = one + share * (other - one) if share < 1.0 else other

    def _put(self, share: float) -> Iterator[None]:
        """Put the network at a share of the way, its output where that tells best."""
        self._move(share)
        arrays = self._taught.parameters()
        if self._fits:
            yield from self._fit_output(arrays[-2][:, self._label], arrays[-1])
        self._raise_threshold()
        yield

    def _fit_output(self, weights: Array, biases: Array) -> Iterator[None]:
        """Fit the output of the class that is taught; both arrays are the network's own."""
        shown = self._shown
        below = self._taught.activations(np.concatenate([shown.others, shown.like]))[-2]
        wanted = np.repeat([0.0, 1.0], [len(shown.others), len(shown.like)])
        each = len(shown.others) / (max(len(biases) - 1, 1) * len(shown.like))
        end = np.append(self._end[-2][:, self._label], self._end[-1][self._label])
        found = yield from fitted(below, wanted, np.where(wanted > 0, each, 1.0), end)
        weights[...], biases[self._label] = found[:-1], found[-1]

    def _raise_threshold(self) -> None:
        """Lower the bias of the class until few others are taken for it, while it stays known."""
        leads = np.sort(self._leads(self._taught, self._checked))[::-1]
        if not len(leads):
            return
        wanted = leads[int(self._allowed * len(leads))]
        room = (self._leads(self._taught, self._shown.own) - self._least).min()
        self._taught.parameters()[-1][self._label] -= max(0.0, min(wanted, room))

    def _known(self) -> bool:
        leads = self._leads(self._taught, self._shown.own)
        return bool((leads >= self._least - ROUNDING).all())

    def _leads(self, network: Network, images: Array) -> Array:
        """Return by how much the sum of the class is above the highest other one, (n,)."""
        outputs = np.clip(network.forward(images), TINY, 1 - TINY).astype(np.float64)
        sums = np.log(outputs / (1 - outputs))
        others: Array = np.delete(sums, self._label, axis=1).max(axis=1)
        return sums[:, self._label] - others
