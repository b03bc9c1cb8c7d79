"""All that is wrong with a file is found at once, each at the place where it stands in the file."""

import pytest

from mesocycle.domain.plan.publishing.collecting import Collected
from mesocycle.domain.plan.workout import Workout
from mesocycle.domain.reading.fault import Fault

SET = {"_id": "s", "setNumber": 1, "setType": "working", "repType": "fixed", "reps": 5}


def a_workout(*sets: object, **given: object) -> dict[str, object]:
    exercise = {"_id": "e", "type": "strength", "exerciseId": "x", "exerciseVariantId": "x", "name": "X"}
    section = {"_id": "b", "type": "basic", "name": "Main", "orderIndex": 0}
    return {
        "_id": "w",
        "name": "Day",
        "type": "strength",
        "orderIndex": 0,
        "objective": "",
        "schedule": [],
        "sections": [{**section, "exercises": [{**exercise, "orderIndex": 0, "sets": list(sets)}]}],
        **given,
    }


SETS = "sections[0].exercises[0].sets"


@pytest.mark.parametrize(
    ("plain", "paths"),
    [
        (a_workout(SET), []),
        (a_workout({**SET, "reps": "five"}), [f"{SETS}[0].reps"]),
        (
            a_workout({**SET, "setType": "hard"}, SET, {**SET, "reps": "five"}),
            [f"{SETS}[0].setType", f"{SETS}[2].reps"],
        ),
        (a_workout({**SET, "setType": "hard", "repType": "no"}), [f"{SETS}[0].setType"]),
        (a_workout({**SET, "repz": 5}, {**SET, "weigth": 5}), [f"{SETS}[0].repz", f"{SETS}[1].weigth"]),
        (a_workout("5", {**SET, "reps": "five"}, "6"), [f"{SETS}[0]", f"{SETS}[1].reps", f"{SETS}[2]"]),
        (a_workout({**SET, "reps": "five"}, type="dance"), ["type"]),
    ],
)
def test_every_fault_is_found_where_it_stands(plain: dict[str, object], paths: list[str]) -> None:
    collected = Collected(plain, [])

    collected.read(Workout)

    found = sorted(fault.path for fault in collected.faults)
    assert set(paths) <= set(found)


def test_what_lies_in_a_place_that_is_wrong_already_is_not_told_again() -> None:
    collected = Collected({}, [Fault("workouts[0].sets", "is wrong", "Mend it.")])

    collected.add([Fault("workouts[0].sets[3]", "is empty", "Fill it."), Fault("workouts[1]", "is empty", "Fill it.")])

    assert [fault.path for fault in collected.faults] == ["workouts[0].sets", "workouts[1]"]


def test_the_document_that_came_stays_as_it_was() -> None:
    plain = a_workout({**SET, "reps": "five"})

    Collected(plain, []).read(Workout)

    assert plain == a_workout({**SET, "reps": "five"})
