"""What lies over a screen, by name."""

from ui.overlays.experiment import Experiment
from ui.overlays.key_sheet import KeySheet
from ui.overlays.new_class import NewClass
from ui.overlays.overlay import Overlay
from ui.overlays.variants import VariantsWall

OVERLAYS: dict[str, type[Overlay]] = {
    "keys": KeySheet,
    "new-class": NewClass,
    "variants": VariantsWall,
    "experiment": Experiment,
}

__all__ = ["OVERLAYS", "Overlay"]
