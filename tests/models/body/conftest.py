"""One knowledge base and small crowds for all tests of the body."""

import numpy as np
import pytest

from magwise import Knowledge


@pytest.fixture(scope="session")
def kb() -> Knowledge:
    return Knowledge.load()


@pytest.fixture
def random() -> np.random.Generator:
    return np.random.default_rng(7)
