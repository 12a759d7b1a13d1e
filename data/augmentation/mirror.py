"""Mirror: which classes look the same turned round, as far as their drawings tell."""

from collections.abc import Generator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from data.augmentation.ink import Floats
from data.drawing import SIDE

NEIGHBOURS = 5  # most similar drawings that are asked what a mirrored one shows
ALIKE = 0.85  # of how often plain drawings find their class, if a mirror does no harm
MOST = 200  # drawings of a class that are looked at; more tell nothing new
MOST_TOGETHER = 2_000  # of all classes: each is compared with each
AT_ONCE = 100  # are compared with all
BLUR_PX = 1.5  # lines that run beside one another are alike

Labels = npt.NDArray[np.integer[Any]]


def mirrored(
    images: Floats, labels: Labels, wishes: Sequence[bool | None]
) -> Generator[None, None, npt.NDArray[np.bool_]]:
    """Find out, step by step, which classes may be seen in a mirror, (N,).

    Where a person has said so, that holds. Elsewhere the drawings are asked: if
    the mirrored drawings of a class are as often most like drawings of that class
    as the drawings themselves, a mirror does no harm. A fish may swim either way;
    a b is a d.

    Args:
        images: Shape (n, 784), ink 1.0.
        labels: Class of each, (n,).
        wishes: For each class yes, no, or None for not said.
    """
    result = np.array([wish is True for wish in wishes])
    if all(wish is not None for wish in wishes) or not len(images):
        return result
    each = min(MOST, max(1, MOST_TOGETHER // len(wishes)))
    rows = np.concatenate([np.flatnonzero(labels == c)[:each] for c in range(len(wishes))])
    plain, turned = yield from _found(images[rows], labels[rows])
    for label, wish in enumerate(wishes):
        of_class = labels[rows] == label
        if wish is None and of_class.any():
            result[label] = turned[of_class].mean() >= ALIKE * plain[of_class].mean() > 0
    return result


def _found(images: Floats, labels: Labels) -> Generator[None, None, tuple[Floats, Floats]]:
    """Find out how many of each one's neighbours are of its class, itself left out, (n,) twice.

    The first is for the drawings, the second for them in a mirror.
    """
    turned = images.reshape(-1, SIDE, SIDE)[:, :, ::-1].reshape(images.shape)
    known = _blurred(images)
    yield
    asked = _blurred(turned)
    yield
    n = len(images)
    k = min(NEIGHBOURS, n - 1)  # never itself, which comes last
    shares = np.empty((2, n), np.float32)
    for place, looks in enumerate((known, asked)):
        for start in range(0, n, AT_ONCE):
            part = np.arange(start, min(start + AT_ONCE, n))
            likeness = looks[part] @ known.T
            likeness[np.arange(len(part)), part] = -1.0
            nearest = np.argpartition(-likeness, min(k, n - 1), axis=1)[:, :k]
            shares[place, part] = (labels[nearest] == labels[part, None]).sum(axis=1) / NEIGHBOURS
            yield
    return shares[0], shares[1]


def _blurred(images: Floats) -> Floats:
    """Return drawings blurred and of length 1, (n, 784), so that a product is a likeness."""
    places = np.arange(SIDE)
    share = np.exp(-(((places[:, None] - places) / BLUR_PX) ** 2) / 2).astype(np.float32)
    soft = (share @ images.reshape(-1, SIDE, SIDE) @ share).reshape(images.shape)
    lengths = np.linalg.norm(soft, axis=1, keepdims=True)
    result: Floats = soft / np.maximum(lengths, np.float32(1e-6))
    return result
