import pytest

from data.errors import DataError
from data.names import class_name


@pytest.mark.parametrize(
    "typed, name",
    [("cat", "cat"), ("  ice   cream ", "ice cream"), ("猫", "猫"), ("C++", "C++"), ("é", "é")],
)
def test_a_sensible_name_is_taken_and_tidied(typed, name):
    assert class_name(typed) == name


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ("", "type at least one letter"),
        ("   ", "type at least one letter"),
        ("x" * 10_000, "has 10,000 characters; a class name has at most 40"),
        ("a/b", "has a slash"),
        ("a\\b", "has a slash"),
        ("a\nb", "line breaks"),
        ("a\u2028b", "line breaks"),
        ("cat 🐈", "a character that is no letter"),
        ("..", "taken for a folder"),
        ("\u3164", "letters that can be seen"),
        ("1\ufe0f\u20e3", "a character that is no letter"),
        ("\U0001f3fb", "a character that is no letter"),
    ],
)
def test_a_name_that_will_not_do_is_refused_in_words(typed, sentence):
    with pytest.raises(DataError, match=sentence):
        class_name(typed)
