"""Sessions as flat rows, one per set or effort, for spreadsheets and notebooks; units stand in the names of columns."""

from collections.abc import Iterator, Mapping

import msgspec

from mesocycle.domain.document import Date, Id, Instant
from mesocycle.domain.log.editing import each_effort, each_set
from mesocycle.domain.log.performance import PerformedSet, WorkoutPerformanceLog
from mesocycle.domain.log.rows import performed_rows
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.steps import expand
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.stored_log import find_log, find_snapshot


class SheetRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What every row begins with."""

    day: Date
    session_id: Id
    status: str
    workout: str
    workout_type: str
    section: str


class SetRow(SheetRow, frozen=True, kw_only=True, gc=False):
    """One performed set; the volume load is `load_kg` × `reps` × `sides`, unknown where one of them is empty."""

    exercise: str
    exercise_id: Id | None
    exercise_variant_id: Id | None
    set_number: int
    set_type: str
    round: int | None
    side: str | None
    sides: int
    reps: int | None
    weight: float | None
    weight_unit: str | None
    load_kg: float | None
    added_kg: float | None
    duration_s: float | None
    distance_m: float | None
    rpe: float | None
    rir: float | None
    planned_reps: int | None
    planned_weight: float | None
    planned_weight_unit: str | None
    as_planned: bool
    notes: str | None
    performed_at: Instant | None
    performed_set_id: Id
    set_id: Id | None


class EffortRow(SheetRow, frozen=True, kw_only=True, gc=False):
    """One run, lap or recovery as done."""

    step: str | None
    phase: str
    round: int
    inner_round: int | None
    distance_m: float | None
    grade_adjusted_distance_m: float | None
    duration_s: float | None
    moving_duration_s: float | None
    elevation_gain_m: float | None
    elevation_loss_m: float | None
    average_heart_rate: float | None
    max_heart_rate: float | None
    average_power_w: float | None
    average_cadence: float | None
    calories: float | None
    rpe: float | None
    performed_at: Instant | None
    effort_id: Id
    step_id: Id | None


def set_rows(session: WorkoutSession, library: Mapping[Id, LibraryExercise]) -> Iterator[SetRow]:
    """Give the performed sets of a session in the log's order; of a log in a foreign form none are known."""
    log, snapshot = find_log(session), find_snapshot(session)
    if log is None or snapshot is None:
        return
    lines = Lines(snapshot)
    performed: list[PerformedSet] = [one for _, one in each_set(log)]
    for row, one in zip(performed_rows(log, lines, library), performed, strict=True):
        planned = lines.planned_set(row.set_id)
        did = one.performance
        yield SetRow(
            **_beginning(session, snapshot, row.section_id, lines),
            exercise=row.exercise_name,
            exercise_id=row.exercise_id,
            exercise_variant_id=row.exercise_variant_id,
            set_number=row.set_number,
            set_type=row.set_type,
            round=row.round,
            side=row.side,
            sides=row.sides,
            reps=row.reps,
            weight=did.weight,
            weight_unit=did.weight_unit,
            load_kg=row.load_kg,
            added_kg=row.added_kg,
            duration_s=row.duration_s,
            distance_m=row.distance_m,
            rpe=row.rpe,
            rir=row.rir,
            planned_reps=None if planned is None else planned.reps,
            planned_weight=None if planned is None else planned.weight,
            planned_weight_unit=None if planned is None else planned.weight_unit,
            as_planned=row.as_planned,
            notes=one.notes,
            performed_at=row.performed_at,
            performed_set_id=row.id,
            set_id=row.set_id,
        )


def effort_rows(session: WorkoutSession) -> Iterator[EffortRow]:
    """Give the efforts of a session in the log's order; of a log in a foreign form none are known."""
    log, snapshot = find_log(session), find_snapshot(session)
    if log is None or snapshot is None:
        return
    lines = Lines(snapshot)
    names = _step_names(log, snapshot)
    for section_id, effort in each_effort(log):
        did = effort.performance
        yield EffortRow(
            **_beginning(session, snapshot, section_id, lines),
            step=names.get(effort.step_id or ""),
            phase=effort.phase,
            round=effort.round,
            inner_round=effort.inner_round,
            distance_m=did.distance,
            grade_adjusted_distance_m=did.grade_adjusted_distance,
            duration_s=did.duration,
            moving_duration_s=did.moving_duration,
            elevation_gain_m=did.elevation_gain,
            elevation_loss_m=did.elevation_loss,
            average_heart_rate=did.average_heart_rate,
            max_heart_rate=did.max_heart_rate,
            average_power_w=did.average_power,
            average_cadence=did.average_cadence,
            calories=did.calories,
            rpe=did.rpe,
            performed_at=effort.performed_at,
            effort_id=effort.id,
            step_id=effort.step_id,
        )


def _beginning(session: WorkoutSession, snapshot: WorkoutSnapshot, section_id: Id, lines: Lines) -> dict[str, str]:
    section = lines.sections.get(section_id)
    return {
        "day": session.performed_date or session.scheduled_date,
        "session_id": session.id,
        "status": session.status.value,
        "workout": snapshot.name,
        "workout_type": snapshot.sport or snapshot.type,
        "section": "" if section is None else section.name,
    }


def _step_names(log: WorkoutPerformanceLog, snapshot: WorkoutSnapshot) -> dict[Id, str]:
    """Give the names of steps that have one, where efforts name steps at all."""
    if not any(effort.step_id for _, effort in each_effort(log)):
        return {}
    steps = (step for section in snapshot.sections for step in expand(section).each_step())
    return {step.id: step.name for step in steps if step.name is not None}
