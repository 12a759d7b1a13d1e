"""The view: which screen, which tool, how large; all that is not drawings or networks."""

from dataclasses import dataclass
from typing import Literal

ScreenName = Literal["draw", "drawings", "train", "network"]
Overlay = Literal[
    "",
    "keys",
    "new-class",
    "variants",
    "experiment",
    "backward",
    "classes",
    "empty-trash",
    "import",
    "people",
    "collections",
    "runs",
    "compare",
    "teach",
    "pictures",
    "lessons",
]
PlanPart = Literal["network", "learning"]
TrainPart = Literal["curves", "matrix", "runs"]

Pictured = Literal["curves", "matrix", "network"]
Learn = Literal["off", "kept", "always"]

NeuronsShow = Literal["value", "switched off", "share"]

SCREENS: tuple[ScreenName, ...] = ("draw", "drawings", "train", "network")
SCALES = (0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
PICTURE_SCALES = (1, 2, 3, 4, 6, 8)
THUMBNAILS = (28, 42, 60, 84, 112)  # points
SMALLEST_WINDOW = (960, 640)  # window pixels
LARGEST_WINDOW = (16_000, 16_000)  # more is no screen's size
LEAST = (640, 400)  # points; every screen is whole from this size on
LESSON_HEIGHT = 76  # points
MOST_LINES = 40  # per neuron on the network screen; more hide one another


@dataclass(frozen=True)
class View:
    """Every value is remembered between two starts, but for the overlay's and the focus."""

    screen: ScreenName = "draw"
    theme: Literal["dark", "light"] = "dark"
    scale: float = 1.0  # one of SCALES
    window: tuple[int, int] = (1280, 800)  # width and height in window pixels
    ink: bool = True  # whether the tool in hand is the brush or the eraser
    brush: int = 2  # 1 to 4
    grid: bool = True  # whether the lines between pixels are drawn
    learn: Learn = "off"  # whether a network learns while a person draws, and when
    follow: bool = True  # whether a network in training is what the screens show
    what_if: bool = False  # whether the sheet is tinted by the what-if map
    train_part: TrainPart = "curves"  # what a narrow window shows of a training
    plan_part: PlanPart = "network"  # of the plan that is to be seen
    changes: bool = False  # whether the matrix shows what is other than in the run before
    strongest: int = 8  # inputs of a neuron drawn as lines on the network screen
    neurons: NeuronsShow = "value"  # what the neurons on the network screen show
    collection: str = ""  # the file that is open, "" for the home folder's own
    recent: tuple[str, ...] = ()  # files that were open, the last one first
    drawer: str = ""  # the name of who is drawing, "" for not said
    thumbnail: int = 60  # points, about, that a drawing of the grid is wide; one of THUMBNAILS
    picture: Pictured = "curves"  # what a picture file is to show
    picture_scale: int = 2  # how large; one of PICTURE_SCALES
    lesson: str = ""  # the guided experiment under way
    lesson_began: str = ""  # when, ISO 8601, UTC
    lesson_network: str = ""  # title of the network that was in use when it began
    lessons_done: tuple[str, ...] = ()  # those that were gone through to their end
    overlay: Overlay = ""
    lesson_read: str = ""  # the one whose words the list of lessons shows
    label_id: int = 0  # the class chosen among the classes
    focus: tuple[int, int] | None = None  # the neuron pinned: layer and place


def fitting_scale(wanted: float, size: tuple[int, int], *, lesson: bool) -> float:
    """Return the wanted scale, or the largest one at which a window of ``size`` is whole.

    Args:
        wanted: What the person has chosen.
        size: Of the window, in window pixels.
        lesson: Whether a lesson stands above the screen.
    """
    height = LEAST[1] + (LESSON_HEIGHT if lesson else 0)
    most = min(size[0] / LEAST[0], size[1] / height)
    if wanted <= most:
        return wanted
    return max((scale for scale in SCALES if scale <= most), default=SCALES[0])
