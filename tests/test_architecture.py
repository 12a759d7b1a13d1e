"""The arrows of docs/architecture.md: who may import whom, read from every import."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for folder in ("", "compiled", "data", "models", "cli", "ui")
    for path in (ROOT / folder).glob("*.py" if folder == "" else "**/*.py")
}
CORE = {
    "activation", "chance", "epochs", "loss", "descent", "layer", "convolution", "pooling",
    "dropout", "centring", "network", "compiled", "stepwise",
}  # fmt: skip
OURS = CORE | {"data", "models", "cli", "ui", "main"}

# Each part may import itself and what stands behind it, of ours.
MAY_IMPORT = {
    "activation": set(),
    "loss": {"activation"},
    "descent": {"activation"},
    "layer": {"activation"},
    "convolution": {"activation", "layer"},
    "pooling": {"activation", "layer"},
    "dropout": {"activation", "layer"},
    "centring": {"activation", "layer"},
    "chance": set(),
    "stepwise": set(),
    "epochs": {"chance"},
    "network": {"activation", "chance", "descent", "epochs", "layer", "loss"},
    "compiled": CORE,
    "data": CORE,
    "models": CORE,
    "cli": CORE | {"data", "models"},
    "ui": CORE | {"data", "models"},
    "main": {"cli", "ui"},
}
CORE_MAY_USE = {"numpy", "typing", "collections", "copy", "dataclasses", "itertools", "math"}
WITHOUT_PYGAME = (
    "ui.workspace", "ui.history", "ui.entries", "ui.record", "ui.opening", "ui.refused", "ui.parts",
)  # fmt: skip
# Inside ui/, from the bottom up; each may import itself and what stands before it.
UI_ORDER = (
    "refused", "state", "networks", "history", "changes", "entries", "record", "opening",
    "commands", "parts", "lessons", "actions", "spare_time", "workspace",
    "theme", "words", "look", "pixels", "layout", "keys", "widgets", "screens", "pictures", "rail",
    "overlays", "message_bar", "time_bar", "lesson_bar", "icon", "stage", "window", "start",
)  # fmt: skip
WITHOUT_PYGAME_PACKAGES = (
    "ui.state", "ui.actions", "ui.commands", "ui.changes", "ui.lessons", "ui.spare_time",
)  # fmt: skip


def imports(path):
    """Every module that a file imports, wherever in the file, as dotted names."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= {name if name in MODULES else node.module for name in inner}
    return names


def part(module):
    return module.split(".")[0]


def test_there_are_modules_to_check():
    assert {part(module) for module in MODULES} == OURS


@pytest.mark.parametrize("module", sorted(MODULES))
def test_no_arrow_points_up(module):
    allowed = MAY_IMPORT[part(module)] | {part(module)}
    for name in imports(MODULES[module]):
        assert part(name) not in OURS - allowed, f"{module} must not import {name}"


@pytest.mark.parametrize("module", sorted(CORE))
def test_the_core_uses_numpy_and_typing_helpers_alone(module):
    used = {part(name) for name in imports(MODULES[module])} - CORE
    assert used <= CORE_MAY_USE


@pytest.mark.parametrize("module", sorted(MODULES))
def test_pygame_is_known_to_the_window_alone(module):
    knows = any(part(name) == "pygame" for name in imports(MODULES[module]))
    inside = part(module) == "ui" and module not in WITHOUT_PYGAME
    inside = inside and not module.startswith(WITHOUT_PYGAME_PACKAGES)
    assert inside or not knows


@pytest.mark.parametrize("module", sorted(m for m in MODULES if m.startswith("ui.")))
def test_no_arrow_inside_the_window_points_up(module):
    place = UI_ORDER.index(module.split(".")[1])
    for name in imports(MODULES[module]):
        if name.startswith("ui."):
            assert UI_ORDER.index(name.split(".")[1]) <= place, f"{module} imports {name}"


def test_no_modules_import_each_other_in_a_circle():
    waiting = {
        module: {name for name in imports(path) if name in MODULES and name != module}
        for module, path in MODULES.items()
    }
    while waiting:
        free = {module for module, needs in waiting.items() if not needs & waiting.keys()}
        assert free, f"a circle among {sorted(waiting)}"
        for module in free:
            del waiting[module]


def test_nothing_imports_the_tests():
    for module, path in MODULES.items():
        assert "tests" not in {part(name) for name in imports(path)}, module


def test_a_subcommand_does_not_load_pygame():
    code = "import main, sys; import cli.run, cli.parser; print('pygame' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert (done.stdout.strip(), done.stderr) == ("False", "")


def test_the_packages_are_the_same_in_requirements_and_in_the_script_header():
    lines = (ROOT / "requirements.txt").read_text().split("\n")
    header = (ROOT / "main.py").read_text().split("# ///")[1]
    in_header = [line.strip('#, "') for line in header.splitlines() if line.startswith('#   "')]
    assert in_header == [line for line in lines if line]
