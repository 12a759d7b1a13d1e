"""Descent: how far each step goes down the slope, and what carries over from step to step."""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from activation import Array

PIECE = 1 << 17  # numbers moved together: those of them that are needed fit in a cache
WARM_UP = 0.02  # of a training: steps grow to full length, while the first slopes are steepest


def _constant(share: float) -> float:
    return 1.0


def _cosine(share: float) -> float:
    # Loshchilov and Hutter, "SGDR: Stochastic gradient descent with warm restarts", 2017, eq. 5.
    return min(1.0, share / WARM_UP) * (1.0 + math.cos(math.pi * share)) / 2


# From the share of a training that is done, 0 to 1, to the share of the learning rate.
SCHEDULES: dict[str, Callable[[float], float]] = {"constant": _constant, "cosine": _cosine}


def schedule_named(name: str) -> Callable[[float], float]:
    """Return the schedule of that name.

    Raises:
        ValueError: If there is none; the message lists those there are.
    """
    try:
        return SCHEDULES[name]
    except KeyError:
        known = ", ".join(SCHEDULES)
        raise ValueError(f"no schedule is called {name!r}; there are {known}") from None


class Descent:
    """Gradient descent with momentum and weight decay, at a rate that follows a schedule.

    Each parameter keeps a velocity: what is left of the last one, plus the slope,
    plus a little of the weight itself, which so decays unless a slope holds it.
    Biases do not decay: they decide where a neuron switches, not how strongly.
    Polyak, "Some methods of speeding up the convergence of iteration methods",
    1964; Krogh and Hertz, "A simple weight decay can improve generalization", 1992.
    """

    def __init__(
        self,
        learning_rate: float,
        *,
        momentum: float = 0.0,
        weight_decay: float = 0.0,
        schedule: str = "constant",
        velocities: Sequence[Array] = (),
    ) -> None:
        """Start from rest, or go on with velocities.

        Args:
            learning_rate: How far a step goes down the slope, above 0.
            momentum: Share of the velocity that is left at the next step, 0 to below 1.
            weight_decay: Share of a weight that counts as slope, 0 or more.
            schedule: A key of SCHEDULES.
            velocities: Of an earlier descent, shaped like the parameters; () for rest.

        Raises:
            ValueError: If a number is out of range, or there is no such schedule.
        """
        if not learning_rate > 0 or not 0 <= momentum < 1 or not weight_decay >= 0:
            raise ValueError(
                "expected a learning rate above 0, a momentum from 0 to below 1 and a weight decay"
                f" from 0, got {learning_rate}, {momentum} and {weight_decay}"
            )
        self.learning_rate, self.momentum, self.weight_decay = learning_rate, momentum, weight_decay
        self.plain = not momentum and not weight_decay  # a step is the rate times the slopes
        self._schedule = schedule_named(schedule)
        self.velocities: list[Array] = list(velocities)  # of each parameter; [] at rest
        self._decays: list[Array] = []

    def rate(self, share: float) -> float:
        """Return the learning rate when ``share`` of the training is done, 0 to 1."""
        return self.learning_rate * self._schedule(share)

    def prepare(
        self, parameters: Sequence[npt.NDArray[Any]], decaying: Sequence[Array] | None = None
    ) -> Iterator[None]:
        """Make what stays from step to step, yielding in between; ``step`` does it if need be.

        Args:
            parameters: The same arrays at every step.
            decaying: Arrays shaped alike, 1.0 where a weight decays and 0.0 elsewhere;
                None for all of those parameters that have two dimensions.
        """
        if not self.velocities:
            self.velocities = [np.zeros_like(array) for array in parameters]
            yield
        if not self._decays:
            decaying = decaying or [np.array(array.ndim > 1, array.dtype) for array in parameters]
            self._decays = [array * self.weight_decay for array in decaying]
            yield

    def step(
        self,
        parameters: Sequence[npt.NDArray[Any]],
        slopes: Sequence[Array],
        share: float,
        decaying: Sequence[Array] | None = None,
    ) -> None:
        """Move the parameters, in place.

        Args:
            parameters: The same arrays at every step.
            slopes: Slopes of the loss at them, shaped alike; they are overwritten.
            share: How much of the training is done, 0 to 1.
            decaying: See ``prepare``.
        """
        if not self._decays:
            for _ in self.prepare(parameters, decaying):
                pass
        rate = self.rate(share)
        for array, velocity, slope, decay in zip(
            parameters, self.velocities, slopes, self._decays, strict=True
        ):
            if array.size <= PIECE:
                self._move(array, velocity, slope, decay, rate)
                continue
            rows = max(1, PIECE * len(array) // array.size)
            for start in range(0, len(array), rows):
                part = slice(start, start + rows)
                own = decay[part] if decay.ndim else decay  # one number for all, or one for each
                self._move(array[part], velocity[part], slope[part], own, rate)

    def _move(
        self,
        array: npt.NDArray[Any],
        velocity: Array,
        slope: Array,
        decay: Array,
        rate: float,
    ) -> None:
        if self.plain:
            array -= np.multiply(slope, rate, out=slope)
            return
        velocity *= self.momentum
        velocity += slope
        if self.weight_decay:
            velocity += np.multiply(array, decay, out=slope)
        array -= np.multiply(velocity, rate, out=slope)  # out: nothing is allocated
