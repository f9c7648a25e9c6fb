"""A small choice of foods, so that every set of changes can be tried."""

import pytest

from magwise.knowledge import Knowledge

FEW = (
    "bread-wholemeal", "rice-brown", "spinach-boiled", "almond", "banana", "pumpkin-seeds",
    "mixed-nuts", "chickpeas-canned", "broccoli-boiled", "quinoa", "bread-white",
)  # fmt: skip


@pytest.fixture(scope="module")
def others(kb: Knowledge) -> frozenset[str]:
    """All foods but a few."""
    return frozenset(kb.foods) - set(FEW)
