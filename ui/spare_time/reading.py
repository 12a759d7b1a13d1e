"""Reading: the drawings that are not read yet, and what other windows and commands have done."""

from data.errors import DataError
from models.errors import ModelError
from ui.parts import Parts


def read_some(parts: Parts) -> bool:
    """Read more of the drawings file, saying what cannot be read any more; return whether any."""
    others = parts.collection.others_version
    try:
        more = parts.collection.read_some()
        if parts.collection.others_version != others:
            _use_what_others_do(parts)
    except (DataError, ModelError) as error:
        parts.say(str(error), error=True)
        more = False
    parts.version += more
    return more


def _use_what_others_do(parts: Parts) -> None:
    """Use the network that another window, or a command, has put into use since."""
    model = parts.networks.others()
    if model is not None:
        parts.use(model)
