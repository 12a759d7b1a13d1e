"""What a drawing is: 28 x 28 pixels, each ink (1) or paper (0), and how they are packed.

Row-major from the top left, everywhere: pixel ``row * SIDE + col``.
"""

from collections.abc import Generator

import numpy as np
import numpy.typing as npt

SIDE = 28  # rows, and columns, of a sheet
PIXELS = SIDE * SIDE
PACKED_BYTES = PIXELS // 8
AT_ONCE = 10_000  # drawings unpacked in a step: some milliseconds

_INK = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1).sum(axis=1, dtype=np.uint8)

Bits = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]


def pack(images: npt.ArrayLike) -> Bytes:
    """Return drawings as bits, shape (n, 98), eight pixels a byte, the first one highest.

    Args:
        images: Ink as true or nonzero, shape (n, 28, 28) or (n, 784).
    """
    return np.packbits(np.asarray(images, bool).reshape(-1, PIXELS), axis=1)


def unpack(packed: Bytes) -> Bits:
    """Return what ``pack`` was given, as booleans of shape (n, 28, 28)."""
    return np.unpackbits(packed, axis=1).view(bool).reshape(-1, SIDE, SIDE)


def unpacking(packed: Bytes) -> Generator[None, None, Bits]:
    """Do what ``unpack`` does step by step: of very many drawings it takes long."""
    found = np.empty((len(packed), SIDE, SIDE), bool)
    for start in range(0, len(packed), AT_ONCE):
        found[start : start + AT_ONCE] = unpack(packed[start : start + AT_ONCE])
        yield
    return found


def ink(packed: Bytes) -> npt.NDArray[np.int64]:
    """Return how many pixels of ink packed drawings have, (n,), for (n, 98) or any bits by rows."""
    pixels: npt.NDArray[np.int64] = _INK[packed].sum(axis=-1, dtype=np.int64)
    return pixels


def digests(packed: Bytes) -> npt.NDArray[np.uint64]:
    """Return a number for each drawing, (n,); that two have the same by chance is no matter.

    Args:
        packed: Shape (n, 98).
    """
    words = np.zeros((len(packed), -(-PACKED_BYTES // 8) * 8), np.uint8)
    words[:, :PACKED_BYTES] = packed
    factors = np.random.default_rng(0).integers(0, 1 << 63, words.shape[1] // 8, np.uint64) * 2 + 1
    mixed = words.view(np.uint64) * factors
    found: npt.NDArray[np.uint64] = np.bitwise_xor.reduce(mixed ^ (mixed >> np.uint64(29)), axis=1)
    return found


def as_inputs(images: Bits) -> npt.NDArray[np.float32]:
    """Return drawings as a network reads them: shape (n, 784), ink 1.0, paper 0.0."""
    return images.reshape(-1, PIXELS).astype(np.float32)
