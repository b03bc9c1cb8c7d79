"""Routines and exercises by the client."""

import pytest

from mesocycle.client import Refused
from mesocycle.storage.engine.database import Database
from tests.arrange import a_routine_file, a_user
from tests.client.conftest import ClientOf


def test_a_version_made_from_one_that_is_no_longer_the_latest_is_refused(db: Database, client_of: ClientOf) -> None:
    client = client_of(a_user(db))
    first = client.routines.create(a_routine_file())

    second = client.routines.publish(first.parent_routine_id, a_routine_file(changeNote="heavier"))

    assert second.version == 2
    assert [each.parent_routine_id for each in client.routines.every(search="squ")] == [first.parent_routine_id]
    with pytest.raises(Refused):
        client.routines.latest("nowhere")
