"""What was changed in one copy of a workout, and the same change made in another copy."""

from msgspec.structs import replace

from mesocycle.domain.assignment.line_changes import LineChange, line_changes
from mesocycle.domain.plan.snapshot import WorkoutSnapshot, snapshot
from mesocycle.domain.plan.workout import Exercise, StrengthExercise
from tests.builders import a_section, a_set, a_workout, an_exercise

SQUAT = an_exercise(id="squat", name="Squat", order_index=0)
ROW = an_exercise(id="row", name="Row", order_index=1)
CURL = an_exercise(id="curl", name="Curl", order_index=2)


def of(*exercises: Exercise, **given: object) -> WorkoutSnapshot:
    """Give a workout of one section with these exercises."""
    return snapshot(a_workout(sections=(a_section(id="main", name="Main", exercises=exercises),), **given), 1, 4)


def names(snapshot: WorkoutSnapshot | None) -> list[str]:
    """Name the exercises of a workout's section."""
    return [] if snapshot is None else [each.name for each in snapshot.sections[0].exercises or ()]


def heavier(exercise: Exercise) -> StrengthExercise:
    """Give an exercise with another weight."""
    assert isinstance(exercise, StrengthExercise)
    return replace(exercise, sets=(a_set(id=f"{exercise.id}-1", weight=140),))


def one(base: WorkoutSnapshot, changed: WorkoutSnapshot) -> LineChange:
    """Give the only change."""
    (found,) = line_changes(base, changed)
    return found


def test_equal_copies_have_no_changes() -> None:
    assert list(line_changes(of(SQUAT, ROW), of(SQUAT, ROW))) == []


def test_a_changed_exercise_is_one_line_and_goes_into_another_copy_without_the_rest() -> None:
    change = one(of(SQUAT, ROW), of(heavier(SQUAT), ROW))

    made = change.made_in(of(SQUAT, replace(ROW, notes="Slowly.")))

    assert (change.kind, change.path) == ("exercise", "Main › Squat")
    assert "140" in (change.after or "")
    assert made == of(heavier(SQUAT), replace(ROW, notes="Slowly."))


def test_an_exercise_that_came_stands_behind_what_it_stood_behind() -> None:
    change = one(of(SQUAT, ROW), of(SQUAT, CURL, ROW))

    made = change.made_in(of(SQUAT, ROW))

    assert change.kind == "exercise-added"
    assert names(made) == ["Squat", "Curl", "Row"]
    assert [each.order_index for each in (made or of()).sections[0].exercises or ()] == [0, 1, 2]


def test_an_exercise_that_went_goes_from_another_copy_too() -> None:
    change = one(of(SQUAT, ROW), of(SQUAT))

    assert change.kind == "exercise-removed"
    assert names(change.made_in(of(SQUAT, ROW, CURL))) == ["Squat", "Curl"]


def test_a_line_that_another_copy_does_not_have_can_not_be_changed_there() -> None:
    change = one(of(SQUAT, ROW), of(heavier(SQUAT), ROW))

    assert change.made_in(of(ROW)) is None
    assert change.said_in(of(ROW)) is None


def test_a_section_that_came_or_went_is_told_without_its_exercises() -> None:
    more = a_section(id="more", name="More", order_index=1, exercises=(CURL,))
    base = of(SQUAT)
    changed = replace(base, sections=(*base.sections, more))

    came, went = one(base, changed), one(changed, base)

    assert (came.kind, went.kind) == ("section-added", "section-removed")
    assert came.made_in(base) == changed
    assert went.made_in(changed) == base


def test_a_section_of_which_something_else_was_changed_keeps_the_exercises_of_the_other_copy() -> None:
    base = of(SQUAT)
    changed = replace(base, sections=(replace(base.sections[0], notes="No belt."),))

    made = one(base, changed).made_in(of(ROW))

    assert made is not None
    assert (made.sections[0].notes, names(made)) == ("No belt.", ["Row"])


def test_what_the_workout_itself_says_is_a_line_for_each_field() -> None:
    change = one(of(SQUAT), of(SQUAT, objective="Easy today"))

    assert (change.kind, change.path, change.after) == ("field", "objective", "Easy today")
    assert change.made_in(of(ROW)) == of(ROW, objective="Easy today")
