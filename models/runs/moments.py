"""Moments: a run's points with the network at each of them, in one small file.

A network hardly changes from one moment to the next. So a moment is written as the
difference from the one before, in whole steps that are small against the weights the
network began with, and packed. Every ``EACH`` moments one is written whole, so that
none is far to find. What is read is the network to within half a step of every weight.
"""

import math
import struct
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from models.curves import MOST_POINTS, Point
from models.errors import ModelError
from models.runs.steps import Steps, in_steps, shuffled, step_of, unpacked
from models.scores import Score
from network import Network

FILE = "moments.bin"
MAGIC = b"Inkling moments 1\n"
# Epoch, whether whole, bytes of scores and of the network, checks of both, two losses.
HEAD = struct.Struct("<IIIIIIdd")
EACH = 20  # moments
PACKED = 0.15  # of what a network takes in memory, about
LARGEST_FILE = 1 << 26  # bytes that the moments of a run may come to, about


def every(network: Network) -> int:
    """Return how many points there are to each that has its network: 1, or more of a large one."""
    size = sum(array.nbytes for array in network.parameters()) * PACKED
    return max(1, math.ceil(size * MOST_POINTS / LARGEST_FILE))


class Entry(NamedTuple):
    """Where a moment lies in the file."""

    point: Point
    whole: bool
    start: int  # of its network, which ends it
    size: int
    check: int

    @property
    def end(self) -> int:
        """Where the next one begins."""
        return self.start + self.size


class MomentWriter:
    """Adds moments to a file."""

    def __init__(self, path: Path, network: Network, n: int = 0) -> None:
        """Begin a file, or go on behind its first moments, with one that is written whole.

        Args:
            path: The file; made with the first moment.
            network: Which will be written; its shape does not change.
            n: Moments in the file that stay; those behind them are cut off.
        """
        self._path = path
        self._last: list[Steps] = []  # piece by piece
        self.n = 0  # moments
        self._before = 0  # with a network, written by this one
        if n and path.exists():
            try:
                reader = MomentReader(path, network)
            except ModelError:  # what is damaged is put aside
                path.replace(path.with_suffix(".damaged"))
                return
            self.n = min(n, len(reader))
            kept = reader.entries[: self.n]
            if self.n:
                with path.open("r+b") as file:
                    file.truncate(kept[-1].end)
        if not self.n:
            path.unlink(missing_ok=True)

    def add(self, point: Point, network: Network | None) -> Iterator[None]:
        """Add the network as it is at a point, yielding between pieces; it must not change.

        Without a network the point alone is added.

        Raises:
            OSError: If it cannot be written.
        """
        whole, last = self._before % EACH == 0, self._last
        packer = zlib.compressobj(1, strategy=zlib.Z_RLE)  # the low bytes are noise, the others 0
        packed, written = b"", []
        for i, piece in enumerate(in_steps(network) if network is not None else ()):
            packed += packer.compress(shuffled(piece if whole else piece - last[i]))
            written.append(piece)
            yield
        if network is not None:
            packed += packer.flush()
        scores = zlib.compress(_counts(point.trained) + _counts(point.held_out), 1)
        losses = point.trained.loss, point.held_out.loss
        sizes, checks = map(len, (scores, packed)), map(zlib.crc32, (scores, packed))
        head = HEAD.pack(point.epoch, whole, *sizes, *checks, *losses)
        new = not self._path.exists()
        with self._path.open("ab") as file:
            file.write((MAGIC if new else b"") + head + scores + packed)
        self.n += 1
        if network is not None:
            self._last, self._before = written, self._before + 1


class MomentReader:
    """Finds moments in a file; one that was cut off in the middle is left out."""

    def __init__(self, path: Path, network: Network) -> None:
        """Look through a file.

        Args:
            path: The file; one that is not there has no moments.
            network: Of the shape that was written.

        Raises:
            ModelError: If it cannot be read, or is something else.
        """
        self._path, self._like = path, network
        self.entries: list[Entry] = []
        try:
            if path.exists():
                self.entries = _entries(path, network.sizes[-1])
        except (OSError, ValueError, zlib.error) as error:
            raise _damaged(path) from error

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def points(self) -> list[Point]:
        """The scores at each moment."""
        return [entry.point for entry in self.entries]

    def network(self, place: int) -> Network:
        """Return the network at a moment, the first one being 0, or at the last that has one.

        Raises:
            ModelError: If the file is damaged there.
        """
        steps, network, start = self.steps(place), self._like.copy(), 0
        for array in network.parameters():
            part, step = steps[start : start + array.size], step_of(array)
            array[...] = (part * step).reshape(array.shape)
            start += array.size
        return network

    def steps(self, place: int) -> Steps:
        """Return the weights at a moment, laid in a row, in steps.

        Raises:
            ModelError: If the file is damaged there.
        """
        first = place
        while first > 0 and not (self.entries[first].whole and self.entries[first].size):
            first -= 1
        if not self.entries[first].size:
            raise ModelError("Of that moment there is no network.")
        n = sum(array.size for array in self._like.parameters())
        try:
            with self._path.open("rb") as file:
                total = np.zeros(n, np.int32)
                for entry in self.entries[first : place + 1]:
                    if not entry.size:
                        continue
                    file.seek(entry.start)
                    packed = file.read(entry.size)
                    if zlib.crc32(packed) != entry.check:
                        raise ValueError("damaged")
                    total += unpacked(packed, n)
        except (OSError, ValueError, zlib.error) as error:
            raise _damaged(self._path) from error
        return total


def _entries(path: Path, n_classes: int) -> list[Entry]:
    entries: list[Entry] = []
    total = path.stat().st_size
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise _damaged(path)
        while len(head := file.read(HEAD.size)) == HEAD.size:
            epoch, whole, size, rest, check, own_check, *losses = HEAD.unpack(head)
            scores, start = file.read(size), file.tell()
            if zlib.crc32(scores) != check or start + rest > total or not (entries or whole):
                break
            point = Point(epoch, *_scores(scores, n_classes, losses))
            entries.append(Entry(point, bool(whole), start, rest, own_check))
            file.seek(start + rest)
    return entries


def _counts(score: Score) -> bytes:
    return score.confusion.astype("<u4").tobytes()


def _scores(packed: bytes, n_classes: int, losses: Sequence[float]) -> tuple[Score, Score]:
    size = 2 * n_classes**2
    raw = zlib.decompressobj().decompress(packed, 4 * size + 1)
    counts = np.frombuffer(raw, "<u4").astype(np.int64).reshape(2, n_classes, n_classes)
    trained, held_out = (Score(each, loss) for each, loss in zip(counts, losses, strict=True))
    return trained, held_out


def _damaged(path: Path) -> ModelError:
    return ModelError(f"The moments of the run {path.parent.name} are damaged.")
