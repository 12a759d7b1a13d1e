"""Fixtures shared by all tests."""

import os

import numpy as np
import pytest

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")


@pytest.fixture
def rng():
    return np.random.default_rng(7)


@pytest.fixture
def workspace(tmp_path):
    from ui.workspace import Workspace

    workspace = Workspace(tmp_path / "home")
    yield workspace
    workspace.close()


@pytest.fixture
def fonts():
    import pygame

    pygame.font.init()  # needs no display


@pytest.fixture
def drawn(workspace):
    """A workspace with a cross on the sheet, and nothing left to do."""
    from tests.explained import draw, work

    draw(workspace, (5, 5), (20, 20))
    draw(workspace, (20, 5), (5, 20))
    work(workspace)
    return workspace
