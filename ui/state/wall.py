"""The wall: variants of one drawing, each with what the network answers to it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from activation import Array
from data.augmentation import Augmentation, Variants
from data.drawing import Bits, as_inputs
from models.architecture import is_centred, learner
from models.model import Model
from models.plan import Plan
from models.versions import any_version, centred_versions
from network import Network
from stepwise import at_once

MOST = 60  # variants; more are no clearer
SEED = 0  # the same chance at every look, so that a slider changes the variants and nothing else


@dataclass(frozen=True)
class Wall:
    """A drawing as the network sees it, and variants of it."""

    drawing: Array  # (784,), 0 paper to 1 ink
    variants: Array  # (n, 784)
    outputs: Array  # (1 + n, N), what the network in use answers to the drawing and each variant


def wall_of(image: Bits, plan: Plan, model: Model, mirrored: Callable[[str], bool]) -> Wall:
    """Return a wall of variants made as a training by the plan would make them.

    Args:
        image: The drawing, shape (28, 28).
        plan: How far they may stray, and whether drawings are centred first.
        model: The network that answers.
        mirrored: Whether drawings of a class may also be seen in a mirror.
    """
    versions, network = as_inputs(image[None]), model.network
    if plan.centred:
        versions = at_once(centred_versions(versions, smaller=plan.smaller > 0))
        network = behind_centring(network)
    shown = versions[:1]
    answer = model.names[int(network.forward(shown)[0].argmax())]
    allowed = np.full(len(versions), mirrored(answer))
    made, rng = (
        Variants(versions, Augmentation(**plan.amounts()), allowed),
        np.random.default_rng(SEED),
    )
    rows = any_version(np.zeros(MOST, np.intp), 1, plan.smaller if plan.centred else 0.0, rng)
    variants = made.apart(rows, rng).astype(shown.dtype)
    return Wall(shown[0], variants, network.forward(np.concatenate([shown, variants])))


def behind_centring(network: Network) -> Network:
    """Return the layers of a network that see what is centred already."""
    if not is_centred(network):
        return network
    return learner(network)
