"""A network out of the house answers as it did at home."""

import json
import os

import numpy as np
import pytest

from models.errors import ModelError
from models.export import formats, onnx_graph, page
from models.files import load
from models.library import STARTER
from models.model import Model, Story
from tests.browser import Browser, program
from tests.explained import KINDS, near, network_of, same_numbers, sheets

NAMES = ("car", "</script><b>", "naïve & “quoted”", "猫", "e" * 90)
needs_browser = pytest.mark.skipif(
    program() is None and not os.environ.get("INKLING_CI"), reason="needs Chromium"
)


def model_of(kind, rng):
    return Model(network_of(kind, rng), NAMES, Story(held_out_accuracy=0.8, held_out_count=90), "x")


@pytest.mark.parametrize("kind", KINDS, ids="-".join)
def test_onnx_answers_the_same_in_another_programs_hands(kind, rng):
    runtime = pytest.importorskip("onnxruntime")
    model, shown = model_of(kind, rng), sheets(rng, 20)
    session = runtime.InferenceSession(onnx_graph.written(model))
    (found,) = session.run(None, {onnx_graph.INPUT: shown})
    assert near(found, model.network.forward(shown), within=1e-5)
    assert json.loads(session.get_modelmeta().custom_metadata_map["names"]) == list(NAMES)


def test_without_the_package_onnx_it_says_what_to_do(rng, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "onnx", None)
    with pytest.raises(ModelError, match="requirements-onnx.txt"):
        onnx_graph.written(model_of(("classic", "sigmoid"), rng))


@pytest.fixture(scope="module")
def browser():
    with Browser() as browser:
        yield browser


@needs_browser
@pytest.mark.parametrize("kind", KINDS, ids="-".join)
def test_a_page_computes_what_the_network_does(kind, rng, browser, tmp_path):
    model, shown = model_of(kind, rng), sheets(rng, 6)
    path = tmp_path / "page.html"
    formats.export(model, path)
    browser.events.clear()
    browser.open(path.as_uri())
    found = [browser.run(f"forward({sheet.astype(int).tolist()})") for sheet in shown]
    assert near(found, model.network.forward(shown), within=1e-5)


@needs_browser
def test_a_page_is_drawn_on_by_mouse_answers_and_asks_nobody(browser, tmp_path):
    model, path = load(STARTER), tmp_path / "page.html"
    formats.export(model, path)
    browser.events.clear()
    browser.open(path.as_uri())
    box = browser.run("JSON.stringify(document.getElementById('sheet').getBoundingClientRect())")
    box = json.loads(box)

    def at(row, col):
        cell = box["width"] / 28
        return box["x"] + (col + 0.5) * cell, box["y"] + (row + 0.5) * cell

    assert browser.run("document.getElementById('answer').textContent") == "Draw something"
    browser.drag([at(6, 6), at(6, 20), at(20, 20), at(20, 6), at(6, 6)])
    drawn = np.array(browser.run("Array.from(pixels)"), np.float32)
    rows = drawn.reshape(28, 28)
    assert rows[6, 6:21].all() and rows[20, 6:21].all() and rows[6:21, 6].all()
    outputs = model.network.forward(drawn[None])[0]
    bars = browser.run("rows.map(({ value }) => value.textContent)")
    assert bars == [f"{output:.0%}" for output in outputs]
    best = browser.run("document.querySelector('.best span').textContent")
    assert best == model.names[int(outputs.argmax())]
    browser.drag([at(6, 2), at(6, 25)], button="right")
    assert not np.array(browser.run("Array.from(pixels)")).reshape(28, 28)[6].any()
    browser.run("document.getElementById('clear').click()")
    assert not any(browser.run("Array.from(pixels)"))
    asked = [
        event["params"]["request"]["url"]
        for event in browser.events
        if event.get("method") == "Network.requestWillBeSent"
    ]
    assert asked == [path.as_uri()]


@needs_browser
def test_no_name_of_a_class_can_get_out_of_its_place(rng, browser, tmp_path):
    path = tmp_path / "page.html"
    formats.export(model_of(("classic", "sigmoid"), rng), path)
    browser.events.clear()
    browser.open(path.as_uri())
    assert browser.run("rows.map(({ row }) => row.firstChild.textContent)") == list(NAMES)
    assert browser.run("document.querySelectorAll('b').length") == 0


def test_a_title_that_looks_like_a_place_of_the_page_stays_a_title(rng):
    model = Model(network_of(("classic", "sigmoid"), rng), NAMES, Story(), "@NETWORK@ <i>")
    text = page.written(model)
    assert text.count("@NETWORK@ &lt;i&gt;") == 2 and text.count('"layers"') == 1


def test_the_ending_decides_and_a_strange_one_is_named(rng, tmp_path):
    model = model_of(("classic", "sigmoid"), rng)
    formats.export(model, tmp_path / "a.npz")
    assert same_numbers(load(tmp_path / "a.npz").network, model.network)
    with pytest.raises(ModelError, match=r"“a.pdf”: a network is written as .npz, .onnx, .html"):
        formats.export(model, tmp_path / "a.pdf")
    (tmp_path / "file").write_text("x")
    with pytest.raises(ModelError, match="could not be written"):
        formats.export(model, tmp_path / "file" / "a.html")
    (tmp_path / "folder.html").mkdir()
    with pytest.raises(ModelError, match="could not be written"):
        formats.export(model, tmp_path / "folder.html")
    assert {path.name for path in tmp_path.iterdir()} == {"a.npz", "file", "folder.html"}
