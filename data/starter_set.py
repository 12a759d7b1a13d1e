"""The starter set: eight classes to begin with, so that the first stroke gets an answer."""

from pathlib import Path

import numpy as np

from data.held_out import choose
from data.store import Store

SPLIT_SEED = 0  # of what is held out
FILE = Path(__file__).parent / "starter" / "drawings.npz"


def fill(store: Store) -> None:
    """Put the starter set into a store, marked as such.

    Raises:
        DataError: If the store cannot be written; then nothing is.
    """
    with np.load(FILE, allow_pickle=False) as file, store.together():
        if not store.is_new():  # another Inkling was faster
            return
        ids = [store.add_label(str(name)).id for name in file["names"]]
        orders = np.split(file["order"], np.cumsum(file["order_lengths"])[:-1])
        labels = [ids[label] for label in file["labels"].tolist()]
        # the same everywhere, so that the starter network was never shown what is held out
        held = choose(file["labels"], np.random.default_rng(SPLIT_SEED))
        store.add(file["images"].astype(bool), labels, "starter", orders, held)
