"""About how long a workout takes by its plan."""

import pytest

from mesocycle.analytics.plan_and_deed.plan_length import planned_minutes
from mesocycle.domain.plan.workout import (
    AmrapSection,
    CircuitSection,
    EmomSection,
    IntervalsSection,
    RunSection,
    Section,
    TabataSection,
    TempoSection,
    WarmupSection,
)
from tests.analytics.compared import a_plan
from tests.builders import a_section, a_set, an_exercise

FIVES = an_exercise(sets=tuple(a_set(id=f"set-{n}", set_number=n) for n in range(1, 6)), rest_between_sets="3m15s")
ONE = (an_exercise(sets=(a_set(),), rest_between_sets=None),)


@pytest.mark.parametrize(
    ("section", "minutes"),
    [
        (RunSection(id="s", name="Race", order_index=0, distance=50_000), 300),
        (RunSection(id="s", name="Race", order_index=0, distance=50_000, elevation_gain=2000), 500),
        (RunSection(id="s", name="Race", order_index=0, distance=50_000, elevation_gain=2000, duration="7h"), 420),
        (RunSection(id="s", name="Night", order_index=0, duration="24h"), 1440),
        (TempoSection(id="s", name="Tempo", order_index=0, distance=10_000, target_pace="4:30/km"), 45),
        (
            IntervalsSection(
                id="s",
                name="Hard",
                order_index=0,
                rounds=5,
                work_duration="4m",
                rest_duration="2m",
                intensity="threshold",
            ),
            30,
        ),
        (WarmupSection(id="s", name="Warm-up", order_index=0, duration=10, exercises=ONE), 10),
        (EmomSection(id="s", name="EMOM", order_index=0, emom_duration=12, rounds=12, exercises=ONE), 12),
        (AmrapSection(id="s", name="AMRAP", order_index=0, time_cap="20m", exercises=ONE), 20),
        (
            TabataSection(
                id="s", name="T", order_index=0, rounds=8, work_interval="20s", rest_interval="10s", exercises=ONE
            ),
            4,
        ),
        (
            CircuitSection(
                id="s",
                name="C",
                order_index=0,
                rounds=30,
                rest_between_rounds="1m",
                time_cap="25m",
                exercises=ONE,
            ),
            25,
        ),
        (a_section(exercises=(FIVES,)), 18),
    ],
)
def test_a_workout_takes_about_as_long_as_its_plan_says(section: Section, minutes: int) -> None:
    assert planned_minutes(a_plan(section)) == minutes


def test_of_a_plan_that_says_nothing_nobody_knows() -> None:
    assert planned_minutes(a_plan()) is None


@pytest.mark.parametrize("minutes", [14 * 24 * 60 + 1, 2**31, 2**63 - 1])
def test_a_plan_from_elsewhere_that_takes_longer_than_a_session_lasts_says_nothing(minutes: int) -> None:
    absurd = EmomSection(id="s", name="EMOM", order_index=0, emom_duration=minutes, rounds=1, exercises=ONE)

    assert planned_minutes(a_plan(absurd)) is None
