"""The pace of a run: how much of it is done in a second, and so how long it still takes."""

PAUSE_S = 1.0  # between two stretches of work; longer is no frame of the window
APART = 1.1  # times as far along is the next mark: a long run has few of them
SOON_S = 0.05


class Pace:
    """Counts the seconds on a clock on the wall, which the window shares with the run.

    What counts is the later half of the time so far: a run begins slowly, with a process to
    start and everything to get ready.
    """

    def __init__(self, share: float) -> None:
        """Begin where ``share`` of the run is done already."""
        self._marks = [(0.0, share)]  # seconds, and how much was done by then
        self._now = self._marks[0]
        self._ended_s = float("-inf")

    def add(self, began_s: float, ended_s: float, share: float) -> None:
        """Count a stretch of work, with the time since the one before unless that was a pause.

        Args:
            began_s: When it began, on any clock.
            ended_s: When it ended.
            share: How much of the run was done then.
        """
        since = began_s - self._ended_s
        passed = self._now[0] + ended_s - began_s + (since if since < PAUSE_S else 0.0)
        self._ended_s, self._now = ended_s, (passed, share)
        if passed > self._marks[-1][0] * APART + SOON_S:
            self._marks.append(self._now)

    @property
    def left_s(self) -> float | None:
        """Seconds until all is done, None before there is a pace."""
        passed, share = self._now
        earlier = [mark for mark in self._marks if mark[0] <= passed / 2]
        then, done = earlier[-1]
        if share <= done or passed <= then:
            return None
        return (1 - share) * (passed - then) / (share - done)
