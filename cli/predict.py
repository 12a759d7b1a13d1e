"""``predict``: name what single pictures show."""

import argparse
from pathlib import Path
from typing import Any

from cli.evaluate import chosen_model
from cli.output import result, say, watched
from data.drawing import as_inputs
from data.errors import DataError
from data.exchange.pictures import read_picture
from models.model import Model


def predict(options: argparse.Namespace) -> None:
    """Print the answer for each picture; those that cannot be read are named.

    Raises:
        DataError: If a picture could not be read, after all others were answered.
        ModelError: If the network cannot be read.
    """
    model = chosen_model(options)
    answers, refused = [], []
    for path in watched(options.image, len(options.image), "picture"):
        try:
            answers.append(_answer(model, path))
        except DataError as error:
            refused.append(str(error))
    lines = [f"{a['file']}: {a['label']} ({a['output']:.2f})" for a in answers]
    result(options.json, {"predictions": answers, "refused": refused}, lines)
    for sentence in refused[:-1]:
        say(sentence)
    if refused:
        raise DataError(refused[-1])


def _answer(model: Model, path: Path) -> dict[str, Any]:
    outputs = model.network.forward(as_inputs(read_picture(path)))[0]
    best = int(outputs.argmax())
    by_name = dict(zip(model.names, map(float, outputs), strict=True))
    return {
        "file": str(path),
        "label": model.names[best],
        "output": float(outputs[best]),
        "outputs": by_name,
    }
