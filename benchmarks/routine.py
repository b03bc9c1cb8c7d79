"""A routine of realistic size: 12 weeks of 4 strength days, 6 to 8 exercises of 4 sets, the main lifts by week."""

import random

from msgspec.structs import replace

from mesocycle.domain.document import Id, Instant, object_id
from mesocycle.domain.plan.routine import SCHEMA_VERSION, RoutineVersion
from mesocycle.domain.plan.workout import (
    BasicSection,
    ExerciseSet,
    ScheduleEntry,
    StrengthExercise,
    Tempo,
    WarmupSection,
    Weekday,
    Workout,
    WorkoutType,
)

WEEKS = 12
SESSIONS = WEEKS * 4
PUBLISHED: Instant = "2026-01-01T09:00:00.000Z"
MAIN_LIFTS = ("back-squat", "bench-press", "conventional-deadlift", "overhead-press")

_SECOND = 1_767_258_000  # of PUBLISHED
_DAYS: tuple[tuple[Weekday, str], ...] = (
    ("monday", "Squat and push"),
    ("tuesday", "Bench and pull"),
    ("thursday", "Deadlift and press"),
    ("friday", "Press and squat"),
)
_ASSISTANCE = (
    ("front-squat", "Front squat"),
    ("romanian-deadlift", "Romanian deadlift"),
    ("incline-dumbbell-press", "Incline dumbbell press"),
    ("chest-supported-row", "Chest-supported dumbbell row"),
    ("bulgarian-split-squat", "Bulgarian split squat"),
    ("weighted-pull-up", "Weighted pull-up"),
    ("close-grip-bench-press", "Close-grip bench press"),
    ("hip-thrust", "Barbell hip thrust"),
    ("cable-face-pull", "Cable face pull"),
    ("hammer-curl", "Seated hammer curl"),
    ("overhead-triceps-extension", "Overhead triceps extension"),
    ("standing-calf-raise", "Standing calf raise"),
)
_SLOW = Tempo(eccentric=3, eccentric_pause=0, concentric=1, concentric_pause=0)
_PAUSED = Tempo(eccentric=2, eccentric_pause=1, concentric="X", concentric_pause=1)
_NOTES = (
    "Leave the bar on the ground for a breath between repetitions; brace first, then pull.",
    "Pause a full second in the stretch. If the last set moves slower than the first, keep the weight next week.",
    "Elbows under the bar. Stop when the bar slows down, not when it stops.",
    "Both sides the same number of repetitions; begin with the weaker one.",
    "Slow on the way down, three seconds, no bounce.",
)


def a_version(routine_id: Id, number: int, trainer: Id, rng: random.Random) -> RoutineVersion:
    """Make version `number` of a routine; every week of it has workouts of its own, so 48 different snapshots."""
    return RoutineVersion(
        id=_id(rng),
        parent_routine_id=routine_id,
        version=number,
        is_latest=True,
        name="Strength in twelve weeks",
        routine_type="template",
        created_by=trainer,
        difficulty="intermediate",
        goal="strength",
        duration=WEEKS,
        objectives=("A heavier squat, bench press, deadlift and press",),
        tags=("strength", "4 days"),
        is_public=False,
        allow_copy=False,
        workouts=tuple(_workout(place, rng) for place in range(len(_DAYS))),
        schema_version=SCHEMA_VERSION,
        created_at=PUBLISHED,
        updated_at=PUBLISHED,
    )


def next_version(version: RoutineVersion, rng: random.Random) -> RoutineVersion:
    """Publish the routine again: the lines keep their ids, every workout's objective and so its snapshots change."""
    workouts = tuple(
        replace(workout, objective=f"{workout.objective} Now with {rng.randint(5, 95)} seconds less rest.")
        for workout in version.workouts
    )
    return replace(version, id=_id(rng), version=version.version + 1, workouts=workouts)


def _workout(place: int, rng: random.Random) -> Workout:
    weekday, name = _DAYS[place]
    chosen = rng.sample(_ASSISTANCE, rng.randint(5, 7))
    return Workout(
        id=_id(rng),
        name=name,
        type=WorkoutType.STRENGTH,
        order_index=place,
        objective="One heavy lift by percentage, then volume with some repetitions left.",
        schedule=(ScheduleEntry(weekday=weekday, time="18:30"),),
        sections=(
            _warmup(rng),
            BasicSection(id=_id(rng), name="Main lift", order_index=1, exercises=(_main_lift(place, rng),)),
            BasicSection(
                id=_id(rng),
                name="Assistance",
                order_index=2,
                exercises=tuple(_assistance(at, *line, rng) for at, line in enumerate(chosen)),
            ),
        ),
    )


def _warmup(rng: random.Random) -> WarmupSection:
    return WarmupSection(
        id=_id(rng),
        name="Warm-up",
        order_index=0,
        target_muscle_groups=("hips", "upper back", "shoulders"),
        duration=10,
        intensity="light",
        notes="Five minutes on the rower, then two easy rounds of ten air squats, ten band pull-aparts and ten "
        "scapular push-ups; three lighter sets of the main lift before the first working set.",
    )


def _main_lift(place: int, rng: random.Random) -> StrengthExercise:
    variant = MAIN_LIFTS[place]
    return StrengthExercise(
        id=_id(rng),
        exercise_id=variant.rsplit("-", 1)[-1],
        exercise_variant_id=variant,
        name=variant.replace("-", " ").capitalize(),
        order_index=0,
        rest_between_sets="3m",
        notes=rng.choice(_NOTES),
        progression_method="percentage",
        sets=tuple(_percent_set(week, number, rng) for week in range(1, WEEKS + 1) for number in range(1, 5)),
    )


def _percent_set(week: int, number: int, rng: random.Random) -> ExerciseSet:
    return ExerciseSet(
        id=_id(rng),
        set_number=number,
        set_type="working",
        rep_type="fixed",
        weeks=(week,),
        reps=8 - (week - 1) % 4,
        percent_of_training_max=65 + 2.5 * ((week - 1) % 4) + 2.5 * (week // 4) + number,
    )


def _assistance(at: int, variant: str, name: str, rng: random.Random) -> StrengthExercise:
    tempo = rng.choice((_SLOW, _PAUSED, None))
    return StrengthExercise(
        id=_id(rng),
        exercise_id=variant.rsplit("-", 1)[-1],
        exercise_variant_id=variant,
        name=name,
        order_index=at,
        rest_between_sets=rng.choice(("60s", "75s", "90s", "2m")),
        notes=rng.choice(_NOTES),
        superset_group_id=f"group-{at // 2}" if at > 1 else None,
        sets=tuple(_range_set(number, tempo, rng) for number in range(1, 5)),
    )


def _range_set(number: int, tempo: Tempo | None, rng: random.Random) -> ExerciseSet:
    low = rng.randint(6, 12)
    return ExerciseSet(
        id=_id(rng),
        set_number=number,
        set_type="working",
        rep_type="range",
        reps_min=low,
        reps_max=low + rng.randint(2, 4),
        weight=rng.randrange(20, 2000, 25) / 10,
        weight_unit="kg",
        rir=rng.choice((0, 1, 2, 3)),
        rest_after=rng.choice(("60s", "90s", None)),
        tempo=tempo,
        notes=rng.choice((None, None, None, "Straps allowed from here on.")),
    )


def _id(rng: random.Random) -> Id:
    return object_id(_SECOND, rng.randbytes(8))
