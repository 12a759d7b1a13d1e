import json
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from activation import RELU
from convolution import Convolution
from layer import Layer
from models.architecture import untrained
from models.errors import ModelError
from models.files import load, save
from models.library import Library
from models.model import Model, Story
from models.plan import PRESETS
from network import Network

NAMES = ("cat", "dog", "été")


@pytest.fixture
def model(rng):
    network = Network.dense((784, 5, 3), rng, RELU)
    return Model(network, NAMES, Story(plan={"network": "own"}, epochs=7, held_out_accuracy=0.5))


@pytest.fixture
def path(tmp_path, model):
    save(model, tmp_path / "net.npz")
    return tmp_path / "net.npz"


def test_a_saved_network_answers_the_same_to_the_last_bit(model, path, rng):
    back = load(path)
    images = rng.random((4, 784)).astype(np.float32)
    assert np.array_equal(back.network.forward(images), model.network.forward(images))
    assert (back.names, back.story, back.title) == (NAMES, model.story, "net")
    assert [layer.activation.name for layer in back.network.layers] == ["relu", "sigmoid"]


@pytest.mark.parametrize("preset", PRESETS)
def test_every_kind_of_layer_is_saved_and_read_back(tmp_path, rng, preset):
    network = untrained(PRESETS[preset], 784, 3, rng)
    save(Model(network, NAMES, Story()), tmp_path / "net.npz")
    back = load(tmp_path / "net.npz").network
    images = (rng.random((4, 784)) < 0.2).astype(np.float32)
    assert [layer.kind for layer in back.layers] == [layer.kind for layer in network.layers]
    assert np.array_equal(back.forward(images), network.forward(images))


@pytest.mark.parametrize(
    "place, values, sentence",
    [
        (0, {"side": 27}, "is damaged"),
        (1, {"n_filters": 5}, "arrays of other shapes"),
        (1, {"size": 4}, "is damaged"),
        (1, {"stride": 0}, "is damaged"),
        (1, {"padding": -1}, "is damaged"),
        (1, {"padding": 1}, "is damaged"),  # the pooling behind it would not fit
        (1, {"padding": 5}, "is damaged"),
        (1, {"side": 2.5}, "is damaged"),
        (1, {"n_filters": 1 << 40}, "is damaged"),
        (2, {"n_maps": 3}, "is damaged"),
        (2, {"side": True}, "is damaged"),
    ],
)
def test_a_convolution_that_does_not_fit_together_is_refused(
    tmp_path, rng, place, values, sentence
):
    path = tmp_path / "net.npz"
    save(Model(untrained(PRESETS["conv"], 784, 3, rng), NAMES, Story()), path)
    with pytest.raises(ModelError, match=sentence):
        load(rewritten(path, lambda a, h: h["layers"][place].update(values)))


def test_a_convolution_of_the_second_format_is_padded_by_half_a_window(tmp_path, rng):
    layers = [Convolution(28, 1, 2, rng, size=5), Layer(28 * 28 * 2, 2, rng)]
    save(Model(Network(layers), ("a", "b"), Story({})), tmp_path / "old.npz")

    def as_before(arrays, header):
        header["format"] = 2
        del header["layers"][0]["padding"]

    assert load(rewritten(tmp_path / "old.npz", as_before)).network.layers[0].padding == 2


def test_a_file_of_the_first_format_is_read(path):
    load(rewritten(path, lambda a, h: h.update(format=1)))


def rewritten(path, change):
    """The file with one array or header entry changed."""
    with np.load(path, allow_pickle=False) as file:
        arrays = dict(file)
    header = json.loads(str(arrays["header"]))
    change(arrays, header)
    arrays["header"] = np.array(json.dumps(header))
    np.savez(path, **arrays)
    return path


def stretchable(arrays, header):
    arrays["weights0"] = np.zeros((1, 5), np.float32)


def nan(arrays, header):
    arrays["weights1"][2, 1] = np.nan


@pytest.mark.parametrize(
    "change, sentence",
    [
        (stretchable, "arrays of other shapes than its header says"),
        (nan, "no numbers"),
        (lambda a, h: a.update(weights0=np.zeros((784, 5), int)), "no numbers"),
        (lambda a, h: a.pop("biases1"), "is damaged"),
        (lambda a, h: h.update(format=99), "newer version; update Inkling"),
        (lambda a, h: h.update(names=["cat"]), "one class name for each"),
        (lambda a, h: h.update(names=["cat", "cat", "dog"]), "one class name for each"),
        (lambda a, h: h.update(layers=[]), "is damaged"),
        (lambda a, h: h.update(layers="x"), "is damaged"),
        (lambda a, h: h["layers"][0].update(kind="magic"), "of a kind this version does not know"),
        (lambda a, h: h["layers"][0].update(activation="step"), "is damaged"),
        (lambda a, h: h["layers"][1].update(activation="relu"), "does not end in a sigmoid"),
        (lambda a, h: h.pop("story"), "is damaged"),
        (lambda a, h: a.update(weights0=np.array([{}])), "is damaged"),
        (lambda a, h: a.update(biases0=np.zeros(5, complex)), "no numbers"),
        (lambda a, h: h["layers"][0].update(n_in=float("inf")), "is damaged"),
        (lambda a, h: h.update(format=-1), "is damaged"),
        (lambda a, h: h.update(names="cat"), "one class name for each"),
        (lambda a, h: h.update(names=["cat", "dog", "a\x00b"]), "one class name for each"),
        (lambda a, h: h.update(names=["cat", "dog", "x" * 1000]), "one class name for each"),
        (lambda a, h: h["story"].update(held_out_accuracy="abc"), "is damaged"),
        (lambda a, h: h["story"].update(held_out_accuracy=float("nan")), "is damaged"),
        (lambda a, h: h["story"].update(held_out_count=None), "is damaged"),
        (lambda a, h: h["story"].update(plan=[1]), "is damaged"),
    ],
)
def test_a_file_that_does_not_fit_together_is_refused_in_words(path, change, sentence):
    with pytest.raises(ModelError, match=sentence):
        load(rewritten(path, change))


def test_a_network_of_another_size_than_the_sheet_is_refused(tmp_path, rng):
    save(Model(Network.dense((100, 2), rng), ("a", "b"), Story()), tmp_path / "small.npz")
    with pytest.raises(ModelError, match="small.npz reads 100 pixels; a sheet has 784"):
        load(tmp_path / "small.npz")


def test_every_truncation_is_refused(path):
    whole = path.read_bytes()
    for length in range(0, len(whole) - 1, len(whole) // 50):
        path.write_bytes(whole[:length])
        with pytest.raises(ModelError, match="net.npz"):
            load(path)


def test_a_missing_and_a_foreign_file_are_named(tmp_path):
    with pytest.raises(ModelError, match="There is no network at"):
        load(tmp_path / "gone.npz")
    np.savez(tmp_path / "drawings.npz", images=np.zeros((1, 28, 28)))
    with pytest.raises(ModelError, match="drawings.npz is damaged, or not a network"):
        load(tmp_path / "drawings.npz")


def test_a_save_that_fails_leaves_the_old_file(path, model, monkeypatch):
    before = path.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ModelError, match="could not be written"):
        save(model, path)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["net.npz"]


def test_the_library_begins_with_the_network_used_last(tmp_path, model, monkeypatch):
    library = Library(tmp_path / "models")
    save(model, tmp_path / "first.npz")
    monkeypatch.setattr("models.library.STARTER", tmp_path / "first.npz")
    assert library.current()[0].title == "first"
    kept, file = library.keep(model)
    assert kept.title == file.stem
    assert Library(tmp_path / "models").current()[0].title == kept.title
    again, _ = library.keep(model, use=False)
    assert again.title != kept.title
    assert library.current()[0].title == kept.title


def test_a_damaged_network_in_use_gives_way_to_the_starter_and_says_so(
    tmp_path, model, monkeypatch
):
    library = Library(tmp_path / "models")
    save(model, tmp_path / "first.npz")
    monkeypatch.setattr("models.library.STARTER", tmp_path / "first.npz")
    _, file = library.keep(model)
    file.write_bytes(b"")
    current, notice = library.current()
    assert current.title == "first"
    assert "is damaged" in notice and "starter network is in use" in notice


def test_of_networks_made_by_teaching_the_newest_stay(tmp_path, model, monkeypatch):
    monkeypatch.setattr("models.library.MOST_TAUGHT", 3)
    library = Library(tmp_path / "models")
    trained, _ = library.keep(model, use=False)
    used = library.keep_taught(model)
    library.use(used.title)

    def taught(n):
        for epochs in range(n):
            time.sleep(0.02)  # a file's time is no finer than that
            library.keep_taught(replace(model, story=replace(model.story, epochs=epochs)))
        files = library.folder.glob("taught *.npz")
        return sorted(load(path).story.epochs for path in files if path.stem != used.title)

    assert taught(5) == [2, 3, 4]
    monkeypatch.setattr("models.library.MOST_BYTES", 1)  # a large network fills it alone
    assert taught(1) == [0, 4]
    assert library.has(trained.title) and library.has(used.title)


def test_a_taught_network_that_cannot_be_removed_keeps_nobody_from_teaching(
    tmp_path, model, monkeypatch
):
    monkeypatch.setattr("models.library.MOST_BYTES", 1)
    library = Library(tmp_path / "models")

    def denied(path, missing_ok=False):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", denied)
    titles = [library.keep_taught(model).title for _ in range(4)]
    assert all(library.has(title) for title in titles)
