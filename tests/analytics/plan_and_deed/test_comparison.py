"""Plan against deed, line by line."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw
from msgspec.structs import replace

from mesocycle.analytics.plan_and_deed.amounts import total
from mesocycle.analytics.plan_and_deed.comparison import Standing, compare
from mesocycle.analytics.plan_and_deed.compliance import Colour
from mesocycle.domain.document import encode
from mesocycle.domain.log.editing import EMPTY, put_effort, put_set
from mesocycle.domain.log.performance import (
    ExerciseName,
    PerformedExercise,
    PerformedMiniSet,
    SectionResult,
    SkippedExercise,
    WorkoutPerformanceLog,
)
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.plan.workout import (
    AmrapSection,
    BodyweightExercise,
    CircuitSection,
    Goal,
    IntervalsSection,
    MiniSets,
    RunSection,
    Step,
    StepsSection,
    TabataExercise,
    TabataSection,
    Target,
    TempoSection,
)
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.domain.session.session import SessionStatus
from tests.analytics.compared import (
    TODAY,
    a_log,
    a_plan,
    an_effort,
    compared,
    did,
    lines,
    performed,
    ran,
    sets_planned,
    verdicts,
)
from tests.builders import a_section, a_session, a_set, an_exercise
from tests.domain.logs import LINES, SNAPSHOT, effort_entries, set_entries

FIVE_BY_100 = sets_planned(a_set())
BARE = a_set(reps=None, weight=None, weight_unit=None)
"""A set of a workout that came without a plan."""
RUN = a_plan(RunSection(id="run", name="Run", order_index=0, distance=10_000, duration="50m"))


# ------------------------------------------------------------------------------------------------------- sets


@pytest.mark.parametrize(
    ("done", "verdict"),
    [
        ({"reps": 5, "weight": 100}, "met"),
        ({"reps": 5, "weight": 96}, "met"),
        ({"reps": 4, "weight": 100}, "under"),
        ({"reps": 2, "weight": 100}, "partial"),
        ({"reps": 7, "weight": 100}, "over"),
        ({"reps": 5, "weight": 90}, "under"),
        ({"reps": 5, "weight": 110}, "over"),
        ({"reps": 4, "weight": 110}, "under"),
        ({"reps": 5}, "met"),
        ({}, "met"),
    ],
)
def test_a_set_is_met_within_five_per_cent_and_repetitions_decide_before_the_load(
    done: dict[str, Any], verdict: str
) -> None:
    found = compared(FIVE_BY_100, did(performed(**done)))

    assert verdicts(found) == [verdict]


def test_a_deviation_is_told_with_its_amount_its_percentage_and_its_unit() -> None:
    (line,) = lines(compared(FIVE_BY_100, did(performed(reps=5, weight=90, rpe=9))))

    (reps, load) = line.deviations
    assert (reps.measure, reps.difference) == ("repetitions", 0)
    assert (load.measure, load.low, load.high, load.done) == ("load", 100, 100, 90)
    assert (load.difference, load.percent, load.unit) == (-10, -10, "kg")


@pytest.mark.parametrize(("reps", "verdict"), [(7, "under"), (8, "met"), (12, "met"), (13, "over")])
def test_of_a_range_both_ends_and_all_between_are_met(reps: int, verdict: str) -> None:
    plan = sets_planned(a_set(rep_type="range", reps=None, reps_min=8, reps_max=12))

    assert verdicts(compared(plan, did(performed(reps=reps, weight=100)))) == [verdict]


@pytest.mark.parametrize(("reps", "verdict"), [(4, "under"), (5, "met"), (20, "met")])
def test_a_set_of_five_or_more_has_no_upper_end(reps: int, verdict: str) -> None:
    plan = sets_planned(a_set(rep_type="max", reps=None, reps_min=5))

    assert verdicts(compared(plan, did(performed(reps=reps, weight=100)))) == [verdict]


@pytest.mark.parametrize(
    ("done", "verdict"),
    [({"rpe": 8}, "met"), ({"rpe": 8.5}, "met"), ({"rpe": 9}, "over"), ({"rir": 2}, "met"), ({"rir": 4}, "under")],
)
def test_effort_is_met_within_half_a_point_and_reserve_is_effort_too(done: dict[str, Any], verdict: str) -> None:
    plan = sets_planned(a_set(weight=None, weight_unit=None, rpe=8))

    assert verdicts(compared(plan, did(performed(reps=5, **done)))) == [verdict]


def test_reserve_from_one_to_three_is_effort_from_seven_to_nine() -> None:
    plan = sets_planned(a_set(weight=None, weight_unit=None, rir=1, rir_max=3))

    (line,) = lines(compared(plan, did(performed(reps=5, rpe=7))))

    assert [(one.low, one.high, one.verdict) for one in line.deviations if one.measure == "effort"] == [(7, 9, "met")]


def test_a_percentage_is_compared_as_the_load_it_was_on_that_day() -> None:
    plan = sets_planned(a_set(weight=None, weight_unit=None, percent_of_training_max=85))
    value = ReferenceValue(
        id="tm",
        user_id="athlete-1",
        kind=ReferenceKind.TRAINING_MAX,
        exercise_id="squat",
        exercise_variant_id="back-squat",
        value=100,
        unit="kg",
        valid_from="2026-01-01",
        source="entered",
    )

    with_value = compared(plan, did(performed(reps=5, weight=75)), values=[value])
    without = compared(plan, did(performed(reps=5, weight=75)))

    assert verdicts(with_value) == ["under"]
    assert verdicts(without) == ["met"]


def test_pounds_and_kilograms_are_compared_alike() -> None:
    pounds = sets_planned(a_set(weight=225, weight_unit="lb"))
    kilograms = sets_planned(a_set(weight=102.0582833, weight_unit="kg"))

    one = compared(pounds, did(performed(reps=5, weight=225, weight_unit="lb")))
    other = compared(kilograms, did(performed(reps=5, weight=102.0582833)))

    assert [line.deviations for line in lines(one)] == [line.deviations for line in lines(other)]
    assert one.done.load_kg == pytest.approx(other.done.load_kg)


def test_the_body_alone_is_no_load_to_compare() -> None:
    chin_up = BodyweightExercise(
        id="exercise-1",
        exercise_id="chin-up",
        exercise_variant_id="chin-up",
        name="Chin-up",
        order_index=0,
        sets=(a_set(weight=0),),
    )

    found = compared(a_plan(a_section(exercises=(chin_up,))), did(performed(reps=5, weight=10)))

    assert verdicts(found) == ["met"]


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


def test_the_own_sets_of_a_substitute_stand_for_the_planned_ones_by_their_number() -> None:
    plan = sets_planned(a_set(), a_set(id="set-2", set_number=2))
    sets = [performed(None, f"press-{n}", set_number=n, added=True, reps=8, weight=120) for n in (1, 2, 3)]

    found = compared(plan, did(*sets, substituted_by=ExerciseName(name="Leg press")))

    assert verdicts(found) == ["substituted", "substituted", "added"]


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


# ----------------------------------------------------------------------------------------------------- rounds


def test_in_a_circuit_every_round_is_a_line() -> None:
    circuit = CircuitSection(
        id="section-1", name="Circuit", order_index=0, rounds=3, rest_between_rounds="1m", exercises=(an_exercise(),)
    )
    done = [performed(id_=f"r{n}", round=n, reps=5, weight=100) for n in (1, 3)]

    found = compared(a_plan(circuit), did(*done))

    assert [(line.round, line.verdict) for line in lines(found)] == [(1, "met"), (2, "omitted"), (3, "met")]


def test_rounds_that_only_the_result_tells_of_are_done() -> None:
    circuit = CircuitSection(
        id="section-1", name="Circuit", order_index=0, rounds=3, rest_between_rounds="1m", exercises=(an_exercise(),)
    )

    found = compared(a_plan(circuit), a_log(result=SectionResult(rounds=2)))

    assert verdicts(found) == ["met", "met", "omitted"]
    assert found.done.repetitions == 10


def test_an_amrap_is_compared_in_as_many_rounds_as_were_done() -> None:
    amrap = AmrapSection(id="section-1", name="AMRAP", order_index=0, time_cap="10m", exercises=(an_exercise(),))
    done = [performed(id_=f"r{n}", round=n, reps=5, weight=100) for n in (1, 2, 3)]

    assert verdicts(compared(a_plan(amrap), did(*done))) == ["met"] * 3
    assert verdicts(compared(a_plan(amrap), a_log(result=SectionResult(rounds=4, reps=3)))) == ["met"]


def test_a_tabata_has_a_line_for_every_round_of_an_exercise() -> None:
    burpee = TabataExercise(
        id="exercise-1", exercise_id="burpee", exercise_variant_id="burpee", name="Burpee", order_index=0
    )
    tabata = TabataSection(
        id="section-1",
        name="Tabata",
        order_index=0,
        work_interval="20s",
        rest_interval="10s",
        rounds=3,
        exercises=(burpee,),
    )

    found = compared(
        a_plan(tabata), did(performed(None, "a", round=1, duration=20), performed(None, "b", round=2, duration=12))
    )

    assert verdicts(found) == ["met", "under", "omitted"]


# ------------------------------------------------------------------------------------------------------ steps


@pytest.mark.parametrize(
    ("done", "verdict"),
    [
        ({"distance": 10_000, "duration": 3000}, "met"),
        ({"distance": 9_000, "duration": 2700}, "under"),
        ({"distance": 4_000, "duration": 1200}, "partial"),
        ({"distance": 10_000, "duration": 3300}, "under"),
        ({"distance": 10_000, "duration": 2700}, "over"),
        ({"distance": 12_000, "duration": 3600}, "over"),
    ],
)
def test_a_run_is_compared_by_distance_and_then_by_pace_where_slower_is_under(
    done: dict[str, Any], verdict: str
) -> None:
    assert verdicts(compared(RUN, ran(an_effort(**done)))) == [verdict]


@pytest.mark.parametrize(("beats", "verdict"), [(120, "met"), (145, "met"), (155, "met"), (165, "over")])
def test_a_cap_has_no_lower_end(beats: int, verdict: str) -> None:
    cap = Target(metric="heart-rate", high=150, unit="bpm", basis="absolute")
    plan = a_plan(RunSection(id="run", name="Run", order_index=0, duration="30m", targets=(cap,)))

    assert verdicts(compared(plan, ran(an_effort(duration=1800, average_heart_rate=beats)))) == [verdict]


def test_ascent_is_compared_too() -> None:
    climb = a_plan(RunSection(id="run", name="Climb", order_index=0, distance=8000, elevation_gain=600))

    (line,) = lines(compared(climb, ran(an_effort(distance=8000, duration=4000, elevation_gain=500))))

    ascent = next(one for one in line.deviations if one.measure == "ascent")
    assert (ascent.difference, ascent.verdict) == (-100, "under")


def test_miles_and_kilometres_give_the_same_pace() -> None:
    section = TempoSection(id="run", name="Tempo", order_index=0, distance=5000, target_pace="6:26/mile")

    (line,) = lines(compared(a_plan(section), ran(an_effort(distance=5000, duration=1200))))

    pace = next(one for one in line.deviations if one.measure == "pace")
    assert pace.low == pytest.approx(239.85, abs=0.01)
    assert (pace.done, pace.verdict.value) == (240, "met")


INTERVALS = IntervalsSection(
    id="run",
    name="Intervals",
    order_index=0,
    rounds=3,
    work_distance=1000,
    rest_duration="2m",
    intensity="threshold",
)


def test_a_recovery_that_nobody_recorded_between_efforts_is_unknown_and_not_omitted() -> None:
    efforts = [an_effort("run:work", n, distance=1000, duration=240) for n in (1, 2)]

    found = compared(a_plan(INTERVALS), ran(*efforts))

    assert verdicts(found) == ["met", None, "met", None, "omitted", None]
    assert found.compliance.percent == pytest.approx(66.7, abs=0.1)


def test_one_run_recorded_in_laps_is_compared_as_their_sum() -> None:
    laps = [an_effort(None, n, distance=1000, duration=300, average_heart_rate=140) for n in range(1, 11)]

    found = compared(RUN, ran(*laps))

    assert verdicts(found) == ["met"]
    assert found.done.distance_m == 10_000


def test_as_many_laps_as_steps_are_the_steps_one_by_one() -> None:
    laps = [an_effort(None, n, distance=1000 if n % 2 else 300, duration=240 if n % 2 else 120) for n in range(1, 7)]

    found = compared(a_plan(INTERVALS), ran(*laps))

    assert verdicts(found) == ["met"] * 6


def test_other_laps_are_compared_with_the_section_as_a_whole() -> None:
    warm = Step(id="warm", phase="warmup", goal=Goal(duration=600))
    hard = Step(id="hard", phase="active", goal=Goal(duration=1200))
    steps = StepsSection(id="run", name="Steps", order_index=0, rounds=1, steps=(warm, hard))

    found = compared(a_plan(steps), ran(*(an_effort(None, n, duration=450, distance=1500) for n in range(1, 5))))

    assert [(line.planned, line.verdict) for line in lines(found)] == [("2 steps", "met")]


def test_an_effort_nobody_planned_is_added() -> None:
    found = compared(RUN, ran(an_effort(distance=10_000, duration=3000), an_effort(None, 2, added=True, distance=2000)))

    assert verdicts(found) == ["met", "added"]
    assert found.done.distance_m == 12_000


# ------------------------------------------------------------------------------------------ the whole session


def test_a_session_completed_without_entries_is_unrecorded_and_nothing_was_omitted() -> None:
    found = compared(FIVE_BY_100, None)

    assert (found.standing, verdicts(found), found.compliance.colour) == (Standing.UNRECORDED, [None], None)


def test_feedback_alone_is_no_record() -> None:
    assert compared(FIVE_BY_100, EMPTY).standing is Standing.UNRECORDED


@pytest.mark.parametrize(
    ("status", "standing", "colour"),
    [
        (SessionStatus.SCHEDULED, Standing.MISSED, Colour.RED),
        (SessionStatus.SKIPPED, Standing.SKIPPED, Colour.RED),
        (SessionStatus.CANCELLED, Standing.CANCELLED, None),
        (SessionStatus.IN_PROGRESS, Standing.UNDER_WAY, None),
    ],
)
def test_a_session_that_was_not_done_says_so(status: SessionStatus, standing: Standing, colour: Colour | None) -> None:
    found = compared(FIVE_BY_100, None, status=status)

    assert (found.standing, found.compliance.colour, verdicts(found)) == (standing, colour, [None])


def test_under_way_what_was_done_is_judged_and_the_rest_is_open() -> None:
    plan = sets_planned(a_set(), a_set(id="set-2", set_number=2))

    found = compared(plan, did(performed(reps=5, weight=100)), status=SessionStatus.IN_PROGRESS)

    assert verdicts(found) == ["met", None]


def test_a_plan_from_elsewhere_that_can_t_be_read_is_said_to_be_so() -> None:
    session = a_session(status=SessionStatus.COMPLETED, workout_snapshot=Raw(b'{"a":1}'))

    found = compare(session, None, None, None, TODAY)

    assert (found.standing, found.sections) == (Standing.NOT_READABLE, ())


def test_a_session_without_any_line_gets_an_answer() -> None:
    found = compared(a_plan(), ran())

    assert (found.sections, found.compliance.percent) == ((), None)


@pytest.mark.parametrize(
    ("reps", "colour"),
    [(5, "green"), (4, "green"), (3, "yellow"), (2, "orange"), (6, "green"), (7, "yellow"), (8, "orange")],
)
def test_colours_are_those_that_coaches_know(reps: int, colour: str) -> None:
    found = compared(FIVE_BY_100, did(performed(reps=reps, weight=100)))

    assert found.compliance.colour == colour


def test_strength_and_running_are_coloured_alike() -> None:
    lighter = compared(FIVE_BY_100, did(performed(reps=5, weight=70)))
    shorter = compared(RUN, ran(an_effort(distance=7000, duration=2100)))

    assert (lighter.compliance, shorter.compliance) == (shorter.compliance, lighter.compliance)
    assert lighter.compliance.percent == 70


# ------------------------------------------------------------------------------------------------- properties


def _log(entries: list[Any], efforts: list[Any]) -> WorkoutPerformanceLog:
    log = EMPTY
    for entry in entries:
        log = put_set(log, entry, LINES).log
    for entry in efforts:
        log = put_effort(log, entry, LINES).log
    return log


@given(set_entries(), effort_entries(), st.randoms(use_true_random=False))
def test_the_order_of_a_log_changes_nothing(entries: list[Any], efforts: list[Any], chance: Any) -> None:  # noqa: ANN401  # a random.Random
    log = _log(entries, efforts)

    def mixed(things: tuple[Any, ...]) -> tuple[Any, ...]:
        listed = list(things)
        chance.shuffle(listed)
        return tuple(listed)

    shuffled = replace(
        log,
        sections=mixed(
            tuple(
                replace(
                    section,
                    exercises=mixed(tuple(replace(each, sets=mixed(each.sets)) for each in section.exercises)),
                    efforts=mixed(section.efforts) if section.efforts else section.efforts,
                )
                for section in log.sections
            )
        ),
    )

    assert compared(SNAPSHOT, shuffled) == compared(SNAPSHOT, log)


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


@given(set_entries(), effort_entries())
def test_the_whole_is_the_sum_of_its_sections_and_every_entry_stands_in_one_line(
    entries: list[Any], efforts: list[Any]
) -> None:
    log = _log(entries, efforts)

    found = compared(SNAPSHOT, log)

    assert found.done == total(section.done for section in found.sections)
    assert found.planned == total(section.planned for section in found.sections)
    assert sum(found.verdicts.values()) == sum(verdict is not None for verdict in verdicts(found))
    told = [id_ for line in lines(found) for id_ in line.performed_ids]
    assert len(told) == len(set(told))
    if found.standing is Standing.COMPARED:
        written = [one.id for section in log.sections for each in section.exercises for one in each.sets]
        assert set(written) <= set(told)
    assert b"NaN" not in encode(found)
