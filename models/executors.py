"""Executors: where trainings are handed to, this machine's cores or those of a laboratory.

Nothing here may import NumPy: a worker takes its number of threads from the
environment when NumPy is first imported, which is after ``one_thread``.
"""

import os
import signal
from concurrent.futures import Executor
from typing import Any

from models.errors import ModelError

WAIT_S = 10  # for a scheduler to answer
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def cores() -> int:
    """Return how many trainings this machine can run side by side."""
    return os.cpu_count() or 1


def pool(workers: int) -> Executor:
    """Return an executor with that many processes on this machine, a thread each.

    They start from nothing (spawn): a copy of a process with a window would
    share the window's connection.
    """
    import multiprocessing  # here: a window opens without it
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, context, one_thread)


def one_thread() -> None:
    """Make a process of one that has just begun: NumPy on one thread, deaf to Ctrl+C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one who gave the tasks
    os.environ.update(dict.fromkeys(THREADS, "1"))


def dask(address: str) -> Executor:
    """Return an executor on a Dask scheduler's workers, which must have this program's folder.

    Args:
        address: As the scheduler prints it, tcp://HOST:PORT.

    Raises:
        ModelError: If Dask is not installed, or nobody answers at the address.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ModelError(
            "Dask is not installed; type: python -m pip install -r requirements-dask.txt"
        ) from error
    try:
        client: Any = Client(address, timeout=WAIT_S, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise ModelError(f"No Dask scheduler answers at {address}; is it running?") from error
    executor: Executor = client.get_executor(pure=False, retries=2)
    return executor


def gone(executor: Executor) -> bool:
    """Return whether an executor has lost its scheduler for good; its futures never end."""
    client = getattr(executor, "_client", None)
    return client is not None and client.status in ("closing", "closed")


def stop(executor: Executor) -> None:
    """End an executor at once, with what it is doing."""
    client = getattr(executor, "_client", None)
    if client is not None:  # Dask's: its workers go on to serve others
        client.close()
        return
    processes = list((getattr(executor, "_processes", None) or {}).values())
    executor.shutdown(wait=False, cancel_futures=True)
    for process in processes:  # Python 3.14 has terminate_workers() for this
        process.terminate()
