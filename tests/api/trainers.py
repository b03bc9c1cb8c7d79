"""What the tests of api share."""

from mesocycle.actions.sessions.add_session import add_session
from mesocycle.domain.people.user import User
from mesocycle.domain.session.inputs import OneOff
from mesocycle.storage.engine.database import Database
from tests.actions.training import WORKOUT
from tests.arrange import an_act

DAY = "2026-01-05"


def session(db: Database, athlete: User, id_: str, *, by: User | None = None, on: str = DAY, at: str = "07:00") -> str:
    new = OneOff(id=id_, scheduled_date=on, scheduled_time=at, workout=WORKOUT)
    return add_session(db, athlete.id, new, an_act(by or athlete)).id
