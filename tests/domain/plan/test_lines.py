"""Finding the lines of a snapshot by their ids."""

from mesocycle.domain.plan.lines import Lines, each_exercise, sets_of
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.workout import WorkoutType
from tests.builders import a_section, a_set, an_exercise
from tests.domain.logs import LINES, SNAPSHOT


def test_every_line_knows_what_it_stands_in() -> None:
    assert LINES.exercise_of_set["squat-2"] == "squat"
    assert LINES.section_of_exercise["squat"] == "main"
    assert LINES.section_of_step["intervals:work"] == "intervals"


def test_places_count_from_0_in_the_order_of_the_plan_and_the_unknown_comes_last() -> None:
    assert [LINES.section_position(each) for each in ("main", "circuit", "tabata", "intervals", "added")] == [*range(5)]
    assert [LINES.exercise_position(each) for each in ("squat", "lunge", None)] == [0, 1, len(LINES.exercises)]
    assert [LINES.set_position(each) for each in ("squat-1", "squat-2", None)] == [0, 1, len(LINES.exercise_of_set)]


def test_the_planned_set_of_an_id_is_found_and_of_none_there_is_none() -> None:
    planned = LINES.planned_set("squat-3")

    assert planned is not None
    assert planned.set_number == 3
    assert LINES.planned_set("nowhere") is LINES.planned_set(None) is None


def test_of_lines_with_one_id_in_a_foreign_document_the_first_counts() -> None:
    sections = (a_section(name="First"), a_section(name="Second", exercises=(an_exercise(sets=(a_set(id="other"),)),)))

    lines = Lines(WorkoutSnapshot(name="Twice", type=WorkoutType.STRENGTH, objective="", sections=sections))

    assert lines.sections["section-1"].name == "First"
    assert [each.id for each in sets_of(lines.exercises["exercise-1"])] == ["set-1"]
    assert lines.exercise_of_set["other"] == "exercise-1"


def test_going_through_the_exercises_tells_each_with_its_section_and_a_tabata_has_no_sets() -> None:
    found = [(section.id, exercise.id, len(sets_of(exercise))) for section, exercise in each_exercise(SNAPSHOT)]

    assert found == [("main", "squat", 3), ("main", "lunge", 1), ("circuit", "swing", 1), ("tabata", "burpee", 0)]
