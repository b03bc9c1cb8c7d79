"""What the tests of history share."""

from mesocycle.domain.imports.past_workout import PastEffort, PastExercise, PastSet, PastWorkout
from mesocycle.domain.imports.result import ImportResult, ImportSource, ItemOutcome
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.domain.reading.reject import Reject
from mesocycle.domain.reference.value import NewReferenceValue
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import users
from mesocycle.storage.sessions import sessions
from mesocycle.storage.tables.training import performed_set
from mesocycle.transfer.history.import_history import import_history


def a_past_set(reps: int = 5, weight: float | None = 100) -> PastSet:
    return PastSet(performance=Performance(reps=reps, weight=weight, weight_unit=None if weight is None else "kg"))


def a_past_workout(
    day: int = 1, *sets: PastSet, name: str = "Legs", exercise: str = "Squat (Barbell)", line: int = 2
) -> PastWorkout:
    start = f"2025-12-{day:02d}T18:00:00"
    return PastWorkout(
        line=line,
        key=f"{start} {name}",
        name=name,
        type=WorkoutType.STRENGTH,
        start=start,
        duration_s=3600,
        notes="hot",
        exercises=(PastExercise(name=exercise, sets=sets or (a_past_set(),)),),
    )


def taken_over(
    db: Database,
    act: Act,
    *items: PastWorkout | Reject,
    user_id: str = "ann",
    dry_run: bool = False,
    choices: dict[str, str] | None = None,
) -> ImportResult:
    found = {"hevy.csv": items}
    return import_history(db, user_id, ImportSource.HEVY, found, act, choices=choices, dry_run=dry_run)


def outcomes(result: ImportResult) -> list[ItemOutcome]:
    return [item.outcome for item in result.items]


def on_calendar(db: Database, user_id: str = "ann") -> list[WorkoutSession]:
    with db.read() as read:
        return sessions.between(read, user_id, "1900-01-01", "2100-01-01")


def a_past_run() -> PastWorkout:
    done = PastEffort(performance=Performance(distance=10_000, duration=3000))
    return PastWorkout(
        line=2,
        key="run",
        name="Run",
        type=WorkoutType.RUNNING,
        start="2025-12-01T17:00:00.000Z",
        efforts=(done,),
        movement="run",
    )


def ann_in(db: Database) -> User:
    with db.read() as read:
        return users.get(read, "ann")


def weighed(kg: float, since: str) -> NewReferenceValue:
    return NewReferenceValue(kind=ReferenceKind.BODYWEIGHT, value=kg, unit="kg", valid_from=since, source="entered")


def loads_of(db: Database) -> list[tuple[str, float | None, float | None]]:
    with db.read() as read:
        rows = read.execute(performed_set.select().order_by(performed_set.c.day)).all()
    return [(row.day, row.load_kg, row.added_kg) for row in rows]
