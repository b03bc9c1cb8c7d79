"""What a one-off session is made of."""

import pytest

from mesocycle.domain.document import encode
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.reading.strict import read
from mesocycle.domain.refusal import DocumentNotValid, NotFound
from mesocycle.domain.session.inputs import OneOff
from mesocycle.domain.session.one_off import as_workout, check_content, check_new_id, check_one_off, workout_of
from tests.builders import a_section, a_session, a_set, a_version, a_workout, an_exercise

MONDAY = "2026-01-05"


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({}, ""),
        ({"repeat_of": "s", "workout": a_workout()}, ""),
        ({"routine_version_id": "v"}, "workoutId"),
        ({"repeat_of": "s", "plan_week": 2}, "planWeek"),
        ({"routine_version_id": "v", "workout_id": "w", "plan_week": 0}, "planWeek"),
        ({"repeat_of": "s", "id": "a b"}, "_id"),
        ({"repeat_of": "s", "scheduled_time": "7"}, "scheduledTime"),
    ],
)
def test_a_one_off_session_names_exactly_one_source_and_nothing_that_can_not_be(
    given: dict[str, object], path: str
) -> None:
    with pytest.raises(DocumentNotValid) as no:
        check_one_off(OneOff(scheduled_date=MONDAY, **given))  # type: ignore[arg-type]  # fields of every type

    assert [error.path for error in no.value.errors or ()] == [path]


def test_an_id_that_a_client_made_is_an_id_or_absent() -> None:
    check_new_id(None)
    check_new_id("phone:1")

    with pytest.raises(DocumentNotValid):
        check_new_id("")


def test_a_workout_and_a_week_that_the_version_does_not_have_are_refused() -> None:
    version = a_version()

    assert workout_of(version, "workout-1", 4).name == "Squat day"
    with pytest.raises(NotFound, match="no workout other"):
        workout_of(version, "other", 1)
    with pytest.raises(DocumentNotValid, match="planWeek"):
        workout_of(version, "workout-1", 5)


def test_a_workout_given_whole_keeps_the_rules_of_any_other() -> None:
    check_content(a_workout())

    impossible = a_workout(sections=(a_section(exercises=(an_exercise(sets=(a_set(reps=-1),)),)),))
    with pytest.raises(DocumentNotValid, match="reps"):
        check_content(impossible)


def test_a_snapshot_seen_as_a_workout_says_the_same_and_has_no_days() -> None:
    snapshot = read(bytes(a_session().workout_snapshot), WorkoutSnapshot)

    workout = as_workout(snapshot, "w")

    assert (workout.id, workout.schedule) == ("w", ())
    assert encode(workout.sections) == encode(snapshot.sections)
