"""Rows of the drawing table as columns."""

import sqlite3
import time
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from data.drawing import PACKED_BYTES, Bytes
from data.drawings import ORIGINS, Drawings, Ids, Origin

LATEST_S = 1e11  # seconds since 1970: the year 5138
# Yes and no, and the origin, in one number: a cell takes longer to fetch than to take apart.
FLAGS = "held_out + 2 * (trashed_s IS NOT NULL) + 4 * CASE origin {} END".format(
    " ".join(f"WHEN '{name}' THEN {code}" for code, name in enumerate(ORIGINS))
)
CELLS = 5  # that differ from row to row
TOGETHER = 50  # rows in one statement: more than twice as quick as one each
INSERT = (
    "INSERT INTO drawing (id, label_id, pixels, held_out, pixel_order, origin, created_s,"
    " drawer_id) VALUES"
)
COLUMNS = f"id, label_id, pixels, {FLAGS}, created_s, ifnull(drawer_id, 0)"


def insert(
    db: sqlite3.Connection,
    packed: Bytes,
    label_ids: Ids,
    held_out: npt.NDArray[np.bool_],
    origin: Origin,
    orders: Sequence[bytes | None] | None = None,
    drawer_id: int | None = None,
) -> range:
    """Insert drawings; return their ids. Inside a change only.

    Args:
        db: Where to.
        packed: Shape (n, 98).
        label_ids: The class of each, (n,).
        held_out: Which of them are, (n,).
        origin: How they came.
        orders: How each came about, encoded, where that is known.
        drawer_id: Who drew them, where that is known.
    """
    n, now = len(packed), time.time()
    last = "SELECT ifnull(max(seq), 0) FROM sqlite_sequence WHERE name = 'drawing'"
    first = db.execute(last).fetchone()[0] + 1
    cells: list[Any] = [None] * (CELLS * n)
    cells[0::CELLS] = range(first, first + n)
    cells[1::CELLS] = label_ids.tolist()
    cells[2::CELLS] = np.ascontiguousarray(packed).view(f"V{PACKED_BYTES}")[:, 0].tolist()
    cells[3::CELLS] = held_out.astype(int).tolist()
    cells[4::CELLS] = orders or [None] * n
    row = f"(?, ?, ?, ?, ?, '{origin}', {now!r}, {drawer_id or 'NULL'})"
    for start in range(0, n, TOGETHER):
        some = min(TOGETHER, n - start)
        part = cells[CELLS * start : CELLS * (start + some)]
        db.execute(f"{INSERT} {', '.join([row] * some)}", part)
    return range(first, first + n)


def runs(ids: Iterable[int]) -> list[tuple[int, int]]:
    """Return ids that follow one another as first and last, each run once: quicker to change."""
    known = np.unique(np.fromiter((int(i) for i in ids), np.int64))
    ends = np.flatnonzero(np.diff(known) != 1)
    first = known[np.concatenate([[0], ends + 1])] if len(known) else known
    last = known[np.concatenate([ends, [len(known) - 1]])] if len(known) else known
    return list(zip(first.tolist(), last.tolist(), strict=True))


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
