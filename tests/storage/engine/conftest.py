"""Fixtures of the tests of engine."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from mesocycle.storage.engine.database import Database
from tests import servers
from tests.storage.engine.writers import SHORT_S


@pytest.fixture
def postgres_db(postgres: str, migrated_postgres: str) -> Iterator[Database]:
    with (
        servers.fresh_database(postgres, migrated_postgres) as url,
        closing(Database.open(url, busy_seconds=SHORT_S)) as database,
    ):
        yield database
