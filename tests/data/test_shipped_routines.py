"""The seven shipped routines: they come in by the door of every file, and make sense week by week."""

from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import count

import pytest

from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.library import Library
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.placement import Begin, BeginNotPossible, place
from mesocycle.domain.plan.publishing.complete import complete
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.steps import expand, flatten
from mesocycle.domain.plan.workout import (
    CooldownSection,
    HillRepeatsSection,
    RunSection,
    Section,
    Step,
    TabataExercise,
    Target,
    WarmupSection,
    Workout,
)
from mesocycle.formats.documents.exercise_library import parse_library
from mesocycle.formats.documents.routine import parse_routine

ROUTINES = (
    "bodyweight-and-mobility",
    "first-5-km",
    "half-marathon-12-weeks",
    "novice-linear-3-day",
    "trail-50-km-16-weeks",
    "training-max-wave",
    "upper-lower-hypertrophy",
)
MONDAY = date(2026, 3, 2)
each_routine = pytest.mark.parametrize("name", ROUTINES)


@cache
def library() -> Library:
    return Library(parse_library(files("mesocycle").joinpath("data/exercises.yaml").read_bytes()))


@cache
def routine(name: str) -> RoutineVersion:
    numbers = count(1)
    return complete(
        parse_routine(files("mesocycle").joinpath(f"data/routines/{name}.yaml").read_bytes()),
        latest=None,
        library=library(),
        units=Units.METRIC,
        new_id=lambda: f"{next(numbers):024x}",
        created_by="trainer-1",
        now="2026-01-01T09:00:00.000Z",
    )


def begin(version: RoutineVersion) -> Begin:
    """Begin on a Monday, with the race on the last Sunday where the routine asks for a race."""
    races = any(entry.days_before_race is not None for each in version.workouts for entry in each.schedule)
    sunday = MONDAY + timedelta(weeks=version.duration, days=-1)
    return Begin(start_date=MONDAY, race_date=sunday if races else None)


def weeks_of(version: RoutineVersion) -> dict[str, set[int]]:
    """Give the plan weeks in which each workout stands on the calendar."""
    weeks: dict[str, set[int]] = {}
    for placement in place(version, begin(version)).placed:
        weeks.setdefault(placement.workout.name, set()).add(placement.plan_week)
    return weeks


def in_week(weeks: tuple[int, ...] | None, week: int) -> bool:
    return weeks is None or week in weeks


def work_of(workout: Workout, week: int) -> list[Section]:
    """Give the sections of a week that are more than warming up or cooling down."""
    return [
        section
        for section in workout.sections
        if in_week(section.weeks, week) and not isinstance(section, WarmupSection | CooldownSection)
    ]


def working_sets(version: RoutineVersion, week: int) -> int:
    return sum(
        planned.set_type == "working" and in_week(planned.weeks, week)
        for workout in version.workouts
        for section in work_of(workout, week)
        for exercise in section.exercises or ()
        if in_week(exercise.weeks, week)
        for planned in sets_of(exercise)
    )


def prescribed_ascent(version: RoutineVersion, week: int) -> float:
    """Sum the metres of ascent that the sections of a week name; hills by duration name none."""
    ascent = 0.0
    for workout in version.workouts:
        for section in work_of(workout, week):
            if isinstance(section, HillRepeatsSection):
                ascent += (section.elevation_gain or 0) * section.repeats
            elif isinstance(section, RunSection):
                ascent += section.elevation_gain or 0
            else:
                ascent += sum(turn.step.goal.elevation_gain or 0 for turn in flatten(section))
    return ascent


def longest_run_km(version: RoutineVersion, workout_name: str, week: int) -> float:
    workout = next(each for each in version.workouts if each.name == workout_name)
    metres = (turn.step.goal.distance or 0 for section in work_of(workout, week) for turn in flatten(section))
    return sum(metres) / 1000


def targets_of(section: Section) -> list[Target]:
    steps: list[Step] = list(expand(section).each_step())
    return [target for step in steps for target in step.targets or ()]


def test_exactly_these_seven_routines_are_shipped() -> None:
    names = {each.name for each in files("mesocycle").joinpath("data/routines").iterdir()}

    assert names == {f"{name}.yaml" for name in ROUTINES}


@each_routine
def test_a_shipped_routine_is_a_template_that_everyone_may_read_and_copy(name: str) -> None:
    version = routine(name)

    assert (version.routine_type, version.is_public, version.allow_copy) == ("template", True, True)


@each_routine
def test_workouts_and_the_sections_of_a_workout_have_names_of_their_own(name: str) -> None:
    version = routine(name)

    for lines in (version.workouts, *(workout.sections for workout in version.workouts)):
        assert len({line.name for line in lines}) == len(lines)


@each_routine
def test_every_exercise_bears_the_name_that_the_library_gives_it(name: str) -> None:
    for workout in routine(name).workouts:
        for section in workout.sections:
            for exercise in section.exercises or ():
                known = library().variant(exercise.exercise_variant_id)
                assert known is not None
                assert exercise.name == known.name


@each_routine
def test_every_workout_has_work_in_every_week_that_it_stands_in(name: str) -> None:
    version = routine(name)
    weeks = weeks_of(version)

    idle = [
        (workout.name, week)
        for workout in version.workouts
        for week in weeks[workout.name]
        if not work_of(workout, week)
    ]

    assert idle == []


@each_routine
def test_every_exercise_has_sets_in_every_week_that_its_section_stands_in(name: str) -> None:
    version = routine(name)
    weeks = weeks_of(version)

    bare = [
        (workout.name, exercise.name, week)
        for workout in version.workouts
        for week in weeks[workout.name]
        for section in workout.sections
        for exercise in section.exercises or ()
        if not isinstance(exercise, TabataExercise)
        and in_week(section.weeks, week)
        and in_week(exercise.weeks, week)
        and not any(in_week(planned.weeks, week) for planned in sets_of(exercise))
    ]

    assert bare == []


@each_routine
def test_every_week_of_a_shipped_routine_has_training_in_it(name: str) -> None:
    version = routine(name)

    weeks = set().union(*weeks_of(version).values())

    assert weeks == set(range(1, version.duration + 1))


def test_the_novice_alternates_its_two_workouts_over_three_days_a_week() -> None:
    placed = place(routine("novice-linear-3-day"), Begin(start_date=MONDAY)).placed

    assert [each.workout.name for each in placed] == ["Workout A", "Workout B"] * 18


def test_the_wave_measures_every_barbell_top_set_against_the_training_max() -> None:
    tops = [
        planned
        for workout in routine("training-max-wave").workouts
        for section in workout.sections
        if section.name == "Top sets"
        for exercise in section.exercises or ()
        for planned in sets_of(exercise)
    ]

    assert tops
    assert all(planned.percent_of_training_max is not None for planned in tops)


def test_the_wave_ends_each_of_its_three_hard_weeks_with_a_set_for_as_many_repetitions_as_possible() -> None:
    for workout in routine("training-max-wave").workouts:
        top = next(section for section in workout.sections if section.name == "Top sets")
        (exercise,) = top.exercises or ()
        plus = {
            planned.weeks: (planned.reps_min, planned.percent_of_training_max)
            for planned in sets_of(exercise)
            if planned.rep_type == "max"
        }

        assert plus == {(1,): (5, 85), (2,): (3, 90), (3,): (1, 95)}


@pytest.mark.parametrize(
    ("name", "hard", "easy"),
    [
        ("upper-lower-hypertrophy", 5, 6),
        ("training-max-wave", 3, 4),
        ("novice-linear-3-day", 6, 7),
        ("bodyweight-and-mobility", 3, 4),
        ("trail-50-km-16-weeks", 11, 12),
    ],
)
def test_an_easy_week_holds_fewer_working_sets_than_the_week_before(name: str, hard: int, easy: int) -> None:
    version = routine(name)

    assert working_sets(version, easy) < working_sets(version, hard)


def test_the_first_5_km_begins_on_any_day_and_ends_with_five_kilometres() -> None:
    last = place(routine("first-5-km"), Begin(start_date=MONDAY + timedelta(days=3))).placed[-1]

    assert [work.distance for work in work_of(last.workout, 9) if isinstance(work, RunSection)] == [5000]


def test_the_half_marathon_caps_the_heart_rate_of_easy_running_and_leaves_its_pace_free() -> None:
    easy = next(each for each in routine("half-marathon-12-weeks").workouts if each.name == "Easy run")

    for section in easy.sections:
        assert [(each.metric, each.low) for each in targets_of(section)] == [("heart-rate", None)]


def test_the_half_marathon_race_is_as_long_as_a_half_marathon() -> None:
    race = next(each for each in routine("half-marathon-12-weeks").workouts if each.name == "Half marathon")
    steps = expand(race.sections[1]).each_step()

    assert sum(step.goal.distance or 0 for step in steps) == 21097.5


def test_the_trail_plan_needs_its_race_date() -> None:
    with pytest.raises(BeginNotPossible, match="race"):
        place(routine("trail-50-km-16-weeks"), Begin(start_date=MONDAY))


def test_the_trail_plan_ends_with_fifty_kilometres_on_race_day() -> None:
    version = routine("trail-50-km-16-weeks")
    last = place(version, begin(version)).placed[-1]
    steps = expand(last.workout.sections[0]).each_step()

    assert last.planned_date == MONDAY + timedelta(weeks=16, days=-1)
    assert sum(step.goal.distance or 0 for step in steps) == 50_000


@pytest.mark.parametrize("week", [5, 6, 7, 9, 10, 11, 13])
def test_the_trail_plan_has_vertical_repeats_by_ascent_in_every_building_week(week: int) -> None:
    hills = next(each for each in routine("trail-50-km-16-weeks").workouts if each.name == "Vertical repeats")
    climbs = [each for each in work_of(hills, week) if isinstance(each, HillRepeatsSection)]

    assert [(each.elevation_gain or 0) * each.repeats >= 360 for each in climbs] == [True]


@pytest.mark.parametrize(
    ("name", "workout", "weeks"),
    [("half-marathon-12-weeks", "Long run", range(1, 12)), ("trail-50-km-16-weeks", "Long trail run", range(1, 16))],
)
def test_a_long_run_is_at_most_a_sixth_longer_than_the_longest_before_it(name: str, workout: str, weeks: range) -> None:
    lengths = [longest_run_km(routine(name), workout, week) for week in weeks]

    grown = [after / max(lengths[:place]) for place, after in enumerate(lengths) if place]

    assert min(lengths) > 0
    assert max(grown) <= 7 / 6


def test_the_ascent_of_a_trail_week_is_at_most_a_quarter_more_than_in_any_week_before_it() -> None:
    version = routine("trail-50-km-16-weeks")
    ascents = [prescribed_ascent(version, week) for week in range(5, 16)]

    grown = [after / max(ascents[:place]) for place, after in enumerate(ascents) if place]

    assert max(grown) <= 1.25
    assert ascents[-1] < ascents[-2] < max(ascents) / 2


def test_the_longest_weekend_of_the_trail_plan_is_the_race_with_a_night_in_it() -> None:
    version = routine("trail-50-km-16-weeks")

    weekend = longest_run_km(version, "Long trail run", 11) + longest_run_km(version, "Second long day", 11)

    assert weekend == 50


def test_the_evening_before_the_long_days_leaves_the_legs_alone() -> None:
    friday = next(each for each in routine("trail-50-km-16-weeks").workouts if each.name == "Core alone")

    assert [section.name for section in friday.sections] == ["Core circuit"]


def test_one_dumbbell_in_one_hand_is_not_counted_twice() -> None:
    rows = [
        exercise.load_per
        for workout in routine("training-max-wave").workouts
        for section in workout.sections
        for exercise in section.exercises or ()
        if exercise.name == "Dumbbell Row"
    ]

    assert rows == [None]
