"""What the tests of comparing share: a session of some sections, and a log of what was done."""

from collections.abc import Sequence

from msgspec import Raw
from msgspec.structs import replace

from mesocycle.analytics.plan_and_deed.comparison import ComparedLine, SessionComparison, compare
from mesocycle.domain.document import encode
from mesocycle.domain.log.performance import (
    Effort,
    Performance,
    PerformedExercise,
    PerformedSection,
    PerformedSet,
    WorkoutPerformanceLog,
)
from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.workout import Exercise, ExerciseSet, Section, WorkoutType
from mesocycle.domain.reference.resolution import resolve
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.domain.session.session import SessionStatus
from tests.builders import a_section, a_session, an_exercise

TODAY = "2026-01-10"


def a_plan(*sections: Section) -> WorkoutSnapshot:
    """Give a snapshot of the sections."""
    return WorkoutSnapshot(name="Day", type=WorkoutType.STRENGTH, objective="", sections=sections)


def sets_planned(*sets: ExerciseSet, **given: object) -> WorkoutSnapshot:
    """Give a snapshot of one exercise with the sets, numbered."""
    return a_plan(a_section(exercises=(an_exercise(sets=sets, **given),)))


def performed(set_id: str | None = "set-1", id_: str = "", **given: object) -> PerformedSet:
    """Give a set as done: what is no field of a performed set is one of its performance."""
    fields = {name: given.pop(name) for name in list(given) if name in PerformedSet.__struct_fields__}
    weight = {"weight_unit": "kg"} if "weight" in given else {}
    done = replace(Performance(), **{**weight, **given})
    plain = PerformedSet(id=id_ or f"done-{set_id}", set_id=set_id, set_number=1, set_type="working", performance=done)
    return replace(plain, **fields)


def did(*sets: PerformedSet, **given: object) -> WorkoutPerformanceLog:
    """Give a log of sets of the one exercise."""
    exercise = replace(PerformedExercise(exercise_id="exercise-1", order_index=0, sets=sets), **given)
    return a_log(exercise)


def a_log(*exercises: PerformedExercise, **given: object) -> WorkoutPerformanceLog:
    """Give a log of one section."""
    section = PerformedSection(section_id="section-1", order_index=0, exercises=exercises)
    return WorkoutPerformanceLog(sections=(replace(section, **given),))


def ran(*efforts: Effort, section_id: str = "run") -> WorkoutPerformanceLog:
    """Give a log of efforts."""
    section = PerformedSection(section_id=section_id, order_index=0, exercises=(), efforts=efforts)
    return WorkoutPerformanceLog(sections=(section,))


def an_effort(step_id: str | None = "run:work", round_: int = 1, **given: object) -> Effort:
    """Give an effort; what is no field of an effort is one of its performance."""
    fields = {name: given.pop(name) for name in list(given) if name in Effort.__struct_fields__}
    done = replace(Performance(), **given)
    plain = Effort(id=f"{step_id}-{round_}", step_id=step_id, round=round_, phase="active", performance=done)
    return replace(plain, **fields)


def compared(
    plan: WorkoutSnapshot,
    log: WorkoutPerformanceLog | None,
    *,
    status: SessionStatus = SessionStatus.COMPLETED,
    values: Sequence[ReferenceValue] = (),
) -> SessionComparison:
    """Compare a session of the plan with the log."""
    stored = None if log is None else Raw(encode(log))
    session = a_session(status=status, workout_snapshot=Raw(encode(plan)), performance_log=stored)
    return compare(session, plan, log, resolve(plan, values, TODAY, None, Units.METRIC), TODAY)


def lines(found: SessionComparison) -> list[ComparedLine]:
    """Give all lines."""
    return [line for section in found.sections for line in section.lines]


def verdicts(found: SessionComparison) -> list[str | None]:
    """Give the verdicts of all lines, in order."""
    return [None if line.verdict is None else line.verdict.value for line in lines(found)]


def an_exercise_called(id_: str, name: str, **given: object) -> Exercise:
    """Give another exercise than the back squat."""
    return an_exercise(**{"id": id_, "name": name, "exercise_id": id_, "exercise_variant_id": id_, **given})
