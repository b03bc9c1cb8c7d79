"""What the tests of transfer share."""

from mesocycle.actions.sessions.add_session import add_session
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.workout import RunSection, Section, Workout, WorkoutType
from mesocycle.domain.session.inputs import OneOff
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.storage.engine.database import Database
from tests.api.conftest import SignedClient
from tests.api.uploading import Uploaded, imported
from tests.arrange import an_act

DAY = "2024-11-08"


EASY = RunSection(id="easy", name="Easy", order_index=0, duration="10m")


def planned(
    db: Database, user: User, section: Section = EASY, *, day: str = DAY, type_: WorkoutType = WorkoutType.RUNNING
) -> WorkoutSession:
    workout = Workout(
        id="w", name="Planned", type=type_, order_index=0, objective="Do it.", schedule=(), sections=(section,)
    )
    return add_session(db, user.id, OneOff(scheduled_date=day, workout=workout), an_act(user))


def taken(client: SignedClient, body: bytes, **query: object) -> Uploaded:
    return imported(client, body, source="activity", name="run.fit", **query)
