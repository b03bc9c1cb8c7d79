"""Volume, hard sets, records and bands: what counts and what does not; orders, parts and units change nothing."""

from math import isfinite

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.analytics.guidance.exercise_history import exercise_report
from mesocycle.analytics.strength.estimated_max import Formula
from mesocycle.analytics.strength.records import of_exercise, records, worked
from mesocycle.analytics.strength.strength import exercise_days, volume_kg
from mesocycle.domain.history.done import CountedSet
from mesocycle.domain.plan.workout import SetType
from mesocycle.domain.quantity import load_kg
from tests.analytics.sets import a_lift, is_hard, sum_days
from tests.analytics.strength.lifted import YEAR

_DAYS = ("2026-01-05", "2026-01-06", "2026-01-12")


@st.composite
def some_sets(draw: st.DrawFn) -> list[CountedSet]:
    """Any sets that a history may hold, unknown loads and repetitions among them."""
    one = st.builds(
        CountedSet,
        day=st.sampled_from(_DAYS),
        exercise_id=st.sampled_from(["squat", "bench", None]),
        exercise_variant_id=st.sampled_from(["squat.barbell-back", "squat.box", None]),
        set_type=st.sampled_from(["working", "warmup", "drop", "failure"]),
        reps=st.none() | st.integers(0, 60),
        load_kg=st.none() | st.floats(-20, 500, allow_nan=False),
        sides=st.sampled_from([1, 2]),
        rpe=st.none() | st.sampled_from([5.0, 6.5, 8.0, 10.0]),
        rir=st.none() | st.sampled_from([0.0, 3.0, 5.0]),
        counts=st.integers(0, 1),
    )
    return draw(st.lists(one, max_size=25))


def numbers_of(document: object) -> list[float]:
    """Give every number of a document, read back from its JSON; NaN and infinity would be null there."""
    found: list[float] = []
    encoded = msgspec.json.encode(document)
    assert b"null" not in encoded
    stack = [msgspec.json.decode(encoded)]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
        elif isinstance(value, int | float):
            found.append(value)
    return found


@pytest.mark.parametrize(
    ("set_type", "rpe", "rir", "hard"),
    [
        ("working", None, None, True),
        ("failure", None, None, True),
        ("working", 6.0, None, True),
        ("working", 5.5, None, False),
        ("working", None, 4.0, True),
        ("working", None, 5.0, False),
        ("drop", 10.0, None, False),
        ("warmup", 10.0, None, False),
    ],
)
def test_a_hard_set_is_no_warm_up_no_drop_and_near_enough_to_the_limit(
    set_type: SetType, rpe: float | None, rir: float | None, hard: bool
) -> None:
    assert is_hard(a_lift(set_type=set_type, rpe=rpe, rir=rir)) is hard


def test_volume_is_load_times_repetitions_times_sides() -> None:
    assert volume_kg(a_lift(load_kg=20, reps=8, sides=2)) == 320


def test_an_unknown_load_is_told_and_never_a_zero_among_the_known() -> None:
    (day,) = sum_days([a_lift(), a_lift(load_kg=None)])

    assert (day.volume_kg, day.working_sets, day.unknown_loads) == (500, 2, 1)


def test_warm_ups_have_a_volume_of_their_own() -> None:
    (day,) = sum_days([a_lift(), a_lift(set_type="warmup", load_kg=60)])

    assert (day.working_sets, day.reps, day.volume_kg, day.warmup_volume_kg) == (1, 5, 500, 300)


def test_an_empty_history_gives_an_answer() -> None:
    assert records([], {}, **YEAR).exercises == ()
    assert exercise_report([], "squat", "Squat", **YEAR).days == ()
    assert sum_days([]) == []


@given(some_sets())
def test_sums_over_days_equal_the_sum_of_the_whole(sets: list[CountedSet]) -> None:
    days = sum_days(sets)

    working = [each for each in sets if each.set_type != "warmup"]
    assert sum(day.working_sets for day in days) == sum(each.counts for each in working)
    assert sum(day.volume_kg for day in days) == pytest.approx(sum(map(volume_kg, working)))
    assert sum(day.hard_sets for day in days) == sum(each.counts for each in sets if is_hard(each))


@given(some_sets(), st.randoms(use_true_random=False), st.sampled_from([None, *Formula]))
def test_the_order_of_logging_changes_nothing(sets: list[CountedSet], chance: object, formula: Formula | None) -> None:
    shuffled = list(sets)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis gives a random.Random

    assert sum_days(shuffled) == sum_days(sets)
    assert records(worked(shuffled), {}, formula=formula, **YEAR) == records(worked(sets), {}, formula=formula, **YEAR)
    assert exercise_days(shuffled) == exercise_days(sets)


def test_two_sides_of_a_set_are_one_set_and_all_of_what_was_lifted() -> None:
    (day,) = exercise_days([a_lift(load_kg=20.0, reps=8), a_lift(load_kg=20.0, reps=8, counts=0)])

    assert (day.sets, day.reps, day.volume_kg) == (1, 16, 320)


@given(some_sets(), st.sampled_from([None, *Formula]))
def test_no_report_holds_a_number_that_is_none(sets: list[CountedSet], formula: Formula | None) -> None:
    reports = [
        records(worked(sets), {}, formula=formula, **YEAR),
        exercise_report(sets, "squat", "Squat", formula=formula, **YEAR),
    ]

    assert all(isfinite(number) for report in reports for number in numbers_of(report))


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(10, 800)), min_size=1, max_size=8))
def test_pounds_and_the_same_in_kilograms_give_the_same(lifted: list[tuple[int, int]]) -> None:
    in_lb = [a_lift(reps=reps, load_kg=float(load_kg(pounds, "lb"))) for reps, pounds in lifted]
    in_kg = [a_lift(reps=reps, load_kg=pounds * 0.45359237) for reps, pounds in lifted]

    assert of_exercise("squat", "Squat", in_lb) == of_exercise("squat", "Squat", in_kg)


# --------------------------------------------------------------------------------------- what was lifted

_NAMES = {"press": "Press", "press.bar": "Bench Press", "press.machine": "Machine Press"}


def _presses() -> list[CountedSet]:
    bar = CountedSet("2026-01-05", "press", "press.bar", "working", 5, 80.0)
    return [bar, bar._replace(exercise_variant_id="press.machine", load_kg=130.0)]


def test_each_variant_has_its_own_records_named_as_it_is_named() -> None:
    found = records(worked(_presses()), _NAMES, **YEAR).exercises

    assert [(one.name, one.exercise_variant_id, one.heaviest[0].load_kg) for one in found] == [
        ("Bench Press", "press.bar", 80),
        ("Machine Press", "press.machine", 130),
    ]


def test_asked_for_together_a_movement_has_one_record_of_all_its_variants() -> None:
    (found,) = records(worked(_presses()), _NAMES, together=True, **YEAR).exercises

    assert (found.name, found.exercise_variant_id, found.heaviest[0].load_kg) == ("Press", None, 130)


def test_an_exercise_tells_of_all_variants_days_and_of_its_own_records() -> None:
    found = exercise_report(_presses(), "press", "Bench Press", exercise_variant_id="press.bar", **YEAR)

    assert len(found.days) == 2
    assert (found.records.heaviest[0].load_kg, found.records.exercise_variant_id) == (80, "press.bar")
    assert found.one_rep_max_kg == pytest.approx(93.33, abs=0.01)
