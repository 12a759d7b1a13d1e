"""``python -m tests.benchmarks.growth FILE.png``: how a step grows with what it has to do."""

import argparse
import os
import time
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":  # before NumPy is imported, and for nobody else
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))

import numpy as np

from chance import Chance
from compiled.network import Compiled
from descent import Descent
from network import Network
from tests.benchmarks.plot import Series, plot

PIXELS, BATCH, RATE = 784, 10, 0.1
WIDTHS = (16, 32, 64, 128, 256, 512, 1024)  # of each of two hidden layers
CLASSES = (2, 8, 32, 128, 345)
DRAWINGS = (500, 5_000, 50_000, 250_000, 1_000_000)
STEPS, ROUNDS = 40, 15  # timed together; of these the median


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.growth", description=__doc__)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--most", type=int, default=DRAWINGS[-1], help="drawings at most")
    options = parser.parse_args()
    found = list(measured([n for n in DRAWINGS if n <= options.most]))
    for series in found:
        print(f"| {series.title} | step | per million products |\n|---:|---:|---:|")
        for x, took, work in zip(series.xs, series.took_us, series.work, strict=True):
            print(f"| {x:,} | {took:,.0f} us | {took / work * 1e6:,.0f} us |")
        print()
    plot(found, "microseconds a step", options.picture)


def measured(drawings: list[int]) -> Iterator[Series]:
    """Yield what a step takes for each number of neurons, classes, drawings."""
    shapes = {
        "neurons in each of two hidden layers": [(w, (PIXELS, w, w, 8), 500) for w in WIDTHS],
        "classes": [(n, (PIXELS, 16, 16, n), 500) for n in CLASSES],
        "drawings": [(n, (PIXELS, 16, 16, 8), n) for n in drawings],
    }
    for title, points in shapes.items():
        took = [step_us(sizes, n) for _, sizes, n in points]
        yield Series(title, [x for x, _, _ in points], took, [work(s) for _, s, _ in points])


def work(sizes: tuple[int, ...]) -> float:
    """Return how many products of two numbers a step needs: three for each weight and drawing."""
    return 3.0 * BATCH * sum((a + 1) * b for a, b in zip(sizes, sizes[1:], strict=False))


def step_us(sizes: tuple[int, ...], n: int) -> float:
    """Return the median time of a step on n drawings, picking them included."""
    rng = np.random.default_rng(0)
    network = Network.dense(sizes, rng)
    compiled, descent = Compiled(network), Descent(RATE)
    images = np.zeros((n, PIXELS), np.float32)
    for start in range(0, n, 10_000):
        part = images[start : start + 10_000]
        part[:] = rng.random(part.shape, np.float32) < 0.17
    images = compiled.prepared(images)
    targets = np.zeros((n, sizes[-1]), np.float32)
    targets[np.arange(n), rng.integers(0, sizes[-1], n)] = 1.0
    steps = network.train(
        images, targets, epochs=10**6, batch_size=BATCH, descent=descent, chance=Chance(0),
        step=compiled.begin,
    )  # fmt: skip
    took = []
    with np.errstate(over="ignore"):
        for _ in range(ROUNDS + 1):
            started = time.perf_counter()
            for _ in range(STEPS):
                next(steps)
            took.append((time.perf_counter() - started) / STEPS * 1e6)
    return float(np.median(took[1:]))  # the first one shuffles, and makes ready


if __name__ == "__main__":
    main()
