"""The window: its screens, its widgets, and the workspace they show. Alone knows pygame."""
