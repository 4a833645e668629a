"""Fixtures that every test may use."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["tests.browser.fixtures"]

# How long an example takes says more about the machine than about the code; figures are for benchmarks/.
# The same examples every time: a suite that passed goes on passing. HYPOTHESIS=explore looks for new ones.
settings.register_profile("plansite", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=1_000)
settings.load_profile(os.environ.get("HYPOTHESIS", "plansite"))

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"


@pytest.fixture(scope="session")
def repo() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of real documents, kept beside the checkout and not part of it."""
    if not SEEDS.is_dir():
        pytest.skip("the real documents (../shared/seeds beside the checkout) are not here")
    return SEEDS
