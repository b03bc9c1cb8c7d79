"""Hevy's export: one row per set, units in the header."""

from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.formats.apps.hevy import read_hevy
from mesocycle.formats.text.cells import NO_WEIGHT_UNIT, SaidUnits
from tests.formats.apps.hevy import HEADER, a_row
from tests.formats.reading import lines, loads, read, sets_of


def test_rows_of_one_time_and_title_are_a_workout_with_its_times_and_notes() -> None:
    workout = read(read_hevy(lines(HEADER, a_row(), a_row(index=1, reps="4")))).only

    assert (workout.name, workout.type, workout.notes) == ("Legs", WorkoutType.STRENGTH, "hot")
    assert (workout.start, workout.end) == ("2025-09-15T07:48:00", "2025-09-15T09:13:00")
    assert loads(workout) == [(5, 100, "kg"), (4, 100, "kg")]
    assert [each.performance.rpe for each in sets_of(workout)] == [9.5, 9.5]


def test_the_newest_workout_stands_first_in_the_file_and_comes_last() -> None:
    body = lines(HEADER, a_row(start="15 Sep 2025, 07:48"), a_row(start="2 Sep 2025, 7:08", end="2 Sep 2025, 8:00"))

    assert [each.start for each in read(read_hevy(body)).workouts] == ["2025-09-02T07:08:00", "2025-09-15T07:48:00"]


def test_supersets_and_notes_stay_with_their_exercises() -> None:
    body = lines(
        HEADER,
        a_row("Curl", superset="0", notes="slow"),
        a_row("Curl", 1, superset="0", notes="slow"),
        a_row("Press", superset="0"),
        a_row("Row"),
    )

    workout = read(read_hevy(body)).only

    assert [(each.name, each.superset, each.notes) for each in workout.exercises] == [
        ("Curl", "0", "slow"),
        ("Press", "0", None),
        ("Row", None, None),
    ]


def test_pounds_and_miles_are_known_by_the_header() -> None:
    header = HEADER.replace("weight_kg", "weight_lbs").replace("distance_km", "distance_miles")

    workout = read(read_hevy(lines(header, a_row(more=",,0,"), a_row("Run", weight="", reps="", more=",1,600,")))).only

    assert loads(workout) == [(5, 100, "lb"), (None, None, None)]
    assert sets_of(workout)[1].performance.distance == 1609.344
    assert sets_of(workout)[1].performance.duration == 600


def test_a_set_without_any_number_is_a_set_all_the_same() -> None:
    workout = read(read_hevy(lines(HEADER, a_row(weight="", reps="", more=",,0,")))).only

    assert loads(workout) == [(None, None, None)]


def test_month_names_of_another_language_and_decimal_commas_are_read() -> None:
    header, row = HEADER.replace(",", ";"), a_row(start="15 März 2025 07:48", end="").replace(",", ";")

    workout = read(read_hevy(lines(header, row.replace(";100;", ';"102,5";')))).only

    assert (workout.start, loads(workout)) == ("2025-03-15T07:48:00", [(5, 102.5, "kg")])


def test_a_weight_that_nobody_can_lift_is_rejected() -> None:
    assert "the weight is 100000" in read(read_hevy(lines(HEADER, a_row(weight="100000")))).reject.reason


def test_another_programs_file_is_refused_by_name() -> None:
    no = read(read_hevy(b"Date,Reps\n2025-01-01,5\n")).reject

    assert (no.line, "no export of Hevy" in no.reason) == (1, True)


def test_a_weight_whose_unit_no_header_says_is_asked_for_and_never_dropped() -> None:
    body = lines(HEADER.replace("weight_kg", "weight"), a_row(), a_row(index=1))

    asked = read(read_hevy(body))
    told = read(read_hevy(body, SaidUnits(weight="lb"))).only

    assert [(no.line, no.reason) for no in asked.rejects] == [(2, NO_WEIGHT_UNIT[0])]
    assert asked.workouts == []
    assert loads(told) == [(5, 100, "lb"), (5, 100, "lb")]


def test_a_file_without_a_column_of_weights_is_no_export_of_hevy() -> None:
    found = read(read_hevy(lines(HEADER.replace("weight_kg", "peso_kg"), a_row())))

    assert found.workouts == []
    assert "no column 'weight_kg'" in found.rejects[0].reason
