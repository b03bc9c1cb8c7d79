"""Single values and documents of a whole database, checked."""

import pytest

from mesocycle.domain.archive.verification import FindingCode
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.tables.training import app_user
from mesocycle.storage.upkeep.verify_documents import check_documents, check_table
from mesocycle.storage.upkeep.verify_found import Findings
from tests.arrange import a_user


def found_in(read: Read) -> set[FindingCode]:
    found = Findings()
    check_documents(read, found)
    return {each.code for each in found.findings()}


@pytest.mark.parametrize("damage", ["created_at = 'yesterday'", "roles = 'king'"])
def test_a_value_that_no_door_of_the_program_lets_in_is_found_with_its_place(db: Database, damage: str) -> None:
    a_user(db)
    with db.read() as read:
        assert found_in(read) == set()
    db.write_across_owners(lambda connection: connection.exec_driver_sql(f"update app_user set {damage}"))  # noqa: S608  # our own

    with db.read() as read:
        found = Findings()
        check_table(read, found, app_user)

    (finding,) = found.findings()
    assert "ann" in finding.examples[0]
