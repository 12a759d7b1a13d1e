import numpy as np
import pytest

from models.classes import following, rescored, with_class, with_name, without_class
from models.errors import ModelError
from models.files import load
from models.library import STARTER

CLASSES = {i: name for i, name in enumerate(load(STARTER).names, start=1)}


@pytest.fixture
def model():
    return load(STARTER)


@pytest.fixture
def x(rng):
    return (rng.random((5, 784)) < 0.2).astype(np.float32)


def test_a_new_class_adds_an_output_and_keeps_every_other_weight(model, x):
    more = with_class(model, "star")
    assert more.names == (*model.names, "star") and more.title == ""
    outputs = more.network.forward(x)
    assert np.array_equal(outputs[:, :-1], model.network.forward(x))
    assert (outputs[:, -1] < 0.05).all()
    for one, two in zip(model.network.layers[:-1], more.network.layers[:-1], strict=True):
        assert np.array_equal(one.weights, two.weights) and one.weights is not two.weights
    assert with_class(more, "star") is more


def test_a_removed_class_takes_its_output_along(model, x):
    fewer = without_class(model, "tree")
    place = model.names.index("tree")
    assert fewer.names == (*model.names[:place], *model.names[place + 1 :])
    assert np.array_equal(
        fewer.network.forward(x), np.delete(model.network.forward(x), place, axis=1)
    )
    assert without_class(fewer, "tree") is fewer


def test_the_last_output_stays(model):
    for name in model.names[1:]:
        model = without_class(model, name)
    assert without_class(model, model.names[0]) is model


def test_a_renamed_class_renames_its_output_only(model, x):
    renamed = with_name(model, "tree", "oak")
    assert renamed.names[model.names.index("tree")] == "oak"
    assert np.array_equal(renamed.network.forward(x), model.network.forward(x))
    assert with_name(model, "owl", "oak") is model
    with pytest.raises(ModelError, match="an output car already"):
        with_name(model, "tree", "car")


def test_a_network_follows_all_changes_since_it_was_begun(model):
    now = {i: name for i, name in CLASSES.items() if name != "cat"} | {3: "house", 2: "tree"}
    now[99] = "star"
    found = following(model, list(CLASSES.items()), now)
    expected = [now[i] for i in CLASSES if i in now] + ["star"]
    assert list(found.names) == expected  # two have swapped their names
    assert following(model, list(CLASSES.items()), CLASSES) is model


def test_the_score_is_that_of_the_outputs_there_are(model, x):
    answers = model.network.forward(x).argmax(axis=1)
    found = rescored(model, x, answers + 1, [*CLASSES])
    assert (found.story.held_out_accuracy, found.story.held_out_count) == (1.0, 5)
    fewer = rescored(without_class(model, model.names[answers[0]]), x, answers + 1, [
        i for i, name in CLASSES.items() if name != model.names[answers[0]]
    ])  # fmt: skip
    assert fewer.story.held_out_count == (answers != answers[0]).sum()
