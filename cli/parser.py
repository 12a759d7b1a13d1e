"""What can be said on the command line."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data.exchange import FORMATS
from models.settings import SETTINGS


def _checked(parse: Callable[[str], Any]) -> Callable[[str], Any]:
    def convert(text: str) -> Any:
        try:
            return parse(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"{text!r}: {error}") from None

    return convert


def _share(text: str) -> float:
    value = float(text) if text.replace(".", "", 1).isdigit() else -1.0
    if not 0 <= value < 1:
        raise ValueError("From 0 up to, not including, 1.")
    return value


def _count(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 1000:
        raise ValueError("From 1 to 1,000.")
    return int(text)


def _folds(text: str) -> int:
    if not text.isdigit() or not 2 <= int(text) <= 100:
        raise ValueError("From 2 to 100.")
    return int(text)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; ``command`` is None for the window."""
    top = argparse.ArgumentParser(
        prog="main.py", description="Build a neural network from your own drawings."
    )
    where = "folder of your drawings, networks, settings"
    top.add_argument("--home", metavar="DIR", help=where)
    common = argparse.ArgumentParser(add_help=False)
    # suppressed: without it the default would overwrite a --home before the command
    common.add_argument("--home", metavar="DIR", help=where, default=argparse.SUPPRESS)
    common.add_argument("--json", action="store_true", help="print one JSON object")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="without a window")
    _train(commands.add_parser("train", parents=[common], help="make a network"))
    _evaluate(commands.add_parser("evaluate", parents=[common], help="score a network"))
    _predict(commands.add_parser("predict", parents=[common], help="name what pictures show"))
    _import(commands.add_parser("import", parents=[common], help="bring drawings in"))
    _export(commands.add_parser("export", parents=[common], help="take drawings or a network out"))
    _classes(commands.add_parser("classes", parents=[common], help="list or change the classes"))
    trying = commands.add_parser("experiment", parents=[common], help="try many plans")
    _experiment(trying)
    return top


def _train(sub: argparse.ArgumentParser) -> None:
    _plan(sub)
    sub.add_argument("--save", type=Path, metavar="FILE", help="instead of the home networks")
    sub.add_argument(
        "--folds",
        type=_checked(_folds),
        metavar="K",
        help="instead of a network, a score: K trainings, each scored on another part of the"
        " training drawings",
    )
    _workers(sub)


def _experiment(sub: argparse.ArgumentParser) -> None:
    _plan(sub)
    sub.add_argument(
        "--vary",
        nargs="+",
        action="append",
        metavar=("SETTING", "VALUE"),
        help="a setting and the values to try; may be said several times (network classic wide)",
    )
    sub.add_argument("--seeds", type=_checked(_count), default=3, help="trainings of each plan (3)")
    sub.add_argument(
        "--each",
        type=_checked(_count),
        metavar="N",
        help="learn from N drawings of each class, score on all others (learn from four fifths)",
    )
    sub.add_argument(
        "--save",
        type=Path,
        metavar="FILE",
        help="CSV file for every run's scores; what is in it already is not done again",
    )
    _workers(sub)


def _workers(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--workers", type=_checked(_count), metavar="N", help="trainings side by side (all cores)"
    )
    sub.add_argument(
        "--scheduler", metavar="ADDRESS", help="of Dask: its workers train instead of this machine"
    )


def _plan(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--drawings", type=Path, metavar="FILE", help="instead of the home drawings")
    for setting in SETTINGS:
        option = "--" + setting.name.replace("_", "-")
        shown = "|".join(setting.choices) or None
        kind = _checked(setting.parse)
        sub.add_argument(option, dest=setting.name, type=kind, metavar=shown, help=setting.help)
    sub.add_argument(
        "--augment",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="learn from fresh variants in every epoch",
    )
    sub.add_argument(
        "--mirror",
        default="auto",
        metavar="auto|all|none|CLASSES",
        help="classes that may be learnt in a mirror too (auto: those that look the same)",
    )
    sub.add_argument(
        "--held-out",
        type=_checked(_share),
        metavar="SHARE",
        help="part of the file's drawings kept for the score (0.2)",
    )


def _evaluate(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--model", type=Path, metavar="FILE", help="instead of the network in use")
    sub.add_argument(
        "--drawings", type=Path, metavar="FILE", help="instead of the held-out home drawings"
    )


def _predict(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("image", type=Path, nargs="+", metavar="IMAGE", help="a picture, 28 x 28")
    sub.add_argument("--model", type=Path, metavar="FILE", help="instead of the network in use")


def _import(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("source", type=Path, nargs="+", metavar="SOURCE", help="a file or folder")


def _classes(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "change",
        nargs="?",
        choices=["add", "rename", "order", "merge", "remove"],
        help="what to do before they are listed: add NAME, rename OLD NEW, order NAME... (those"
        " come first), merge NAME INTO, remove NAME (its drawings go to the trash)",
    )
    sub.add_argument("names", nargs="*", metavar="NAME", help="names of classes")


def _export(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("target", type=Path, metavar="TARGET", help="a file or folder to make")
    sub.add_argument("--format", choices=list(FORMATS), help="instead of what TARGET's ending says")
    sub.add_argument("--model", type=Path, metavar="FILE", help="export this network instead")
    sub.add_argument("--force", action="store_true", help="replace what is at TARGET")
