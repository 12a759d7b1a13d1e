import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.line_edit import LONGEST, LineEdit


def edited(text, caret=None):
    edit = LineEdit(text)
    edit.go(len(text) if caret is None else caret)
    return edit


def test_typing_replaces_the_selection():
    edit = edited("16, 16")
    edit.select_all()
    edit.insert("32")
    assert (edit.text, edit.caret, edit.selected) == ("32", 2, "")


def test_shift_extends_the_selection_and_backspace_takes_it_away():
    edit = edited("learning", 3)
    edit.move(1, extend=True)
    edit.move(1, extend=True)
    assert edit.selected == "rn"
    edit.erase(-1)
    assert (edit.text, edit.caret) == ("leaing", 3)


@pytest.mark.parametrize(
    "text, caret, by, place",
    [("one two", 7, -1, 4), ("one two", 4, -1, 0), ("one two", 0, 1, 3), ("one two", 3, 1, 7)],
)
def test_ctrl_and_arrow_go_by_words(text, caret, by, place):
    edit = edited(text, caret)
    edit.move(by, word=True)
    assert edit.caret == place


def test_undo_goes_back_edit_by_edit():
    edit = edited("a")
    edit.insert("b")
    edit.insert("c")
    edit.undo()
    assert edit.text == "ab"
    edit.undo()
    edit.undo()
    assert edit.text == "a"


def test_a_pasted_book_is_cut_to_what_a_field_holds():
    edit = edited("")
    edit.insert("x" * 10_000)
    assert len(edit.text) == LONGEST


steps = st.sampled_from(
    ["insert", "erase", "delete", "left", "right", "word", "home", "end", "all", "undo"]
)


@given(st.lists(steps, max_size=60))
def test_caret_and_selection_stay_inside_the_text(names):
    edit = LineEdit("two words")
    does = {
        "insert": lambda: edit.insert("x y"),
        "erase": lambda: edit.erase(-1),
        "delete": lambda: edit.erase(1, word=True),
        "left": lambda: edit.move(-1, extend=True),
        "right": lambda: edit.move(1),
        "word": lambda: edit.move(-1, word=True),
        "home": lambda: edit.go(0, extend=True),
        "end": lambda: edit.go(999),
        "all": edit.select_all,
        "undo": edit.undo,
    }
    for name in names:
        does[name]()
        low, high = edit.selection
        assert 0 <= low <= high <= len(edit.text)
        assert 0 <= edit.caret <= len(edit.text) <= LONGEST
