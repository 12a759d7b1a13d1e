"""Makes the weight images of docs/accuracy.md: ``python -m docs.weight_images``.

Two networks learn from the starter set by the same plan, one with weight decay
and one without; what each neuron of the first layer looks for is drawn as a row.
"""

import os
from dataclasses import replace
from functools import partial
from pathlib import Path

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame

from activation import Array
from data.augmentation import vary
from data.exchange import read
from models.examples import examples
from models.plan import Plan
from models.run import Run
from ui.pixels import signed_surface
from ui.theme import LIGHT

FOLDER = Path(__file__).parent / "pictures"
DRAWINGS = Path(__file__).parent.parent / "data" / "starter" / "drawings.npz"
SIDE, GAP = 84, 6  # of an image, in pixels
ACROSS = 8  # images in a row
DECAYS = {"weights-without-decay.png": 0.0, "weights-with-decay.png": 1e-3}


def main() -> None:
    """Train both and draw them."""
    batch = read(DRAWINGS)
    training = examples(batch.images, batch.labels)
    for name, decay in DECAYS.items():
        run = Run(
            replace(Plan(), weight_decay=decay), len(batch.names), training,
            examples(batch.images[:0], batch.labels[:0]), partial(vary, mirror=(None,) * 8),
        )  # fmt: skip
        for _ in run.steps():
            pass
        pygame.image.save(_row(run.curves.best.layers[0].parameters()[0]), FOLDER / name)
        print(FOLDER / name)


def _row(weights: Array) -> pygame.Surface:
    """Return the weights (784, n) of n neurons as a picture."""
    n = weights.shape[1]
    down = -(-n // ACROSS)
    surface = pygame.Surface((ACROSS * (SIDE + GAP) + GAP, down * (SIDE + GAP) + GAP))
    surface.fill(LIGHT.line)
    for i in range(n):
        row, column = divmod(i, ACROSS)
        image = signed_surface(weights[:, i], LIGHT.panel, LIGHT)
        at = GAP + column * (SIDE + GAP), GAP + row * (SIDE + GAP)
        surface.blit(pygame.transform.scale(image, (SIDE, SIDE)), at)
    return surface


if __name__ == "__main__":
    main()
