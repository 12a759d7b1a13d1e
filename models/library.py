"""The library: a person's saved networks, and which of them is in use."""

import contextlib
import datetime
from pathlib import Path

from models.errors import ModelError
from models.files import load, save, titled
from models.model import Model

STARTER = Path(__file__).parent / "starter" / "starter.npz"
IN_USE = "in-use.txt"  # holds the name of one of the files beside it
TAUGHT = "taught"  # what titles of networks begin with that were made by teaching one drawing
FEWEST_TAUGHT, MOST_TAUGHT = 2, 100  # of these are kept
MOST_BYTES = 1 << 28  # in their files, if those are not the fewest


class Library:
    """A folder of networks."""

    def __init__(self, folder: Path) -> None:
        """Take ``folder`` as it is; it is made when something is saved."""
        self.folder = folder

    def keep(self, model: Model, *, use: bool = True, name: str = "") -> tuple[Model, Path]:
        """Save a model under a name and the time; return it with its file.

        Args:
            model: The network with its story.
            use: Whether to remember it as in use.
            name: What its title begins with; "" for its preset.

        Raises:
            ModelError: If it cannot be written.
        """
        now = datetime.datetime.now().strftime("%Y-%m-%d %H.%M.%S")
        title = f"{name or model.story.plan.get('network', 'network')} {now}"
        path, n = self.folder / f"{title}.npz", 2
        while path.exists():
            path, n = self.folder / f"{title} ({n}).npz", n + 1
        save(model, path)
        if use:
            self.use(path.stem)
        return titled(model, path), path

    def keep_taught(self, model: Model) -> Model:
        """Save what teaching has made of a network; one for each drawing, so the oldest go.

        Raises:
            ModelError: If it cannot be written.
        """
        kept, _ = self.keep(model, use=False, name=TAUGHT)
        with contextlib.suppress(OSError):  # another window does the same; the next one goes on
            self._thin_out()
        return kept

    def _thin_out(self) -> None:
        files = [(path.stat(), path) for path in self.folder.glob(f"{TAUGHT} *.npz")]
        files.sort(key=lambda file: file[0].st_mtime_ns, reverse=True)
        in_use, spent = self.in_use()[0], 0
        for n, (told, path) in enumerate(files, 1):
            spent += told.st_size
            too_many = n > MOST_TAUGHT or spent > MOST_BYTES
            if too_many and n > FEWEST_TAUGHT and path != in_use:
                path.unlink(missing_ok=True)

    def keep_as(self, title: str, model: Model) -> None:
        """Save a model under a title, in place of the one that has it, and remember it as in use.

        Raises:
            ModelError: If it cannot be written.
        """
        save(model, self.folder / f"{title}.npz")
        self.use(title)

    def use(self, title: str) -> None:
        """Remember which network is in use, by its title; the next start begins with it.

        Raises:
            ModelError: If that cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            beside = self.folder / f".{IN_USE}"
            beside.write_text(f"{title}.npz", encoding="utf-8")
            beside.replace(self.folder / IN_USE)
        except OSError as error:
            raise ModelError(f"{self.folder} could not be written ({error.strerror}).") from error

    def has(self, title: str) -> bool:
        """Return whether a network is saved under a title."""
        return title == STARTER.stem or (self.folder / f"{Path(title).name}.npz").exists()

    def load(self, title: str) -> Model:
        """Return the network saved under a title; the starter network has one too.

        Raises:
            ModelError: If it is not there, or cannot be read.
        """
        if title == STARTER.stem:
            return load(STARTER)
        return load(self.folder / f"{Path(title).name}.npz")

    def in_use(self) -> tuple[Path, bool]:
        """Return the file of the network in use, and whether a person chose it."""
        try:
            name = (self.folder / IN_USE).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return STARTER, False
        if name in ("", STARTER.name):
            return STARTER, False
        return self.folder / Path(name).name, True

    def current(self) -> tuple[Model, str]:
        """Return the network in use, and what to tell the person if it could not be read.

        Raises:
            ModelError: If not even the starter network can be read.
        """
        path, chosen = self.in_use()
        try:
            return load(path), ""
        except ModelError as error:
            if not chosen:
                raise
            return load(STARTER), f"{error} The starter network is in use instead."
