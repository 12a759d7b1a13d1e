"""A sweep: many tasks handed to an executor, a few at a time, the results as they come."""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    wait,
)

from models.errors import ModelError
from models.executors import gone, stop
from models.tasks import Task, Trial, done

AHEAD = 2  # tasks handed over for each worker, so that none waits
TRIES = 3  # of a task whose worker died
MOST_OPENED = 20  # times that all workers may die
GONE = "The workers went away and did not come back; what was done until then is kept."


class Sweep:
    """Owns an executor and asks it for one task after the other.

    Nobody waits in here: whoever owns a sweep calls ``poll`` as often as it likes.
    """

    def __init__(
        self, tasks: Sequence[Task], open_executor: Callable[[], Executor], workers: int
    ) -> None:
        """Begin.

        Args:
            tasks: What to do, in this order.
            open_executor: Opens where it is done; once more if all workers died.
            workers: How many of them there are.

        Raises:
            ModelError: If it cannot be opened.
        """
        self.total = len(tasks)
        self._waiting = deque((task, 1) for task in tasks)
        self._open, self._ahead = open_executor, AHEAD * workers
        self._executor, self._opened = open_executor(), 1
        self._failure: ModelError | None = None
        self._running: dict[Future[Trial], tuple[Task, int]] = {}

    @property
    def over(self) -> bool:
        """Whether nothing is left to do."""
        return not self._waiting and not self._running and not self._failure

    def poll(self, seconds: float = 0.0) -> list[Trial]:
        """Return what has ended, waiting for the first so many seconds; hand over new tasks.

        Raises:
            ModelError: If the workers are gone and do not come back.
        """
        self._hand_over()
        if self._failure is None and gone(self._executor):
            self._failure = ModelError(GONE)
        ended, _ = wait(self._running, 0.0 if self._failure else seconds, FIRST_COMPLETED)
        trials = []
        for future in ended:
            task, tries = self._running.pop(future)
            try:
                trials.append(future.result())
            except Exception as error:
                self._take(error, task, tries)
        if self._failure and not trials:  # what has ended is handed out first
            self.stop()
            raise self._failure
        self._hand_over()
        return trials

    def stop(self) -> None:
        """End at once; what has not ended is lost."""
        self._waiting.clear()
        self._running.clear()
        stop(self._executor)

    def _hand_over(self) -> None:
        while self._waiting and len(self._running) < self._ahead and not self._failure:
            task, tries = self._waiting.popleft()
            try:
                self._running[self._executor.submit(done, task)] = task, tries
            except Exception as error:  # its workers died; it is not the task's fault
                self._waiting.appendleft((task, tries))
                if gone(self._executor):  # Dask says so by an error of its own
                    self._failure = ModelError(GONE)
                elif not isinstance(error, BrokenExecutor | RuntimeError):
                    raise
                elif self._running:
                    return  # those end first, each with an error of its own
                else:
                    self._open_again()

    def _take(self, error: Exception, task: Task, tries: int) -> None:
        """Put a task whose worker died back at the front; anything else ends the sweep."""
        lost = isinstance(error, BrokenExecutor | CancelledError | OSError)
        if not lost and not type(error).__module__.startswith("distributed"):
            self._failure = ModelError(f"A training failed on its worker: {error}")
        elif tries >= TRIES:
            self._failure = ModelError(GONE)
        else:
            self._waiting.appendleft((task, tries + 1))
            if isinstance(error, BrokenExecutor) and not self._running:
                self._open_again()

    def _open_again(self) -> None:
        stop(self._executor)
        self._opened += 1
        if self._opened > MOST_OPENED:
            self._failure = ModelError(GONE)
            return
        self._executor = self._open()
