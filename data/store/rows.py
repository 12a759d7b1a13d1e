"""Rows of the drawing table as columns."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from data.drawing import PACKED_BYTES
from data.drawings import ORIGINS, Drawings

LATEST_S = 1e11  # seconds since 1970: the year 5138
# Yes and no, and the origin, in one number: a cell takes longer to fetch than to take apart.
FLAGS = "held_out + 2 * (trashed_s IS NOT NULL) + 4 * CASE origin {} END".format(
    " ".join(f"WHEN '{name}' THEN {code}" for code, name in enumerate(ORIGINS))
)
COLUMNS = f"id, label_id, pixels, {FLAGS}, created_s, ifnull(drawer_id, 0)"


def from_rows(rows: Sequence[tuple[Any, ...]]) -> Drawings:
    """Return rows of ``COLUMNS`` as drawings.

    Raises:
        TypeError, ValueError, OverflowError: If a cell makes no sense.
    """
    ids, label_ids, pixels, flags, created, drawers = list(zip(*rows, strict=True)) or [()] * 6
    created_s = np.array(created, np.float64)
    if not ((created_s >= 0) & (created_s < LATEST_S)).all():
        raise ValueError("a time that no calendar has")
    flag = np.array(flags, np.uint8)
    return Drawings(
        np.array(ids, np.int64),
        np.array(label_ids, np.int64),
        np.frombuffer(b"".join(pixels), np.uint8).reshape(-1, PACKED_BYTES),
        (flag & 1).astype(bool),
        (flag >> 2).astype(np.uint8),
        created_s,
        (flag & 2).astype(bool),
        np.array(drawers, np.int32),
    )
