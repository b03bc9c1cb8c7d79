"""Sessions from elsewhere that say absurd things: read, summed, drawn, exported and gone on with."""

import random

from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.api.foreign_sessions import AbsurdSessions


def test_whatever_a_session_from_elsewhere_says_no_read_and_no_deed_fails(db: Database, server: Client) -> None:
    world = AbsurdSessions(db, server)

    played = [world.play(f"user{number}", random.Random(number), 8) for number in range(3)]

    assert all(each.taken + each.rejected == each.sessions for each in played)
    assert all(each.taken for each in played)
