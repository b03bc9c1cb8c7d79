"""One set or step as the options say it, turned into an entry of the session's log."""

import re
from typing import Literal

from msgspec import Struct

from mesocycle.cli.frame.refusals import CommandNotUnderstood
from mesocycle.domain.document import Id, Instant, Number
from mesocycle.domain.log.editing import each_effort, each_set
from mesocycle.domain.log.entry import EffortEntry, SetEntry
from mesocycle.domain.log.merging import Entry
from mesocycle.domain.log.naming import exercises_called
from mesocycle.domain.log.performance import Effort, Performance, PerformedSet, WorkoutPerformanceLog
from mesocycle.domain.plan.lines import Lines, each_exercise, sets_of
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.steps import expand, flatten
from mesocycle.domain.plan.words import as_typed
from mesocycle.domain.plan.workout import Exercise, Side, Step
from mesocycle.domain.quantity import WeightUnit, parse_distance, parse_duration
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.remedy import Do
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.stored_log import get_log, get_snapshot

_WEIGHT = re.compile(r"([-+]?\d{1,5}(?:\.\d{1,3})?) *(kg|lb)?s?", re.ASCII | re.IGNORECASE)


class SaidEntry(Struct, frozen=True, kw_only=True):
    """What the options say of one set or step."""

    exercise: str | None
    section: str | None
    number: int | None
    set_id: Id | None
    step: str | None
    round: int | None
    side: Side | None
    added: bool
    notes: str | None
    at: Instant | None
    performance: Performance


def performance_of(
    reps: int | None,
    weight: str | None,
    rpe: float | None,
    rir: float | None,
    duration: str | None,
    distance: str | None,
    heart_rate: float | None,
    climb: str | None,
) -> Performance:
    """Read what a set or step came to; a weight without a unit is in the athlete's own."""
    load, unit = (None, None) if weight is None else parse_weight(weight)
    done = Performance(
        reps=reps,
        weight=load,
        weight_unit=unit,
        rpe=None if rpe is None else as_typed(rpe),
        rir=None if rir is None else as_typed(rir),
        duration=None if duration is None else parse_duration(duration),
        distance=None if distance is None else parse_distance(distance),
        average_heart_rate=None if heart_rate is None else as_typed(heart_rate),
        elevation_gain=None if climb is None else parse_distance(climb),
    )
    if done == Performance():
        raise CommandNotUnderstood("It is not said what was done.", "Add --reps 5 --weight 100kg, or --duration 45s, …")
    return done


def parse_weight(text: str) -> tuple[Number, WeightUnit | None]:
    """Read `100 kg`, `+20`, `-20 kg` (assistance) or `BW` (the body alone)."""
    if text.strip().casefold() == "bw":
        return 0, None
    found = _WEIGHT.fullmatch(text.strip())
    if found is None:
        raise CommandNotUnderstood(
            f"--weight {text[:40]!r} is no weight.", "Write 100 kg, 225 lb, +20 kg, -20 kg or BW."
        )
    unit: Literal["kg", "lb"] | None = None if found[2] is None else "lb" if found[2].casefold() == "lb" else "kg"
    return as_typed(float(found[1])), unit


def lines_called(session: WorkoutSession, name: str) -> list[Id]:
    """Name the lines of a session's exercise, by its name or a part of it."""
    return [each.id for each in exercises_called(get_snapshot(session), name, None)]


def section_of(session: WorkoutSession, entry: Entry) -> Id | None:
    """Name the section that an entry stands in."""
    lines = Lines(get_snapshot(session))
    if isinstance(entry, EffortEntry):
        return lines.section_of_step.get(entry.effort.step_id or "")
    return lines.section_of_exercise.get(entry.exercise_id or "")


def placed_entry(session: WorkoutSession, said: SaidEntry, made: Id) -> Entry:
    """Place what is said in the session's snapshot; `made` is the entry's own id, should it need one."""
    snapshot, log = get_snapshot(session), get_log(session)
    if said.step is not None:
        return _effort(snapshot, log, said, said.step, made)
    lines = Lines(snapshot)
    if said.set_id is not None:
        exercise = lines.exercises.get(lines.exercise_of_set.get(said.set_id, ""))
        if exercise is None:
            raise NotFound(f"The session has no set {said.set_id}.", f"Look at {Do('session show', (session.id,))}.")
        return _set(exercise, said, _place_of(exercise, said.set_id), made)
    those = exercises_called(snapshot, said.exercise or "", said.section)
    if said.number is None:
        nexts = [(exercise, _next(exercise, log, said.side)) for exercise in those]
        exercise, place = next(((line, at) for line, at in nexts if at < len(sets_of(line))), nexts[-1])
        return _set(exercise, said, place, made)
    if len(those) > 1:
        sections = [section.name for section, exercise in each_exercise(snapshot) if exercise in those]
        raise NotFound(
            f"{those[0].name} stands in this session more than once.", f"Add --section: {' or '.join(sections)}."
        )
    return _set(those[0], said, said.number - 1, made)


def _set(exercise: Exercise, said: SaidEntry, place: int, made: Id) -> SetEntry:
    planned = sets_of(exercise)
    within = 0 <= place < len(planned)
    if not within and planned and not said.added:
        raise NotFound(
            f"{exercise.name} has {len(planned)} sets, and set {place + 1} is not one of them.",
            "Name one of them with --number, or add --added for a set that was not planned.",
        )
    as_set = planned[place] if within and not said.added else None
    performed = PerformedSet(
        id=made,
        set_id=as_set.id if as_set else None,
        added=True if as_set is None and planned else None,
        set_number=as_set.set_number if as_set else place + 1,
        set_type=as_set.set_type if as_set else "working",
        round=said.round,
        unilateral_side=said.side,
        performance=said.performance,
        notes=said.notes,
        performed_at=said.at,
    )
    return SetEntry(exercise_id=exercise.id, set=performed)


def _place_of(exercise: Exercise, set_id: Id) -> int:
    return [each.id for each in sets_of(exercise)].index(set_id)


def _next(exercise: Exercise, log: WorkoutPerformanceLog, side: Side | None) -> int:
    """Give the place of the first set that is not logged yet; of an exercise without sets, the next number.

    A set of which the other side alone was logged is the set of this side too.
    """
    logged = [one for place, one in each_set(log) if place.exercise_id == exercise.id]
    ids = {one.set_id for one in logged if side is None or one.unilateral_side in (None, side)}
    planned = sets_of(exercise)
    if not planned:
        return len(logged)
    return next((at for at, each in enumerate(planned) if each.id not in ids), len(planned))


def _effort(
    snapshot: WorkoutSnapshot, log: WorkoutPerformanceLog, said: SaidEntry, named: str, made: Id
) -> EffortEntry:
    step = _step(snapshot, named)
    turns = [turn for section in snapshot.sections for turn in flatten(section) if turn.step.id == step.id]
    logged = {(one.round, one.inner_round) for _, one in each_effort(log) if one.step_id == step.id}
    places = [(turn.round, turn.inner_round) for turn in turns]
    following = next((place for place in places if place not in logged), places[-1] if places else (1, None))
    if said.round is not None:
        following = places[said.round - 1] if 1 <= said.round <= len(places) else (said.round, None)
    effort = Effort(
        id=made,
        step_id=step.id,
        round=following[0],
        inner_round=following[1],
        phase=step.phase,
        performance=said.performance,
        performed_at=said.at,
    )
    return EffortEntry(effort=effort)


def _step(snapshot: WorkoutSnapshot, named: str) -> Step:
    """Find a step by its id, its name, its section's name or its phase."""
    wanted = named.strip().casefold()
    every = [(section, step) for section in snapshot.sections for step in expand(section).each_step()]
    found = [step for _, step in every if named == step.id or wanted == (step.name or "").casefold()]
    found = found or [
        step
        for section, step in every
        if wanted in (section.name.casefold(), step.phase, step.id.rpartition(":")[2].casefold())
    ]
    if len(found) == 1:
        return found[0]
    told = ", ".join(f"{step.name or step.phase} ({step.id})" for step in (found or [step for _, step in every]))
    what = "names several steps" if found else "is no step"
    raise NotFound(f"{named[:80]!r} {what} of this session.", f"Name one by its id: {told or 'it has none'}.")
