"""The command line, as a person or a script uses it."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from data.exchange import Batch, read, write
from data.home import open_drawings
from main import main
from models.runs.runs import Runs

ROOT = Path(__file__).parent.parent
QUICK = ["--epochs", "3", "--no-augment"]


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("INKLING_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def drawings(tmp_path, rng):
    """Bars, lying or upright, each with a little noise: easy to tell apart."""
    images = rng.random((60, 28, 28)) < 0.02
    images[::2, 10:14] = True
    images[1::2, :, 10:14] = True
    path = tmp_path / "bars.npz"
    write(Batch(images, np.arange(60) % 2, ("lying", "upright")), path)
    return path


@pytest.fixture
def as_json(capsys):
    def call(*arguments):
        assert main([*map(str, arguments), "--json"]) == 0
        captured = capsys.readouterr()
        return json.loads(captured.out)

    return call


def test_train_on_a_file_reports_what_the_design_says(home, drawings, as_json, tmp_path):
    found = as_json("train", "--drawings", drawings, *QUICK, "--save", tmp_path / "net.npz")
    assert found.keys() >= {
        "train_accuracy", "held_out_accuracy", "loss", "epochs", "steps", "seconds", "model",
    }  # fmt: skip
    assert (found["train_count"], found["held_out_count"]) == (48, 12)
    assert found["epochs"] == 3 and found["steps"] == 3 * 2  # 48 in batches of 32
    low, high = found["held_out_interval"]
    assert low <= found["held_out_accuracy"] <= high
    assert found["model"] == str(tmp_path / "net.npz")
    assert found["plan"]["augment"] is False
    assert not home.exists()  # nothing of the person's own was touched


def test_train_without_held_out_drawings_has_no_held_out_score(home, drawings, as_json, tmp_path):
    options = "--held-out", "0", "--save", tmp_path / "net.npz"
    found = as_json("train", "--drawings", drawings, *QUICK, *options)
    assert found["held_out_accuracy"] is None
    assert found["train_count"] == 60


def test_train_takes_every_setting_of_the_plan(home, drawings, as_json, tmp_path):
    plan = as_json(
        "train", "--drawings", drawings, "--hidden", "5,4", "--activation", "tanh", "--epochs", "2",
        "--batch-size", "7", "--learning-rate", "0.3", "--loss", "squared-error", "--seed", "9",
        "--centred", "on", "--filters", "3,4", "--schedule", "constant", "--momentum", "0.5",
        "--weight-decay", "0.01", "--dropout", "0.1", "--turn-deg", "1", "--size", "0.01",
        "--stretch", "0.02", "--shear", "0.03", "--shift-px", "0.5", "--warp-px", "0.25",
        "--pen", "0.04", "--hole", "0.1", "--smaller", "0.2", "--save", tmp_path / "net.npz",
    )["plan"]  # fmt: skip
    assert plan == {
        "network": "own", "hidden": [5, 4], "activation": "tanh", "loss": "squared-error",
        "epochs": 2, "batch_size": 7, "learning_rate": 0.3, "augment": True, "seed": 9,
        "centred": True, "filters": [3, 4], "schedule": "constant", "momentum": 0.5,
        "weight_decay": 0.01, "dropout": 0.1, "turn_deg": 1.0, "size": 0.01, "stretch": 0.02,
        "shear": 0.03, "shift_px": 0.5, "warp_px": 0.25, "pen": 0.04, "hole": 0.1, "smaller": 0.2,
    }  # fmt: skip


@pytest.mark.parametrize("preset", ["classic", "wide", "conv"])
def test_every_preset_trains_is_saved_and_answers_alike(home, drawings, as_json, tmp_path, preset):
    model = tmp_path / "net.npz"
    trained = as_json(
        "train", "--drawings", drawings, "--network", preset, "--epochs", "3", "--held-out", "0",
        "--save", model,
    )  # fmt: skip
    assert trained["plan"]["network"] == preset
    scored = as_json("evaluate", "--model", model, "--drawings", drawings)
    assert scored["accuracy"] == trained["train_accuracy"]


def test_a_training_that_learns_nothing_says_so_once(home, drawings, capsys, tmp_path):
    main(["train", "--drawings", str(drawings), "--epochs", "60", "--learning-rate", "0.1",
          "--weight-decay", "1", "--save", str(tmp_path / "net.npz")])  # fmt: skip
    assert capsys.readouterr().err.count("Every answer is the same class") == 1


def test_too_few_drawings_are_said_to_be_too_few(home, drawings, capsys, tmp_path):
    main(["train", "--drawings", str(drawings), *QUICK, "--save", str(tmp_path / "net.npz")])
    out = capsys.readouterr().out
    assert "of 12 right, too few for a score" in out


def test_the_home_drawings_train_a_network_that_comes_into_use(home, as_json):
    trained = as_json("train", *QUICK)
    assert trained["names"][0] == "car" and trained["held_out_count"] == 128
    assert Path(trained["model"]).parent == home / "models"
    scored = as_json("evaluate")
    assert scored["count"] == 128
    assert scored["accuracy"] == pytest.approx(trained["held_out_accuracy"])


def test_the_same_seed_trains_the_same_file_of_weights(home, drawings, as_json, tmp_path):
    nets = []
    for name in ("one.npz", "two.npz"):
        as_json("train", "--drawings", drawings, "--epochs", "2", "--save", tmp_path / name)
        with np.load(tmp_path / name) as file:
            nets.append({key: file[key].tobytes() for key in file.files if key != "header"})
    assert nets[0] == nets[1]


def test_evaluate_matches_classes_by_name_and_leaves_strangers_out(
    home, drawings, as_json, tmp_path, capsys
):
    as_json("train", "--drawings", drawings, *QUICK, "--save", tmp_path / "net.npz")
    batch = read(drawings)
    turned = Batch(batch.images, 1 - batch.labels, ("upright", "lying", "round"))
    turned.labels[:5] = 2
    write(turned, tmp_path / "turned.npz")
    found = as_json("evaluate", "--model", tmp_path / "net.npz", "--drawings", drawings)
    assert found["accuracy"] == 1.0 and found["count"] == 60
    assert main([*["evaluate", "--model"], str(tmp_path / "net.npz"),
                 "--drawings", str(tmp_path / "turned.npz"), "--json"]) == 0  # fmt: skip
    captured = capsys.readouterr()
    other = json.loads(captured.out)
    assert other["names"] == ["lying", "upright"]
    assert other["accuracy"] == 1.0 and other["count"] == 55
    assert other["confusion"] == [[27, 0], [0, 28]]
    assert other["per_class"] == {"lying": 1.0, "upright": 1.0}
    assert "Left out: 5 drawings of round" in captured.err


def test_predict_names_each_picture(home, drawings, as_json, tmp_path):
    as_json("train", "--drawings", drawings, "--epochs", "30", "--save", tmp_path / "net.npz")
    for name, image in zip(("a.png", "b.png"), read(drawings).images, strict=False):
        Image.fromarray(~image).save(tmp_path / name)
    model = "--model", tmp_path / "net.npz"
    found = as_json("predict", tmp_path / "a.png", tmp_path / "b.png", *model)["predictions"]
    assert [answer["label"] for answer in found] == ["lying", "upright"]
    assert found[0]["outputs"].keys() == {"lying", "upright"}
    assert found[0]["output"] == max(found[0]["outputs"].values())


def test_one_bad_picture_does_not_stop_the_others(home, capsys, tmp_path):
    Image.new("1", (28, 28), 1).save(tmp_path / "good.png")
    Image.new("1", (5000, 20)).save(tmp_path / "large.png")
    assert main(["predict", str(tmp_path / "large.png"), str(tmp_path / "good.png")]) == 1
    captured = capsys.readouterr()
    assert captured.out.startswith(str(tmp_path / "good.png"))
    assert captured.err.startswith("large.png is 5,000 x 20 pixels")


def test_import_and_export_bring_drawings_in_and_out(home, drawings, as_json, tmp_path):
    found = as_json("import", drawings)
    assert found["imported"] == 60
    assert found["classes"] == {"lying": 30, "upright": 30}
    assert as_json("export", tmp_path / "all.npz")["exported"] == 700
    out = read(tmp_path / "all.npz")
    mine = out.labels == out.names.index("upright")
    assert np.array_equal(out.images[mine], read(drawings).of_class(1))


def test_export_of_a_network_is_the_network(home, as_json, tmp_path):
    trained = as_json("train", *QUICK)["model"]
    as_json("export", tmp_path / "copy.npz", "--model", trained)
    one, two = (as_json("evaluate", "--model", m) for m in (trained, tmp_path / "copy.npz"))
    assert one == two


def test_an_experiment_tries_every_combination_and_writes_every_run(
    home, drawings, as_json, tmp_path
):
    found = as_json(
        "experiment", "--drawings", drawings, "--epochs", "2", "--seeds", "2",
        "--vary", "hidden", "4", "6,6", "--vary", "learning-rate", "0.1", "1",
        "--save", tmp_path / "runs.csv",
    )  # fmt: skip
    plans = [(tuple(row["plan"]["hidden"]), row["plan"]["learning_rate"]) for row in found["rows"]]
    assert set(plans) == {((4,), 0.1), ((4,), 1.0), ((6, 6), 0.1), ((6, 6), 1.0)}
    for row in found["rows"]:
        median, least, most = row["accuracy"]
        assert least <= median <= most and row["runs"] == 2
    lines = (tmp_path / "runs.csv").read_text().splitlines()
    assert len(lines) == 1 + 8
    assert lines[0].startswith("drawings,part,network,centred,") and lines[0].endswith("complaint")
    assert (tmp_path / "runs.md").read_text().startswith("| hidden | learning_rate | training |")
    assert (tmp_path / "runs.svg").read_text().count("<rect") == 1 + 4


def test_an_experiment_goes_on_where_it_stopped(home, drawings, as_json, tmp_path):
    save = tmp_path / "runs.csv"
    words = "experiment", "--drawings", drawings, *QUICK, "--save", save
    as_json(*words, "--vary", "hidden", "4", "--seeds", "2")
    before = save.read_text()
    found = as_json(*words, "--vary", "hidden", "4", "5", "--seeds", "2")
    assert [row["runs"] for row in found["rows"]] == [2, 2]
    assert save.read_text().startswith(before)
    assert len(save.read_text().splitlines()) == 1 + 4
    again = as_json(*words, "--vary", "hidden", "4", "5", "--seeds", "2")
    assert again == found and len(save.read_text().splitlines()) == 1 + 4


def test_an_experiment_learns_from_as_few_of_each_class_as_is_said(
    home, drawings, as_json, tmp_path
):
    save = tmp_path / "few.csv"
    words = "experiment", "--drawings", drawings, *QUICK, "--seeds", "1", "--save", save
    as_json(*words, "--vary", "hidden", "4", "--each", "5")
    as_json(*words, "--vary", "hidden", "4")
    first, second = (row["part"] for row in csv.DictReader(save.read_text().splitlines()))
    assert (first, second) == ("all but 5 of each class", "")


def test_an_experiment_leaves_the_held_out_drawings_alone(home, drawings, as_json, tmp_path):
    words = "experiment", "--drawings", drawings, *QUICK, "--vary", "hidden", "4", "--seeds", "1"
    as_json(*words, "--save", tmp_path / "t.csv")
    with (tmp_path / "t.csv").open() as file:
        (row,) = csv.DictReader(file)
    assert int(row["count"]) == 10  # a fifth of the 48 that are not held out


def test_folds_score_every_training_drawing_once_and_no_held_out_one(home, drawings, as_json):
    found = as_json("train", "--drawings", drawings, *QUICK, "--folds", "4")
    assert (found["folds"], found["count"]) == (4, 48)
    assert np.array(found["confusion"]).sum(axis=1).tolist() == [24, 24]
    assert not home.exists()  # a score, no network


@pytest.mark.parametrize("wish, sentence", [("lyng", "there is no class lyng"), ("all", "")])
def test_mirror_takes_classes_by_name(home, drawings, tmp_path, capsys, wish, sentence):
    save = "--save", str(tmp_path / "n.npz")
    status = main(["train", "--drawings", str(drawings), *QUICK, "--mirror", wish, *save])
    assert status == (1 if sentence else 0)
    assert sentence in capsys.readouterr().err


HUGE = [
    word
    for name in ("epochs", "batch-size", "hidden")
    for word in ("--vary", name, *map(str, range(1, 31)))
]
REFUSED = [
    (["evaluate", "--model", "gone.npz"], "There is no network at gone.npz."),
    (["train", "--drawings", "gone.npz"], "There is no file gone.npz."),
    (["import", "notes.txt"], "the ending “.txt” is none that Inkling knows"),
    (["evaluate", "--model", "notes.npz"], "notes.npz is damaged, or not a network"),
    (["import", "notes.npz"], "notes.npz is damaged, or not a file of drawings"),
    (["export", "nowhere/deep/out.npz"], "out.npz could not be written"),
    (["export", "out.xls"], "the ending “.xls” is none that Inkling knows"),
    (["export", "notes.npz"], "is there already"),
    (["train", "--drawings", "one.npz"], "drawings of two classes or more"),
    (["experiment", "--vary", "hidden", "8", "--vary", "network", "wide"], "vary one of them"),
    (["experiment", "--vary", "colour", "red"], "--vary colour: say one of network, centred"),
    (["experiment", "--vary", "seed", "1"], "say one of network"),
    (["experiment", "--drawings", "one.npz"], "drawings of two classes or more"),
    (["train", "--folds", "3", "--drawings", "one.npz"], "drawings of two classes or more"),
    (["experiment", *HUGE], "trainings; 10,000 are the most"),
    (["experiment", "--vary", "hidden", "4", "--save", "notes.txt"], "let it end in .csv"),
    (["experiment", "--vary", "hidden", "4", "--save", "notes.csv"], "no results of this version"),
    (["experiment", "--scheduler", "tcp://127.0.0.1:9"], "No Dask scheduler answers at tcp"),
    (["experiment", "--vary", "epochs", "many"], "--vary epochs: Type a whole number"),
    (["evaluate", "--drawings", "one.npz"], "None of these drawings shows what the network knows"),
]


@pytest.mark.parametrize("arguments, sentence", REFUSED, ids=lambda value: str(value)[:40])
def test_what_cannot_be_done_is_one_sentence_and_status_1(
    home, arguments, sentence, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    for name in ("notes.txt", "notes.npz", "notes.csv"):
        Path(name).write_text("my notes")
    write(Batch(np.ones((3, 28, 28), bool), np.zeros(3, int), ("only",)), Path("one.npz"))
    assert main(arguments) == 1
    captured = capsys.readouterr()
    assert captured.out in ("", "Nothing was imported.\n")
    assert sentence in captured.err
    assert len(captured.err.strip().splitlines()) <= 2  # one may tell what was left out
    assert "Traceback" not in captured.err


USAGE = [
    (["train", "--epochs", "many"], "'many': Type a whole number."),
    (["train", "--learning-rate", "-1"], "'-1'"),
    (["train", "--network", "huge"], "One of classic, wide"),
    (["train", "--held-out", "1"], "From 0 up to"),
    (["fly"], "invalid choice: 'fly'"),
    (["predict"], "IMAGE"),
]


@pytest.mark.parametrize("arguments, sentence", USAGE, ids=lambda value: str(value)[:40])
def test_wrong_usage_is_status_2(arguments, sentence, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert sentence in capsys.readouterr().err


def test_a_home_that_cannot_be_written_is_named(tmp_path, capsys):
    (tmp_path / "file").write_text("in the way")
    assert main(["train", "--home", str(tmp_path / "file")]) == 1
    assert str(tmp_path / "file") in capsys.readouterr().err


def run(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "main.py", *map(str, arguments)], cwd=ROOT, text=True,
        capture_output=True, env={**os.environ, **environment},
    )  # fmt: skip


def test_home_may_stand_before_or_after_the_command(tmp_path):
    for place, order in ((0, "before"), (1, "after")):
        words = ["export", str(tmp_path / f"{order}.npz")]
        words[place:place] = ["--home", str(tmp_path / order)]
        assert run(*words).returncode == 0
        assert (tmp_path / order / "drawings.db").exists()


def test_without_a_display_the_window_says_so_in_one_sentence(tmp_path):
    done = run("--home", tmp_path, DISPLAY="", WAYLAND_DISPLAY="", SDL_VIDEODRIVER="x11")
    assert done.returncode == 1
    assert done.stderr.startswith("There is no display to open a window on")
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_wrong_pygame_is_named_with_its_repair(tmp_path):
    fake = tmp_path / "pygame"
    fake.mkdir()
    (fake / "__init__.py").write_text("ver = '2.6.1'\n")
    done = run("--home", tmp_path / "home", PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert "Inkling needs pygame-ce" in done.stderr and "uninstall -y pygame" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_missing_package_is_named_with_its_repair(tmp_path):
    (tmp_path / "numpy.py").write_text("raise ModuleNotFoundError(name='numpy')\n")
    done = run("train", PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert "Inkling needs the package numpy" in done.stderr
    assert "pip install -r requirements.txt" in done.stderr


def test_long_work_shows_progress_on_standard_error_alone(
    home, drawings, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr("cli.output.SHOW_AFTER_S", 0.0)  # no test should take a second for it
    words = ["train", "--drawings", str(drawings), *QUICK, "--save", str(tmp_path / "n.npz")]
    assert main([*words, "--json"]) == 0
    captured = capsys.readouterr()
    json.loads(captured.out)
    assert "epoch" in captured.err


def test_training_never_replaces_a_file_that_is_no_network(home, drawings, capsys):
    before = drawings.read_bytes()
    words = ["train", "--drawings", str(drawings), *QUICK, "--save"]
    assert main([*words, str(drawings)]) == 1
    assert "is there already, and no network" in capsys.readouterr().err
    assert drawings.read_bytes() == before


@pytest.mark.parametrize(
    "name", ["", ".", "/", "net", "x" * 300 + ".npz", "no/such/folder/../n.txt"]
)
def test_a_network_that_could_not_be_saved_is_refused_before_it_is_trained(
    home, drawings, name, capsys, monkeypatch
):
    monkeypatch.setattr("cli.train.run_of", lambda *_: pytest.fail("was trained"))
    assert main(["train", "--drawings", str(drawings), *QUICK, "--save", name]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_an_export_never_replaces_a_folder_of_other_things(home, as_json, capsys):
    as_json("export", home.parent / "all.npz")
    assert main(["export", str(home), "--force"]) == 1
    assert "holds other things than drawings" in capsys.readouterr().err
    assert (home / "drawings.db").exists()


def test_companion_files_of_an_export_are_not_replaced_either(home, tmp_path, capsys):
    (tmp_path / "m-labels-idx1-ubyte").write_bytes(b"mine")
    assert main(["export", str(tmp_path / "m"), "--format", "idx"]) == 1
    assert "is there already" in capsys.readouterr().err
    assert (tmp_path / "m-labels-idx1-ubyte").read_bytes() == b"mine"


def test_a_closed_pipe_ends_quietly(tmp_path):
    done = subprocess.run(
        f'"{sys.executable}" main.py evaluate --home "{tmp_path}" | head -c 0', shell=True,
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stderr == ""


def test_a_name_that_the_terminal_cannot_write_is_no_reason_to_stop(tmp_path, rng):
    path = tmp_path / "cats.npz"
    write(Batch(rng.random((4, 28, 28)) < 0.2, np.zeros(4, int), ("猫",)), path)
    done = run("import", path, "--home", tmp_path / "home", PYTHONIOENCODING="cp1252")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_training_that_ran_away_leaves_no_run_to_go_on_with(home, capsys):
    with open_drawings(home):
        pass
    words = ["train", "--home", str(home), "--learning-rate", "100", "--activation", "relu"]
    main([*words, "--momentum", "0.99", "--epochs", "50"])
    capsys.readouterr()
    assert Runs(home / "runs").left() == ""


def test_a_training_leaves_a_run_and_one_saved_elsewhere_does_not(home, tmp_path, capsys):
    main(["train", "--home", str(home), "--epochs", "3"])
    (record,), wrong = Runs(home / "runs").all()
    assert (record.status, record.epochs, wrong) == ("done", 3, [])
    assert (home / "models" / f"{record.network}.npz").exists()
    main(["train", "--home", str(home), "--epochs", "2", "--save", str(tmp_path / "n.npz")])
    capsys.readouterr()
    assert len(Runs(home / "runs").all()[0]) == 1


def test_a_network_is_exported_by_the_targets_ending(home, tmp_path, capsys):
    main(["train", "--home", str(home), "--epochs", "2", "--save", str(tmp_path / "n.npz")])
    for ending in ("onnx", "html", "npz"):
        target = tmp_path / f"out.{ending}"
        export = ["export", str(target), "--model", str(tmp_path / "n.npz")]
        assert main(export) == 0 and target.stat().st_size
        assert main(export) == 1  # it is there already
        assert main([*export, "--force"]) == 0
    assert main(["export", str(tmp_path / "out.pdf"), "--model", str(tmp_path / "n.npz")]) == 1
    assert "a network is written as .npz, .onnx, .html" in capsys.readouterr().err
