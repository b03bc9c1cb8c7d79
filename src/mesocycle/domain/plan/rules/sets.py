"""Rules of exercises and their sets."""

from collections.abc import Iterable, Iterator

from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.notation import MOST_SETS, parse
from mesocycle.domain.plan.workout import BodyweightExercise, Exercise, ExerciseSet, Progression, Tempo
from mesocycle.domain.reading.checks import (
    NAME,
    Faults,
    check_id,
    check_metres,
    check_number,
    check_one_of,
    check_range,
    check_rest,
    check_seconds,
    check_size,
    check_text,
    check_weeks,
)
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import at
from mesocycle.domain.refusal import Phrase, Refusal

MOST_WEIGHT = 5_000
MOST_REPS = 10_000
_MEASURES = {
    "fixed": ("reps", "miniSets"),
    "distance": ("distance",),
    "calories": ("calories",),
}
"""What a set of a repType must say: one of these. A time that is not said is as long as it can be held."""


def exercise_faults(path: str, exercise: Exercise, duration: int) -> Faults:
    """Collect what is wrong with an exercise and its sets; `duration` is the version's, in weeks."""
    yield from check_id(at(path, "exerciseId"), exercise.exercise_id)
    yield from check_id(at(path, "exerciseVariantId"), exercise.exercise_variant_id)
    yield from check_text(at(path, "name"), exercise.name, NAME)
    yield from check_text(at(path, "notes"), exercise.notes)
    yield from check_text(at(path, "supersetGroupId"), exercise.superset_group_id, NAME)
    yield from check_weeks(path, exercise.weeks, duration)
    yield from check_rest(at(path, "restBetweenSets"), exercise.rest_between_sets)
    yield from check_rest(at(path, "restAfter"), exercise.rest_after)
    if exercise.progression is not None:
        yield from _progression(at(path, "progression"), exercise.progression)
    sets = sets_of(exercise)
    yield from check_size(at(path, "sets"), len(sets), MOST_SETS)
    for index, each in enumerate(sets[:MOST_SETS]):
        where = at(at(path, "sets"), index)
        yield from _set(where, each, duration)
        if not isinstance(exercise, BodyweightExercise):
            yield from _no_assistance(where, each)
    yield from _places(at(path, "sets"), sets[:MOST_SETS], exercise.weeks or range(1, duration + 1))


def _progression(path: str, progression: Progression) -> Faults:
    yield from check_number(at(path, "increment"), progression.increment, 0, MOST_WEIGHT, above=True)
    yield from check_number(at(path, "failuresBeforeReset"), progression.failures_before_reset, 1, 100)
    yield from check_number(at(path, "resetPercent"), progression.reset_percent, 0, 100, above=True)
    yield from check_text(at(path, "incrementUnit"), progression.increment_unit, NAME)
    stages = progression.stages or ()
    yield from check_size(at(path, "stages"), len(stages), 50)
    for index, stage in enumerate(stages[:50]):
        try:
            parse(stage)
        except Refusal as no:
            yield Fault(at(at(path, "stages"), index), no.told or no.sentence, no.remedy)


def _set(path: str, each: ExerciseSet, duration: int) -> Faults:
    yield from check_weeks(path, each.weeks, duration)
    yield from _amount(path, each)
    yield from _load(path, each)
    yield from _effort(path, each)
    yield from check_rest(at(path, "restAfter"), each.rest_after)
    yield from check_text(at(path, "notes"), each.notes)
    if each.tempo is not None:
        yield from _tempo(at(path, "tempo"), each.tempo)
    if each.per_side and each.unilateral_side:
        yield Fault(at(path, "perSide"), Phrase("side-twice", "contradicts `unilateralSide`"), "Keep one of the two.")


def _amount(path: str, each: ExerciseSet) -> Faults:
    """Look whether the amount fits the repType: a range has two ends, a time a duration."""
    for name, reps in (("reps", each.reps), ("repsMin", each.reps_min), ("repsMax", each.reps_max)):
        yield from check_number(at(path, name), reps, 1, MOST_REPS)
    for name, seconds in (("duration", each.duration), ("holdTime", each.hold_time)):
        yield from check_seconds(at(path, name), seconds)
    yield from check_metres(at(path, "distance"), each.distance)
    yield from check_number(at(path, "calories"), each.calories, 0, MOST_REPS, above=True)
    if each.rep_type == "range":
        yield from _range(path, each)
    elif each.rep_type == "max":
        if each.reps is not None:
            yield Fault(
                at(path, "reps"), Phrase("reps-max", "contradicts repType max"), "Write `repsMin` for a least number."
            )
        yield from check_range(path, each.reps_min or 1, each.reps_max, ("repsMin", "repsMax"))
    else:
        yield from _measure(path, each)
    if each.mini_sets is not None:
        mini, where = each.mini_sets, at(path, "miniSets")
        for name, count in (("count", mini.count), ("countMax", mini.count_max), ("reps", mini.reps)):
            yield from check_number(at(where, name), count, 1, MOST_REPS)
        yield from check_range(where, mini.count, mini.count_max, ("count", "countMax"))
        yield from check_range(where, mini.reps, mini.reps_max, ("reps", "repsMax"))
        yield from check_rest(at(where, "rest"), mini.rest)


def _range(path: str, each: ExerciseSet) -> Faults:
    if each.reps_min is None or each.reps_max is None:
        yield Fault(path, Phrase("range-ends", "has repType range without both ends"), "Add `repsMin` and `repsMax`.")
    yield from check_range(path, each.reps_min, each.reps_max, ("repsMin", "repsMax"))
    if each.reps is not None:
        yield Fault(
            at(path, "reps"), Phrase("reps-range", "contradicts repType range"), "Leave it out, or use repType fixed."
        )


def _measure(path: str, each: ExerciseSet) -> Faults:
    values = {
        "reps": each.reps,
        "miniSets": each.mini_sets,
        "duration": each.duration,
        "holdTime": each.hold_time,
        "distance": each.distance,
        "calories": each.calories,
    }
    needed = _MEASURES.get(each.rep_type, ())
    if needed and all(values[name] is None for name in needed):
        names = " or ".join(f"`{name}`" for name in needed)
        yield Fault(
            path,
            Phrase("measure-lacks", "has repType {kind} without {names}", kind=each.rep_type, names=names),
            f"Add {names}.",
        )
    if each.reps_min is not None or each.reps_max is not None:
        where = at(path, "repsMin" if each.reps_min is not None else "repsMax")
        yield Fault(
            where,
            Phrase("range-kind", "contradicts repType {kind}", kind=each.rep_type),
            "Use repType range, or leave it out.",
        )


def _load(path: str, each: ExerciseSet) -> Faults:
    """Look whether a weight has its unit, and whether there is one percentage at most."""
    for name, weight in (("weight", each.weight), ("weightMax", each.weight_max)):
        yield from check_number(at(path, name), weight, -MOST_WEIGHT, MOST_WEIGHT)
    yield from check_range(path, each.weight, each.weight_max, ("weight", "weightMax"))
    if (each.weight or each.weight_max) and each.weight_unit is None:
        yield Fault(at(path, "weightUnit"), Phrase("unit-missing", "is missing"), "Write kg or lb.")
    percents: dict[str, object] = {
        "percentOf1RM": each.percent_of_1rm,
        "percentOfTrainingMax": each.percent_of_training_max,
        "percentOfTopSet": each.percent_of_top_set,
        "percentOfPreviousSet": each.percent_of_previous_set,
    }
    yield from check_one_of(path, percents, least=0)
    given = [(name, value) for name, value in percents.items() if isinstance(value, int | float)]
    for name, percent in [*given, ("percentMax", each.percent_max)]:
        yield from check_number(at(path, name), percent, 0, 300, above=True)
    name, low = given[0] if given else ("percentOf1RM", None)
    yield from check_range(path, low, each.percent_max, (name, "percentMax"))
    yield from check_id(at(path, "percentExerciseId"), each.percent_exercise_id)
    of_exercise = given and name in {"percentOf1RM", "percentOfTrainingMax"}
    if each.percent_exercise_id is not None and not of_exercise:
        remedy = "Leave it out, or write `percentOf1RM` or `percentOfTrainingMax`."
        yield Fault(
            at(path, "percentExerciseId"), Phrase("percent-of-none", "has no percentage of a maximum beside it"), remedy
        )


def _effort(path: str, each: ExerciseSet) -> Faults:
    """Look at RPE and repetitions in reserve (0 to 10)."""
    for name, rpe in (("rpe", each.rpe), ("rpeMax", each.rpe_max)):
        yield from check_rpe(at(path, name), rpe)
    for name, rir in (("rir", each.rir), ("rirMax", each.rir_max)):
        yield from check_number(at(path, name), rir, 0, 10)
    yield from check_range(path, each.rpe, each.rpe_max, ("rpe", "rpeMax"))
    yield from check_range(path, each.rir, each.rir_max, ("rir", "rirMax"))


def check_rpe(path: str, rpe: float | None) -> Faults:
    """Look whether an RPE is 1 to 10 in halves."""
    yield from check_number(path, rpe, 1, 10)
    if rpe is not None and 1 <= rpe <= 10 and rpe * 2 % 1:
        yield Fault(
            path,
            Phrase("rpe-halves", "is {value}, but RPE goes in halves", value=rpe),
            "Write a whole or a half number, like 7.5.",
        )


def _tempo(path: str, tempo: Tempo) -> Faults:
    for name in tempo.__struct_fields__:
        seconds = getattr(tempo, name)
        if not isinstance(seconds, str):
            yield from check_number(at(path, name), seconds, 0, 600)


def _no_assistance(path: str, each: ExerciseSet) -> Faults:
    if (each.weight or 0) < 0:
        yield Fault(
            at(path, "weight"),
            Phrase("assistance", "is negative, which is assistance and for bodyweight exercises only"),
            "Use the exercise type bodyweight, or a weight of 0 or more.",
        )


def _places(path: str, sets: tuple[ExerciseSet, ...], weeks: Iterable[int]) -> Iterator[Fault]:
    """Look at each week's sets in their order: numbers stand once, a drop follows what it drops from."""
    told: set[tuple[int, str]] = set()
    for week in weeks:
        numbers: set[int] = set()
        top = False
        for index, each in enumerate(sets):
            if each.weeks is not None and week not in each.weeks:
                continue
            for wrong in _place(each, numbers, top=top):
                if (index, wrong.path) not in told:
                    told.add((index, wrong.path))
                    yield wrong._replace(path=at(at(path, index), wrong.path))
            numbers.add(each.set_number)
            top = top or each.set_type != "drop"


def _place(each: ExerciseSet, numbers: set[int], *, top: bool) -> Iterator[Fault]:
    if each.set_number < 1 or each.set_number > MOST_SETS:
        yield Fault(
            "setNumber",
            Phrase("set-number", "is {number}, but sets are counted from 1", number=each.set_number),
            "Leave it out.",
        )
    elif each.set_number in numbers:
        yield Fault(
            "setNumber",
            Phrase("set-number-twice", "is {number} for a second time in its week", number=each.set_number),
            "Leave it out.",
        )
    if each.set_type == "drop" and not top:
        yield Fault(
            "setType", Phrase("drop-first", "is drop, but no earlier set is there"), "Put a working set before it."
        )
    if each.percent_of_previous_set is not None and not numbers:
        yield Fault(
            "percentOfPreviousSet", Phrase("previous-first", "has no earlier set in its week"), "Put a set before it."
        )
