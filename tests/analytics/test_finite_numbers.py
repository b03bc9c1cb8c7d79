"""No division by zero, no NaN and nothing infinite in any document, whatever a log may hold."""

from math import isfinite

from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mesocycle.analytics.adherence import counts
from mesocycle.analytics.guidance.exercise_history import exercise_report
from mesocycle.analytics.guidance.next_step import Loading
from mesocycle.analytics.guidance.progression import guide
from mesocycle.analytics.lines.line_counting import LineTally
from mesocycle.analytics.lines.line_quality import _sum
from mesocycle.analytics.load.load import load_report
from mesocycle.analytics.plan_and_deed.amounts import Amounts
from mesocycle.analytics.plan_and_deed.tolerance import Verdict
from mesocycle.analytics.running.running import running_report
from mesocycle.analytics.strength.records import records, worked
from mesocycle.analytics.training_weeks import week_report
from mesocycle.analytics.what_if import PlannedWeek, _change
from mesocycle.domain.history.done import CountedSet, DoneEffort, DoneSession
from mesocycle.domain.history.outcome import OutcomeCount
from mesocycle.domain.history.recent import RecentTraining
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.plan.workout import Progression, ProgressionMethod, RunSection, Target, WorkoutType
from tests.analytics.compared import a_plan, an_effort, compared, did, performed, ran, sets_planned
from tests.analytics.guidance.attempts import a_line, an_attempt
from tests.analytics.running.runs import a_value
from tests.analytics.sets import sum_days
from tests.analytics.strength.lifted import Span
from tests.analytics.strength.test_strength import numbers_of
from tests.builders import a_set

_SPAN: Span = {"first": "2026-01-05", "last": "2026-01-18"}
_DAYS = st.sampled_from(["2026-01-05", "2026-01-06", "2026-01-18"])
_TINY = 5e-324


def _amount(most: float, least: float = 0.0) -> st.SearchStrategy[float | None]:
    """Give what a log may hold, the smallest numbers that a float knows among them."""
    return st.none() | st.sampled_from([least, max(_TINY, least), most]) | st.floats(least, most)


_EFFORTS = st.builds(
    DoneEffort,
    movement=st.sampled_from(["run", "walk", "bike"]),
    distance_m=_amount(2e6),
    duration_s=_amount(1.2e6),
    gain_m=_amount(1e5),
    loss_m=_amount(1e5),
    grade_adjusted_m=_amount(1e7),
    average_heart_rate=_amount(300, 20),
)
_SESSIONS = st.builds(
    DoneSession,
    id=st.sampled_from("abcdef"),
    day=_DAYS,
    type=st.just(WorkoutType.RUNNING),
    duration_min=_amount(20_000),
    rpe=_amount(10),
    efforts=st.lists(_EFFORTS, max_size=3).map(tuple),
)
_SETS = st.builds(
    CountedSet,
    day=_DAYS,
    exercise_id=st.just("squat"),
    exercise_variant_id=st.just("squat.barbell-back"),
    set_type=st.sampled_from(["working", "warmup", "drop", "failure"]),
    reps=st.none() | st.integers(0, 10_000),
    load_kg=st.none() | st.floats(-1000, 5000) | st.just(_TINY),
    rpe=_amount(10, 1),
    rir=_amount(50),
    sides=st.sampled_from([1, 2]),
    counts=st.integers(0, 1),
)
_WEIGHTS = st.none() | st.integers(-1000, 5000) | st.floats(-1000, 5000)
_PERFORMANCES = st.builds(
    Performance,
    reps=st.none() | st.integers(0, 10_000),
    weight=_WEIGHTS,
    weight_unit=st.sampled_from(["kg", "lb"]),
    rpe=_amount(10, 1),
    duration=_amount(1.2e6),
    moving_duration=_amount(1.2e6),
    distance=_amount(2e6),
    elevation_gain=_amount(1e5),
    average_heart_rate=_amount(300, 20),
    average_power=_amount(5000),
)
_RUN = RunSection(
    id="run",
    name="Run",
    order_index=0,
    distance=10_000,
    duration="50m",
    targets=(Target(metric="pace", low=240, high=300, unit="s/km", basis="absolute"),),
)
_LEAST_PACE, _MOST_PACE = 1 / 2e9, 1.2e9
"""Seconds for a metre: where the way or the time of all efforts is less than 1, there is no pace."""
_RECENT = st.builds(
    RecentTraining,
    since=st.sampled_from(["2025-12-08", "2026-01-05", "2026-01-11"]),
    sets=st.integers(0, 5000),
    repetitions=st.integers(0, 10**7),
    load_kg=st.floats(0, 1e10) | st.just(_TINY),
    duration_s=st.floats(0, 1e9) | st.just(_TINY),
    distance_m=st.floats(0, 1e9) | st.just(_TINY),
    ascent_m=st.floats(0, 1e9) | st.just(_TINY),
    pace_s_per_m=st.none() | st.sampled_from([_LEAST_PACE, _MOST_PACE]) | st.floats(_LEAST_PACE, _MOST_PACE),
)
_AMOUNTS = st.builds(
    Amounts,
    sets=st.integers(0, 1000),
    repetitions=st.integers(0, 10**6),
    load_kg=st.floats(0, 1e8),
    duration_s=st.floats(0, 1e7),
    distance_m=st.floats(0, 1e7),
    ascent_m=st.floats(0, 1e6) | st.just(_TINY),
    unknown_loads=st.integers(0, 1),
    seconds_without_distance=st.floats(0, 1e7) | st.just(_TINY),
    metres_without_time=st.floats(0, 1e7) | st.just(_TINY),
)
_HEARTS = [
    a_value(ReferenceKind.RESTING_HEART_RATE, value=50),
    a_value(ReferenceKind.MAX_HEART_RATE, value=190),
    a_value(ReferenceKind.HEART_RATE_ZONES, bounds=[120, 150, 170]),
]


def _is_sound(*documents: object) -> bool:
    return all(isfinite(number) for document in documents for number in numbers_of(document))


@settings(max_examples=40)
@given(st.lists(_SESSIONS, max_size=6))
@example([DoneSession(id="a", day="2026-01-05", type=WorkoutType.RUNNING, duration_min=_TINY, rpe=_TINY)])
def test_running_and_load_hold_finite_numbers_alone(sessions: list[DoneSession]) -> None:
    run = running_report(sessions, _HEARTS, **_SPAN)
    load = load_report(sessions, _HEARTS, **_SPAN)

    assert _is_sound(run, load)


@settings(max_examples=40)
@given(st.lists(_SETS, max_size=8), st.lists(_SESSIONS, max_size=6))
def test_an_exercise_records_and_weeks_hold_finite_numbers_alone(
    sets: list[CountedSet], sessions: list[DoneSession]
) -> None:
    report = exercise_report(sets, "squat", "Squat", **_SPAN)
    best = records(worked(sets, **_SPAN), {"squat": "Squat"}, **_SPAN)
    weeks = week_report(sum_days(sets), sessions, {}, **_SPAN)

    assert _is_sound(report, best, weeks)


@given(st.lists(st.builds(OutcomeCount, count=st.integers(0, 5))))
def test_adherence_holds_finite_numbers_alone(rows: list[OutcomeCount]) -> None:
    assert _is_sound(counts(rows))


@given(st.lists(st.tuples(st.none() | st.sampled_from(Verdict), _amount(10), st.integers(1, 5)), max_size=5))
def test_a_lines_counts_hold_finite_numbers_alone(judged: list[tuple[Verdict | None, float | None, int]]) -> None:
    tally = LineTally()
    for one in judged:
        tally.add(*one)

    assert _is_sound(_sum([tally]), _sum([]))


@settings(max_examples=200)
@given(st.lists(_AMOUNTS, min_size=1, max_size=3), _RECENT)
def test_a_change_by_another_version_holds_finite_numbers_alone(plans: list[Amounts], recent: RecentTraining) -> None:
    weeks = [PlannedWeek(week="2026-01-12", planned=planned) for planned in plans]

    found = _change(weeks, recent, "2026-01-12")

    assert found is not None
    assert _is_sound(found)


@settings(max_examples=40)
@given(_PERFORMANCES, _PERFORMANCES, st.sampled_from(["added", "planned"]))
def test_a_comparison_holds_finite_numbers_alone(done: Performance, run: Performance, kind: str) -> None:
    planned = sets_planned(a_set(rpe=8), a_set(id="set-2", set_number=2, weight=0))
    entry = performed("set-1" if kind == "planned" else None, "one", performance=done, added=kind == "added" or None)
    lifted = compared(planned, did(entry))
    ran_it = compared(a_plan(_RUN), ran(replace(an_effort("run:work"), performance=run)))

    assert _is_sound(lifted, ran_it)


@settings(max_examples=40)
@given(
    st.sampled_from(ProgressionMethod.__args__),  # type: ignore[attr-defined]  # a Literal has them
    st.lists(st.integers(0, 10_000), max_size=3),
    _WEIGHTS,
    st.sampled_from(["load", "reps", "trainingMax"]),
    st.sampled_from([None, 0.01, 1000]),
)
def test_guidance_holds_finite_numbers_alone(
    method: ProgressionMethod, reps: list[int], weight: float | None, applies_to: str, increment: float | None
) -> None:
    plan: Progression = replace(Progression(every="session", applies_to="load"), applies_to=applies_to)
    line = replace(a_line(method, "3x5 @ 100 kg"), progression=replace(plan, increment=increment))

    found = guide(line, [an_attempt(line, *reps, weight=weight)], Loading("kg", 2.5, (100, "kg")))

    assert found is not None
    assert _is_sound(found)
