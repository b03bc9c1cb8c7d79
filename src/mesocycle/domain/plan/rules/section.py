"""Rules of sections by their type: one of several measures, rounds and set counts."""

from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.rules.sets import exercise_faults
from mesocycle.domain.plan.rules.steps import step_faults, target_faults
from mesocycle.domain.plan.workout import (
    AmrapSection,
    CircuitSection,
    CooldownSection,
    EmomSection,
    Exercise,
    FartlekSection,
    HillRepeatsSection,
    IntervalsSection,
    RunSection,
    Section,
    StepsSection,
    TabataExercise,
    TabataSection,
    TempoSection,
    WarmupSection,
)
from mesocycle.domain.quantity import parse_pace
from mesocycle.domain.reading.checks import (
    MOST_ROUNDS,
    NAME,
    Faults,
    check_duration,
    check_metres,
    check_number,
    check_one_of,
    check_rest,
    check_size,
    check_text,
    check_texts,
    check_weeks,
)
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import at
from mesocycle.domain.refusal import Phrase, Refusal

MOST_EXERCISES = 100
MOST_MINUTES = 600


def section_faults(path: str, section: Section, duration: int) -> Faults:
    """Collect what is wrong with a section and everything in it; `duration` is the version's, in weeks."""
    yield from check_text(at(path, "name"), section.name, NAME)
    yield from check_text(at(path, "notes"), section.notes)
    yield from check_weeks(path, section.weeks, duration)
    yield from check_rest(at(path, "restAfter"), section.rest_after)
    yield from check_size(at(path, "targets"), len(section.targets or ()), 10)
    for index, target in enumerate((section.targets or ())[:10]):
        yield from target_faults(at(at(path, "targets"), index), target)
    exercises = section.exercises or ()
    yield from check_size(at(path, "exercises"), len(exercises), MOST_EXERCISES)
    for index, exercise in enumerate(exercises[:MOST_EXERCISES]):
        where = at(at(path, "exercises"), index)
        yield from exercise_faults(where, exercise, duration)
        yield from _tabata(where, exercise, section)
    yield from _own(path, section, duration)


def _own(path: str, section: Section, duration: int) -> Faults:
    """Choose the rules of the section's type; basic has none of its own."""
    match section:
        case WarmupSection() | CooldownSection():
            yield from _easy(path, section)
        case EmomSection() | TabataSection() | CircuitSection() | AmrapSection():
            yield from _timed(path, section)
            if isinstance(section, EmomSection | CircuitSection):
                yield from _set_counts(path, section, duration)
        case StepsSection():
            yield from _rounds(at(path, "rounds"), section.rounds)
            yield from step_faults(path, section.steps, duration)
        case IntervalsSection():
            yield from _intervals(path, section)
        case HillRepeatsSection():
            yield from _hills(path, section)
        case TempoSection():
            yield from _tempo(path, section)
        case RunSection():
            yield from _run(path, section)
        case FartlekSection():
            yield from check_duration(at(path, "duration"), section.duration)
            yield from check_text(at(path, "description"), section.description)
        case _:
            pass


def _tabata(path: str, exercise: Exercise, section: Section) -> Faults:
    if isinstance(exercise, TabataExercise) != isinstance(section, TabataSection):
        remedy = "In a tabata section all exercises have type tabata, and elsewhere none has."
        message = Phrase(
            "tabata-type",
            "can't be {kind} in a section of type {section}",
            kind=_type(exercise),
            section=_type(section),
        )
        yield Fault(at(path, "type"), message, remedy)


def _type(line: Exercise | Section) -> object:
    return line.__struct_config__.tag


def _rounds(path: str, rounds: int) -> Faults:
    yield from check_number(path, rounds, 1, MOST_ROUNDS)


def _easy(path: str, section: WarmupSection | CooldownSection) -> Faults:
    where = at(path, "duration")
    if isinstance(section.duration, str):
        yield from check_duration(where, section.duration)
    else:
        yield from check_number(where, section.duration, 1, MOST_MINUTES)
    yield from check_metres(at(path, "distance"), section.distance)
    words = section.target_muscle_groups if isinstance(section, WarmupSection) else section.stretching_focus
    name = "targetMuscleGroups" if isinstance(section, WarmupSection) else "stretchingFocus"
    yield from check_texts(at(path, name), words)


def _timed(path: str, section: EmomSection | TabataSection | CircuitSection | AmrapSection) -> Faults:
    if not isinstance(section, AmrapSection):
        yield from _rounds(at(path, "rounds"), section.rounds)
    match section:
        case EmomSection():
            yield from check_number(at(path, "emomDuration"), section.emom_duration, 1, MOST_MINUTES)
            yield from check_rest(at(path, "restBetweenRounds"), section.rest_between_rounds)
        case TabataSection():
            yield from check_duration(at(path, "workInterval"), section.work_interval)
            yield from check_rest(at(path, "restInterval"), section.rest_interval)
        case CircuitSection():
            yield from check_rest(at(path, "restBetweenRounds"), section.rest_between_rounds)
            yield from check_rest(at(path, "restBetweenExercises"), section.rest_between_exercises)
            yield from check_duration(at(path, "timeCap"), section.time_cap)
        case AmrapSection():
            yield from check_duration(at(path, "timeCap"), section.time_cap)


def _set_counts(path: str, section: EmomSection | CircuitSection, duration: int) -> Faults:
    """Look for one set (of every round) or as many as rounds (set n in round n), in each week."""
    for index, exercise in enumerate((section.exercises or ())[:MOST_EXERCISES]):
        sets = sets_of(exercise)
        for week in range(1, duration + 1):
            if any(line.weeks is not None and week not in line.weeks for line in (section, exercise)):
                continue
            count = sum(each.weeks is None or week in each.weeks for each in sets)
            if count not in {1, section.rounds} and (count or not sets):  # none in some weeks: it rests then
                yield Fault(
                    at(at(at(path, "exercises"), index), "sets"),
                    Phrase(
                        "sets-rounds",
                        "has {count} sets in week {week}, but {rounds} rounds",
                        count=count,
                        week=week,
                        rounds=section.rounds,
                    ),
                    f"Write one set for every round, or {section.rounds} sets, one for each.",
                )
                break


def _intervals(path: str, section: IntervalsSection) -> Faults:
    yield from _rounds(at(path, "rounds"), section.rounds)
    work: dict[str, object] = {"workDistance": section.work_distance, "workDuration": section.work_duration}
    rest: dict[str, object] = {"restDistance": section.rest_distance, "restDuration": section.rest_duration}
    yield from check_one_of(path, work)
    yield from check_one_of(path, rest)
    yield from check_metres(at(path, "workDistance"), section.work_distance)
    yield from check_metres(at(path, "restDistance"), section.rest_distance)
    yield from check_duration(at(path, "workDuration"), section.work_duration)
    yield from check_rest(at(path, "restDuration"), section.rest_duration)


def _hills(path: str, section: HillRepeatsSection) -> Faults:
    yield from _rounds(at(path, "repeats"), section.repeats)
    climb: dict[str, object] = {"hillLength": section.hill_length, "workDuration": section.work_duration}
    if section.elevation_gain is None:
        yield from check_one_of(path, {**climb, "elevationGain": None})
    else:
        yield from check_one_of(path, climb, least=0)
    yield from check_metres(at(path, "hillLength"), section.hill_length)
    yield from check_metres(at(path, "elevationGain"), section.elevation_gain)
    yield from check_duration(at(path, "workDuration"), section.work_duration)
    yield from check_rest(at(path, "restDuration"), section.rest_duration)
    yield from check_texts(at(path, "equipment"), section.equipment)


def _tempo(path: str, section: TempoSection) -> Faults:
    measures: dict[str, object] = {"distance": section.distance, "duration": section.duration}
    yield from check_one_of(path, measures)
    yield from check_metres(at(path, "distance"), section.distance)
    yield from check_duration(at(path, "duration"), section.duration)
    if section.target_pace is None:
        return
    try:
        parse_pace(section.target_pace)
    except Refusal as no:
        yield Fault(at(path, "targetPace"), no.told or no.sentence, no.remedy)
    if any(target.metric in {"pace", "speed"} for target in section.targets or ()):
        yield Fault(
            at(path, "targetPace"), Phrase("pace-twice", "stands beside a pace in `targets`"), "Keep one of the two."
        )


def _run(path: str, section: RunSection) -> Faults:
    aims: dict[str, object] = {
        "distance": section.distance,
        "duration": section.duration,
        "elevationGain": section.elevation_gain,
    }
    yield from check_one_of(path, aims, most=3)
    yield from check_metres(at(path, "distance"), section.distance)
    yield from check_metres(at(path, "elevationGain"), section.elevation_gain)
    yield from check_metres(at(path, "elevationLoss"), section.elevation_loss)
    yield from check_duration(at(path, "duration"), section.duration)
    yield from check_texts(at(path, "equipment"), section.equipment)
