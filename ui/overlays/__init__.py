"""What lies over a screen, by name."""

from ui.overlays.key_sheet import KeySheet
from ui.overlays.new_class import NewClass
from ui.overlays.overlay import Overlay

OVERLAYS: dict[str, type[Overlay]] = {"keys": KeySheet, "new-class": NewClass}

__all__ = ["OVERLAYS", "Overlay"]
