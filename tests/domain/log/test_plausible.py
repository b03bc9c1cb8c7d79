"""What is asked back of somebody who logs a set or an effort."""

import pytest

from mesocycle.domain.log.entry import EffortEntry, SetEntry
from mesocycle.domain.log.plausible import refuse_implausible
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.plan.workout import AmrapSection, CircuitSection, IntervalsSection
from mesocycle.domain.refusal import DocumentNotValid
from tests.analytics.compared import a_plan, an_effort, performed
from tests.builders import a_set, an_exercise

NOW = "2026-01-05T18:00:00.000Z"
LINES = Lines(
    a_plan(
        CircuitSection(
            id="circuit",
            name="Circuit",
            order_index=0,
            rounds=6,
            rest_between_rounds="1m",
            exercises=(an_exercise(sets=(a_set(),)),),
        ),
        AmrapSection(
            id="amrap",
            name="AMRAP",
            order_index=1,
            time_cap="12m",
            exercises=(an_exercise(id="exercise-2", sets=(a_set(id="set-2"),)),),
        ),
        IntervalsSection(
            id="run",
            name="Hard",
            order_index=2,
            rounds=6,
            work_distance=400,
            rest_duration="1m",
            intensity="vo2max",
        ),
    )
)


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        (SetEntry(set=performed(reps=5, performed_at="2026-01-06T18:00:00.000Z")), "set.performedAt"),
        (SetEntry(set=performed(reps=5, round=7)), "set.round"),
        (SetEntry(set=performed(reps=2100, weight=2000)), "set.performance.weight"),
        (SetEntry(set=performed(reps=2100, weight=60)), "set.performance.weight"),
        (SetEntry(set=performed(reps=1, weight=3500, weight_unit="lb")), "set.performance.weight"),
        (EffortEntry(effort=an_effort(round_=7)), "effort.round"),
        (EffortEntry(effort=an_effort(performed_at="2026-01-05T19:00:00.000Z")), "effort.performedAt"),
    ],
)
def test_what_can_hardly_be_meant_is_asked_back_with_its_path(entry: SetEntry | EffortEntry, path: str) -> None:
    with pytest.raises(DocumentNotValid) as refused:
        refuse_implausible(entry, LINES, NOW)

    assert [error.path for error in refused.value.errors or ()] == [path]


@pytest.mark.parametrize(
    "entry",
    [
        SetEntry(set=performed(reps=5, performed_at="2026-01-05T18:04:00.000Z")),
        SetEntry(set=performed(reps=5, weight=500, round=6)),
        SetEntry(set=performed("set-2", reps=5, round=23)),
        SetEntry(set=performed(reps=2100)),
        SetEntry(exercise_id="exercise-1", set=performed(None, added=True, reps=5, round=7)),
        EffortEntry(effort=an_effort(round_=6)),
        EffortEntry(section_id="run", effort=an_effort(None, 40)),
    ],
)
def test_what_people_do_is_taken(entry: SetEntry | EffortEntry) -> None:
    refuse_implausible(entry, LINES, NOW)
