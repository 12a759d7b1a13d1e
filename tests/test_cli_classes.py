"""``classes`` on the command line; the network in use follows."""

import json

import pytest

from main import main
from models.library import Library

CLASSES = ["car", "house", "tree", "fish", "flower", "cat", "bicycle", "apple"]


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("INKLING_HOME", str(tmp_path / "home"))

    def call(*arguments, status=0):
        assert main(["classes", *arguments, "--json"]) == status
        captured = capsys.readouterr()
        if status:
            return captured.err.strip()
        model, notice = Library(tmp_path / "home" / "models").current()
        assert not notice
        return json.loads(captured.out)["classes"], list(model.names)

    return call


def test_classes_are_listed_with_their_drawings(run):
    counts, names = run()
    assert counts == dict.fromkeys(CLASSES, 80) and names == CLASSES


def test_classes_are_added_renamed_ordered_merged_and_removed(run):
    counts, names = run("add", "star")
    assert [*counts] == names == [*CLASSES, "star"]
    counts, names = run("rename", "tree", "oak")
    assert "oak" in counts and "oak" in names and "tree" not in names
    counts, names = run("order", "star", "cat")
    assert [*counts][:3] == ["star", "cat", "car"]
    counts, names = run("merge", "oak", "flower")
    assert counts["flower"] == 160 and "oak" not in counts and "oak" not in names
    counts, names = run("remove", "fish")
    assert "fish" not in counts and "fish" not in names
    assert sum(counts.values()) == 560


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (["add", "CAR"], "There is a class car already."),
        (["add", "a/b"], "slash"),
        (["add"], "Say: classes add NAME."),
        (["rename", "cat"], "Say: classes rename OLD NEW."),
        (["rename", "owl", "bird"], "There is no class owl; there are car"),
        (["merge", "cat", "cat"], "cannot be merged with itself"),
        (["order", "cat", "cat"], "Name each class once."),
        (["remove", "owl"], "There is no class owl"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(run, arguments, sentence):
    assert sentence in run(*arguments, status=1)
    counts, names = run()
    assert [*counts] == names == CLASSES


def test_a_network_that_cannot_be_saved_leaves_the_classes_as_they_are(run, monkeypatch):
    from models.errors import ModelError

    def full(*_, **__):
        raise ModelError("The disk is full.")

    run()
    with monkeypatch.context() as patch:
        patch.setattr(Library, "keep", full)
        assert run("remove", "fish", status=1) == "The disk is full."
    counts, names = run()
    assert [*counts] == names == CLASSES
