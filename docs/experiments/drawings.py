"""Takes so many drawings of each class out of a file: ``python -m docs.experiments.drawings``.

The experiments of this folder were made on drawings by people that are not part
of the project. This writes the files that their commands read.
"""

import argparse
from pathlib import Path

import numpy as np

from data.exchange import Batch, read, write


def main() -> None:
    """Read the command line and write the files."""
    parser = argparse.ArgumentParser(
        prog="python -m docs.experiments.drawings", description=__doc__
    )
    parser.add_argument("source", type=Path, help="a file of drawings")
    parser.add_argument("taken", type=Path, help="where those taken go")
    parser.add_argument("rest", type=Path, nargs="?", help="where the others go")
    parser.add_argument("--each", type=int, default=64, help="drawings of each class to take")
    parser.add_argument("--seed", type=int, default=0, help="decides which")
    options = parser.parse_args()
    batch, rng = read(options.source), np.random.default_rng(options.seed)
    taken = np.zeros(len(batch), bool)
    for label in range(len(batch.names)):
        taken[rng.permutation(np.flatnonzero(batch.labels == label))[: options.each]] = True
    for path, chosen in ((options.taken, taken), (options.rest, ~taken)):
        if path is not None:
            part = Batch(batch.images[chosen], batch.labels[chosen], batch.names)
            print(write(part, path, replace=True), len(part))


if __name__ == "__main__":
    main()
