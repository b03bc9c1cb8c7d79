"""The short forms of a routine file, spelled out."""

from typing import Any

from mesocycle.domain.document import encode
from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.run_notation import print_run
from mesocycle.domain.plan.workout import RunSection, StepsSection
from tests.domain.plan.publishing.files import refused, sets_of, squat
from tests.domain.plans import a_file, published


def test_ids_of_an_exercise_follow_from_its_name() -> None:
    exercise = (published(a_file(squat())).workouts[0].sections[0].exercises or ())[0]

    assert (exercise.exercise_id, exercise.exercise_variant_id) == ("squat", "back-squat")


def test_an_unknown_exercise_is_refused_with_the_nearest_names() -> None:
    no = refused(a_file({"name": "Bck squat", "sets": "3x5"}))

    assert [error.path for error in no.errors or ()] == ["workouts[0].sections[0].exercises[0].name"]
    assert no.remedy.startswith("Write Back squat")


def test_all_slips_of_exercises_and_sets_are_named_at_once() -> None:
    no = refused(a_file(squat("5"), {"name": "Crul", "sets": "3x5"}, squat("3x5 @ 100")))

    assert [error.path.removeprefix("workouts[0].sections[0].") for error in no.errors or ()] == [
        "exercises[0].sets",
        "exercises[1].name",
        "exercises[2].sets",
    ]


def test_a_set_that_says_no_amount_is_refused_with_the_ways_to_say_one() -> None:
    no = refused(a_file(squat([{"reps": 5}, {"weight": 100}])))

    assert [error.path for error in no.errors or ()] == ["workouts[0].sections[0].exercises[0].sets[1]"]
    assert "`reps: 5`" in no.remedy


def test_an_exercise_with_ids_of_its_own_is_respected_and_gets_a_name_to_read() -> None:
    foreign = {"exerciseId": "x", "exerciseVariantId": "x-1", "type": "strength", "sets": []}

    exercise = (published(a_file(foreign)).workouts[0].sections[0].exercises or ())[0]

    assert (exercise.exercise_id, exercise.exercise_variant_id, exercise.name) == ("x", "x-1", "x-1")


def test_missing_weight_units_are_the_users_own_and_written_out() -> None:
    line = {"reps": 5, "weight": 100}

    assert sets_of(published(a_file(squat([line]))))[0].weight_unit == "kg"
    assert sets_of(published(a_file(squat([line])), units=Units.IMPERIAL))[0].weight_unit == "lb"


def test_a_unit_that_is_given_stays() -> None:
    assert sets_of(published(a_file(squat("3x5 @ 225 lb"))))[0].weight_unit == "lb"


def test_a_map_by_weeks_becomes_sets_that_count_within_each_week() -> None:
    version = published(a_file(squat({"1,2": "2x5 @ 65% TM", "3-4": "1x5+ @ 85% TM"})))

    assert [(each.set_number, each.weeks) for each in sets_of(version)] == [
        (1, (1, 2)),
        (2, (1, 2)),
        (1, (3, 4)),
    ]


def test_sets_of_every_week_count_on_after_those_of_single_weeks() -> None:
    lines = [{"reps": 5, "weeks": [1]}, {"reps": 5}, {"reps": 5, "weeks": [2]}]

    assert [each.set_number for each in sets_of(published(a_file(squat(lines))))] == [1, 2, 3]


def test_a_key_that_is_no_list_of_weeks_is_refused() -> None:
    no = refused(a_file(squat({"first": "3x5"})))

    assert [error.path for error in no.errors or ()] == ['workouts[0].sections[0].exercises[0].sets."first"']


def test_distances_with_units_become_metres() -> None:
    run = {"name": "Long run", "type": "run", "distance": "26.2 km", "elevationGain": "300 m"}
    raw = a_file()
    raw["workouts"][0]["sections"] = [run]

    section = published(raw).workouts[0].sections[0]

    assert isinstance(section, RunSection)
    assert (section.distance, section.elevation_gain) == (26200, 300)


def test_goals_and_holds_with_units_become_seconds() -> None:
    raw = a_file(squat([{"holdTime": "30s", "repType": "time"}]))
    step = {"type": "step", "phase": "active", "goal": {"duration": "1:30"}}
    raw["workouts"][0]["sections"].append({"name": "Run", "type": "steps", "rounds": 1, "steps": [step]})

    version = published(raw)

    section = version.workouts[0].sections[1]
    assert isinstance(section, StepsSection)
    assert '"goal":{"duration":90}' in encode(section).decode()
    assert sets_of(version)[0].hold_time == 30


def _run_file(steps: object) -> dict[str, Any]:
    file = a_file()
    file["workouts"][0]["sections"] = [{"name": "Track", "steps": steps}]
    return file


def test_steps_in_the_run_notation_are_a_section_of_steps() -> None:
    section = published(_run_file("10min warmup; 6x800 m @ 4:00-4:10/km rest 400 m jog")).workouts[0].sections[0]

    assert isinstance(section, StepsSection)
    assert (section.rounds, [type(each).__name__ for each in section.steps]) == (1, ["Step", "Block"])
    assert print_run(section.steps) == "10min warmup; 6x800 m @ 4:00-4:10/km rest 400 m jog"


def test_a_run_by_weeks_exists_in_each_of_them_alone() -> None:
    section = published(_run_file({"1-3": "6x800 m rest 2min", "4": "5 km"})).workouts[0].sections[0]

    assert isinstance(section, StepsSection)
    assert [each.weeks for each in section.steps] == [(1, 2, 3), (4,)]


def test_a_slip_in_a_run_is_named_at_its_place_among_all_others() -> None:
    file = _run_file("6x800 m rest 2m")
    file["workouts"].append(_run_file({"1": ["400 m"], "x": "400 m"})["workouts"][0])

    no = refused(file)

    assert [error.path for error in no.errors or ()][:2] == [
        "workouts[0].sections[0].steps",
        'workouts[1].sections[0].steps."x"',
    ]
    assert "metres or as minutes" in (no.errors or ())[0].message


def test_steps_of_a_run_keep_their_ids_in_the_next_version() -> None:
    file = _run_file("10min warmup; 6x800 m rest 2min")
    first = published(file)

    second = published(_run_file("10min warmup; 8x800 m rest 2min"), latest=first)

    before, after = (each.workouts[0].sections[0] for each in (first, second))
    assert isinstance(before, StepsSection)
    assert isinstance(after, StepsSection)
    assert [each.id for each in before.steps] == [each.id for each in after.steps]
