"""How many bytes a text is: the same on either engine, whatever letters it holds."""

import pytest
import sqlalchemy as sa

from mesocycle.storage.engine.database import Database
from mesocycle.storage.engine.octets import octets
from mesocycle.storage.sessions import sessions
from tests.actions.training import ann_trains, with_snapshot

TEXTS = ("", "plain", "täglich", "5 €", "🏋️", "a" * 20_000, "ü" * 20_000)


def test_a_text_is_as_long_as_its_bytes_in_utf_8_and_nothing_is_none(db: Database) -> None:
    given = sa.select(octets(sa.cast(sa.bindparam("text"), sa.Text)))

    with db.read() as read:
        found = [read.execute(given, {"text": text}).scalar_one() for text in (*TEXTS, None)]

    assert found == [*(len(text.encode()) for text in TEXTS), 0]


@pytest.mark.parametrize("letter", ["u", "ü", "🏋"], ids=["one byte", "two", "four"])
def test_a_session_is_as_long_as_its_snapshot_is_in_bytes(db: Database, letter: str) -> None:
    _, _, (first, *_) = ann_trains(db)
    with_snapshot(db, first, f'{{"name":"{letter * 9_000}"}}'.encode())

    with db.read() as read:
        long = sessions.size(read, "ann", first)
        body = bytes(sessions.get(read, "ann", first).workout_snapshot)

    assert long == len(body)
    assert len(letter.encode()) * 9_000 < long < len(letter.encode()) * 9_000 + 100
