"""What became of a line: done, partly, omitted, added."""

from msgspec.structs import replace

from mesocycle.domain.log.performance import (
    ExerciseName,
    PerformedExercise,
    PerformedMiniSet,
    SkippedExercise,
)
from mesocycle.domain.plan.workout import (
    MiniSets,
)
from tests.analytics.compared import (
    a_log,
    compared,
    did,
    lines,
    performed,
    sets_planned,
    verdicts,
)
from tests.analytics.plan_and_deed.plans import FIVE_BY_100
from tests.builders import a_set

BARE = a_set(reps=None, weight=None, weight_unit=None)
"""A set of a workout that came without a plan."""


def test_a_cluster_with_fewer_mini_sets_is_partial() -> None:
    plan = sets_planned(a_set(reps=None, mini_sets=MiniSets(count=3, reps=2, rest="20s")))
    two = (PerformedMiniSet(reps=2),) * 2

    whole = compared(plan, did(performed(weight=100, mini_sets=(*two, PerformedMiniSet(reps=2)))))

    assert verdicts(compared(plan, did(performed(weight=100, mini_sets=two)))) == ["partial"]
    assert verdicts(whole) == ["met"]


def test_of_a_set_for_each_side_one_side_is_a_part() -> None:
    plan = sets_planned(a_set(per_side=True))
    left, right = (performed(id_=side, unilateral_side=side, reps=5, weight=100) for side in ("left", "right"))

    half, whole, at_once = (
        compared(plan, did(*sets)) for sets in ((left,), (right, left), (performed(reps=5, weight=100),))
    )

    assert (verdicts(half), half.compliance.percent) == (["partial"], 50)
    assert (verdicts(whole), whole.compliance.percent) == (["met"], 100)
    assert (verdicts(at_once), at_once.done) == (["met"], whole.done)
    assert whole.done.sets == 1
    assert whole.done.repetitions == 10


# ------------------------------------------------------------------------------- omitted, added, substituted


def test_a_set_that_was_not_done_is_omitted_and_one_not_planned_is_added() -> None:
    plan = sets_planned(a_set(), a_set(id="set-2", set_number=2))
    extra = performed(None, "extra", added=True, set_number=3, reps=5, weight=100)

    found = compared(plan, did(performed(reps=5, weight=100), extra))

    assert verdicts(found) == ["met", "omitted", "added"]
    assert found.verdicts == {
        "met": 1,
        "under": 0,
        "over": 0,
        "partial": 0,
        "omitted": 1,
        "added": 1,
        "substituted": 0,
    }


def test_an_exercise_left_out_says_why() -> None:
    (line,) = lines(compared(FIVE_BY_100, did(skipped=SkippedExercise(reason="pain"))))

    assert (line.verdict, line.reason) == ("omitted", "pain")


def test_a_substitute_is_told_by_name_and_its_load_is_not_compared() -> None:
    log = did(performed(reps=5, weight=180), substituted_by=ExerciseName(name="Leg press"))

    found = compared(FIVE_BY_100, log)

    (line,) = lines(found)
    assert (line.verdict, line.instead) == ("substituted", "Leg press")
    assert [one.measure for one in line.deviations] == ["repetitions"]
    assert found.compliance.percent == 100


def test_who_is_left_the_choice_and_takes_the_other_exercise_substitutes_nothing() -> None:
    plan = sets_planned(a_set(reps=12), name="Dip or Push-up")

    either = compared(plan, did(performed(reps=12), substituted_by=ExerciseName(name="push-up")))
    third = compared(plan, did(performed(reps=12), substituted_by=ExerciseName(name="Bench Press")))

    assert [(line.verdict, line.instead) for line in lines(either)] == [("met", "push-up")]
    assert [line.verdict for line in lines(third)] == ["substituted"]


def test_an_exercise_nobody_planned_is_added_by_its_name() -> None:
    curl = PerformedExercise(
        id="curl",
        added=True,
        exercise=ExerciseName(name="Curl"),
        order_index=1,
        sets=(performed(None, "curl-1", reps=10, weight=15),),
    )
    squat = PerformedExercise(exercise_id="exercise-1", order_index=0, sets=(performed(reps=5, weight=100),))

    found = compared(FIVE_BY_100, a_log(squat, curl))

    assert [(line.name, line.verdict) for line in lines(found)] == [("Back squat", "met"), ("Curl", "added")]
    assert found.compliance.percent == 200


def test_what_came_without_a_plan_is_added_and_no_percentage_of_anything() -> None:
    found = compared(sets_planned(BARE), did(performed(reps=5, weight=100)))

    (line,) = lines(found)
    assert (line.verdict, line.percent, line.line_id) == ("added", None, "set-1")
    assert (found.planned.sets, found.done.sets) == (0, 1)
    assert (found.compliance.percent, found.compliance.colour) == (None, None)


def test_beside_what_was_planned_a_set_without_a_plan_counts_as_added() -> None:
    plan = sets_planned(a_set(), replace(BARE, id="set-2", set_number=2))

    found = compared(plan, did(performed(reps=5, weight=100), performed("set-2", reps=5, weight=100)))

    assert verdicts(found) == ["met", "added"]
    assert found.compliance.percent == 200
