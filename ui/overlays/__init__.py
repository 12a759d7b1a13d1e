"""What lies over a screen, by name."""

from ui.overlays.key_sheet import KeySheet
from ui.overlays.new_class import NewClass
from ui.overlays.overlay import Overlay
from ui.overlays.variants import VariantsWall

OVERLAYS: dict[str, type[Overlay]] = {
    "keys": KeySheet,
    "new-class": NewClass,
    "variants": VariantsWall,
}

__all__ = ["OVERLAYS", "Overlay"]
