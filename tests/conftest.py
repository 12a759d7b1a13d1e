"""Fixtures shared by all tests."""

import os

import numpy as np
import pytest

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")


@pytest.fixture
def rng():
    return np.random.default_rng(7)
