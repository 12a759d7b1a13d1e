"""About a run: what can be told of one that was kept, and of two beside one another."""

from models.model import Model, Story
from models.runs.record import Record
from models.scores import Score
from models.settings import AUGMENT, SETTINGS, known_plan, shown
from models.state import State
from ui.state.collection import Collection

USUAL = 1.0  # learning rates up to it need not be said
TITLES = {setting.name: setting.title.lower() for setting in (*SETTINGS, AUGMENT)}


def as_model(record: Record, state: State) -> Model | None:
    """Return the best network of a run with the names it has, None if it has none."""
    if state.measured.best is None:
        return None
    score = score_of(state)
    story = Story(
        plan=record.plan,
        epochs=record.epochs,
        steps=record.steps,
        loss=record.loss,
        train_accuracy=record.train_accuracy,
        train_count=record.train_count,
        held_out_accuracy=score.accuracy if score else None,
        held_out_count=score.count if score else 0,
        digest=record.digest,
        when=record.began,
    )
    return Model(state.measured.best, record.names, story)


def plan_words(record: Record) -> str:
    """Return what a run's network is like, and whether it had variants, as short as can be."""
    plan = known_plan(record.plan)
    if plan is None:
        return "?"
    layers = ", ".join(map(str, (*plan.filters, *plan.hidden))) or "no hidden layer"
    notes = [layers, "centred" if plan.centred else "", "" if plan.augment else "no variants"]
    if plan.learning_rate > USUAL:
        notes.append(f"rate {plan.learning_rate:g}")
    return " · ".join(filter(None, notes))


def differing(one: Record, other: Record) -> list[tuple[str, str, str]]:
    """Return the settings in which two runs differ: name and both values in words."""
    first, second = known_plan(one.plan), known_plan(other.plan)
    if first is None or second is None:
        return []
    return [
        (TITLES[name], shown(value), shown(getattr(second, name)))
        for name, value in vars(first).items()
        if value != getattr(second, name)
    ]


def changed_since(record: Record, collection: Collection) -> bool:
    """Return whether the drawings to learn from are others than those of a run."""
    if collection.reading is not None:
        return False
    live = collection.count() - collection.count_only("held-out")
    return live != record.train_count or collection.digest(record.names) != record.digest


def score_of(state: State) -> Score | None:
    """Return the held-out score of a run's best network, None if it has none."""
    point = state.measured.best_point
    return None if point is None else point.held_out
