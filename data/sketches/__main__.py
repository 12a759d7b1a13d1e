"""Writes the starter set: ``python -m data.sketches``, from the project's folder."""

import argparse
import logging
from pathlib import Path

from data.sketches.starter import SEED, write
from data.starter_set import FILE

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m data.sketches", description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=FILE, help="instead of the set's own")
    parser.add_argument("--seed", type=int, default=SEED, help="for another set like it")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    write(options.file, options.seed)
    logging.getLogger(__name__).info("wrote %s", options.file)
