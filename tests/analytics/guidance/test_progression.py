"""What is suggested next, by method: the rule of each in one test or two."""

import pytest
from msgspec.structs import replace

from mesocycle.analytics.guidance.attempt import Attempt
from mesocycle.analytics.guidance.next_step import Loading
from mesocycle.analytics.guidance.progression import guide
from mesocycle.domain.log.performance import Performance, PerformedMiniSet, PerformedSet, Suggestion
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.workout import BodyweightExercise, Exercise
from mesocycle.domain.quantity import WeightUnit
from mesocycle.domain.reference.loads import ResolvedLoad
from tests.analytics.guidance.attempts import KG, a_line, an_attempt, suggested
from tests.builders import an_exercise


def test_without_a_method_nothing_is_suggested() -> None:
    assert guide(an_exercise(), (), KG) is None


@pytest.mark.parametrize("reps", [None, ()])
def test_what_was_never_done_is_to_be_done_as_written(reps: tuple[int, ...] | None) -> None:
    line = a_line("linear", "3x5 @ 100 kg")
    attempts = () if reps is None else (an_attempt(line, *reps),)

    found = suggested(line, *attempts)

    assert found.weight is None
    assert "as it is written" in found.why


def test_linear_adds_the_increment_when_every_set_was_met() -> None:
    line = a_line("linear", "3x5 @ 100 kg", increment=5, increment_unit="kg")

    found = suggested(line, an_attempt(line, 5, 5, 5))

    assert (found.weight, found.weight_unit) == (105, "kg")
    assert found.why == "All planned sets were met, so add 5 kg."


def test_linear_without_an_increment_adds_one_step_of_the_users_loads() -> None:
    line = a_line("linear", "3x5 @ 100 kg")

    assert suggested(line, an_attempt(line, 5, 5, 5)).weight == 102.5


@pytest.mark.parametrize(("failed", "weight"), [(1, 100), (2, 100), (3, 90)])
def test_linear_steps_back_after_so_many_failures_in_a_row(failed: int, weight: float) -> None:
    line = a_line("linear", "3x5 @ 100 kg", failures_before_reset=3, reset_percent=90)
    attempts = [an_attempt(line, 5, 5, 4, day=f"2026-01-{day:02d}") for day in range(1, failed + 1)]

    assert suggested(line, *attempts).weight == weight


def test_where_there_are_stages_failures_lead_to_the_next_one_at_the_same_load() -> None:
    line = a_line("linear", "5x3 @ 100 kg", failures_before_reset=1, stages=("5x3", "6x2", "10x1"))

    found = suggested(line, an_attempt(line, 3, 3, 3, 3, 2))

    assert found.weight == 100
    assert "6x2" in found.why


@pytest.mark.parametrize(
    ("reps", "weight", "aim"),
    [((12, 12, 12), 102.5, None), ((12, 10, 9), 100, 10), ((12, 12, 11), 100, 12), ((9, 8, 7), 100, None)],
)
def test_dual_linear_adds_repetitions_first_and_load_at_the_top_of_the_range(
    reps: tuple[int, ...], weight: float, aim: int | None
) -> None:
    line = a_line("dual-linear", "3x8-12 @ 100 kg", increment=2.5, increment_unit="kg")

    found = suggested(line, an_attempt(line, *reps))

    assert (found.weight, found.reps) == (weight, aim)


def test_a_training_max_is_raised_for_the_next_cycle() -> None:
    line = a_line(
        "wave-loading", "1x5 @ 75% TM; 1x5+ @ 85% TM", increment=5, increment_unit="kg", applies_to="trainingMax"
    )

    found = suggested(line, an_attempt(line, 5, 8), loading=Loading("kg", 2.5, (120, "kg")))

    assert (found.weight, found.weight_unit) == (125, "kg")
    assert "training max" in found.why


def test_a_training_max_that_is_not_known_can_not_be_raised() -> None:
    line = a_line("percentage", "3x5 @ 75% TM", increment=5, increment_unit="kg", applies_to="trainingMax")

    found = suggested(line, an_attempt(line, 5, 5, 5))

    assert found.weight is None
    assert "no training max" in found.why


def test_a_percentage_follows_what_it_is_a_percentage_of() -> None:
    line = a_line("percentage", "3x5 @ 75% TM")

    assert suggested(line, an_attempt(line, 5, 5, 5)).weight is None


@pytest.mark.parametrize(("last", "weight"), [(5, 102.5), (9, 102.5), (10, 105), (4, 100)])
def test_amrap_adds_one_step_for_enough_repetitions_and_two_for_twice_as_many(last: int, weight: float) -> None:
    line = a_line("amrap", "2x5 @ 100 kg; 1x5+ @ 100 kg")

    assert suggested(line, an_attempt(line, 5, 5, last)).weight == weight


def test_rpe_takes_the_1rm_that_was_shown_to_the_effort_that_is_asked_for() -> None:
    """5 at RPE 9 is 83.7 % on the chart, so 100 kg show 119.47 kg; 5 at RPE 8 is 81.1 % of it, 96.9 kg."""
    line = a_line("rpe", "1x5 @ RPE 8")

    found = suggested(line, an_attempt(line, 5, rpe=9))

    assert found.weight == 97.5
    assert "81.1 %" in found.why


def test_rpe_without_any_effort_told_stays() -> None:
    line = a_line("rpe", "1x5 @ RPE 8")

    assert suggested(line, an_attempt(line, 5)).weight == 100


@pytest.mark.parametrize(("reps", "weight", "aim"), [(20, 102.5, None), (17, 100, 18)])
def test_a_widowmaker_grows_only_when_it_is_whole(reps: int, weight: float, aim: int | None) -> None:
    line = a_line("widowmaker", "1x20 @ 100 kg")

    found = suggested(line, an_attempt(line, reps))

    assert (found.weight, found.reps) == (weight, aim)


def _with_minis(line: Exercise, reps: int | None, *minis: int) -> Attempt:
    attempt = an_attempt(line, 0, mini_sets=tuple(PerformedMiniSet(reps=each) for each in minis))
    (done,) = attempt.sets
    changed = replace(done, performance=replace(done.performance, reps=reps))
    return Attempt(day=attempt.day, exercise=line, loads=attempt.loads, sets=(changed,))


@pytest.mark.parametrize(("minis", "weight"), [((5, 5, 5, 5, 5), 102.5), ((5, 5, 4), 100)])
def test_myo_reps_grow_when_every_mini_set_reached_its_top(minis: tuple[int, ...], weight: float) -> None:
    line = a_line("myo-reps", "1x12-15 myo 5x3-5 mini 15s @ 100 kg")

    assert suggested(line, _with_minis(line, 15, *minis)).weight == weight


@pytest.mark.parametrize(("minis", "weight"), [((2, 2, 2), 102.5), ((2, 2, 1), 100)])
def test_cluster_sets_grow_when_every_small_set_was_done(minis: tuple[int, ...], weight: float) -> None:
    line = a_line("cluster-sets", "1x(2+2+2) mini 20s @ 100 kg")

    assert suggested(line, _with_minis(line, None, *minis)).weight == weight


@pytest.mark.parametrize(("seconds", "longer"), [(40, 45), (30, None)])
def test_time_under_tension_grows_longer_before_heavier(seconds: int, longer: int | None) -> None:
    line = a_line("time-under-tension", "2x40s")
    attempt = an_attempt(line, 0, 0, weight=None, duration=seconds)

    assert suggested(line, attempt).duration == longer


def test_repetitions_grow_where_the_plan_says_so() -> None:
    line = a_line("linear", "3x10", increment=2, applies_to="reps")

    found = suggested(line, an_attempt(line, 10, 10, 10, weight=None))

    assert (found.reps, found.weight) == (12, None)


def test_guidance_leaves_the_line_as_it_is() -> None:
    line = a_line("linear", "3x5 @ 100 kg")
    before = replace(line)

    guide(line, [an_attempt(line, 5, 5, 5)], KG)

    assert line == before


def assisted(notation: str, **progression: object) -> Exercise:
    line = a_line("linear", notation, **progression)
    return BodyweightExercise(**{name: getattr(line, name) for name in line.__struct_fields__})


@pytest.mark.parametrize("body", [None, (80, "kg")])
def test_help_that_failed_three_times_comes_back_as_more_help(body: tuple[float, WeightUnit] | None) -> None:
    line = assisted("3x5 @ -30 kg", increment=2.5, increment_unit="kg")
    attempts = [an_attempt(line, 5, 4, 3, weight=-30, day=f"2026-01-0{day}") for day in (1, 3, 5)]

    assert suggested(line, *attempts, loading=KG._replace(body=body)).weight == -35


@pytest.mark.parametrize(("body", "weight"), [(None, -27.5), ((80, "kg"), -25), ((176.37, "lb"), -25)])
def test_ten_per_cent_more_of_help_is_ten_per_cent_of_body_and_load(
    body: tuple[float, WeightUnit] | None, weight: float
) -> None:
    line = assisted("3x5 @ -30 kg", increment=10, increment_unit="%")

    found = suggested(line, an_attempt(line, 5, 5, 5, weight=-30), loading=KG._replace(body=body))

    assert found.weight == weight


def test_a_step_back_of_weighted_pull_ups_is_of_body_and_load() -> None:
    line = assisted("3x5 @ 20 kg")
    attempts = [an_attempt(line, 3, 3, 3, weight=20, day=f"2026-01-0{day}") for day in (1, 3, 5)]

    found = suggested(line, *attempts, loading=KG._replace(body=(80, "kg")))

    assert found.weight == 10
    assert found.why.endswith("so go back to 90 % of body and load.")


def test_effort_on_a_bodyweight_line_tells_of_body_and_load() -> None:
    line = assisted("1x5 @ 20 kg RPE 8")
    line = replace(line, progression_method="rpe")

    found = suggested(line, an_attempt(line, 5, weight=20, rpe=8), loading=KG._replace(body=(80, "kg")))

    assert found.weight == 20


def test_a_heavy_double_beside_the_plan_moves_no_load_after_success_or_failure() -> None:
    line = a_line("linear", "3x5 @ 60 kg", increment=2.5, increment_unit="kg")
    heavy = PerformedSet(
        id="heavy",
        added=True,
        set_number=4,
        set_type="working",
        performance=Performance(reps=2, weight=80, weight_unit="kg"),
    )
    done = [an_attempt(line, *reps, weight=60) for reps in ((5, 5, 5), (5, 4, 3))]

    found = [suggested(line, replace(each, sets=(*each.sets, heavy))).weight for each in done]

    assert found == [62.5, 60]


def test_after_a_step_back_that_was_shown_and_done_the_load_grows_from_there() -> None:
    line = a_line("linear", "3x5 @ 100 kg", increment=5, increment_unit="kg")
    attempt = an_attempt(line, 5, 5, 5, weight=90)
    planned = {each.id: ResolvedLoad(weight=100, weight_unit="kg", typed=True) for each in sets_of(line)}
    shown = Suggestion(weight=90, weight_unit="kg", why="So go back to 90 %.")
    back = replace(attempt, loads=planned, sets=tuple(replace(each, suggested=shown) for each in attempt.sets))

    assert suggested(line, back).weight == 95


def test_there_is_no_load_below_the_empty_bar_of_a_strength_line() -> None:
    line = a_line("linear", "3x5 @ 0 kg")
    attempts = [an_attempt(line, 3, 3, 3, weight=0, day=f"2026-01-0{day}") for day in (1, 3, 5)]

    found = suggested(line, *attempts)

    assert found.weight == 0
    assert found.why.endswith("so make it easier.")
