"""FitNotes: the Android export, where a day is a workout, and the other product for iOS."""

import pytest

from mesocycle.formats.apps.fitnotes import read_fitnotes
from mesocycle.formats.text.cells import SaidUnits
from tests.formats.reading import lines, loads, read, sets_of

ANDROID = "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time,Comment"
IOS = (
    "Name,StartTime,EndTime,BodyWeight,Exercise,Equipment,Reps,Weight,Time,Distance,Status,IsWarmup,RPE,RIR,"
    "Categories,Note"
)


def test_a_day_is_a_workout_named_for_what_was_trained() -> None:
    body = lines(
        ANDROID,
        "2026-03-02,Flat Barbell Bench Press,Chest,80.0,5,,,,first",
        "2026-03-02,Barbell Row,Back,60,8,,,,",
        "2026-03-02,Flat Barbell Bench Press,Chest,80.0,4,,,,",
        "2026-03-04,Plank,Abs,,,,,0:01:48,",
    )

    one, two = read(read_fitnotes(body)).workouts

    assert (one.start, one.name, one.key) == ("2026-03-02", "Chest, Back", "2026-03-02")
    assert [(each.name, len(each.sets)) for each in one.exercises] == [
        ("Flat Barbell Bench Press", 2),
        ("Barbell Row", 1),
    ]
    assert [each.notes for each in sets_of(one)] == ["first", None, None]
    assert sets_of(two)[0].performance.duration == 108


def test_distances_have_their_unit_in_the_row() -> None:
    workout = read(read_fitnotes(lines(ANDROID, "2026-03-02,Running,Cardio,,,5.2,km,0:30:00,"))).only

    assert sets_of(workout)[0].performance.distance == 5200


def test_the_newer_export_has_the_unit_of_weight_in_the_row() -> None:
    header = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time"

    workout = read(read_fitnotes(lines(header, "2026-03-02,Row,Back,135,lbs,5,,,"))).only

    assert loads(workout) == [(5, 135, "lb")]


def test_on_ios_a_workout_has_its_name_and_times_and_sets_may_be_warm_ups() -> None:
    rows = (
        "Push,2026-03-02 18:00,2026-03-02 19:00,80,Bench Press,Barbell,5,40,,,Completed,true,,,Chest,easy",
        "Push,2026-03-02 18:00,2026-03-02 19:00,80,Bench Press,Barbell,5,80,,,Skipped,false,8,2,Chest,",
    )

    workout = read(read_fitnotes(lines(IOS, *rows), SaidUnits(weight="kg"))).only

    assert (workout.name, workout.start, workout.end) == ("Push", "2026-03-02T18:00:00", "2026-03-02T19:00:00")
    assert [each.set_type for each in sets_of(workout)] == ["warmup", "working"]
    assert [each.notes for each in sets_of(workout)] == ["easy", "Status: Skipped"]
    assert (sets_of(workout)[1].performance.rpe, sets_of(workout)[1].performance.rir) == (8, 2)


def test_on_ios_the_same_name_with_other_equipment_is_another_exercise() -> None:
    rows = (
        "Push,2026-03-02 18:00,2026-03-02 19:00,80,Bench Press,Barbell,5,80,,,Completed,false,,,Chest,",
        "Push,2026-03-02 18:00,2026-03-02 19:00,80,Bench Press,Dumbbell,5,30,,,Completed,false,,,Chest,",
        "Push,2026-03-02 18:00,2026-03-02 19:00,80,Dip,Bodyweight,5,,,,Completed,false,,,Chest,",
    )

    workout = read(read_fitnotes(lines(IOS, *rows), SaidUnits(weight="kg"))).only

    assert [each.name for each in workout.exercises] == ["Bench Press (Barbell)", "Bench Press (Dumbbell)", "Dip"]


def test_on_ios_the_unit_is_asked_for() -> None:
    row = "Push,2026-03-02 18:00,,,Bench Press,,5,40,,,,,,,,"

    assert "unit=lb" in read(read_fitnotes(lines(IOS, row))).reject.remedy


def test_a_date_that_could_be_read_two_ways_is_rejected_unless_another_shows_which() -> None:
    rows = ("03/04/2026,Row,Back,60,5,,,,", "25/04/2026,Row,Back,60,5,,,,")

    assert "could be either" in read(read_fitnotes(lines(ANDROID, rows[0]))).reject.reason
    assert [each.start for each in read(read_fitnotes(lines(ANDROID, *rows))).workouts] == ["2026-04-03", "2026-04-25"]


@pytest.mark.parametrize(
    ("row", "name", "sets", "note"),
    [
        ("2026-03-02,Press, Incline,Chest,80.0,5,,,,", "Press, Incline", [(5, 80.0, "kg")], None),
        ("2026-03-02,Row, T-Bar, Wide,Back,60,8,,,,first", "Row, T-Bar, Wide", [(8, 60, "kg")], "first"),
        ("2026-03-02,Row,Back,60,8,,,,slow, then fast", "Row", [(8, 60, "kg")], "slow, then fast"),
        ("2026-03-02,Hang, Active,Grip,,,,,0:00:45,", "Hang, Active", [(None, None, None)], None),
    ],
)
def test_a_comma_without_quotes_in_a_name_is_repaired_from_the_right_end(
    row: str, name: str, sets: list[tuple[int | None, float | None, str | None]], note: str | None
) -> None:
    found = read(read_fitnotes(lines(ANDROID, "2026-03-02,Plank,Abs,,,,,0:01:48,", row))).only

    assert [each.name for each in found.exercises] == ["Plank", name]
    assert loads(found)[1:] == sets
    assert sets_of(found)[1].notes == note


def test_a_row_too_long_that_no_comma_explains_is_rejected() -> None:
    found = read(read_fitnotes(lines(ANDROID, "2026-03-02,Row,Back,sixty,many,few,x,y,z,a,b")))

    assert "cells where the header has" in found.reject.reason
