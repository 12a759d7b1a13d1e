"""Learning: the layers of a network that learn, and what carries over from step to step."""

from collections.abc import Callable, Iterable, Sequence

from activation import Array
from chance import Chance
from compiled.network import Compiled
from descent import Descent
from dropout import Dropout
from loss import Loss
from models.architecture import learner
from models.plan import Plan
from network import Network, Step


class Learning:
    """A network laid out to be trained by a plan, as long as the plan does not change.

    For ten large layers laying out takes long, and so does making the velocities: who drives
    it does the second with ``carry_over``.
    """

    def __init__(self, network: Network, plan: Plan, chance: Chance) -> None:
        """Lay it out.

        Args:
            network: What learns.
            plan: How.
            chance: Decides what is left out of a step, by its number alone.
        """
        self.layers = learner(network, plan.dropout, chance.stream("dropout"))
        self.compiled = Compiled(self.layers)
        self.descent: Descent  # made by ``carry_over``
        self._plan, self._chance = plan, chance

    def carry_over(self, velocities: Sequence[Array]) -> None:
        """Begin with the velocities of an earlier step, shaped like the parameters, or none."""
        plan = self._plan
        self.descent = Descent(
            plan.learning_rate,
            momentum=plan.momentum,
            weight_decay=plan.weight_decay,
            schedule=plan.schedule,
            velocities=[self.compiled.row(velocities)] if velocities else (),
        )

    @property
    def velocities(self) -> tuple[Array, ...]:
        """What carries over to the next step; not copies."""
        if self.descent.plain or not self.descent.velocities:
            return ()
        return tuple(self.compiled.apart(self.descent.velocities[0]))

    def step(self, number: Callable[[], int]) -> Step:
        """Return what takes a step.

        Args:
            number: Tells how many steps were taken before.
        """
        dropouts = [layer for layer in self.layers.layers if isinstance(layer, Dropout)]
        if not dropouts:
            return self.compiled.begin

        def begin(
            images: Array, targets: Array, descent: Descent, loss: Loss, share: float
        ) -> Iterable[object] | None:
            for place, layer in enumerate(dropouts):
                layer.rng = self._chance.stream("dropout", number(), place)
            return self.compiled.begin(images, targets, descent, loss, share)

        return begin
