"""What several tests of the storage need."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mesocycle.storage.engine.database import Database
from tests import servers


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Give a fresh database of either engine, without schema."""
    if request.param == "sqlite":
        database = Database.open(f"sqlite:///{tmp_path / 'other.sqlite'}")
        yield database
        database.close()
        return
    with servers.fresh_database(request.getfixturevalue("postgres")) as url:
        database = Database.open(url)
        yield database
        database.close()
