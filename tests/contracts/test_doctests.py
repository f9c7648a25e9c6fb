"""Every example in a docstring runs and gives what it shows."""

import doctest
import importlib
import pkgutil

import pytest

import magwise

NAMES = ["magwise"] + [
    module.name for module in pkgutil.walk_packages(magwise.__path__, prefix="magwise.")
]


# Scripts that another program runs cannot be imported: the module's own start, and migrations.
RUN_BY_OTHERS = ("__main__", ".migrations.env")


@pytest.mark.parametrize("name", [name for name in NAMES if not name.endswith(RUN_BY_OTHERS)])
def test_examples_run(name: str) -> None:
    failed, _ = doctest.testmod(
        importlib.import_module(name),
        optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS,
    )
    assert failed == 0
