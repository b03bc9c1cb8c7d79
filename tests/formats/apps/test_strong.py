"""Strong's exports: old ones without a unit, variants with one per row, version 6 with it in the header."""

import pytest

from mesocycle.formats.apps.strong import read_strong
from mesocycle.formats.text.cells import SaidUnits
from tests.formats.apps.strongs import KG, SIX, a_row
from tests.formats.reading import lines, loads, read, sets_of

OLD = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE"


def an_old_row(order: str = "1", weight: str = "10.0", reps: str = "13.0", rest: str = "0,0.0,") -> str:
    return f'2024-11-28 17:36:08,"B",2h 38m,"Squat (Barbell)",{order},{weight},{reps},{rest}'


def test_without_a_unit_nothing_is_taken_over_and_the_remedy_names_both() -> None:
    no = read(read_strong(lines(OLD, an_old_row(), an_old_row("2")))).reject

    assert (no.line, "kg or lb" in no.reason, "unit=kg" in no.remedy) == (2, True, True)


@pytest.mark.parametrize("unit", ["kg", "lb"])
def test_the_unit_that_the_person_says_goes_into_every_set(unit: str) -> None:
    said = SaidUnits(weight="lb" if unit == "lb" else "kg")

    workout = read(read_strong(lines(OLD, an_old_row(), an_old_row("2", "20.0", "5.0")), said)).only

    assert loads(workout) == [(13, 10.0, unit), (5, 20.0, unit)]
    assert workout.duration_s == 9480


def test_without_any_weight_no_unit_is_asked_for() -> None:
    workout = read(read_strong(lines(OLD, an_old_row(weight="0", reps="0", rest="0,60.0,")))).only

    assert [each.performance.duration for each in sets_of(workout)] == [60.0]


def test_a_unit_per_row_goes_before_what_the_person_says() -> None:
    body = lines(f"{OLD},Weight Unit,Distance Unit", f"{an_old_row()},lbs,km")

    assert loads(read(read_strong(body, KG)).only) == [(13, 10.0, "lb")]


def test_warm_ups_drops_and_failures_are_kept_apart() -> None:
    body = lines(SIX, a_row("W", "40", "5"), a_row("1", "80", "5"), a_row("D", "60", "9"), a_row("F", "80", "3"))

    assert [each.set_type for each in sets_of(read(read_strong(body)).only)] == ["warmup", "working", "drop", "failure"]


def test_rest_timers_and_notes_are_no_sets() -> None:
    body = lines(
        SIX,
        a_row("1", "80", "5"),
        a_row("Rest Timer", seconds="90"),
        a_row("Note", notes="tight"),
        a_row("2", "80", "5"),
    )

    (exercise,) = read(read_strong(body)).only.exercises

    assert [each.rest for each in exercise.sets] == ["90s", None]
    assert exercise.notes == "tight"


def test_the_same_exercise_again_begins_anew_at_set_one() -> None:
    body = lines(OLD, an_old_row("1"), an_old_row("2"), an_old_row("1"))

    assert [len(each.sets) for each in read(read_strong(body, KG)).only.exercises] == [2, 1]


def test_a_warm_up_before_set_one_belongs_to_the_same_exercise() -> None:
    body = lines(SIX, a_row("W", "40", "5"), a_row("1", "80", "5"))

    assert len(read(read_strong(body)).only.exercises) == 1


def test_a_distance_without_unit_is_asked_for() -> None:
    row = an_old_row(weight="0", reps="0", rest="5.2,1800,")

    assert "unit=km" in read(read_strong(lines(OLD, row))).reject.remedy
    assert sets_of(read(read_strong(lines(OLD, row), SaidUnits(distance="km"))).only)[0].performance.distance == 5200


def test_a_workout_of_nothing_but_notes_is_kept_out_and_told() -> None:
    assert "has no set" in read(read_strong(lines(SIX, a_row("Rest Timer", seconds="90")))).reject.reason


def test_the_export_of_2016_has_its_units_as_names_of_columns_and_counts_sets_from_zero() -> None:
    header = "Date,Workout Name,Exercise Name,Set Order,kg,Reps,km,Seconds,Notes"
    rows = ("0,100,5,0,0,", "1,100,5,0,0,", "0,90,8,0,0,", "1,0,0,2.5,900,")

    workout = read(
        read_strong(lines(header, *(f"2016-08-23 17:51:23,Legs,Squat (Barbell),{row}" for row in rows)))
    ).only

    assert [len(each.sets) for each in workout.exercises] == [2, 2]
    assert loads(workout)[:3] == [(5, 100, "kg"), (5, 100, "kg"), (8, 90, "kg")]
    assert sets_of(workout)[3].performance.distance == 2500


def test_a_workout_duration_at_the_end_is_how_long_it_took() -> None:
    header = "Date,Workout Name,Exercise Name,Set Order,Weight,Weight Unit,Reps,RPE,Distance,Distance Unit,Seconds"
    row = "2025-08-23 17:51:23,Legs,Squat (Barbell),1,100,kg,5,,,,,,,1h 13m"

    assert read(read_strong(lines(f"{header},Notes,Workout Notes,Workout Duration", row))).only.duration_s == 4380
