"""What can't be spread over machines is refused with what to do first."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from mesocycle.domain.refusal import DatabaseNotUsable
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Database
from mesocycle.storage.schema.distribute import distribute
from mesocycle.storage.schema.upgrade import upgrade
from tests import servers


@pytest.fixture
def plain(postgres: str) -> Iterator[Database]:
    """Give a PostgreSQL database without the extension and without a schema."""
    with servers.fresh_database(postgres) as url, closing(Database.open(url)) as database:
        yield database


def test_a_file_stays_on_its_machine_and_is_told_the_way_to_a_server(elsewhere: Database) -> None:
    with pytest.raises(DatabaseNotUsable, match="on one machine") as refused:
        distribute(elsewhere)

    assert str(Do("db restore")) in refused.value.remedy


def test_a_database_without_citus_is_told_how_to_bring_it(plain: Database) -> None:
    upgrade(plain)

    with pytest.raises(DatabaseNotUsable, match="has no Citus") as refused:
        distribute(plain)

    assert "CREATE EXTENSION citus" in refused.value.remedy


def test_a_database_of_another_schema_is_upgraded_first(plain: Database) -> None:
    with pytest.raises(DatabaseNotUsable) as refused:
        distribute(plain, dry_run=True)

    assert str(Do("db upgrade")) in refused.value.remedy
