"""Rows gathered into workouts; a workout with a bad row waits."""

from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.formats.apps.hevy import read_hevy
from tests.formats.apps.hevy import HEADER, a_row
from tests.formats.reading import lines, read, sets_of


def test_every_type_of_set_is_taken_over_and_an_unknown_one_is_a_working_set_with_a_note() -> None:
    kinds = ("warmup", "normal", "failure", "dropset", "cluster")

    workout = read(read_hevy(lines(HEADER, *(a_row(index=n, kind=kind) for n, kind in enumerate(kinds))))).only

    assert [each.set_type for each in sets_of(workout)] == ["warmup", "working", "failure", "drop", "working"]
    assert [each.notes for each in sets_of(workout)] == [None, None, None, None, "Type of set: cluster"]


def test_an_exercise_done_twice_in_a_row_begins_anew_where_the_index_falls_back() -> None:
    workout = read(read_hevy(lines(HEADER, a_row(index=0), a_row(index=1), a_row(index=0)))).only

    assert [len(each.sets) for each in workout.exercises] == [2, 1]


def test_a_workout_of_distances_alone_is_a_run() -> None:
    workout = read(read_hevy(lines(HEADER, a_row("Running", weight="", reps="", more=",5.2,1800,")))).only

    assert workout.type is WorkoutType.RUNNING


def test_a_bad_row_is_told_with_its_line_and_its_workout_waits_while_the_others_come() -> None:
    body = lines(HEADER, a_row(), a_row(index=1, reps="five"), a_row(start="2 Sep 2025, 7:08"))

    found = read(read_hevy(body))

    assert [each.start for each in found.workouts] == ["2025-09-02T07:08:00"]
    assert [(no.line, no.reason) for no in found.rejects] == [(3, "'five' is no number")]


def test_a_workout_waits_for_a_row_that_does_not_fit_the_header() -> None:
    monday, friday, sunday = ("15 Sep 2025, 07:48", "19 Sep 2025, 07:48", "21 Sep 2025, 07:48")
    rows = [a_row(start=on) for on in (monday, friday, sunday)]
    cut_off = '"Legs","15 Sep 2025, 07:48"'

    inside = read(read_hevy(lines(HEADER, rows[0], cut_off, rows[0].replace(",0,", ",1,"), rows[1])))
    between = read(read_hevy(lines(HEADER, rows[0], cut_off, rows[1], rows[2])))

    assert [each.start[:10] for each in inside.workouts] == ["2025-09-19"]
    assert [each.start[:10] for each in between.workouts] == ["2025-09-21"]
    assert [no.line for no in (*inside.rejects, *between.rejects)] == [3, 3]


def test_a_workout_whose_first_row_is_bad_waits_as_well() -> None:
    body = lines(HEADER, a_row(end="later"), a_row(index=1))

    found = read(read_hevy(body))

    assert found.workouts == []
    assert [no.line for no in found.rejects] == [2]
