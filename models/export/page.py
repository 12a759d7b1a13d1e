"""A page: one HTML file with a sheet to draw on, the network and its answer; it needs nobody."""

import base64
import html
import json
import re
from pathlib import Path
from typing import Any

from centring import LARGEST, NEARLY, Centring
from layer import AnyLayer, Weighted
from models.layer_files import entry
from models.model import Model
from models.scores import words

TEMPLATE = Path(__file__).parent / "page.html"


def written(model: Model) -> str:
    """Return a network as a page that a browser opens from the disk."""
    story = model.story
    network = {
        "names": list(model.names),
        "layers": [_layer(layer) for layer in model.network.layers],
    }
    score = ""
    if story.held_out_accuracy is not None:
        score = f"Held-out score: {words(story.held_out_accuracy, story.held_out_count)}."
    texts = {
        "@TITLE@": html.escape(f"Inkling: {model.title or 'a network'}"),
        "@SCORE@": html.escape(score),
        "@NETWORK@": _script(network),
    }
    page = TEMPLATE.read_text(encoding="utf-8")
    return re.sub("|".join(texts), lambda found: texts[found[0]], page)  # each place once


def _layer(layer: AnyLayer) -> dict[str, Any]:
    said = entry(layer)
    if isinstance(layer, Centring):
        said |= {"filled": layer.filled, "largest": LARGEST, "nearly": NEARLY}
    if isinstance(layer, Weighted):
        for name, array in zip(("weights", "biases"), layer.parameters(), strict=True):
            said[name] = base64.b64encode(array.astype("<f4").tobytes()).decode("ascii")
    return said


def _script(value: Any) -> str:
    """Return a value as JSON that can stand in a script: no name of a class can end it."""
    text = json.dumps(value, ensure_ascii=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
