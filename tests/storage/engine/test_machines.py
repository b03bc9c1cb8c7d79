"""What is said and asked of an engine that spreads a database over machines."""

import sqlalchemy as sa

from mesocycle.storage.engine.database import Database
from mesocycle.storage.engine.machines import one_by_one, version_of
from tests import citus

_SAID = sa.text("select current_setting('citus.multi_shard_modify_mode', true)")


def test_a_database_on_one_machine_has_no_version_of_citus(elsewhere: Database, db: Database) -> None:
    with elsewhere.read() as read:
        assert version_of(read.connection) is None
        assert not read.is_spread
    with db.read() as read:
        spread = db.dialect == "postgresql" and citus.coordinator() is not None
        assert (version_of(read.connection) is not None, read.is_spread) == (spread, spread)


def test_one_machine_after_the_other_is_asked_for_until_the_transaction_ends(db: Database) -> None:
    with db.engine.connect() as connection:
        with connection.begin():
            one_by_one(connection)
            said = connection.execute(_SAID).scalar_one() if db.dialect == "postgresql" else None
        after = connection.execute(_SAID).scalar_one() if db.dialect == "postgresql" else None

    assert said == ("sequential" if db.dialect == "postgresql" else None)
    assert after != "sequential"
