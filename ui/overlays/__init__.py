"""What lies over a screen, each imported when it is first wanted: a window opens without."""

from ui.overlays.overlay import Overlay
from ui.state.view import Overlay as Name


def overlay_class(name: Name) -> type[Overlay] | None:
    """Return the class of the overlay of that name, None for the empty one."""
    if name == "keys":
        from ui.overlays.key_sheet import KeySheet

        return KeySheet
    if name == "new-class":
        from ui.overlays.new_class import NewClass

        return NewClass
    if name == "variants":
        from ui.overlays.variants import VariantsWall

        return VariantsWall
    if name == "experiment":
        from ui.overlays.experiment import Experiment

        return Experiment
    if name == "backward":
        from ui.overlays.backward import Backward

        return Backward
    if name == "classes":
        from ui.overlays.classes import Classes

        return Classes
    if name == "people":
        from ui.overlays.people import People

        return People
    if name == "collections":
        from ui.overlays.collections import Collections

        return Collections
    if name == "import":
        from ui.overlays.importing import Importing

        return Importing
    if name == "empty-trash":
        from ui.overlays.empty_trash import EmptyTrash

        return EmptyTrash
    if name == "runs":
        from ui.overlays.runs import AllRuns

        return AllRuns
    if name == "pictures":
        from ui.overlays.pictures import Pictures

        return Pictures
    if name == "teach":
        from ui.overlays.teach import Teach

        return Teach
    if name == "lessons":
        from ui.overlays.lessons import Lessons

        return Lessons
    if name == "compare":
        from ui.overlays.compare import Compare

        return Compare
    return None
