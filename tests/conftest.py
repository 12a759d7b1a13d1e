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
