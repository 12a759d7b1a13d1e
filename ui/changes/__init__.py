"""What can be undone: each change knows how to take itself back and how to be made again."""

from ui.changes.base import Change, Changeable, NetworkTaken, Together, steps_of
from ui.changes.classes import (
    ClassAdded,
    ClassesArranged,
    ClassRemoved,
    ClassRenamed,
    MirrorAllowed,
)
from ui.changes.drawings import DrawerSet, FoundRight, Kept, Moved, Relabelled, SheetChanged
from ui.changes.runs import RunRenamed, RunsMoved

__all__ = [
    "Change", "Changeable", "ClassAdded", "ClassRemoved", "ClassRenamed", "ClassesArranged",
    "DrawerSet", "FoundRight", "Kept", "MirrorAllowed", "Moved", "NetworkTaken", "Relabelled",
    "RunRenamed", "RunsMoved", "SheetChanged", "Together", "steps_of",
]  # fmt: skip

KINDS = {
    kind.__name__: kind
    for kind in (
        ClassAdded, ClassRemoved, ClassRenamed, ClassesArranged, DrawerSet, FoundRight, Kept,
        MirrorAllowed, Moved, NetworkTaken, Relabelled, RunRenamed, RunsMoved, SheetChanged,
        Together,
    )
}  # fmt: skip
