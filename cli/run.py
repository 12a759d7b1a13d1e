"""Runs one subcommand and turns what goes wrong into a sentence and an exit status."""

import argparse
from collections.abc import Callable

from cli.classes import classes
from cli.evaluate import evaluate
from cli.experiment import experiment
from cli.output import say
from cli.predict import predict
from cli.train import train
from cli.transfer import export, import_drawings
from data.errors import DataError
from models.errors import ModelError

COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "train": train,
    "evaluate": evaluate,
    "predict": predict,
    "import": import_drawings,
    "export": export,
    "experiment": experiment,
    "classes": classes,
}


def run(options: argparse.Namespace) -> int:
    """Do what ``options.command`` says; return 0, or 1 if it could not be done."""
    try:
        COMMANDS[options.command](options)
    except (DataError, ModelError) as error:
        say(str(error))
        return 1
    except MemoryError:
        say("This machine's memory is too small for that many drawings; split them.")
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 1
    return 0
