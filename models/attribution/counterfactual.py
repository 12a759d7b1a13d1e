"""Why not X: the fewest pixels found that make another class win when they are flipped."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from activation import Array
from compiled.flips import flips_of
from compiled.network import Compiled
from layer import Layer
from models.attribution.reading import read
from network import Network

MOST_FLIPS = 60  # pixels; a list that is longer explains nothing
BEAM = 8  # lists followed side by side where a map of all flips is cheap
NARROW = 1  # and where it is not
MILD = 2.0  # a sum of which a sigmoid is 0.88


@dataclass(frozen=True)
class _Candidate:
    """A list of flips and where it leads."""

    flips: tuple[int, ...]
    image: Array  # (n_in,), with the flips made
    lead: float  # of the class over the best other one


class WhyNot:
    """The search for a class to win: a beam of lists, each a flip longer than before.

    The flip that helps most comes first, by the exact change of every output, not
    by a slope; what turns out not to be needed is left out at the end. It is a
    search that may miss a shorter list, never a claim that there is none. Such
    lists are counterfactual explanations (Wachter et al., "Counterfactual
    explanations without opening the black box", 2017).
    """

    def __init__(self, network: Network, image: Array, wanted: int, most: int = MOST_FLIPS) -> None:
        """Prepare to search; ``steps`` does it.

        Args:
            network: Whose answer is to change. It is copied.
            image: The drawing, shape (n_in,), ink 1.0, paper 0.0.
            wanted: The output that is to be the highest.
            most: Flips of the longest list looked at.
        """
        self.most = most
        mild = cooled(network, image)
        self._flips, self._ask = flips_of(mild), Compiled(mild)
        self._network, self._image, self._wanted = network.copy(), image, wanted
        self._width = BEAM if all(isinstance(layer, Layer) for layer in network.layers) else NARROW
        self.length = 0  # of the lists looked at so far
        self.found: tuple[int, ...] | None = None  # pixels, in the order in which they helped
        self.over = False

    def steps(self) -> Iterator[None]:
        """Search, yielding every few milliseconds; then ``found`` is set, or stays None."""
        beam = [_Candidate((), self._image, self._lead_of(self._image[None])[0])]
        while beam[0].lead <= 0 and self.length < self.most:
            longer: dict[frozenset[int], _Candidate] = {}
            for candidate in beam:
                for part in self._longer(candidate):
                    longer |= part
                    yield
            beam = sorted(longer.values(), key=lambda c: -c.lead)[: self._width]
            self.length += 1
            if not beam:
                break
        if beam and beam[0].lead > 0:
            found = self._needed(beam[0].flips)
            outputs = self._network.forward(flipped(self._image, found)[None])
            if leads_of(outputs, self._wanted)[0] > 0:  # not so where several outputs are all 1
                self.found = found
        self.over = True

    def _longer(self, candidate: _Candidate) -> Iterator[dict[frozenset[int], _Candidate]]:
        """Yield the best lists that are one flip longer, by what they flip."""
        before = self._ask.forward(candidate.image[None])
        changes = []
        for part in self._flips.in_parts(candidate.image):
            changes.append(part)
            yield {}
        leads = leads_of(before + np.concatenate(changes), self._wanted)
        leads[list(candidate.flips)] = -np.inf
        result = {}
        for pixel in np.argsort(-leads, kind="stable")[: self._width].tolist():
            image = candidate.image.copy()
            image[pixel] = 1 - image[pixel]
            flips = (*candidate.flips, pixel)
            result[frozenset(flips)] = _Candidate(flips, image, float(leads[pixel]))
        yield result

    def _needed(self, flips: tuple[int, ...]) -> tuple[int, ...]:
        """Return the flips less those without which the class wins, too."""
        while len(flips) > 1:
            fewer = [flips[:i] + flips[i + 1 :] for i in range(len(flips))]
            images = np.array([flipped(self._image, some) for some in fewer])
            leads = self._lead_of(images)
            if not leads.max() > 0:
                break
            flips = fewer[int(leads.argmax())]
        return flips

    def _lead_of(self, images: Array) -> Array:
        return leads_of(self._ask.forward(images), self._wanted)


def leads_of(outputs: Array, wanted: int) -> Array:
    """Return how far an output is ahead of the best other one, (n,); of one alone, of 0.

    Args:
        outputs: Shape (n, N).
        wanted: Which of the N.
    """
    others = np.delete(outputs, wanted, axis=1)
    best = others.max(axis=1) if others.shape[1] else np.zeros(len(outputs), outputs.dtype)
    lead: Array = outputs[:, wanted] - best
    return lead


def flipped(image: Array, pixels: tuple[int, ...]) -> Array:
    """Return a drawing (n_in,) with some pixels flipped."""
    result = image.copy()
    result[list(pixels)] = 1 - result[list(pixels)]
    return result


def cooled(network: Network, image: Array) -> Network:
    """Return a copy whose last sums are so small that no output is all but 0 or 1.

    The same class wins, but where a sigmoid is flat its output tells no longer which
    flip helps. It is the temperature of Hinton et al., "Distilling the knowledge in a
    neural network", 2015.

    Args:
        network: Which is not changed.
        image: For which the sums become at most MILD, shape (n_in,).
    """
    twin = network.copy()
    largest = float(np.abs(read(network, image).sums[-1]).max())
    if largest > MILD:
        for array in twin.layers[-1].parameters():
            array *= MILD / largest
    return twin
