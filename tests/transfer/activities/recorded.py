"""What the tests of activities share."""

import io

from mesocycle.actions.sessions.add_session import add_session
from mesocycle.domain.imports.result import ImportedItem, ImportResult, ItemOutcome
from mesocycle.domain.log.performance import WorkoutPerformanceLog
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.workout import RunSection, Section, Workout, WorkoutType
from mesocycle.domain.session.inputs import OneOff
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.stored_log import get_log
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from mesocycle.transfer.activities.import_activities import Choice, import_activities
from mesocycle.transfer.activities.read_activities import FoundActivity, read_files
from tests.arrange import an_act
from tests.formats.fit_bytes import a_fit_file, file_id, session

DAY = "2024-11-08"
"""The day of every FIT file that tests make; it begins at 12:33:20 in Berlin."""


LATER = "2026-01-05T09:00:00.000Z"


EASY = RunSection(id="easy", name="Easy", order_index=0, duration="10m")


def found_in(*bodies: bytes) -> list[FoundActivity]:
    return list(read_files((f"{number}.fit", io.BytesIO(body)) for number, body in enumerate(bodies, 1)))


def imported(
    db: Database, user: User, *bodies: bytes, choice: Choice | None = None, dry_run: bool = False
) -> ImportResult:
    return import_activities(
        db, user.id, found_in(*bodies), an_act(user, LATER), choice=choice or Choice(), dry_run=dry_run
    )


def the_item(result: ImportResult) -> ImportedItem:
    (item,) = result.items
    return item


def planned(
    db: Database, user: User, *sections: Section, type_: WorkoutType = WorkoutType.RUNNING, day: str = DAY
) -> WorkoutSession:
    """Put a session with these sections on a day."""
    workout = Workout(
        id="w",
        name="Planned",
        type=type_,
        order_index=0,
        objective="Do it.",
        schedule=(),
        sections=sections or (EASY,),
    )
    return add_session(db, user.id, OneOff(scheduled_date=day, workout=workout), an_act(user, LATER))


def now_of(db: Database, user: User, session_id: str | None) -> WorkoutSession:
    assert session_id is not None
    with db.read() as read:
        return sessions.get(read, user.id, session_id)


def log_of(db: Database, user: User, session_id: str | None) -> WorkoutPerformanceLog:
    return get_log(now_of(db, user, session_id))


def a_strength_file(*sets: bytes, start: int = 0) -> bytes:
    return a_fit_file(file_id(), *sets, session(start, 1800, 0, sport=10, sub_sport=20))


def outcomes(result: ImportResult) -> list[ItemOutcome]:
    return [item.outcome for item in result.items]
