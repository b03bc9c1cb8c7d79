"""What the tests of sessions share."""

from typing import Any

import msgspec

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.log.log_set import log_set
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.log.entry import SetEntry
from mesocycle.domain.log.performance import Performance, PerformedSet, WorkoutPerformanceLog
from mesocycle.domain.people.act import Act
from mesocycle.domain.plan.workout import Exercise
from mesocycle.domain.plan.workout import Progression as Plan
from mesocycle.reports.compare_session import compare_session
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from tests.arrange import a_user, an_act, the_versions
from tests.builders import a_section, a_set, a_version, a_workout, an_exercise

GROWS = Plan(increment=10, increment_unit="kg", every="session", applies_to="load")


FIVES = an_exercise(
    sets=tuple(a_set(id=f"set-{number}", set_number=number) for number in (1, 2)),
    progression_method="linear",
    progression=GROWS,
)


MONDAYS = [f"2026-01-{day:02d}T18:00:00.000Z" for day in (5, 12, 19, 26)]


def mondays(db: Database, *lines: Exercise) -> list[tuple[Act, str]]:
    """Let Ann follow four Mondays; gives her act on each evening, and the session."""
    ann = a_user(db, "ann")
    workout = a_workout(sections=(a_section(exercises=lines),))
    the_versions(db, ann, a_version(id="v1", created_by="ann", workouts=(workout,)))
    receipt = assign_routine(db, "ann", "v1", AssignmentRequest(start_date="2026-01-05"), an_act(ann))
    return [(an_act(ann, at), made.session_id) for at, made in zip(MONDAYS, receipt.created, strict=True)]


def do(db: Database, act: Act, session_id: str, *, reps: int = 5, weight: float = 100, sets: int = 2) -> None:
    start_session(db, "ann", session_id, act)
    for number in range(1, sets + 1):
        log_set(db, "ann", session_id, an_entry(number, reps=reps, weight=weight, weight_unit="kg"), act)
    complete_session(db, "ann", session_id, act)


def an_entry(number: int, **done: Any) -> SetEntry:  # noqa: ANN401  # fields of a performance
    performed = PerformedSet(
        id=f"done-{number}",
        set_id=f"set-{number}",
        set_number=number,
        set_type="working",
        performance=Performance(**done),
    )
    return SetEntry(set=performed)


def logged(db: Database, session_id: str) -> list[PerformedSet]:
    with db.read() as read:
        log = sessions.get(read, "ann", session_id).performance_log
    assert log is not None
    document = msgspec.json.decode(log, type=WorkoutPerformanceLog)
    return [one for section in document.sections for exercise in section.exercises for one in exercise.sets]


def verdicts(db: Database, act: Act, session_id: str) -> set[str | None]:
    found = compare_session(db, "ann", session_id, act)
    return {line.verdict for section in found.sections for line in section.lines}
