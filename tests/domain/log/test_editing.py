"""Writing into a log: every set finds its place, and what gives way is handed back."""

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mesocycle.domain.log.checks import check_log
from mesocycle.domain.log.draft import Draft
from mesocycle.domain.log.editing import (
    EMPTY,
    each_effort,
    each_set,
    is_empty,
    last_performed_at,
    put_effort,
    put_set,
    write_out,
    write_out_set,
)
from mesocycle.domain.log.entry import EffortEntry, SetEntry
from mesocycle.domain.log.performance import (
    Effort,
    ExerciseName,
    Feedback,
    Performance,
    PerformedExercise,
    PerformedSection,
    PerformedSet,
    SectionResult,
    SkippedExercise,
    WorkoutPerformanceLog,
)
from mesocycle.domain.refusal import DocumentNotValid
from tests.domain.logs import LINES, SNAPSHOT, at, effort_entries, performed, set_entries


def logged(*entries: SetEntry) -> WorkoutPerformanceLog:
    return reduce(lambda log, entry: put_set(log, entry, LINES).log, entries, EMPTY)


def test_a_log_with_feedback_alone_counts_as_empty() -> None:
    assert is_empty(None)
    assert is_empty(WorkoutPerformanceLog(sections=(), feedback=Feedback(feeling=4, notes="ill")))
    assert is_empty(WorkoutPerformanceLog(sections=(PerformedSection(section_id="main", order_index=0, exercises=()),)))


@pytest.mark.parametrize(
    "section",
    [
        PerformedSection(section_id="circuit", order_index=1, exercises=(), result=SectionResult(rounds=3)),
        PerformedSection(
            section_id="main",
            order_index=0,
            exercises=(
                PerformedExercise(exercise_id="squat", order_index=0, sets=(), skipped=SkippedExercise(reason="pain")),
            ),
        ),
    ],
)
def test_a_result_or_a_skipped_exercise_is_something_written_down(section: PerformedSection) -> None:
    assert not is_empty(WorkoutPerformanceLog(sections=(section,)))


def test_a_set_finds_section_and_exercise_by_its_set_id_alone() -> None:
    log = logged(SetEntry(set=performed("a", set_id="swing-1", round=2)))

    assert [(place.section_id, place.exercise_id) for place, _ in each_set(log)] == [("circuit", "swing")]
    assert check_log(log, SNAPSHOT) == ()


def test_the_same_id_again_corrects_the_set_and_hands_back_the_old_one() -> None:
    first = performed("a", set_id="squat-1", performed_at=at(5))
    corrected = replace(first, performance=Performance(reps=4, weight=100, weight_unit="kg"))
    log = logged(SetEntry(set=first))

    put = put_set(log, SetEntry(set=corrected), LINES)

    assert put.replaced == (first,)
    assert [one for _, one in each_set(put.log)] == [corrected]


def test_the_same_entry_again_changes_nothing() -> None:
    entry = SetEntry(set=performed("a", set_id="squat-1"))
    log = logged(entry)

    put = put_set(log, entry, LINES)

    assert put == (log, ())


def test_a_second_entry_for_the_same_set_round_and_side_takes_its_place() -> None:
    left = performed("a", set_id="lunge-1", unilateral_side="left")
    right = performed("b", set_id="lunge-1", unilateral_side="right")
    again = performed("c", set_id="lunge-1", unilateral_side="left")

    put = put_set(logged(SetEntry(set=left), SetEntry(set=right)), SetEntry(set=again), LINES)

    assert put.replaced == (left,)
    assert {one.id for _, one in each_set(put.log)} == {"b", "c"}


def test_a_correction_may_say_that_it_was_another_exercise() -> None:
    done = performed("a", set_id="squat-1")
    press = ExerciseName(name="Leg press")

    log = logged(SetEntry(set=done), SetEntry(set=done, substituted_by=press))

    assert [(place.exercise_id, place.substituted_by) for place, _ in each_set(log)] == [("squat", press)]
    assert len(log.sections[0].exercises) == 1


def test_correcting_the_only_set_keeps_what_the_client_said_about_its_exercise() -> None:
    exercise = PerformedExercise(
        id="mine", exercise_id="squat", order_index=7, sets=(performed("a", set_id="squat-1"),)
    )
    log = WorkoutPerformanceLog(sections=(PerformedSection(section_id="main", order_index=0, exercises=(exercise,)),))

    put = put_set(log, SetEntry(set=performed("a", set_id="squat-1", notes="easy")), LINES)

    assert (put.log.sections[0].exercises[0].id, put.log.sections[0].exercises[0].order_index) == ("mine", 7)


def test_an_added_exercise_says_what_it_is_and_comes_after_the_planned_ones() -> None:
    curl = SetEntry(section_id="main", added_exercise_id="x1", exercise=ExerciseName(name="Curl"), set=performed("a"))

    log = logged(curl, SetEntry(set=performed("b", set_id="lunge-1")))

    assert [one.exercise_id or one.id for one in log.sections[0].exercises] == ["lunge", "x1"]
    assert check_log(log, SNAPSHOT) == ()


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        (SetEntry(set=performed("a", set_id="nowhere")), "set.setId"),
        (SetEntry(set=performed("a")), "set.setId"),
        (SetEntry(exercise_id="squat", set=performed("a")), "set.setId"),
        (SetEntry(exercise_id="nowhere", set=performed("a")), "exerciseId"),
        (SetEntry(exercise_id="lunge", set=performed("a", set_id="squat-1")), "exerciseId"),
        (SetEntry(section_id="tabata", set=performed("a", set_id="squat-1")), "sectionId"),
        (
            SetEntry(added_exercise_id="x", exercise=ExerciseName(name="Curl"), set=performed("a")),
            "sectionId",
        ),
        (SetEntry(set=performed("no id!", set_id="squat-1")), "set._id"),
        (SetEntry(set=performed("a", set_id="squat-1", round=0)), "set.round"),
        (
            SetEntry(set=performed("a", set_id="squat-1", performance=Performance(weight=100))),
            "set.performance.weightUnit",
        ),
    ],
)
def test_a_set_without_a_place_or_with_impossible_numbers_is_refused_with_its_path(entry: SetEntry, path: str) -> None:
    with pytest.raises(DocumentNotValid) as refused:
        put_set(EMPTY, entry, LINES)

    assert [error.path for error in refused.value.errors or ()] == [path]


def test_an_effort_finds_its_section_by_the_step_and_stands_in_the_order_of_the_run() -> None:
    def effort(id_: str, step: str, round_: int) -> EffortEntry:
        done = Effort(id=id_, step_id=f"intervals:{step}", round=round_, phase="active", performance=Performance())
        return EffortEntry(effort=done)

    log = EMPTY
    for entry in (effort("c", "work", 2), effort("b", "recovery", 1), effort("a", "work", 1)):
        log = put_effort(log, entry, LINES).log

    assert [one.id for _, one in each_effort(log)] == ["a", "b", "c"]
    assert check_log(log, SNAPSHOT) == ()


def test_a_set_logged_by_mistake_comes_out_with_its_empty_shell() -> None:
    mistake = performed("a", set_id="swing-1")
    kept = performed("b", set_id="squat-1")

    draft = Draft(logged(SetEntry(set=mistake), SetEntry(set=kept)), LINES)
    taken = draft.take(["a"])

    assert taken == (mistake,)
    assert draft.close() == logged(SetEntry(set=kept))


def test_removing_what_is_not_there_changes_nothing() -> None:
    log = logged(SetEntry(set=performed("a", set_id="squat-1")))

    draft = Draft(log, LINES)

    assert (draft.take(["b"]), draft.close()) == ((), log)


def test_a_weight_without_unit_gets_the_users_own_once_and_for_all() -> None:
    bare = performed("a", set_id="squat-1", performance=Performance(reps=5, weight=225))

    written = write_out_set(bare, "lb", at(3))

    assert (written.performance.weight_unit, written.performed_at) == ("lb", at(3))
    assert write_out(logged(SetEntry(set=written)), "kg") == logged(SetEntry(set=written))


def test_the_last_instant_is_the_latest_of_sets_and_efforts() -> None:
    log = logged(
        SetEntry(set=performed("a", set_id="squat-1", performed_at=at(9))),
        SetEntry(set=performed("b", set_id="squat-2", performed_at=at(4))),
    )

    assert last_performed_at(log) == at(9)
    assert last_performed_at(EMPTY) is None


@given(set_entries(), st.data())
def test_the_order_of_logging_changes_nothing(entries: list[SetEntry], data: st.DataObject) -> None:
    once = {(one.set.set_id, one.set.round, one.set.unilateral_side, one.set.id): one for one in entries}
    places = {key[:3] if key[0] else key: one for key, one in once.items()}
    ids = {one.set.id: one for one in places.values()}

    shuffled = data.draw(st.permutations(list(ids.values())))

    assert logged(*shuffled) == logged(*ids.values())


@given(set_entries())
def test_every_set_put_is_in_the_log_or_was_handed_back(entries: list[SetEntry]) -> None:
    log = EMPTY
    handed_back: list[PerformedSet] = []
    for entry in entries:
        put = put_set(log, entry, LINES)
        log = put.log
        handed_back.extend(put.replaced)

    there = [*(one for _, one in each_set(log)), *handed_back]
    assert all(entry.set in there for entry in entries)
    assert check_log(log, SNAPSHOT) == ()


@given(effort_entries())
def test_every_effort_put_is_in_the_log_or_was_handed_back(entries: list[EffortEntry]) -> None:
    log = EMPTY
    handed_back: list[Effort] = []
    for entry in entries:
        put = put_effort(log, entry, LINES)
        log = put.log
        handed_back.extend(put.replaced)

    there = [*(one for _, one in each_effort(log)), *handed_back]
    assert all(entry.effort in there for entry in entries)
    assert check_log(log, SNAPSHOT) == ()
