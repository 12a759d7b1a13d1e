"""The whole window without a window: events in, commands and pixels out."""

import time
from dataclasses import replace

import numpy as np
import pygame
import pytest
from pygame.event import Event

from data.home import open_drawings
from models.architecture import untrained
from models.model import Model, Story
from models.plan import PRESETS, Plan
from models.settings import shown
from network import Network
from ui import commands as c
from ui.keys import KEYS, commands_for
from ui.layout import draw_layout, frame
from ui.look import Look
from ui.stage import Stage
from ui.state.view import LEAST, SCALES, SCREENS, fitting_scale
from ui.state.wall import wall_of
from ui.widgets.curve import Curve, Line, Plot
from ui.widgets.field import Field
from ui.widgets.matrix import Confusion, Matrix
from ui.widgets.wiring_places import columns_of
from ui.workspace import Workspace

pytestmark = pytest.mark.usefixtures("fonts")
SIZES = {
    "small": ((960, 640), 1.0),
    "normal": ((1280, 800), 1.0),
    "200 %": ((1280, 800), 2.0),
    "300 %": ((1920, 1200), 3.0),
    "large": ((2560, 1440), 1.0),
    "low and wide": ((1366, 640), 1.5),
    "very wide": ((2560, 1080), 2.5),
    "too large a scale": ((960, 640), 3.0),
}


@pytest.fixture
def stage(workspace):
    return Stage(workspace, (1280, 800))


def work(workspace):
    while workspace.work(time.perf_counter() + 0.05):
        pass


def picture(stage, size=(1280, 800)):
    surface = pygame.Surface(size)
    stage.catch_up()
    stage.draw(surface)
    return pygame.surfarray.array3d(surface)


def mouse(kind, at, button=1, buttons=(1, 0, 0)):
    if kind == pygame.MOUSEMOTION:
        return Event(kind, pos=at, buttons=buttons, rel=(0, 0))
    return Event(kind, pos=at, button=button, clicks=1)


def key(code, mod=0, text=""):
    return Event(pygame.KEYDOWN, key=code, mod=mod, unicode=text)


def send(stage, workspace, *events):
    commands = []
    for event in events:
        for command in stage.handle(event):
            commands.append(command)
            workspace.apply(command)
    return commands


def click(stage, workspace, at, button=1):
    return send(
        stage, workspace, mouse(pygame.MOUSEMOTION, at, buttons=(0, 0, 0)),
        mouse(pygame.MOUSEBUTTONDOWN, at, button), mouse(pygame.MOUSEBUTTONUP, at, button),
    )  # fmt: skip


def sheet(size=(1280, 800)):
    return draw_layout(frame(size, lambda points: round(points)).content, lambda p: round(p)).sheet


def cell(row, col):
    area = sheet()
    return (
        area.x + int((col + 0.5) * area.width / 28),
        area.y + int((row + 0.5) * area.height / 28),
    )


def widget(stage, text):
    """The button with that text on the screen shown."""
    for found in stage._screen.panel.widgets:
        label = getattr(found, "text", None)
        if (label() if callable(label) else label) == text:
            return found
    raise AssertionError(f"no button says {text}")


def test_press_drag_and_release_make_one_stroke(stage, workspace):
    commands = send(
        stage, workspace,
        mouse(pygame.MOUSEBUTTONDOWN, cell(2, 1)),
        mouse(pygame.MOUSEMOTION, cell(2, 4)),
        mouse(pygame.MOUSEBUTTONUP, cell(2, 4)),
    )  # fmt: skip
    assert commands == [
        c.BeginStroke((2, 1)), c.ExtendStroke((2, 4)), c.ExtendStroke((2, 4)), c.EndStroke(),
    ]  # fmt: skip
    assert np.argwhere(workspace.sheet.pixels).tolist() == [
        [row, col] for row in (2, 3) for col in range(1, 6)
    ]


def test_a_stroke_goes_on_beyond_the_sheet_until_the_button_is_up(stage, workspace):
    area = sheet()
    outside = (area.right + 300, cell(5, 0)[1])
    send(
        stage, workspace,
        mouse(pygame.MOUSEBUTTONDOWN, cell(5, 20)), mouse(pygame.MOUSEMOTION, outside),
        mouse(pygame.MOUSEMOTION, cell(9, 20)), mouse(pygame.MOUSEBUTTONUP, cell(9, 20)),
    )  # fmt: skip
    assert workspace.sheet.pixels[5, 20:].all()
    assert not workspace.sheet.drawing


def test_the_right_button_erases_and_a_second_button_changes_nothing(stage, workspace):
    click(stage, workspace, cell(5, 5))
    assert workspace.sheet.pixels[5, 5]
    click(stage, workspace, cell(5, 5), button=3)
    assert not workspace.sheet.pixels[5, 5]
    send(
        stage, workspace,
        mouse(pygame.MOUSEBUTTONDOWN, cell(5, 5)), mouse(pygame.MOUSEBUTTONDOWN, cell(9, 9), 3),
        mouse(pygame.MOUSEBUTTONUP, cell(9, 9), 3), mouse(pygame.MOUSEMOTION, cell(5, 9)),
        mouse(pygame.MOUSEBUTTONUP, cell(5, 9)),
    )  # fmt: skip
    assert workspace.sheet.pixels[5, 5:10].all()
    workspace.apply(c.Undo())
    assert workspace.sheet.empty  # it was one stroke


def test_deleting_with_the_pen_down_is_undone_like_everything(stage, workspace):
    send(
        stage, workspace, mouse(pygame.MOUSEBUTTONDOWN, cell(5, 5)),
        mouse(pygame.MOUSEMOTION, cell(5, 15)), key(pygame.K_DELETE),
        mouse(pygame.MOUSEMOTION, cell(20, 15)), mouse(pygame.MOUSEBUTTONUP, cell(20, 15)),
    )  # fmt: skip
    assert workspace.sheet.empty
    while workspace.history.can_undo:
        workspace.apply(c.Undo())
    assert workspace.sheet.empty
    workspace.apply(c.Redo())
    assert workspace.sheet.pixels[5, 5:16].all()


def test_a_stroke_ends_where_its_screen_does(stage, workspace):
    send(stage, workspace, mouse(pygame.MOUSEBUTTONDOWN, cell(5, 5)), key(pygame.K_F2))
    send(stage, workspace, mouse(pygame.MOUSEBUTTONUP, (5, 700)), key(pygame.K_F1))
    assert not workspace.sheet.drawing
    click(stage, workspace, cell(24, 5), button=3)
    assert not workspace.sheet.pixels[7:].any()


def test_the_wheel_over_the_sheet_changes_the_brush(stage, workspace):
    send(stage, workspace, mouse(pygame.MOUSEMOTION, cell(5, 5), buttons=(0, 0, 0)))
    up, down = (Event(pygame.MOUSEWHEEL, x=0, y=y, precise_y=float(y)) for y in (1, -1))
    send(stage, workspace, up, up, up, up)
    assert workspace.view.brush == 4
    send(stage, workspace, down)
    assert workspace.view.brush == 3


def test_every_key_of_the_table_does_what_the_table_says(workspace):
    for entry in KEYS:
        if entry.command is None:
            continue
        mod = {
            "": 0,
            "ctrl": pygame.KMOD_LCTRL,
            "ctrl+shift": pygame.KMOD_LCTRL | pygame.KMOD_LSHIFT,
        }
        screens = SCREENS if entry.where == "everywhere" else (entry.where, *entry.also)
        for screen in screens:
            for code in entry.keys:
                assert commands_for(key(code, mod[entry.ctrl]), screen) == [entry.command]
            if entry.character:
                event = key(0, 0, entry.character)
                assert commands_for(event, screen) == [entry.command]


def test_all_keys_of_the_design_are_in_the_table():
    shown = {(entry.where, entry.shown) for entry in KEYS}
    for where, name in (
        ("everywhere", "F1 to F4"), ("everywhere", "Ctrl+Tab"), ("everywhere", "Ctrl+Z"),
        ("everywhere", "Ctrl+Y"), ("everywhere", "?"), ("draw", "B"), ("draw", "E"), ("draw", "X"),
        ("draw", "[ ] or wheel"), ("draw", "Shift+click"), ("draw", "arrows"), ("draw", "Delete"),
        ("draw", "1 to 9"), ("draw", "G"), ("draw", "W"), ("drawings", "Ctrl+A"),
        ("drawings", "Delete"), ("drawings", "1 to 9"), ("drawings", "Enter"), ("drawings", "/"),
        ("train", "Space"), ("train", "Escape"), ("network", "← →"),
    ):  # fmt: skip
        assert (where, name) in shown


def test_a_click_on_a_class_keeps_the_drawing_under_it(stage, workspace):
    click(stage, workspace, cell(5, 5))
    bars = next(w for w in stage._screen.panel.widgets if type(w).__name__ == "Bars")
    third = bars.area.x + 60, bars.area.y + int(bars._row(bars._bars()) * 2.5)
    click(stage, workspace, third)
    assert workspace.message.text.startswith("Kept as tree")


def test_the_undo_of_a_message_undoes(stage, workspace):
    click(stage, workspace, cell(5, 5))
    send(stage, workspace, key(pygame.K_1))
    picture(stage)
    undo = stage._bar.panel.widgets[1]
    click(stage, workspace, undo.area.center)
    assert workspace.collection.count() == 640
    assert not workspace.sheet.empty


def test_a_message_goes_after_a_while_and_no_sooner(stage, workspace):
    workspace.say("Hello.")
    assert stage.tick(100.0) == (False, [])
    assert stage.tick(105.0) == (False, [])
    assert stage.tick(107.0) == (False, [c.Dismiss()])


def test_letters_go_to_the_field_that_has_the_focus(stage, workspace):
    workspace.apply(c.show_screen("drawings"))
    picture(stage)
    send(stage, workspace, key(pygame.K_SLASH, 0, "/"))
    assert stage.editing is not None
    send(stage, workspace, Event(pygame.TEXTINPUT, text="car"), key(pygame.K_DELETE))
    assert len(workspace.collection.shown) == 80
    assert workspace.collection.count() == 640  # Delete was the field's
    send(stage, workspace, key(pygame.K_ESCAPE))
    assert stage.editing is None


def test_arrow_keys_go_through_the_grid_and_delete_moves_on(stage, workspace):
    workspace.apply(c.show_screen("drawings"))
    picture(stage)
    shown = workspace.collection.drawings.ids[workspace.collection.shown].tolist()
    send(stage, workspace, key(pygame.K_RIGHT), key(pygame.K_RIGHT), key(pygame.K_DELETE))
    assert workspace.collection.count() == 639
    assert workspace.selection.visible_ids == [shown[2]]
    columns = stage._screen._grid.columns
    send(stage, workspace, key(pygame.K_DOWN))
    assert workspace.selection.cursor == 1 + columns


def test_nonsense_in_a_field_is_said_there_and_keeps_start_off(stage, workspace):
    workspace.apply(c.show_screen("train"))
    workspace.apply(c.ChangeView("plan_part", "learning"))
    picture(stage)
    field = stage._screen.plan.fields[0]
    assert isinstance(field, Field)
    click(stage, workspace, field.area.center)
    send(stage, workspace, key(pygame.K_a, pygame.KMOD_LCTRL), Event(pygame.TEXTINPUT, text="many"))
    assert field.error == "Type a whole number."
    assert not widget(stage, "Start training").enabled
    send(stage, workspace, key(pygame.K_a, pygame.KMOD_LCTRL), Event(pygame.TEXTINPUT, text="7"))
    assert field.error == "" and workspace.trainer.plan.epochs == 7
    assert widget(stage, "Start training").enabled


def test_tab_goes_round_all_widgets_and_back(stage, workspace):
    for name in SCREENS:
        workspace.apply(c.show_screen(name))
        picture(stage)
        panel = stage._screen.panel
        able = [w for w in panel.widgets if w.focusable and w.enabled]
        seen = []
        for _ in able:
            send(stage, workspace, key(pygame.K_TAB))
            seen.append(panel.focused)
        assert seen == able
        send(stage, workspace, key(pygame.K_TAB, pygame.KMOD_LSHIFT))
        assert panel.focused is able[-2 % len(able)]


def test_the_network_may_change_under_a_resting_pointer(stage, workspace, rng):
    """Once the pointer's neuron was remembered, and the next network had none there."""
    workspace.apply(c.show_screen("network"))
    picture(stage)
    wiring = next(w for w in stage._screen.panel.widgets if type(w).__name__ == "Wiring")
    at = columns_of(stage._screen._scene(), wiring.area, stage._look)[2].at[7]
    send(stage, workspace, mouse(pygame.MOUSEMOTION, at, buttons=(0, 0, 0)))
    assert wiring.in_focus == (2, 7)
    names = ("car", "house")
    workspace.use(Model(Network.dense((784, 3, 2), rng), names, Story(), "small"))
    picture(stage)


def test_a_stroke_ends_when_something_is_laid_over_the_sheet(stage, workspace):
    send(stage, workspace, mouse(pygame.MOUSEBUTTONDOWN, cell(5, 5)))
    send(stage, workspace, key(pygame.K_SLASH, pygame.KMOD_LSHIFT))
    assert workspace.view.overlay == "keys" and not workspace.sheet.drawing
    send(stage, workspace, mouse(pygame.MOUSEBUTTONUP, cell(20, 5)), key(pygame.K_ESCAPE))
    click(stage, workspace, cell(20, 20))
    assert not workspace.sheet.pixels[8:19].any()


def test_arrow_keys_in_the_relabel_list_change_nothing_until_enter(stage, workspace):
    workspace.apply(c.show_screen("drawings"))
    workspace.apply(c.Choose(0))
    picture(stage)
    relabel = [w for w in stage._screen.panel.widgets if type(w).__name__ == "Rows"][1]
    while stage._screen.panel.focused is not relabel:
        send(stage, workspace, key(pygame.K_TAB))
    before = workspace.collection.drawings.label_ids.copy()
    send(stage, workspace, key(pygame.K_DOWN), key(pygame.K_DOWN))
    assert np.array_equal(workspace.collection.drawings.label_ids, before)
    send(stage, workspace, key(pygame.K_RETURN))
    assert workspace.message.text == "1 drawing now under tree (was apple)."
    assert workspace.view.screen == "drawings"


def test_a_slider_at_its_end_keeps_the_arrow_key(stage, workspace):
    workspace.apply(c.show_screen("network"))
    workspace.apply(c.ChangeView("strongest", 0))
    picture(stage)
    slider = next(w for w in stage._screen.panel.widgets if type(w).__name__ == "Slider")
    while stage._screen.panel.focused is not slider:
        send(stage, workspace, key(pygame.K_TAB))
    send(stage, workspace, key(pygame.K_LEFT))
    assert workspace.sheet.empty


def test_space_does_not_start_while_a_field_is_marked(stage, workspace):
    workspace.apply(c.show_screen("train"))
    workspace.apply(c.ChangeView("plan_part", "learning"))
    picture(stage)
    field = stage._screen.plan.fields[0]
    click(stage, workspace, field.area.center)
    send(stage, workspace, Event(pygame.TEXTINPUT, text="x"), key(pygame.K_ESCAPE))
    send(stage, workspace, key(pygame.K_SPACE))
    assert workspace.trainer.status == "idle"


def test_shift_makes_another_key(stage, workspace):
    click(stage, workspace, cell(5, 5))
    send(stage, workspace, key(pygame.K_1, pygame.KMOD_LSHIFT, "1"))
    assert not workspace.sheet.empty
    send(stage, workspace, key(pygame.K_SLASH, pygame.KMOD_LSHIFT, "/"))
    assert workspace.view.overlay == "keys"


def test_enter_opens_the_drawing_that_an_arrow_key_chose(stage, workspace):
    """Once it pressed the button that Tab had reached before."""
    workspace.apply(c.show_screen("drawings"))
    picture(stage)
    send(stage, workspace, *[key(pygame.K_TAB)] * 3, key(pygame.K_RIGHT), key(pygame.K_RETURN))
    assert workspace.view.screen == "draw"
    assert workspace.collection.count() == 640


def test_classes_can_be_kept_under_by_keyboard_alone(stage, workspace):
    click(stage, workspace, cell(5, 5))
    bars = next(w for w in stage._screen.panel.widgets if type(w).__name__ == "Bars")
    while stage._screen.panel.focused is not bars:
        send(stage, workspace, key(pygame.K_TAB))
    send(stage, workspace, key(pygame.K_DOWN), key(pygame.K_DOWN), key(pygame.K_RETURN))
    assert workspace.message.text.startswith("Kept as tree")


def test_a_field_follows_a_value_that_comes_from_elsewhere(stage, workspace):
    workspace.apply(c.show_screen("train"))
    picture(stage)
    network, hidden = stage._screen.plan.fields[0], stage._screen.plan.fields[3]
    click(stage, workspace, hidden.area.center)
    send(stage, workspace, Event(pygame.TEXTINPUT, text="banana"))
    assert hidden.error
    click(stage, workspace, network.area.center)
    assert (hidden.error, hidden.shown) == ("", shown(PRESETS["wide"].hidden))


def test_escape_in_the_filter_shows_everything_again(stage, workspace):
    workspace.apply(c.show_screen("drawings"))
    picture(stage)
    send(stage, workspace, key(pygame.K_SLASH), Event(pygame.TEXTINPUT, text="cat"))
    assert len(workspace.collection.shown) == 80
    send(stage, workspace, key(pygame.K_ESCAPE))
    assert len(workspace.collection.shown) == 640 and stage.editing is None


def test_a_double_name_is_said_in_the_dialog(stage, workspace):
    workspace.apply(c.open_overlay("new-class"))
    picture(stage)
    send(stage, workspace, Event(pygame.KEYUP, key=0, mod=0))
    send(stage, workspace, Event(pygame.TEXTINPUT, text="CAT"), key(pygame.K_RETURN))
    assert stage._overlay.field.error == "There is a class cat already."
    assert len(workspace.collection.labels) == 8


def test_in_a_narrow_window_the_matrix_takes_turns_with_the_curves(workspace):
    stage = Stage(workspace, (960, 640))
    workspace.apply(c.ChangeView("scale", 1.5))
    workspace.apply(c.show_screen("train"))
    kinds = []
    for _ in range(2):
        picture(stage, (960, 640))
        kinds.append({type(w).__name__ for w in stage._screen.panel.widgets})
        workspace.apply(c.ChangeView("train_part", "matrix"))
    assert "Curve" in kinds[0] and "Matrix" not in kinds[0]
    assert "Matrix" in kinds[1] and "Curve" not in kinds[1]


def test_a_new_class_by_keyboard_alone(stage, workspace):
    workspace.apply(c.open_overlay("new-class"))
    picture(stage)
    send(stage, workspace, Event(pygame.KEYUP, key=0, mod=0))
    send(stage, workspace, Event(pygame.TEXTINPUT, text="a/b"), key(pygame.K_RETURN))
    assert stage._overlay.field.error.startswith("“a/b” has a slash")
    send(
        stage, workspace, key(pygame.K_a, pygame.KMOD_LCTRL),
        Event(pygame.TEXTINPUT, text="star"), key(pygame.K_RETURN),
    )  # fmt: skip
    assert workspace.collection.labels[-1].name == "star"
    assert workspace.view.overlay == ""


def test_a_button_that_opens_a_dialog_is_let_go(stage, workspace):
    """Once the press stayed with the button, and the next stroke was lost."""
    click(stage, workspace, widget(stage, "New class").area.center)
    assert workspace.view.overlay == "new-class"
    send(stage, workspace, key(pygame.K_ESCAPE))
    click(stage, workspace, cell(5, 5))
    assert workspace.sheet.pixels[5, 5]


def fill(workspace):
    """What every screen has something to show of."""
    workspace.apply(c.AddClass("a class with a name of forty characters"))
    work(workspace)
    workspace.apply(c.Choose(3))
    workspace.apply(c.OpenOnSheet())
    for name, value in (("epochs", 4), ("augment", False)):
        workspace.apply(c.ChangePlan(name, value))
    workspace.apply(c.StartOrPause())
    work(workspace)


@pytest.mark.parametrize("size, scale", SIZES.values(), ids=SIZES)
def test_drawing_twice_gives_the_same_picture_and_changes_nothing(workspace, size, scale):
    fill(workspace)
    for theme in ("dark", "light"):
        workspace.apply(c.ChangeView("theme", theme))
        workspace.apply(c.ChangeView("scale", scale))
        stage = Stage(workspace, size)
        for name in SCREENS:
            workspace.apply(c.show_screen(name))
            before = workspace.version, workspace.view, workspace.sheet.version
            first = picture(stage, size)
            assert np.array_equal(first, picture(stage, size)), name
            assert (workspace.version, workspace.view, workspace.sheet.version) == before
            assert first.std() > 10


@pytest.mark.parametrize("size, scale", SIZES.values(), ids=SIZES)
def test_widgets_lie_inside_the_window_and_do_not_overlap(workspace, size, scale):
    workspace.apply(c.ChangeView("scale", scale))
    stage = Stage(workspace, size)
    window = pygame.Rect((0, 0), size)
    for name in SCREENS:
        workspace.apply(c.show_screen(name))
        picture(stage, size)
        widgets = [widget for widget in stage._screen.panel.widgets if widget.visible]
        for i, one in enumerate(widgets):
            assert window.contains(one.area), (name, type(one).__name__, one.area)
            assert one.area.width > 8 and one.area.height > 8, (name, type(one).__name__)
            for other in widgets[i + 1 :]:
                if "Painted" not in {type(one).__name__, type(other).__name__}:
                    assert not one.area.colliderect(other.area), (name, one.area, other.area)


def words_cut(stage, size):
    """The texts that end in an ellipsis when the stage is drawn."""
    cut, written = [], stage._look.fitted

    def fitted(text, *args, **kwargs):
        result = written(text, *args, **kwargs)
        if result != text:
            cut.append(text)
        return result

    stage._look.fitted = fitted
    picture(stage, size)
    return cut


@pytest.mark.parametrize("size, scale", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("name", SCREENS)
def test_every_word_on_a_button_is_written_whole(workspace, name, size, scale):
    workspace.apply(c.ChangeView("scale", scale))
    workspace.apply(c.show_screen(name))
    cut = words_cut(Stage(workspace, size), size)
    hints = [text for text in cut if text.startswith("Filter")]  # a hint may end in an ellipsis
    assert cut == hints


@pytest.mark.parametrize("size, scale", SIZES.values(), ids=SIZES)
def test_a_trainings_words_are_written_whole_too(workspace, size, scale):
    for name, value in (("epochs", 20_000), ("augment", False), ("hidden", (2,))):
        workspace.apply(c.ChangePlan(name, value))
    workspace.apply(c.ChangeView("scale", scale))
    workspace.apply(c.show_screen("train"))
    workspace.apply(c.StartOrPause())
    while not workspace.trainer.run.curves.points:
        workspace.work(time.perf_counter() + 0.01)
    assert words_cut(Stage(workspace, size), size) == []


def test_the_scale_gives_way_to_a_window_that_is_too_small():
    assert fitting_scale(1.0, (960, 640), lesson=False) == 1.0
    assert fitting_scale(3.0, (1920, 1200), lesson=False) == 3.0
    for size in ((960, 640), (1280, 800), (1366, 768), (1920, 1080)):
        for wanted in SCALES:
            scale = fitting_scale(wanted, size, lesson=False)
            assert scale == wanted or scale * LEAST[0] <= size[0] and scale * LEAST[1] <= size[1]


@pytest.mark.parametrize("hidden", [(), (1,), (1000,), (3,) * 10], ids=str)
def test_networks_of_any_shape_are_shown(workspace, stage, hidden, rng):
    network = Network.dense((784, *hidden, 3), rng)
    workspace.use(Model(network, ("car", "unicorn", "cat"), Story(), "odd"))
    click(stage, workspace, cell(5, 5))
    for name in SCREENS:
        workspace.apply(c.show_screen(name))
        picture(stage)
    wiring = next(w for w in stage._screen.panel.widgets if type(w).__name__ == "Wiring")
    for x in range(wiring.area.x, wiring.area.right, 12):
        for y in range(wiring.area.y, wiring.area.bottom, 40):
            click(stage, workspace, (x, y))
            picture(stage)
            break
    assert workspace.answer.names == ("car", "unicorn", "cat")


def test_an_empty_collection_says_what_to_do(workspace, stage):
    workspace.apply(c.TrashStarter())
    workspace.dismiss()
    for name in SCREENS:
        workspace.apply(c.show_screen(name))
        picture(stage)
    assert "Draw one (F1)" in stage._screens["drawings"]._empty()


def test_hovering_a_neuron_shows_its_lines_and_a_click_holds_on_to_it(workspace, stage):
    click(stage, workspace, cell(5, 5))
    workspace.apply(c.show_screen("network"))
    all_lines = picture(stage)
    wiring = next(w for w in stage._screen.panel.widgets if type(w).__name__ == "Wiring")
    at = columns_of(stage._screen._scene(), wiring.area, stage._look)[1].at[4]
    send(stage, workspace, mouse(pygame.MOUSEMOTION, at, buttons=(0, 0, 0)))
    assert wiring.in_focus == (1, 4)
    assert not np.array_equal(picture(stage), all_lines)
    click(stage, workspace, at)
    assert workspace.view.focus == (1, 4)
    send(stage, workspace, mouse(pygame.MOUSEMOTION, (5, 700), buttons=(0, 0, 0)))
    assert wiring.in_focus == (1, 4)
    click(stage, workspace, at)
    assert workspace.view.focus is None


def test_the_grid_draws_only_what_is_in_sight(tmp_path, rng):
    with open_drawings(tmp_path / "home") as store:
        label = store.labels()[0].id
        store.add(rng.random((20_000, 28, 28)) < 0.2, [label] * 20_000, "imported")
    workspace = Workspace(tmp_path / "home")
    stage = Stage(workspace, (1280, 800))
    workspace.apply(c.show_screen("drawings"))
    picture(stage)
    grid, drawn = stage._screen._grid, []
    packed = grid._gallery.packed
    grid._gallery = replace(
        grid._gallery, packed=lambda first, last: drawn.append(last - first) or packed(first, last)
    )
    workspace.apply(c.Choose(15_000))
    picture(stage)
    assert drawn and 0 < max(drawn) < 200
    workspace.close()


def test_the_scroll_bar_can_be_dragged_from_end_to_end(stage, workspace):
    workspace.apply(c.show_screen("drawings"))
    first = picture(stage)
    area = stage._screen._grid.area
    bar = area.right - 3
    send(
        stage, workspace, mouse(pygame.MOUSEBUTTONDOWN, (bar, area.y + 4)),
        mouse(pygame.MOUSEMOTION, (bar - 200, area.bottom + 50)),
    )  # fmt: skip
    last = picture(stage)
    grid = stage._screen._grid
    assert grid._scroll.offset == grid._content() - area.height
    assert not np.array_equal(first, last)
    send(
        stage, workspace, mouse(pygame.MOUSEMOTION, (bar, area.y)),
        mouse(pygame.MOUSEBUTTONUP, (bar, area.y)), mouse(pygame.MOUSEMOTION, (bar, area.bottom)),
    )  # fmt: skip
    assert grid._scroll.offset == 0
    assert workspace.selection.visible_ids == []


def test_tips_come_to_a_resting_pointer_only(stage, workspace):
    button = widget(stage, "What if")
    send(stage, workspace, mouse(pygame.MOUSEMOTION, button.area.center, buttons=(0, 0, 0)))
    assert stage.tick(50.0)[0] is False
    assert stage.tick(50.7)[0] is True
    assert "flipping" in stage._tip
    send(stage, workspace, mouse(pygame.MOUSEMOTION, (5, 5), buttons=(0, 0, 0)))
    assert stage._tip == ""


def test_the_what_if_tint_is_for_the_best_answer_or_the_class_pointed_at(stage, workspace):
    click(stage, workspace, cell(5, 5))
    plain = picture(stage)
    send(stage, workspace, key(pygame.K_w))
    tinted = picture(stage)
    area = sheet()
    inside = slice(area.x, area.right), slice(area.y, area.bottom)
    assert not np.array_equal(plain[inside], tinted[inside])
    bars = stage._screen._answer.bars
    best = workspace.answer.best
    row = (best + 1) % len(workspace.networks.model.names)
    at = bars.area.x + 60, bars.area.y + int(bars._row(bars._bars()) * (row + 0.5))
    send(stage, workspace, mouse(pygame.MOUSEMOTION, at, buttons=(0, 0, 0)))
    assert stage._screen._answer.target == row
    assert not np.array_equal(picture(stage)[inside], tinted[inside])


def overlay_widgets(stage, kind):
    return [w for w in stage._overlay.panel.widgets if type(w).__name__ == kind]


@pytest.mark.parametrize("name", ["variants", "experiment", "backward"])
@pytest.mark.parametrize("size, scale", SIZES.values(), ids=SIZES)
def test_the_large_overlays_fit_every_window_and_drawing_changes_nothing(
    workspace, name, size, scale
):
    workspace.apply(c.ChangeView("scale", scale))
    workspace.apply(c.open_overlay(name))
    stage = Stage(workspace, size)
    assert np.array_equal(picture(stage, size), picture(stage, size))
    window = pygame.Rect((0, 0), size)
    widgets = stage._overlay.panel.widgets
    for i, one in enumerate(widgets):
        assert window.contains(one.area), type(one)
        assert one.area.width > 0 and one.area.height > 0, type(one)
        for other in widgets[i + 1 :]:
            assert not one.area.colliderect(other.area), (type(one), type(other))


def test_v_opens_the_wall_and_a_slider_changes_the_variants(stage, workspace):
    workspace.apply(c.Choose(0))
    workspace.apply(c.OpenOnSheet())
    send(stage, workspace, key(pygame.K_v))
    assert workspace.view.overlay == "variants"
    before = picture(stage)
    slider = overlay_widgets(stage, "Slider")[0]
    click(stage, workspace, (slider.area.right - 20, slider.area.centery))
    assert workspace.trainer.plan.turn_deg > 30
    assert not np.array_equal(picture(stage), before)
    send(stage, workspace, key(pygame.K_ESCAPE))
    assert workspace.view.overlay == ""


def test_the_wall_shows_what_a_training_would_be_taught(workspace):
    plan = Plan().with_setting("hole", 0.0)
    image = workspace.collection.image(5)
    wall = wall_of(image, plan, workspace.networks.model, lambda name: False)
    assert np.array_equal(wall.drawing.reshape(28, 28) > 0, image)
    assert set(np.unique(wall.variants)) == {0.0, 1.0}
    assert wall.outputs == pytest.approx(
        workspace.networks.model.network.forward(
            np.concatenate([wall.drawing[None], wall.variants])
        )
    )
    again = wall_of(image, plan, workspace.networks.model, lambda name: False)
    assert np.array_equal(wall.variants, again.variants)  # the same chance at every look


def test_a_click_on_a_class_goes_round_what_is_said_of_its_mirror(stage, workspace):
    workspace.apply(c.open_overlay("variants"))
    picture(stage)
    rows = overlay_widgets(stage, "Rows")[0]
    said = []
    for _ in range(3):
        click(stage, workspace, (rows.area.x + 20, rows.area.y + 10))
        said.append(workspace.collection.labels[0].mirror)
    assert said == [True, False, None]


def test_without_any_drawing_the_wall_says_what_to_do(stage, workspace):
    workspace.apply(c.TrashStarter())
    workspace.apply(c.open_overlay("variants"))
    picture(stage)
    assert stage._overlay._found() is None


@pytest.mark.parametrize("preset", ["wide", "conv"])
@pytest.mark.parametrize("size, scale", SIZES.values(), ids=SIZES)
def test_networks_that_centre_and_convolve_are_drawn(workspace, preset, size, scale, rng):
    names = workspace.networks.model.names
    network = untrained(PRESETS[preset], 784, len(names), rng)
    workspace.use(Model(network, names, Story()))
    workspace.apply(c.ChangeView("scale", scale))
    workspace.apply(c.Choose(0))
    workspace.apply(c.OpenOnSheet())
    workspace.apply(c.show_screen("network"))
    stage = Stage(workspace, size)
    picture(stage, size)
    wiring = stage._screen._wiring
    columns = columns_of(wiring._scene(), wiring.area, stage._look)
    for column in columns:  # every unit can be pointed at, and its sum is shown
        send(stage, workspace, mouse(pygame.MOUSEMOTION, column.at[0], buttons=(0, 0, 0)))
        assert wiring.in_focus == (column.depth, column.neurons[0])
        picture(stage, size)


def written(stage, size):
    """Where every text of a picture stands."""
    look, places = stage._look, []
    text = look.text

    def note(surface, words, *more, **how):
        places.append((words, text(surface, words, *more, **how)))
        return places[-1][1]

    look.text = note
    picture(stage, size)
    look.text = text
    return places


@pytest.mark.parametrize("size, scale", SIZES.values(), ids=SIZES)
def test_the_headers_of_a_convolutional_network_do_not_lie_over_one_another(
    workspace, size, scale, rng
):
    network = untrained(PRESETS["conv"], 784, len(workspace.networks.model.names), rng)
    workspace.use(Model(network, workspace.networks.model.names, Story()))
    workspace.apply(c.ChangeView("scale", scale))
    workspace.apply(c.show_screen("network"))
    stage = Stage(workspace, size)
    top = stage._screen._wiring.area.y + stage._look.u(8)
    headers = [place for _, place in written(stage, size) if abs(place.centery - top) <= 1
               and stage._screen._wiring.area.collidepoint(place.center)]  # fmt: skip
    assert len(headers) == 4
    for i, one in enumerate(headers):
        assert not any(one.colliderect(other) for other in headers[i + 1 :])


@pytest.mark.parametrize("width", [200, 260, 420])
def test_a_legend_stays_inside_its_curve(fonts, width):
    line = [(1, 0.2), (9, 0.5)]
    plot = Plot(
        "Accuracy", [Line("training", line, False),
                     Line("held-out", line, True, (), "held-out 39% (31% to 48%)")],
        9, 1.0, True, "",
    )  # fmt: skip
    surface = pygame.Surface((width + 400, 300))
    surface.fill((1, 2, 3))
    Curve(pygame.Rect(200, 20, width, 240), lambda: plot).draw(surface, Look())
    outside = pygame.surfarray.array3d(surface)
    outside[200 : 200 + width, 20:260] = (1, 2, 3)
    assert (outside == (1, 2, 3)).all()


def test_a_matrix_without_room_for_both_keeps_the_numbers_in_its_cells(fonts):
    confusion = Confusion(["house"] * 8, np.eye(8, dtype=np.int64) * 16, "Held-out drawings")
    matrix = Matrix(pygame.Rect(0, 0, 198, 600), lambda: confusion, "")
    cells, size = matrix._cells(confusion)
    assert size >= 17
    wide = Matrix(pygame.Rect(0, 0, 400, 600), lambda: confusion, "")
    cells, _ = wide._cells(confusion)
    assert cells.right + wide._shares(confusion) < 400


@pytest.mark.parametrize("size, scale", SIZES.values(), ids=SIZES)
def test_the_sheet_of_keys_has_every_key_in_every_window(workspace, size, scale):
    from ui.keys import KEYS
    from ui.look import Look

    workspace.apply(c.ChangeView("scale", scale))
    workspace.apply(c.open_overlay("keys"))
    stage, written, text = Stage(workspace, size), [], Look.text

    def noted(self, surface, words, *args, **values):
        place = text(self, surface, words, *args, **values)
        written.append((words, stage._overlay.card.contains(place)))
        return place

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Look, "text", noted)
        picture(stage, size)
    inside = [words for words, is_inside in written if is_inside]
    for key in KEYS:
        if key.shown:
            assert key.shown in inside, key.shown
    assert [key.shown for key in KEYS if key.shown][-1] in inside[-4:]


def test_the_first_click_into_a_field_is_for_typing_something_else(stage, workspace):
    workspace.apply(c.show_screen("train"))
    workspace.apply(c.ChangeView("plan_part", "learning"))
    picture(stage)
    field = stage._screen.plan.fields[0]
    click(stage, workspace, field.area.center)
    send(stage, workspace, Event(pygame.TEXTINPUT, text="12"))
    assert workspace.trainer.plan.epochs == 12
    click(stage, workspace, (field.area.x + 2, field.area.centery))  # now it is for a place
    send(stage, workspace, Event(pygame.TEXTINPUT, text="3"))
    assert workspace.trainer.plan.epochs == 312


def test_a_hand_that_trembles_in_a_click_selects_nothing(stage, workspace):
    workspace.apply(c.show_screen("train"))
    picture(stage)
    field = next(w for w in stage._screen.plan.fields if getattr(w, "shown", "") == "16, 16")
    x, y = field.area.center
    down = mouse(pygame.MOUSEBUTTONDOWN, (x, y), 1)
    held = mouse(pygame.MOUSEMOTION, (x + 1, y), buttons=(1, 0, 0))
    send(stage, workspace, mouse(pygame.MOUSEMOTION, (x, y), buttons=(0, 0, 0)), down, held)
    assert field.edit.selected == "16, 16"
    far = field.area.x + 1, y
    send(stage, workspace, mouse(pygame.MOUSEMOTION, far, buttons=(1, 0, 0)))
    assert field.edit.selected and field.edit.selected != "16, 16"[: len("16, 16") + 1] or x > 0
    send(stage, workspace, mouse(pygame.MOUSEBUTTONUP, far, 1))


def test_enter_ends_a_field_whose_value_holds(stage, workspace):
    workspace.apply(c.show_screen("train"))
    workspace.apply(c.ChangeView("plan_part", "learning"))
    picture(stage)
    field = stage._screen.plan.fields[0]
    click(stage, workspace, field.area.center)
    send(stage, workspace, Event(pygame.TEXTINPUT, text="x"), key(pygame.K_RETURN))
    assert stage.editing is field  # it is wrong
    send(stage, workspace, key(pygame.K_a, pygame.KMOD_LCTRL), Event(pygame.TEXTINPUT, text="3"))
    send(stage, workspace, key(pygame.K_RETURN))
    assert stage.editing is None
    send(stage, workspace, key(pygame.K_SPACE))
    assert workspace.trainer.status == "running"


def test_comma_and_full_stop_go_through_a_runs_moments(stage, workspace):
    workspace.apply(c.show_screen("train"))
    workspace.apply(c.ChangePlan("epochs", 4))
    workspace.apply(c.StartOrPause())
    while workspace.trainer.working:
        workspace.work(0.0)
    last = workspace.playback.last
    send(stage, workspace, key(pygame.K_COMMA))
    assert workspace.playback.place == last - 1
    send(stage, workspace, key(pygame.K_COMMA))
    assert workspace.playback.place == last - 2
    send(stage, workspace, key(pygame.K_PERIOD))
    assert workspace.playback.place == last - 1


def test_without_a_choice_the_list_of_runs_is_about_the_one_that_is_shown(stage, workspace):
    workspace.apply(c.show_screen("train"))
    workspace.apply(c.ChangePlan("epochs", 2))
    workspace.apply(c.StartOrPause())
    while workspace.trainer.working:
        workspace.work(0.0)
    workspace.apply(c.open_overlay("runs"))
    picture(stage)
    go_on = next(
        w for w in stage._overlay.panel.widgets if getattr(w, "text", "") == "Go on with it"
    )
    assert workspace.runs_list.chosen == (workspace.trainer.run_id,) and go_on.enabled
    workspace.apply(c.RemoveRuns())
    stage.catch_up()
    undo = stage._bar.panel.widgets[-1].area.center
    click(stage, workspace, undo)
    assert not workspace.runs_list.removed
    workspace.apply(c.ChooseRun(workspace.trainer.run_id))
    workspace.apply(c.RemoveRuns())
    send(stage, workspace, key(pygame.K_z, pygame.KMOD_LCTRL))
    assert not workspace.runs_list.removed and workspace.view.overlay == "runs"


@pytest.mark.parametrize(("lost", "primary"), [(0.0, True), (0.3, False)])
def test_accepting_what_does_harm_is_not_what_most_people_want(stage, workspace, lost, primary):
    workspace.apply(c.open_overlay("teach"))
    picture(stage)
    accuracy = {0: 0.8, 1: 0.8 - lost}
    workspace.teacher.otherwise = type("", (), {"accuracy": lambda self, i: accuracy[i]})()
    assert stage._overlay._is_harmless() == primary
    workspace.teacher.otherwise = None


def test_what_does_not_answer_says_why_when_it_is_clicked(stage, workspace):
    click(stage, workspace, widget(stage, "Teach").area.center)
    assert "The sheet is empty" in workspace.message.text and workspace.view.overlay == ""
    workspace.apply(c.show_screen("train"))
    picture(stage)
    click(stage, workspace, widget(stage, "Stop").area.center)
    assert "No training is under way" in workspace.message.text
    workspace.apply(c.StartOrPause())
    for found in stage.screen.plan.fields:
        workspace.apply(c.Dismiss())
        click(stage, workspace, found.area.center)
        assert "Pause the training to change its plan" in workspace.message.text
    click(stage, workspace, widget(stage, "Epoch").area.center)
    assert "Space pauses it" in workspace.message.text
    workspace.apply(c.StartOrPause())
    workspace.apply(c.Dismiss())
    field = next(each for each in stage.screen.plan.fields if isinstance(each, Field))
    click(stage, workspace, field.area.center)
    assert stage.editing is field and workspace.message is None  # it answers again


@pytest.mark.parametrize("size", [(960, 640), (1280, 800)])
@pytest.mark.parametrize("overlay", ["runs", "teach", "compare", "people"])
def test_a_message_over_a_card_hides_none_of_its_lowest_row(workspace, size, overlay):
    stage = Stage(workspace, size)
    workspace.apply(c.open_overlay(overlay))
    workspace.say("Something was done.", undoable=True)
    stage.catch_up()
    card, bar = stage._overlay, stage._bar
    lowest = max(w.area.bottom for w in card.panel.widgets)
    row = [w for w in card.panel.widgets if w.area.bottom == lowest]
    assert row and not any(bar.area.colliderect(w.area) for w in row)
    assert pygame.Rect((0, 0), size).contains(bar.area)
    assert click(stage, workspace, bar.panel.widgets[0].area.center)
    assert workspace.message is None
