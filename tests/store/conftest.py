"""A store in a folder of its own, closed at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from magwise.store import Dossier, Store, store_path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(store_path(tmp_path / "own"))
    yield opened
    opened.close()


@pytest.fixture
def me(store: Store) -> Dossier:
    return store.dossier()
