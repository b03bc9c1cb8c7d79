"""Two logs of one session brought together: the later entry wins, and none is lost."""

from functools import reduce

from hypothesis import given
from msgspec.structs import replace

from mesocycle.domain.log.editing import EMPTY, each_effort, each_set, put_effort, put_set
from mesocycle.domain.log.entry import EffortEntry, SetEntry
from mesocycle.domain.log.merging import complete_as_planned, merge_effort, merge_log, merge_set
from mesocycle.domain.log.performance import (
    Effort,
    ExerciseName,
    Feedback,
    Performance,
    PerformedExercise,
    PerformedSection,
    PerformedSet,
    SkippedExercise,
    WorkoutPerformanceLog,
)
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.plan.snapshot import WorkoutSnapshot, snapshot
from mesocycle.domain.reference.value import UsedReference
from tests.builders import a_section, a_set, a_workout, an_exercise
from tests.domain.logs import LINES, at, effort_entries, performed, set_entries


def logged(entries: list[SetEntry]) -> WorkoutPerformanceLog:
    return reduce(lambda log, entry: merge_set(log, entry, LINES).log, entries, EMPTY)


def sets_in(log: WorkoutPerformanceLog) -> list[PerformedSet]:
    return [one for _, one in each_set(log)]


def test_of_two_entries_for_one_set_the_later_wins_whichever_comes_first() -> None:
    early = performed("phone", set_id="squat-1", performed_at=at(10))
    late = performed("watch", set_id="squat-1", performed_at=at(11))

    one_way = merge_set(put_set(EMPTY, SetEntry(set=early), LINES).log, SetEntry(set=late), LINES)
    other_way = merge_set(put_set(EMPTY, SetEntry(set=late), LINES).log, SetEntry(set=early), LINES)

    assert one_way == other_way
    assert (sets_in(one_way.log), one_way.set_aside) == ([late], (early,))


def test_a_correction_at_the_same_instant_wins_over_what_it_corrects() -> None:
    first = performed("a", set_id="squat-1", performed_at=at(10))
    corrected = replace(first, notes="bar slipped")

    merged = merge_set(put_set(EMPTY, SetEntry(set=first), LINES).log, SetEntry(set=corrected), LINES)

    assert (sets_in(merged.log), merged.set_aside) == ([corrected], (first,))


def test_entries_of_different_rounds_or_sides_both_stay() -> None:
    entries = [
        SetEntry(set=performed("a", set_id="swing-1", round=1, performed_at=at(1))),
        SetEntry(set=performed("b", set_id="swing-1", round=2, performed_at=at(2))),
        SetEntry(set=performed("c", set_id="lunge-1", unilateral_side="left", performed_at=at(3))),
        SetEntry(set=performed("d", set_id="lunge-1", unilateral_side="right", performed_at=at(4))),
    ]

    assert {one.id for one in sets_in(logged(entries))} == {"a", "b", "c", "d"}


def test_a_set_moved_to_a_substitute_by_the_later_entry_leaves_no_double() -> None:
    early = SetEntry(set=performed("a", set_id="squat-1", performed_at=at(1)))
    late = SetEntry(
        substituted_by=ExerciseName(name="Leg press"),
        set=performed("b", set_id="squat-1", performed_at=at(2)),
    )

    assert logged([early, late]) == logged([late, early])
    assert len(sets_in(logged([early, late]))) == 1


def test_of_two_entries_for_one_interval_the_later_wins() -> None:
    early = Effort(
        id="a",
        step_id="intervals:work",
        round=1,
        phase="active",
        performance=Performance(),
        performed_at=at(1),
    )
    late = replace(early, id="b", performed_at=at(2))

    merged = merge_effort(put_effort(EMPTY, EffortEntry(effort=late), LINES).log, EffortEntry(effort=early), LINES)

    assert ([one.id for _, one in each_effort(merged.log)], merged.set_aside) == (["b"], (early,))


def test_feedback_is_joined_field_by_field_and_frozen_values_stay() -> None:
    used = UsedReference(reference_value_id="r1", kind="trainingMax", value=140, unit="kg")
    first = replace(EMPTY, feedback=Feedback(rpe=7, notes="fine"), references=(used,))
    late = replace(EMPTY, feedback=Feedback(feeling=4, notes="tired"), references=(replace(used, value=150),))

    merged = merge_log(first, late, LINES).log

    assert merged.feedback == Feedback(rpe=7, feeling=4, notes="tired")
    assert merged.references == (used,)


@given(set_entries(), set_entries())
def test_merging_logs_is_the_same_from_either_side(ours: list[SetEntry], theirs: list[SetEntry]) -> None:
    distinct = [entry for entry in theirs if entry.set.performed_at not in {e.set.performed_at for e in ours}]
    one, other = logged(ours), logged(distinct)

    assert merge_log(one, other, LINES).log == merge_log(other, one, LINES).log


@given(set_entries(max_size=18))
def test_merging_three_logs_does_not_depend_on_which_two_meet_first(entries: list[SetEntry]) -> None:
    a, b, c = (logged(entries[start::3]) for start in range(3))

    left = merge_log(merge_log(a, b, LINES).log, c, LINES).log
    right = merge_log(a, merge_log(b, c, LINES).log, LINES).log

    assert left == right


@given(set_entries())
def test_merging_a_log_with_itself_or_again_changes_nothing(entries: list[SetEntry]) -> None:
    log = logged(entries)

    assert merge_log(log, log, LINES) == (log, ())
    assert merge_log(merge_log(EMPTY, log, LINES).log, log, LINES).log == log


@given(set_entries(), set_entries(), effort_entries())
def test_merging_loses_nothing_that_was_performed(
    ours: list[SetEntry], theirs: list[SetEntry], efforts: list[EffortEntry]
) -> None:
    one, other = logged(ours), logged(theirs)
    for number, effort in enumerate(efforts):
        if number % 2:
            one = put_effort(one, effort, LINES).log
        else:
            other = put_effort(other, effort, LINES).log

    merged = merge_log(one, other, LINES)

    kept = [*sets_in(merged.log), *(effort for _, effort in each_effort(merged.log)), *merged.set_aside]
    performed_by_both = [*sets_in(one), *sets_in(other)]
    efforts_of_both = [effort for log in (one, other) for _, effort in each_effort(log)]
    assert all(done in kept for done in [*performed_by_both, *efforts_of_both])


PLAN: WorkoutSnapshot = snapshot(
    a_workout(
        sections=(
            a_section(
                exercises=(
                    an_exercise(sets=(a_set(id="s1"), a_set(id="s2", set_number=2))),
                    an_exercise(id="exercise-2", order_index=1, sets=(a_set(id="s3"),)),
                )
            ),
        )
    ),
    1,
    4,
)
LINES_OF_PLAN = Lines(PLAN)


def a_log(exercise_id: str, *set_ids: str, mark: str, skipped: SkippedExercise | None = None) -> WorkoutPerformanceLog:
    """Give a log of one exercise; the entries' ids begin with the mark."""
    sets = tuple(
        PerformedSet(
            id=f"{mark}-{set_id}",
            set_id=set_id,
            set_number=number,
            set_type="working",
            performance=Performance(reps=5),
        )
        for number, set_id in enumerate(set_ids, start=1)
    )
    exercise = PerformedExercise(exercise_id=exercise_id, order_index=0, sets=sets, skipped=skipped)
    return WorkoutPerformanceLog(
        sections=(PerformedSection(section_id="section-1", order_index=0, exercises=(exercise,)),)
    )


def ids_of(log: WorkoutPerformanceLog) -> list[str]:
    """Give the ids of all entries."""
    return [one.id for section in log.sections for exercise in section.exercises for one in exercise.sets]


def test_an_empty_log_becomes_the_whole_plan() -> None:
    assert complete_as_planned(EMPTY, a_log("exercise-1", "s1", "s2", mark="plan"), LINES_OF_PLAN) == a_log(
        "exercise-1", "s1", "s2", mark="plan"
    )


def test_what_was_logged_stays_and_the_rest_comes_from_the_plan() -> None:
    filled = complete_as_planned(
        a_log("exercise-1", "s1", mark="done"), a_log("exercise-1", "s1", "s2", mark="plan"), LINES_OF_PLAN
    )

    assert ids_of(filled) == ["done-s1", "plan-s2"]


def test_an_exercise_that_was_skipped_is_not_filled() -> None:
    skipped = a_log("exercise-1", mark="done", skipped=SkippedExercise(reason="pain"))

    assert ids_of(complete_as_planned(skipped, a_log("exercise-1", "s1", mark="plan"), LINES_OF_PLAN)) == []
