"""What the tests of sessions share: Ann with one routine's sessions, a trainer, and a look at what is stored."""

from typing import Any

import msgspec

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.reference.set_reference_value import set_reference_value
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.log.entry import SetEntry
from mesocycle.domain.log.performance import (
    ExerciseName,
    Performance,
    PerformedExercise,
    PerformedSection,
    PerformedSet,
    WorkoutPerformanceLog,
)
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.snapshot import stored_body
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.value import NewReferenceValue
from mesocycle.domain.session.event import Event
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.plans import snapshots
from mesocycle.storage.sessions import changes as session_changes
from mesocycle.storage.sessions import events, sessions
from mesocycle.storage.tables.training import performed_set
from tests.arrange import a_user, an_act, the_versions
from tests.builders import a_section, a_set, a_version, a_workout, an_exercise

MONDAY_EVENING = "2026-01-05T18:00:00.000Z"
"""19:00 in Berlin on the day of the first session."""

WORKOUT = a_workout(
    sections=(
        a_section(
            exercises=(
                an_exercise(
                    sets=(
                        a_set(id="set-1", set_number=1),
                        a_set(id="set-2", set_number=2, weight=None, weight_unit=None, percent_of_training_max=85),
                    )
                ),
            )
        ),
    )
)
"""Two sets of squats: one at 100 kg, one at 85 % of the training max."""


def ann_trains(db: Database) -> tuple[User, Act, list[str]]:
    """Let Ann follow four Mondays of squats; gives her, her act on the first evening, the session ids."""
    ann = a_user(db, "ann")
    the_versions(db, ann, a_version(id="v1", created_by="ann", workouts=(WORKOUT,)))
    receipt = assign_routine(db, "ann", "v1", AssignmentRequest(start_date="2026-01-05"), an_act(ann))
    return ann, an_act(ann, MONDAY_EVENING), [created.session_id for created in receipt.created]


def a_set_entry(
    set_id: str = "set-1",
    *,
    id_: str = "done-1",
    reps: int = 5,
    at: str | None = None,
    instead: ExerciseName | None = None,
) -> SetEntry:
    """Say that a set of the snapshot was done with 100, in the user's own unit."""
    performed = PerformedSet(
        id=id_,
        set_id=set_id,
        set_number=int(set_id[-1]),
        set_type="working",
        performance=Performance(reps=reps, weight=100),
        performed_at=at,
    )
    return SetEntry(set=performed, substituted_by=instead)


def ann_has_a_training_max(db: Database, ann: User, kg: float) -> None:
    """Set what the second set of the workout is measured against, from the day before the first session."""
    value = NewReferenceValue(
        kind=ReferenceKind.TRAINING_MAX,
        exercise_id="squat",
        exercise_variant_id="back-squat",
        value=kg,
        unit="kg",
        valid_from="2026-01-04",
    )
    set_reference_value(db, "ann", value, an_act(ann))


def a_log(*, reps: int = 5, id_: str = "done-1") -> WorkoutPerformanceLog:
    """Give a log of the first set alone."""
    exercise = PerformedExercise(exercise_id="exercise-1", order_index=0, sets=(a_set_entry(id_=id_, reps=reps).set,))
    return WorkoutPerformanceLog(
        sections=(PerformedSection(section_id="section-1", order_index=0, exercises=(exercise,)),)
    )


def stored_session(db: Database, session_id: str) -> WorkoutSession:
    """Read one of Ann's sessions."""
    with db.read() as read:
        return sessions.get(read, "ann", session_id)


def log_of(session: WorkoutSession) -> WorkoutPerformanceLog:
    """Read a session's log, which must be there."""
    assert session.performance_log is not None
    return msgspec.json.decode(session.performance_log, type=WorkoutPerformanceLog)


def reps_of(session: WorkoutSession) -> dict[str, int | None]:
    """Give the repetitions logged, by the id of the performed set."""
    return {
        performed.id: performed.performance.reps
        for section in log_of(session).sections
        for exercise in section.exercises
        for performed in exercise.sets
    }


def rows_of(db: Database, session_id: str) -> list[tuple[str, str, float | None]]:
    """Give (id, day, kilograms) of a session's performed sets as rows."""
    columns = (performed_set.c.id, performed_set.c.day, performed_set.c.load_kg)
    with db.read() as read:
        rows = read.execute(
            performed_set.select().with_only_columns(*columns).where(performed_set.c.session_id == session_id)
        )
        return sorted((row.id, row.day, row.load_kg) for row in rows)


def history(db: Database, session_id: str) -> list[Event]:
    """Read the events of one of Ann's sessions, oldest first."""
    with db.read() as read:
        return events.of_session(read, "ann", session_id)


def before(event: Event) -> dict[str, Any]:
    """Give the details an event keeps of what stood there before."""
    assert event.before is not None
    details: dict[str, Any] = msgspec.json.decode(event.before).get("details", {})
    return details


def with_snapshot(db: Database, session_id: str, body: bytes) -> None:
    """Let one of Ann's sessions hold a snapshot from elsewhere, as an import would have left it."""
    stored = stored_body(body, "from elsewhere")

    def put(write: Write) -> None:
        snapshots.keep(write, [stored])
        values = {"snapshot_hash": stored.hash}
        assert session_changes.change(write, session_id, tuple(SessionStatus), values) is not None

    db.write("ann", an_act(Actor("ann", frozenset())), put)
