import pygame
import pytest

from tests.explained import draw, work
from ui import commands as c
from ui import pictures
from ui.window import Window


@pytest.fixture
def trained(workspace, fonts):
    work(workspace)
    draw(workspace, (5, 5), (20, 20))
    workspace.apply(c.ChangePlan("epochs", 4))
    workspace.apply(c.StartOrPause())
    work(workspace)
    return workspace


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("what", pictures.SIZES)
def test_a_picture_is_of_the_size_that_is_wished_and_shows_something(trained, what, theme):
    trained.apply(c.ChangeView("theme", theme))
    trained.apply(c.ChangePicture("picture", what))
    for scale in (1, 3):
        trained.apply(c.ChangePicture("picture_scale", scale))
        made = pictures.picture(trained)
        assert made.get_size() == tuple(scale * points for points in pictures.SIZES[what])
        colors = {tuple(made.get_at((x, y))) for x in range(0, made.get_width(), 7)
                  for y in range(0, made.get_height(), 7)}  # fmt: skip
        assert len(colors) > 5
    assert pictures.picture(trained).get_view().raw == pictures.picture(trained).get_view().raw


def test_without_a_training_there_is_no_picture_of_one(workspace):
    workspace.apply(c.SavePicture())
    assert "no training" in workspace.message.text and not workspace.picture_wanted


@pytest.mark.filterwarnings("ignore:Please use Window")  # of pygame-ce, for the least size
def test_the_window_writes_it_and_says_where(trained, monkeypatch):
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    pygame.display.init()
    window = Window(trained)
    trained.apply(c.show_screen("train"))
    trained.apply(c.open_overlay("pictures"))
    for _ in range(2):  # two of the same moment have names of their own
        trained.apply(c.SavePicture())
        window._frame()
        assert "The picture is in" in trained.message.text and not trained.picture_wanted
    found = list((trained.home / "pictures").glob("curves *.png"))
    assert len(found) == 2
    assert pygame.image.load(found[0]).get_size() == (1520, 1280)
    for path in found:
        path.unlink()
    (trained.home / "pictures").rmdir()
    (trained.home / "pictures").write_text("in the way")
    trained.apply(c.SavePicture())
    window._frame()
    assert "could not be written" in trained.message.text and not trained.picture_wanted
    pygame.display.quit()
