"""The four screens, each imported when it is first wanted: a window opens with one of them."""

from ui.screens.screen import Screen
from ui.state.view import ScreenName


def screen_class(name: ScreenName) -> type[Screen]:
    """Return the class of the screen of that name."""
    if name == "draw":
        from ui.screens.draw import DrawScreen

        return DrawScreen
    if name == "drawings":
        from ui.screens.drawings import DrawingsScreen

        return DrawingsScreen
    if name == "train":
        from ui.screens.train import TrainScreen

        return TrainScreen
    from ui.screens.network import NetworkScreen

    return NetworkScreen
