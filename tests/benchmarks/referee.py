"""A fair contest: one thread each, one after the other in every round, medians and quartiles."""

import multiprocessing
import os
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


@dataclass(frozen=True)
class Entry:
    """Who takes part: ``make(*args)`` returns what works; ``work()`` returns how much it did."""

    name: str
    make: Callable[..., Any]
    args: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What came of a contest."""

    rates: dict[str, list[float]]  # units a second, one for each round
    missing: dict[str, str]  # who could not take part, and why
    ends: dict[str, Any]  # what each had learnt, where it tells

    def median(self, name: str) -> float:
        """Return the median rate."""
        return float(np.median(self.rates[name]))

    def ratio(self, name: str, peer: str) -> tuple[float, float, float]:
        """Return how many times as fast as a peer, round by round: median and quartiles."""
        ratios = np.array(self.rates[name]) / np.array(self.rates[peer])
        low, middle, high = np.percentile(ratios, (25, 50, 75))
        return float(middle), float(low), float(high)


def contest(entries: list[Entry], *, rounds: int, seconds: float) -> Outcome:
    """Let all work in turns, each in a process of its own, on one core and one thread.

    Args:
        entries: Who takes part.
        rounds: How often each has its turn.
        seconds: How long a turn lasts.
    """
    context = multiprocessing.get_context("spawn")
    rates: dict[str, list[float]] = {}
    missing, ends = {}, {}
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))  # the processes inherit it
    pools = {entry.name: ProcessPoolExecutor(1, context) for entry in entries}
    try:
        for entry in entries:
            try:
                ends[entry.name] = pools[entry.name].submit(_prepare, entry).result()
                rates[entry.name] = []
            except Exception as error:
                missing[entry.name] = f"{type(error).__name__}: {error}"
        for _ in range(rounds):
            for name in rates:
                rates[name].append(pools[name].submit(_take_turn, seconds).result())
    finally:
        for pool in pools.values():
            pool.shutdown()
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
    return Outcome(rates, missing, ends)


_worker: Any = None  # of this process, which has one entry only


def _prepare(entry: Entry) -> Any:
    """Make the entry in its process; return what it had learnt after its check, if it tells."""
    global _worker
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    _worker = entry.make(*entry.args)
    end = _worker.check() if hasattr(_worker, "check") else None
    _worker.work()
    return end


def _take_turn(seconds: float) -> float:
    done, started = 0, time.perf_counter()
    while (passed := time.perf_counter() - started) < seconds:
        done += _worker.work()
    return done / passed
