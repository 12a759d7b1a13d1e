"""Changes of runs: another name, out of the list."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.changes.base import Changeable


@dataclass(frozen=True)
class RunRenamed:
    """A run got another name."""

    name: str
    run_id: str
    before: str
    after: str

    def undo(self, parts: Changeable) -> None:
        """Call it as before."""
        parts.runs_list.rename(self.run_id, self.before)

    def redo(self, parts: Changeable) -> None:
        """Call it by the new name."""
        parts.runs_list.rename(self.run_id, self.after)


@dataclass(frozen=True)
class RunsMoved:
    """Runs were taken out of the list, or brought back."""

    name: str
    run_ids: Sequence[str]
    removed: bool

    def undo(self, parts: Changeable) -> None:
        """Move them the other way."""
        parts.runs_list.remove(self.run_ids, removed=not self.removed)

    def redo(self, parts: Changeable) -> None:
        """Move them again."""
        parts.runs_list.remove(self.run_ids, removed=self.removed)
