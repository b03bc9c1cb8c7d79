"""A second server, for what goes from one to another."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mesocycle.storage.database import Database


@pytest.fixture
def elsewhere(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Database]:
    """Give a second server with nobody on it, always on SQLite: what comes from one engine goes to the other."""
    path = tmp_path / "elsewhere.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    database = Database.open(f"sqlite:///{path}")
    yield database
    database.close()
