"""Lessons: each can be gone through to its end, and sees what is missing before."""

import time

import numpy as np
import pygame
import pytest

from data.names import NOTHING
from tests.explained import look, work
from ui import commands as c
from ui.history import DEPTH
from ui.lesson_bar import LessonBar
from ui.lessons import lesson_named, lessons, to_come
from ui.lessons.measures import moved_by
from ui.look import BODY, SMALL, Look
from ui.overlays.lessons import Lessons
from ui.stage import Stage
from ui.state.sheet import Picture, Sheet
from ui.state.view import LEAST, SCREENS
from ui.workspace import Workspace

NAMES = [lesson.name for lesson in lessons()]


def train(workspace, **plan):
    for name, value in plan.items():
        workspace.apply(c.ChangePlan(name, value))
    workspace.trainer._ended_s = -10.0  # long ago, or Space might have been meant as a pause
    workspace.apply(c.StartOrPause())
    end_s = time.perf_counter() + 120
    while workspace.trainer.working and time.perf_counter() < end_s:
        workspace.work(0.0)


def begun(workspace, name):
    work(workspace)
    workspace.apply(c.BeginLesson(name))
    return workspace.course


def is_done(workspace, name):
    return name in workspace.view.lessons_done


def compare(workspace, *run_ids):
    workspace.apply(c.open_overlay("runs"))
    for place, run_id in enumerate(run_ids):
        workspace.apply(c.ChooseRun(run_id, more=place > 0))
    workspace.apply(c.CompareRuns())


def put_one_of(workspace, name, wanted=lambda answer: True):
    """Put a stored drawing of a class on the sheet, one whose answer is as wanted."""
    workspace.apply(c.ShowTyped(name))
    for place in range(len(workspace.collection.shown)):
        workspace.apply(c.Choose(place))
        workspace.apply(c.OpenOnSheet())
        if wanted(workspace.answer):
            return
    raise AssertionError("no such drawing")


def fooling(workspace):
    """Return moves to the right or left after which the sheet is called something else, or []."""
    before = workspace.sheet.picture()
    said = workspace.answer.best
    for by in (1, -1):
        for n in range(1, 9):
            workspace.apply(c.MoveSheet(0, by))
            whole = moved_by(before.pixels, workspace.sheet.pixels) is not None
            if whole and workspace.answer.best != said:
                workspace.sheet.show(before)
                return [c.MoveSheet(0, by)] * n
        workspace.sheet.show(before)
    return []


def test_by_heart(workspace):
    course = begun(workspace, "by heart")
    assert course.place == 0 and course.hint == ""
    train(workspace, epochs=3)
    assert course.place == 0  # variants are on
    workspace.apply(c.ChangePlan("augment", False))
    assert course.place == 1 and course.hint == ""
    train(workspace, augment=True)
    assert course.place == 1 and "had variants" in course.hint
    train(workspace, augment=False)
    assert course.place == 1 and "not by heart yet" in course.hint
    train(workspace, epochs=100)
    assert course.place == 2 and "100%" in course.says[1]
    points = workspace.playback.seen.points
    workspace.apply(c.GoToMoment(len(points) - 1))
    assert course.place == 2 and "lower elsewhere" in course.hint
    losses = [point.held_out.loss for point in points]
    workspace.apply(c.GoToMoment(int(np.argmin(losses))))
    assert is_done(workspace, "by heart") and f"{min(losses):.2f}" in course.says[2]


def test_variants(workspace):
    train(workspace, augment=False, epochs=100)
    without = workspace.trainer.run_id
    course = begun(workspace, "variants")
    workspace.apply(c.open_overlay("variants"))
    assert "switched off" in course.hint
    workspace.apply(c.ChangePlan("augment", True))
    assert course.place == 1
    workspace.apply(c.open_overlay(""))
    train(workspace, epochs=2)
    assert course.place == 1 and "train longer" in course.hint
    train(workspace, epochs=300, hidden=(16, 15))
    assert course.place == 1 and "no run of this network without" in course.hint
    train(workspace, epochs=300, hidden=(16, 16))
    assert course.place == 2, course.hint
    compare(workspace, without, workspace.trainer.run_id)
    assert is_done(workspace, "variants")


def test_shift(workspace):
    course = begun(workspace, "shift")
    workspace.apply(c.ClearSheet())
    assert course.place == 0
    put_one_of(workspace, "cat", lambda answer: answer.sure and fooling(workspace))
    moves = fooling(workspace)
    workspace.apply(c.BeginLesson("shift"))
    course = workspace.course
    workspace.apply(c.Nothing())
    assert course.place == 1 and "says" in course.says[0]
    name = workspace.answer.names[workspace.answer.best]
    workspace.apply(c.FillWithNoise())
    assert course.place == 1 and course.hint == ""
    workspace.apply(c.Undo())
    for _ in range(28):
        workspace.apply(c.MoveSheet(0, 1))
    assert course.place == 1 and "has left the sheet" in course.hint
    for _ in range(28):
        workspace.apply(c.Undo())
    for move in moves:
        assert course.place == 1
        workspace.apply(move)
    assert f"the {name} is called" in course.says[1]
    train(workspace, centred=True, epochs=200)
    assert course.place == 2 and "Now move" in course.hint
    back = [c.MoveSheet(-each.d_row, -each.d_col) for each in moves]
    for move in back:
        assert course.place == 2
        workspace.apply(move)
    assert is_done(workspace, "shift"), course.hint


def test_shift_waits_for_the_pen_to_be_lifted(workspace):
    course = begun(workspace, "shift")
    put_one_of(workspace, "cat", lambda answer: answer.sure)
    workspace.apply(c.BeginStroke((1, 1)))
    workspace.apply(c.BeginLesson("shift"))
    course = workspace.course
    workspace.apply(c.ExtendStroke((1, 2)))
    assert course.place == 0
    workspace.apply(c.EndStroke())
    assert course.place == 1


def test_shift_says_when_the_network_cannot_be_fooled(workspace):
    train(workspace, centred=True, epochs=2)
    course = begun(workspace, "shift")
    assert course.place == 0 and "centres what it sees" in course.hint


def test_learning_rate(workspace):
    before = workspace.networks.model
    course = begun(workspace, "learning rate")
    workspace.apply(c.ChangePlan("learning_rate", 10.0))
    assert course.place == 1 and course.hint == ""
    train(workspace, epochs=2, learning_rate=0.2)
    assert course.place == 1 and "set it to 10" in course.hint
    workspace.apply(c.Undo())
    train(workspace, epochs=30, learning_rate=10.0)
    assert course.place == 2 and "held-out" in course.says[1]
    workspace.apply(c.Undo())
    assert course.place == 3 and workspace.networks.model.title == before.title
    workspace.apply(c.ChangePlan("network", "classic"))
    assert is_done(workspace, "learning rate")


def test_learning_rate_is_not_taken_back_by_a_new_title(workspace):
    course = begun(workspace, "learning rate")
    train(workspace, epochs=30, learning_rate=10.0)
    assert course.place == 2
    workspace.apply(c.AddNothing())
    assert course.place == 2
    workspace.apply(c.Undo())
    workspace.apply(c.Undo())
    assert course.place == 3


def test_learning_rate_of_a_run_that_fails(workspace):
    course = begun(workspace, "learning rate")
    train(workspace, network="conv", epochs=2, learning_rate=1e6, centred=False, filters=())
    while workspace.trainer.working:
        workspace.work(0.0)
    assert workspace.trainer.status == "failed"
    assert course.place == 3 and "ran away" in course.says[1] and "never in use" in course.says[2]


def relabel_one(workspace, row=0, after=2):
    collection = workspace.collection
    drawing = int(collection.drawings.ids[row])
    right = int(collection.drawings.label_ids[row])
    other = next(label.id for label in collection.labels[after:] if label.id != right)
    workspace.apply(c.ShowTyped(""))
    workspace.apply(c.Choose(int(np.flatnonzero(collection.shown == row)[0])))
    workspace.apply(c.RelabelChosen(other))
    return drawing, right


def test_wrong_label(workspace):
    course = begun(workspace, "wrong label")
    workspace.apply(c.ShowTyped("house"))
    workspace.apply(c.ChooseAll())
    workspace.apply(c.RelabelChosen(workspace.collection.labels[0].id))
    assert course.place == 0 and "several" in course.hint
    workspace.apply(c.Undo())
    drawing, right = relabel_one(workspace)
    assert course.place == 1 and "is called" in course.says[0]
    look(workspace, "suspect")
    assert course.place == 2, course.hint
    n = len(workspace.collection.lists["suspect"])
    assert f"of {n} suspects" in course.says[1]
    workspace.apply(c.ShowTyped(""))
    row = int(workspace.collection.rows_of([drawing])[0])
    workspace.apply(c.Choose(int(np.flatnonzero(workspace.collection.shown == row)[0])))
    workspace.apply(c.RelabelChosen(right))
    assert is_done(workspace, "wrong label")


def test_wrong_label_given_while_suspects_are_shown_counts_too(workspace):
    course = begun(workspace, "wrong label")
    look(workspace, "suspect")
    drawing = workspace.selection.visible_ids[0]
    row = int(workspace.collection.rows_of([drawing])[0])
    now = int(workspace.collection.drawings.label_ids[row])
    other = next(label.id for label in workspace.collection.labels if label.id != now)
    workspace.apply(c.RelabelChosen(other))
    assert course.place >= 1 and course.says[0]


def test_wrong_label_can_be_another_one_than_at_first(workspace):
    course = begun(workspace, "wrong label")
    relabel_one(workspace)
    workspace.apply(c.Undo())
    assert course.place == 1 and "its own class again" in course.hint
    other, _ = relabel_one(workspace, row=50)
    look(workspace, "suspect")
    assert course.place == 2 and course.found[0] == other, course.hint


def test_a_mistake_put_right_by_its_number_is_seen_to_be(workspace):
    course = begun(workspace, "wrong label")
    _, right = relabel_one(workspace)
    workspace.apply(c.RelabelChosen(right))
    assert course.place == 1 and "its own class again" in course.hint


@pytest.mark.parametrize("how", ["full", "undone", "restarted"])
def test_only_a_mistake_made_since_the_lesson_began_counts(workspace, how):
    work(workspace)
    workspace.apply(c.BeginStroke((5, 5)))
    workspace.apply(c.EndStroke())
    relabel_one(workspace, row=3)
    while how == "full" and len(workspace.history.done) < DEPTH:
        workspace.apply(
            c.MoveSheet(1, 0) if len(workspace.history.done) % 2 else c.MoveSheet(-1, 0)
        )
    if how == "restarted":
        workspace.apply(c.BeginLesson("wrong label"))
        workspace.remember()
        workspace.close()
        workspace = Workspace(workspace.home)
        work(workspace)
    else:
        workspace.apply(c.BeginLesson("wrong label"))
    workspace.apply(c.Nothing())
    assert workspace.course.place == 0
    if how == "undone":
        workspace.apply(c.Undo())
        workspace.apply(c.Nothing())
        assert workspace.course.place == 0
    relabel_one(workspace)
    assert workspace.course.place == 1
    workspace.close()


def test_a_run_stopped_before_its_first_score_is_said_to_be(workspace):
    for name, plan in (("by heart", {"augment": False}), ("learning rate", {"learning_rate": 10})):
        course = begun(workspace, name)
        for setting, value in plan.items():
            workspace.apply(c.ChangePlan(setting, value))
        workspace.trainer._ended_s = -10.0
        workspace.apply(c.TrainSome("batch"))
        while workspace.trainer.working:
            workspace.work(0.0)
        workspace.apply(c.StopTraining())
        while workspace.trainer.working:
            workspace.work(0.0)
        assert course.place == 1 and "before its first score" in course.hint, name


def test_two_neurons(workspace):
    course = begun(workspace, "two neurons")
    train(workspace, augment=False, epochs=3)
    assert course.place == 0 and "another number of neurons" in course.hint
    train(workspace, hidden=(16, 2), epochs=2)
    assert course.place == 0 and "another number of neurons" in course.hint
    train(workspace, hidden=(2,), epochs=60)
    two = workspace.trainer.run_id
    assert course.place == 1 and course.hint == ""  # earlier runs do not count
    train(workspace, hidden=(3,), epochs=2)
    three = workspace.trainer.run_id
    assert course.place == 1 and "other neurons than 16" in course.hint
    train(workspace, network="classic", centred=True, epochs=2)
    assert course.place == 1 and "more than its neurons: centred" in course.hint
    train(workspace, network="classic", epochs=1)
    assert course.place == 1 and "not much better" in course.hint
    train(workspace, network="classic", epochs=100)
    assert course.place == 2, course.hint
    many = workspace.trainer.run_id
    compare(workspace, two, three)
    assert course.place == 2 and "just trained" in course.hint
    compare(workspace, two, many)
    assert is_done(workspace, "two neurons")


def test_forgetting(workspace, monkeypatch):
    course = begun(workspace, "forgetting")
    put_one_of(workspace, "cat")
    while workspace.collection.holds_out(workspace.sheet.pixels):
        workspace.apply(c.MoveSheet(0, 1))
    workspace.apply(c.open_overlay("teach"))
    workspace.apply(c.ChangeTeaching("wanted", "house"))
    workspace.apply(c.ChangeTeaching("n_steps", 60))
    workspace.apply(c.TeachSheet())
    work(workspace)
    assert course.place == 0 and "to off" in course.hint
    with monkeypatch.context() as patch:
        patch.setattr(workspace.teacher, "outputs", lambda: (np.zeros(8), np.eye(8)[7]))
        workspace.apply(c.ChangeTeaching("mixed", False))
        workspace.apply(c.TeachSheet())
        work(workspace)
        assert course.place == 0 and "not taken for that yet" in course.hint
    workspace.apply(c.ChangeTeaching("mixed", False))
    workspace.apply(c.TeachSheet())
    work(workspace)
    assert course.place == 1 and "forgotten" in course.says[0]
    workspace.apply(c.TakeBackTeaching())
    workspace.apply(c.ChangeTeaching("mixed", True))
    workspace.apply(c.ChangeTeaching("n_steps", 10))
    workspace.apply(c.TeachSheet())
    work(workspace)
    assert course.place == 1 and course.hint
    workspace.apply(c.ChangeTeaching("n_steps", 60))
    workspace.apply(c.TeachSheet())
    work(workspace)
    assert is_done(workspace, "forgetting")


def test_noise_says_where_the_button_is_and_what_an_empty_class_lacks(workspace):
    course = begun(workspace, "noise")
    while not course.place:
        workspace.apply(c.FillWithNoise())
    workspace.apply(c.ClearSheet())
    assert course.place == 1 and "noise is on the sheet" in course.hint
    workspace.apply(c.AddClass(NOTHING))
    assert "no drawings" in course.hint


def test_what_was_taught_before_the_lesson_does_not_count(workspace):
    work(workspace)
    put_one_of(workspace, "cat")
    while workspace.collection.holds_out(workspace.sheet.pixels):
        workspace.apply(c.MoveSheet(0, 1))
    workspace.apply(c.open_overlay("teach"))
    workspace.apply(c.ChangeTeaching("wanted", "house"))
    workspace.apply(c.ChangeTeaching("mixed", False))
    workspace.apply(c.ChangeTeaching("n_steps", 60))
    workspace.apply(c.TeachSheet())
    work(workspace)
    workspace.apply(c.BeginLesson("forgetting"))
    workspace.apply(c.open_overlay("teach"))
    assert workspace.course.place == 0
    workspace.apply(c.TakeBackTeaching())
    workspace.apply(c.TeachSheet())
    work(workspace)
    assert workspace.course.place == 1


def test_a_training_begun_before_the_step_is_said_not_to_count(workspace):
    work(workspace)
    workspace.apply(c.ChangePlan("augment", False))
    workspace.apply(c.StartOrPause())
    workspace.work(0.0)
    time.sleep(0.01)
    course = begun_while(workspace, "by heart")
    assert course.place == 1 and "does not count" in course.hint


def begun_while(workspace, name):
    workspace.apply(c.BeginLesson(name))
    workspace.apply(c.Nothing())
    return workspace.course


def test_noise(workspace):
    course = begun(workspace, "noise")
    for _ in range(100):
        workspace.apply(c.FillWithNoise())
        if course.place:
            break
        assert "not sure" in course.hint
    assert course.place == 1
    workspace.apply(c.AddNothing())
    assert course.place == 1 and "Now train" in course.hint
    train(workspace, epochs=100)
    assert "9 classes" in course.says[1] and course.place == 2  # that is the noise from before
    for _ in range(20):
        workspace.apply(c.FillWithNoise())
        if course.place == 3:
            break
    assert is_done(workspace, "noise") and NOTHING in course.says[2]


def test_what_was_gone_through_is_remembered_and_one_under_way_begins_anew(tmp_path):
    first = Workspace(tmp_path)
    first.apply(c.BeginLesson("by heart"))
    first.apply(c.ChangePlan("augment", False))
    assert first.course.place == 1
    first.change_view(lessons_done=("noise",))
    first.remember()
    first.close()
    second = Workspace(tmp_path)
    assert second.view.lesson == "by heart" and second.view.lessons_done == ("noise",)
    assert second.course.place == 0
    second.apply(c.Nothing())
    assert second.course.place == 1  # what is so still counts
    second.close()
    second = Workspace(tmp_path)
    second.apply(c.LeaveLesson())
    assert not second.view.lesson and second.view.lessons_done == ("noise",)
    second.close()


def test_what_was_before_a_lesson_can_be_put_back(workspace, fonts):
    before, plan = workspace.networks.model, workspace.trainer.plan
    begun(workspace, "by heart")
    train(workspace, augment=False, epochs=2)
    trained = workspace.networks.model
    assert trained.title != before.title
    workspace.course.place = 3
    stage = Stage(workspace, (1280, 800))
    shown = {each.text for each in stage._lesson_bar.widgets if each.visible}
    assert shown == {"Next one", "Put back", "×"}
    workspace.apply(c.PutBack())
    assert workspace.networks.model.title == before.title and workspace.trainer.plan == plan
    shown = {each.text for each in stage._lesson_bar.widgets if each.visible}
    assert shown == {"Next one", "Lessons", "×"}
    workspace.apply(c.Undo())
    assert workspace.networks.model.title == trained.title
    workspace.trainer.status = "running"
    workspace.apply(c.PutBack())
    assert "stop it first" in workspace.message.text
    workspace.trainer.status = "done"
    workspace.remember()
    again = Workspace(workspace.home)
    again.course.place = 3
    assert Stage(again, (1280, 800))._lesson_bar._can_put_back
    again.apply(c.PutBack())
    assert again.networks.model.title == before.title
    assert again.message.text == "The network from before the lesson is back."
    again.close()


@pytest.mark.parametrize("name", NAMES)
def test_show_me_leads_to_where_it_is_done(workspace, fonts, name, monkeypatch):
    monkeypatch.setattr("ui.actions.lessons.look", lambda parts: False)
    workspace.apply(c.BeginLesson(name))
    stage = Stage(workspace, (1280, 800))
    for place, step in enumerate(lesson_named(name).steps):
        workspace.apply(c.show_screen("network"))
        workspace.course.place = place
        bar = stage._lesson_bar
        assert bar._leads_somewhere() == (step.go != c.Nothing())
        workspace.apply(bar._go())
        assert not bar._leads_somewhere() or isinstance(step.go, c.ShowOnly)


def test_an_overlay_leaves_what_to_do_in_sight(workspace, fonts):
    workspace.apply(c.BeginLesson("forgetting"))
    workspace.apply(c.open_overlay("teach"))
    stage, surface = Stage(workspace, (960, 640)), pygame.Surface((960, 640))
    stage.draw(surface)
    strip = stage._frame.lesson
    assert stage._overlay.card.top >= strip.bottom
    at = strip.right - 3, strip.centery
    assert surface.get_at(at)[:3] == tuple(stage._look.theme.raised)[:3]


def test_of_a_plan_alone_that_is_put_back_nothing_else_is_undone(workspace):
    begun(workspace, "by heart")
    workspace.apply(c.ChangePlan("augment", False))
    workspace.course.place = 3
    workspace.apply(c.BeginStroke((5, 5)))
    workspace.apply(c.EndStroke())
    workspace.apply(c.PutBack())
    assert workspace.trainer.plan.augment and not workspace.message.undoable
    assert workspace.message.text == "The plan from before the lesson is back."


def test_steps_reached_before_a_restart_are_reached_again(tmp_path):
    first = Workspace(tmp_path)
    begun(first, "by heart")
    train(first, augment=False, epochs=100)
    assert first.course.place == 2
    first.remember()
    first.close()
    second = Workspace(tmp_path)
    second.apply(c.Nothing())
    assert second.course.place == 2
    second.close()


def test_a_lesson_of_another_version_is_none(workspace):
    workspace.apply(c.BeginLesson("juggling"))
    assert "no such lesson" in workspace.message.text and not workspace.view.lesson
    workspace.change_view(lesson="juggling")
    workspace.remember()
    again = Workspace(workspace.home)
    assert not again.view.lesson
    again.close()
    assert to_come("juggling", ["by heart"]).name == "variants"


def test_the_next_one_goes_round():
    assert to_come("", ()).name == NAMES[0]
    assert to_come(NAMES[-1], ()).name == NAMES[0]
    assert to_come(NAMES[2], NAMES[:5]).name == NAMES[5]
    assert to_come(NAMES[2], NAMES) is None


@pytest.mark.parametrize(("by", "found"), [((0, 0), (0, 0)), ((3, -2), (3, -2)), ((20, 0), None)])
def test_a_drawing_moved_is_told_from_another(by, found):
    start = np.zeros((28, 28), bool)
    start[6:12, 8] = start[6, 8:14] = True
    sheet = Sheet()
    sheet.show(Picture(start))
    assert moved_by(start, sheet.moved(*by).pixels) == found
    assert moved_by(start, np.zeros_like(start)) is None
    other = start.copy()
    other[20, 20], other[11, 8] = True, False
    assert moved_by(start, other) is None


def smallest(workspace, scale=1.0):
    return Lessons(
        workspace, (round(LEAST[0] * scale), round(LEAST[1] * scale)), Look("dark", scale)
    )


@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_cut_off_in_the_smallest_window(workspace, fonts, name):
    for scale in (1.0, 1.5, 2.0):
        for done in ((), (name,)):
            workspace.change_view(lesson_read=name, lessons_done=done)
            card = smallest(workspace, scale)
            assert card.height(SMALL) <= card._words.height
        workspace.change_view(lessons_done=())
        workspace.apply(c.BeginLesson(name))
        stage = Stage(workspace, (round(LEAST[0] * scale), round((LEAST[1] + 76) * scale)))
        bar = next(each for each in [stage._lesson_bar] if isinstance(each, LessonBar))
        for place, step in enumerate(lesson_named(name).steps):
            workspace.course.place, workspace.course.hint = place, ""
            shown = bar.lines()
            assert len(shown) <= 2 and " ".join(line for line, _ in shown) == step.does
        workspace.apply(c.LeaveLesson())


@pytest.mark.parametrize("screen", SCREENS)
def test_what_to_do_stands_above_every_screen(workspace, fonts, screen):
    workspace.apply(c.show_screen(screen))
    stage, plain = Stage(workspace, (960, 640)), pygame.Surface((960, 640))
    stage.draw(plain)
    workspace.apply(c.BeginLesson("noise"))
    stage.catch_up()
    shown = pygame.Surface((960, 640))
    stage.draw(shown)
    before, after = (pygame.surfarray.array2d(each) for each in (plain, shown))
    assert (before != after)[200:900, :70].any()
    bar = stage._lesson_bar
    for widget in stage.screen.panel.widgets:
        if widget.visible and widget not in bar.widgets:
            assert not widget.area.colliderect(bar._area)
    leave = next(each for each in bar.widgets if each.tip.startswith("Put"))
    for kind in (pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        given = {"rel": (0, 0), "buttons": (0, 0, 0)} if kind == pygame.MOUSEMOTION else {}
        event = pygame.event.Event(kind, pos=leave.area.center, **({"button": 1} | given))
        for command in stage.handle(event):
            workspace.apply(command)
    assert not workspace.view.lesson


def test_f5_brings_the_list_up_and_large_words_where_there_is_room(workspace, fonts):
    stage = Stage(workspace, (1280, 800))
    event = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_F5, mod=0, unicode="")
    for command in stage.handle(event):
        workspace.apply(command)
    assert workspace.view.overlay == "lessons"
    card = Lessons(workspace, (1280, 800), Look())
    assert card.height(BODY) <= card._words.height
